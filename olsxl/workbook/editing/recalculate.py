"""The mark that lets Excel calculate the whole workbook when it is opened.

Source: ECMA-376-1, 18.2.2 (calcPr, fullCalcOnLoad).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.package import part_key
from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.xml.markup import prefix, set_attribute
from olsxl.workbook.xml.sheet_xml import root_tag

if TYPE_CHECKING:
    from olsxl.workbook.container.rope import Segment
    from olsxl.workbook.reading.book import Book

_LETTERS: Final = 10_000
_BEFORE: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


def mark_recalculation(book: Book) -> None:
    """Set the mark where the workbook has formulas: they may depend on what was written. Excel then asks to save."""
    part, root = book.read(book.workbook_part), book.root(book.workbook_part)
    settings = root.child("calcPr")
    marked = settings is not None and settings.get("fullCalcOnLoad") in {"1", "true"}
    if marked or not _has_formulas(book):
        return
    if settings is not None:
        book.edit(book.workbook_part, [set_attribute(part, settings, "fullCalcOnLoad", "1")])
        return
    at = max(element.stop for element in root.named(*_BEFORE))
    book.edit(book.workbook_part, [ByteEdit(at, at, b'<%scalcPr fullCalcOnLoad="1"/>' % prefix(part, root))])


def _has_formulas(book: Book) -> bool:
    if any(part in book for part in book.related(book.workbook_part, "calcChain")):
        return True
    sheets = sorted((sheet.part for sheet in book.worksheets), key=lambda part: not book.is_changed(part))
    known = {part: book.formulas.get(part_key(part)) for part in sheets if not book.is_changed(part)}
    return any(known.values()) or any(_may_hold(book, part) for part in sheets if known.get(part) is None)


def _may_hold(book: Book, part: str) -> bool:
    """Say whether a formula stands in a sheet; of one that cannot be read, and stays as it is, nobody knows."""
    try:
        content = book.content(part)
    except UnreadableWorkbook:
        return True
    end = b"</%sf>" % root_tag(content.part)[1]  # no change begins or ends within it
    return any(_holds(run, end) for run in content.runs)


def _holds(run: Segment, end: bytes) -> bool:
    """Say whether the end tag of a formula stands in a run: also of one that others share or that fills a table.

    Looking for one letter is ten times as fast as for four, as long as the letter is rare: so it is where texts are
    shared, and where they are not, the search gives up on it soon.
    """
    at = run.start
    for _ in range(_LETTERS):
        at = run.source.find(b"f", at + 1, run.stop)
        if at < 0:
            return False
        if run.source[at + 2 - len(end) : at + 2] == end:
            return True
    return run.source.find(end, at, run.stop) >= 0
