"""The mark that lets Excel calculate the whole workbook when it is opened.

Source: ECMA-376-1, 18.2.2 (calcPr, fullCalcOnLoad).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from olsxl.workbook.grid import Grid
from olsxl.workbook.markup import prefix, set_attribute

if TYPE_CHECKING:
    from olsxl.workbook.book import Book

_BEFORE: Final = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
)  # fmt: skip


def mark_recalculation(book: Book) -> None:
    """Set the mark where the workbook has formulas: they may depend on what was written. Excel then asks to save."""
    if not _has_formulas(book):
        return
    part, root = book.read(book.workbook_part), book.root(book.workbook_part)
    settings = root.child("calcPr")
    if settings is not None:
        if settings.get("fullCalcOnLoad") not in {"1", "true"}:
            book.edit(book.workbook_part, [set_attribute(part, settings, "fullCalcOnLoad", "1")])
        return
    at = max(element.stop for element in root.named(*_BEFORE))
    book.edit(book.workbook_part, [(at, at, b'<%scalcPr fullCalcOnLoad="1"/>' % prefix(part, root))])


def _has_formulas(book: Book) -> bool:
    if any(part in book for part in book.related(book.workbook_part, "calcChain")):
        return True
    return any(_holds_formula(book.read(sheet.part)) for sheet in book.worksheets)


def _holds_formula(part: bytes) -> bool:
    """Say whether a sheet has a formula; one that others share or that fills a table of data has a text somewhere."""
    grid = Grid(part)
    return part.find(b"</%sf>" % grid.prefix, grid.start, grid.stop) >= 0
