"""A book as an Excel package, part by part, in the shapes that Excel itself and Google Sheets' export write."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tests.data.registers.making import chart, notes
from tests.data.registers.making.book import letter, serial
from tests.data.registers.making.styles import HEADER_LINE, MAIN, Looks
from tests.data.registers.making.theme import EXCEL_THEME, GOOGLE_THEME

if TYPE_CHECKING:
    from tests.data.registers.making.book import Book, Cell, Choice, Filter, Row, Sheet, Table

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office/spreadsheetml"
KINDS = "application/vnd.openxmlformats-officedocument."

EXCEL_ROOT = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'mc:Ignorable="x14ac xr xr2 xr3" xmlns:x14ac="{MICROSOFT}/2009/9/ac" xmlns:xr="{MICROSOFT}/2014/revision" '
    f'xmlns:xr2="{MICROSOFT}/2015/revision2" xmlns:xr3="{MICROSOFT}/2016/revision3"'
)
GOOGLE_ROOT = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" '
    f'xmlns:x14="{MICROSOFT}/2009/9/main" xmlns:x15="{MICROSOFT}/2010/11/main" xmlns:x14ac="{MICROSOFT}/2009/9/ac" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
)
GOOGLE_DRAWING = (
    HEADER_LINE.strip() + '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
)


class Package:
    """The parts of one book, in the order in which they are written, with their kinds and relationships."""

    def __init__(self, book: Book) -> None:
        self.book, self.google = book, book.saved_by == "Google Sheets"
        self.looks, self.texts, self.uses = Looks(), dict[str, int](), 0
        self.parts, self.kinds = dict[str, str](), dict[str, str]()
        self.tables = self.drawings = 0
        self.calculated = list[tuple[str, int]]()

    def add(self, name: str, kind: str, content: str) -> None:
        self.parts[name], self.kinds[name] = content, kind

    def text(self, text: str) -> int:
        self.uses += 1
        return self.texts.setdefault(text, len(self.texts))


def package(book: Book) -> bytes:
    """The bytes of the workbook; the same book gives the same bytes, but for the compression's version."""
    made = Package(book)
    for number, sheet in enumerate(book.sheets, 1):
        _worksheet(made, number, sheet)
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


def _relations(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2 ... to targets by kind."""
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER_LINE}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


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
    made.add("xl/_rels/workbook.xml.rels", "", _relations(*targets))
    if made.google:
        made.add("_rels/.rels", "", _relations(("officeDocument", "xl/workbook.xml")))
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
        _relations(
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
    return escape(f"'{quoted}'!{_dollars(sheet.filter.area)}")


def _dollars(area: str) -> str:
    return ":".join(
        f"${cell.rstrip('0123456789')}${cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for cell in area.split(":")
    )


def _worksheet(made: Package, number: int, sheet: Sheet) -> None:
    rows = "".join(_row(made, number, sheet, n, line) for n, line in enumerate(sheet.rows, 1) if line.cells)
    width = max(len(line.cells) for line in sheet.rows)
    merged = [
        f"{letter(column)}{n}:{letter(column + cell.across - 1)}{n + cell.down - 1}"
        for n, line in enumerate(sheet.rows, 1)
        for column, cell in enumerate(line.cells)
        if cell.across > 1 or cell.down > 1
    ]
    within = {table.area for table in sheet.tables}
    filtered = (
        _auto_filter(sheet.filter, google=made.google) if sheet.filter and sheet.filter.area not in within else ""
    )
    end, targets = _attached(made, number, sheet)
    middle = filtered
    middle += (
        f'<mergeCells count="{len(merged)}">{"".join(f"<mergeCell ref={quoteattr(m)}/>" for m in merged)}</mergeCells>'
        if merged
        else ""
    )
    middle += _highlights(made, sheet)
    here = [choice for choice in sheet.choices if not (choice.source and not made.google)]
    middle += (
        f"<dataValidations{'' if made.google else f' count={chr(34)}{len(here)}{chr(34)}'}>{''.join(map(_choice, here))}</dataValidations>"
        if here
        else ""
    )
    columns = "".join(
        f'<col customWidth="1" min="{n}" max="{n}" width="{size}"/>'
        if made.google
        else f'<col min="{n}" max="{n}" width="{size + 0.7109375}" customWidth="1"/>'
        for n, size in enumerate(sheet.widths, 1)
    )
    columns = f"<cols>{columns}</cols>" if columns else ""
    if made.google:
        root = f'{GOOGLE_ROOT}><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr'
        form = '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        margins = ""
    else:
        root = (
            f'{EXCEL_ROOT} xr:uid="{_uid(made, sheet.name)}"><dimension ref="A1:{letter(width - 1)}{len(sheet.rows)}"/'
        )
        form = '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
        margins = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    made.add(
        f"xl/worksheets/sheet{number}.xml",
        f"{KINDS}spreadsheetml.worksheet+xml",
        f"{HEADER_LINE}<worksheet {root}>{_view(made, number, sheet)}{form}{columns}<sheetData>{rows}</sheetData>{middle}{margins}{end}</worksheet>",
    )
    if targets:
        made.add(f"xl/worksheets/_rels/sheet{number}.xml.rels", "", _relations(*targets))


def _uid(made: Package, name: str) -> str:
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, made.book.sheets[0].name + name)).upper()}}}"


def _view(made: Package, number: int, sheet: Sheet) -> str:
    selected = ' tabSelected="1"' if number == 1 and not made.google else ""
    if not sheet.frozen:
        return f'<sheetViews><sheetView{selected} workbookViewId="0"/></sheetViews>'
    split = f"{sheet.frozen}.0" if made.google else str(sheet.frozen)
    pane = f'<pane ySplit="{split}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    chosen = f'<selection pane="bottomLeft" activeCell="B{sheet.frozen + 1}" sqref="B{sheet.frozen + 1}"/>'
    return f'<sheetViews><sheetView{selected} workbookViewId="0">{pane}{chosen}</sheetView></sheetViews>'


def _row(made: Package, number: int, sheet: Sheet, n: int, line: Row) -> str:
    hidden = ' hidden="1"' if line.gone else ""
    cells = "".join(_cell(made, number, sheet, f"{letter(column)}{n}", cell) for column, cell in enumerate(line.cells))
    own = "" if made.google else f' spans="1:{len(line.cells)}" x14ac:dyDescent="0.25"'
    return (
        f'<row r="{n}"{own.split(" x14ac")[0]}{hidden}{" x14ac" + own.split(" x14ac")[1] if own else ""}>{cells}</row>'
    )


def _cell(made: Package, number: int, sheet: Sheet, place: str, cell: Cell) -> str:
    look, value = made.looks.number(cell, sheet), cell.value
    start = f'<c r="{place}"' + (f' s="{look}"' if look else "")
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if formula:
        made.calculated.append((place, number))
    if value is None:
        return f"{start}/>" if look else ""
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and formula:
        return f'{start} t="str">{formula}<v>{escape(value)}</v></c>'
    if isinstance(value, str):
        return f'{start} t="s"><v>{made.text(value)}</v></c>'
    amount = float(serial(value) if isinstance(value, date) else value)
    shown = repr(amount) if made.google else f"{amount:.15g}"
    return f"{start}>{formula}<v>{shown}</v></c>"


def _auto_filter(chosen: Filter, *, google: bool) -> str:
    area = _dollars(chosen.area) if google else chosen.area
    if not chosen.shown:
        return f'<autoFilter ref="{area}"/>'
    kept = "".join(f"<filter val={quoteattr(value)}/>" for value in chosen.shown)
    return f'<autoFilter ref="{area}"><filterColumn colId="{chosen.column}"><filters>{kept}</filters></filterColumn></autoFilter>'


def _highlights(made: Package, sheet: Sheet) -> str:
    formats = ""
    for n, light in enumerate(sheet.highlights, 1):
        rule = f'type="cellIs" dxfId="{made.looks.highlight(light.fill)}" priority="{n}" operator="equal"'
        wanted = escape(f'"{light.text}"')
        formats += f'<conditionalFormatting sqref="{light.area}"><cfRule {rule}><formula>{wanted}</formula></cfRule></conditionalFormatting>'
    return formats


def _choice(choice: Choice) -> str:
    wanted = escape(choice.source or '"' + ",".join(choice.values) + '"')
    return f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{choice.area}"><formula1>{wanted}</formula1></dataValidation>'


def _attached(made: Package, number: int, sheet: Sheet) -> tuple[str, list[tuple[str, str]]]:
    """What stands behind the margins, and the parts that it points to: drawing, notes, tables, drop-downs of other sheets."""
    end, targets = "", list[tuple[str, str]]()
    if made.google or sheet.charts:
        made.drawings += 1
        name = f"drawing{made.drawings}.xml"
        content = chart.drawing(sheet.charts) if sheet.charts else GOOGLE_DRAWING
        made.add(f"xl/drawings/{name}", f"{KINDS}drawing+xml", content)
        targets.append(("drawing", f"../drawings/{name}"))
        end += f'<drawing r:id="rId{len(targets)}"/>'
        for shown in sheet.charts:
            part = f"chart{made.drawings}.xml"
            made.add(f"xl/charts/{part}", f"{KINDS}drawingml.chart+xml", chart.chart(shown, sheet, made.book))
            made.add(f"xl/drawings/_rels/{name}.rels", "", _relations(("chart", f"../charts/{part}")))
    noted = [
        (f"{letter(c)}{n}", n, c, cell.note)
        for n, line in enumerate(sheet.rows, 1)
        for c, cell in enumerate(line.cells)
        if cell.note
    ]
    if noted:
        made.add(f"xl/drawings/vmlDrawing{number}.vml", "", notes.shapes(noted))
        made.add(
            f"xl/comments{number}.xml", f"{KINDS}spreadsheetml.comments+xml", notes.comments(noted, made.book.author)
        )
        targets += [("vmlDrawing", f"../drawings/vmlDrawing{number}.vml"), ("comments", f"../comments{number}.xml")]
        end += f'<legacyDrawing r:id="rId{len(targets) - 1}"/>'
    tables = ""
    for table in sheet.tables:
        made.tables += 1
        made.add(f"xl/tables/table{made.tables}.xml", f"{KINDS}spreadsheetml.table+xml", _table(made, sheet, table))
        targets.append(("table", f"../tables/table{made.tables}.xml"))
        tables += f'<tablePart r:id="rId{len(targets)}"/>'
    end += f'<tableParts count="{len(sheet.tables)}">{tables}</tableParts>' if tables else ""
    return end + ("" if made.google else _far_choices(sheet)), targets


def _far_choices(sheet: Sheet) -> str:
    far = [choice for choice in sheet.choices if choice.source]
    if not far:
        return ""
    picks = "".join(
        '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"><x14:formula1>'
        f"<xm:f>{escape(choice.source)}</xm:f></x14:formula1><xm:sqref>{choice.area}</xm:sqref></x14:dataValidation>"
        for choice in far
    )
    return (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{MICROSOFT}/2009/9/main">'
        f'<x14:dataValidations count="{len(far)}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f"{picks}</x14:dataValidations></ext></extLst>"
    )


def _table(made: Package, sheet: Sheet, table: Table) -> str:
    first, last = table.area.split(":")
    left, top = ord(first[0]) - 65, int(first[1:])
    right = ord(last[0]) - 65
    heads = sheet.rows[top - 1].cells[left : right + 1]
    totals = sheet.rows[int(last[1:]) - 1].cells[left : right + 1] if table.totals else (None,) * len(heads)
    columns = "".join(
        _table_column(n, str(head.value), total) for n, (head, total) in enumerate(zip(heads, totals, strict=False), 1)
    )
    area = f"{first}:{last[0]}{int(last[1:]) - table.totals}"
    kept = sheet.filter if sheet.filter and sheet.filter.area == table.area else None
    shown = _auto_filter(kept, google=False) if kept else f'<autoFilter ref="{area}"/>'
    counted = 'totalsRowCount="1"' if table.totals else 'totalsRowShown="0"'
    return (
        f'{HEADER_LINE}<table xmlns="{MAIN}" id="{made.tables}" name="{table.name}" displayName="{table.name}" ref="{table.area}" {counted}>'
        f'{shown}<tableColumns count="{len(heads)}">{columns}</tableColumns>'
        f'<tableStyleInfo name="{table.style}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'
    )


def _table_column(number: int, name: str, total: Cell | None) -> str:
    name = quoteattr(name, {"\n": "_x000a_"})
    if total is not None and total.formula:
        return f'<tableColumn id="{number}" name={name} totalsRowFunction="count"/>'
    if total is not None and total.value is not None:
        return f'<tableColumn id="{number}" name={name} totalsRowLabel={quoteattr(str(total.value))}/>'
    return f'<tableColumn id="{number}" name={name}/>'
