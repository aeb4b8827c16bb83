"""The parts of a workbook that hold its cells, laid out as Excel lays them.

For a reader that knows no other way: parts in UTF-8, by Excel's names, related by relative targets; of a sheet its rows
alone, without merges and dimensions of whole rows, without blanks around a number, errors by the names of old.
Source: ECMA-376-1, 18.2 (workbook), 18.3.1.4 (c), 18.17.3 (errors); ECMA-376-2, 6.5 (relationships).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from olsxl.workbook.reading.opc import CONTENT_TYPES, DECLARATION, NAMESPACE, OFFICE
from olsxl.workbook.xml.markup import MAIN, escape_attribute
from olsxl.workbook.xml.sheet_xml import root_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.workbook.reading.book import Book

_DECLARED: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s*<\?xml[^>]*\?>)?")
_KIND_TEXT: Final = re.compile(rb"""\st\s*=\s*["']str["']""")
_KIND_ERROR: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_TYPES: Final = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


_ERRORS: Final = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})


def plain_package(book: Book) -> bytes:
    """Return a package of a workbook's cells, texts and formats alone, not compressed. Raises `UnreadableWorkbook`."""
    sheets = book.worksheets
    parts = [("worksheet", f"worksheets/sheet{at}.xml", sheet.part) for at, sheet in enumerate(sheets, 1)]
    for kind in ("styles", "sharedStrings"):
        parts += [(kind, f"{kind}.xml", part) for part in book.related(book.workbook_part, kind)[:1] if part in book]
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        for name, content in (
            (CONTENT_TYPES, DECLARATION + _TYPES),
            ("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", _workbook([sheet.name for sheet in sheets], date1904=book.date1904)),
            ("xl/_rels/workbook.xml.rels", _relationships([(kind, target) for kind, target, _ in parts])),
        ):
            archive.writestr(zipfile.ZipInfo(name), content)
        for kind, target, part in parts:
            content = book.read(part)  # in UTF-8, whatever its declaration says
            whole = DECLARATION + _DECLARED.sub(b"", content, count=1) if kind != "worksheet" else _rows_alone(content)
            archive.writestr(zipfile.ZipInfo(f"xl/{target}"), whole)
    return out.getvalue()


def _relationships(targets: Sequence[tuple[str, str]]) -> bytes:
    each = (
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return DECLARATION + f'<Relationships xmlns="{NAMESPACE}">{"".join(each)}</Relationships>'.encode()


def _workbook(names: Sequence[str], *, date1904: bool) -> bytes:
    sheets = b"".join(
        b'<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (escape_attribute(name), at, at)
        for at, name in enumerate(names, 1)
    )
    root = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(date1904)}"/>'.encode()
    return DECLARATION + root + b"<sheets>%s</sheets></workbook>" % sheets


def _rows_alone(part: bytes) -> bytes:
    """Return a worksheet with nothing but its rows, whose values are written as every reader knows them."""
    tag, prefix = root_tag(part)
    start, stop = part.find(b"<%ssheetData" % prefix), part.rfind(b"</%ssheetData>" % prefix)
    rows = part[start:stop] if 0 <= start < stop else b"<%ssheetData>" % prefix
    value = re.compile(rb"(<%sv(?:\s[^<>]*)?>)(\s[^<]*|[^<]*\s|#[^<]*)(?=</%sv>)" % (prefix, prefix))
    cell = b"<%sc" % prefix

    def usual(found: re.Match[bytes]) -> bytes:
        head = rows[rows.rfind(cell, 0, found.start()) : found.start()].partition(b">")[0]
        if _KIND_TEXT.search(head):
            return found[0]
        written = found[2].strip()
        return found[1] + (b"#N/A" if _KIND_ERROR.search(head) and written not in _ERRORS else written)

    return DECLARATION + b"%s%s</%ssheetData></%sworksheet>" % (tag, value.sub(usual, rows), prefix, prefix)
