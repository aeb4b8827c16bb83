"""The parts of a workbook that hold its cells, laid out as Excel lays them.

For a reader that knows no other way: parts in UTF-8, by Excel's names, related by relative targets.
Source: ECMA-376-1, 18.2 (workbook); ECMA-376-2, 6.5 (relationships).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from olsxl.workbook.reading.opc import CONTENT_TYPES, DECLARATION, NAMESPACE, OFFICE
from olsxl.workbook.xml.markup import MAIN, escape_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.workbook.reading.book import Book

_DECLARED: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s*<\?xml[^>]*\?>)?")
_TYPES: Final = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


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
        for _, target, part in parts:
            archive.writestr(zipfile.ZipInfo(f"xl/{target}"), _in_utf8(book.read(part)))
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


def _in_utf8(part: bytes) -> bytes:
    """Return a part that was brought into UTF-8, without a declaration that says otherwise."""
    return DECLARATION + _DECLARED.sub(b"", part, count=1)
