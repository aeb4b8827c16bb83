"""A book as an Excel package, part by part, in the shapes that Excel itself and Google Sheets' export write."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tests.data.registers.making.parts import (
    EXCEL_ROOT,
    GOOGLE_ROOT,
    KINDS,
    MICROSOFT,
    PACKAGE,
    Package,
    dollars,
    relations,
)
from tests.data.registers.making.styles import HEADER_LINE, MAIN
from tests.data.registers.making.theme import EXCEL_THEME, GOOGLE_THEME
from tests.data.registers.making.worksheet import worksheet

if TYPE_CHECKING:
    from tests.data.registers.making.book import Book, Sheet


def package(book: Book) -> bytes:
    """The bytes of the workbook; the same book gives the same bytes, but for the compression's version."""
    made = Package(book)
    for number, sheet in enumerate(book.sheets, 1):
        worksheet(made, number, sheet)
    _workbook(made)
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in made.kinds.items() if kind)
    defaults = (
        f'<Default Extension="rels" ContentType="{KINDS.replace("officedocument.", "package.")}relationships+xml"/>'
    )
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    if any(name.endswith(".vml") for name in made.parts):
        defaults += f'<Default Extension="vml" ContentType="{KINDS}vmlDrawing"/>'
    content = {"[Content_Types].xml": f'{HEADER_LINE}<Types xmlns="{PACKAGE}/content-types">{defaults}{types}</Types>'}
    content |= made.parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in reversed(content) if made.google else content:
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content[name].encode(), zipfile.ZIP_DEFLATED, 9
            )
    return out.getvalue()


def _workbook(made: Package) -> None:
    sheets = list(enumerate(made.book.sheets, 1))
    listed = "".join(_listed(made, number, sheet) for number, sheet in sheets)
    names = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n - 1}" hidden="1">{_anchored(sheet)}</definedName>'
        for n, sheet in sheets
        if sheet.filter and sheet.filter.area not in {table.area for table in sheet.tables}
    )
    names = f"<definedNames>{names}</definedNames>" if names else ""
    if made.google:
        root, before, after = GOOGLE_ROOT, "<workbookPr/>", f"{names}<calcPr/>"
    else:
        root = EXCEL_ROOT.replace("x14ac xr xr2 xr3", "x15 xr").replace(
            f'xmlns:x14ac="{MICROSOFT}/2009/9/ac"', f'xmlns:x15="{MICROSOFT}/2010/11/main"'
        )
        before = '<fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="27328"/><workbookPr defaultThemeVersion="166925"/>'
        before += '<bookViews><workbookView xWindow="-120" yWindow="-120" windowWidth="29040" windowHeight="15720"/></bookViews>'
        after = f'{names}<calcPr calcId="191029"/>'
    made.add(
        "xl/workbook.xml",
        f"{KINDS}spreadsheetml.sheet.main+xml",
        f"{HEADER_LINE}<workbook {root}>{before}<sheets>{listed}</sheets>{after}</workbook>",
    )
    made.add("xl/theme/theme1.xml", f"{KINDS}theme+xml", GOOGLE_THEME if made.google else EXCEL_THEME)
    made.add(
        "xl/styles.xml", f"{KINDS}spreadsheetml.styles+xml", made.looks.google() if made.google else made.looks.excel()
    )
    shared = "".join(f"<si>{_shared(text)}</si>" for text in made.texts)
    made.add(
        "xl/sharedStrings.xml",
        f"{KINDS}spreadsheetml.sharedStrings+xml",
        f'{HEADER_LINE}<sst xmlns="{MAIN}" count="{made.uses}" uniqueCount="{len(made.texts)}">{shared}</sst>',
    )
    targets = [("theme", "theme/theme1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    targets += [("worksheet", f"worksheets/sheet{number}.xml") for number, _ in sheets]
    if made.calculated:
        cells = "".join(f'<c r="{cell}" i="{number}"/>' for cell, number in made.calculated)
        made.add(
            "xl/calcChain.xml",
            f"{KINDS}spreadsheetml.calcChain+xml",
            f'{HEADER_LINE}<calcChain xmlns="{MAIN}">{cells}</calcChain>',
        )
        targets.append(("calcChain", "calcChain.xml"))
    made.add("xl/_rels/workbook.xml.rels", "", relations(*targets))
    if made.google:
        made.add("_rels/.rels", "", relations(("officeDocument", "xl/workbook.xml")))
        return
    made.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(made.book.author))
    made.add(
        "docProps/app.xml",
        f"{KINDS}extended-properties+xml",
        f'{HEADER_LINE}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity><ScaleCrop>false</ScaleCrop><AppVersion>16.0300</AppVersion></Properties>',
    )
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    made.add(
        "_rels/.rels",
        "",
        relations(
            ("officeDocument", "xl/workbook.xml"),
            (core, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ),
    )


def _listed(made: Package, number: int, sheet: Sheet) -> str:
    name, target = quoteattr(sheet.name), f'r:id="rId{number + 3}"'
    if made.google:
        return f'<sheet state="{"hidden" if sheet.hidden else "visible"}" name={name} sheetId="{number}" {target}/>'
    state = ' state="hidden"' if sheet.hidden else ""
    return f'<sheet name={name} sheetId="{number}"{state} {target}/>'


def _core(author: str) -> str:
    return (
        f'{HEADER_LINE}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator>{escape(author)}</dc:creator><cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-08T09:12:44Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-20T16:41:07Z</dcterms:modified></cp:coreProperties>'
    )


def _shared(text: str) -> str:
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f"<t{kept}>{escape(text)}</t>"


def _anchored(sheet: Sheet) -> str:
    """The filter's area in full: `'Log 2026'!$A$1:$H$20`."""
    assert sheet.filter is not None
    quoted = sheet.name.replace("'", "''")
    return escape(f"'{quoted}'!{dollars(sheet.filter.area)}")
