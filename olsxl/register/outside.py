"""What stands directly below an Excel table, where Excel does not count it in and it would not be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register.table import Oddity
from olsxl.register.values import text

if TYPE_CHECKING:
    from olsxl import workbook
    from olsxl.register.locate import Book
    from olsxl.register.table import Region


_TOTAL = re.compile(r"\s*(?:grand |sub[ -]?)?totals?\b", re.IGNORECASE)
_LABEL = 40


def outside(book: Book, region: Region, offset: int) -> list[Oddity]:
    """One oddity at the first cell of the data directly below a table; its meaning is the last such row's number.

    A totals row that somebody keeps there, formulas, and another table are no data. `offset` is added to the row.
    """
    below = region.end_row + 1
    if region.table is None or _of_a_table(book, region, below):
        return []
    cells = book.cells(region.sheet)
    first = _first(cells, region, below)
    if first is None or is_total(first[1]):
        return []
    last = below
    while _first(cells, region, last + 1):
        last += 1
    return [Oddity("outside", below + offset, first[0], first[1], str(last))]


def is_total(typed: str) -> bool:
    """Whether a cell is the label of a totals row; a narrative that happens to begin so is longer."""
    return len(typed) <= _LABEL and _TOTAL.match(typed) is not None


def _of_a_table(book: Book, region: Region, row: int) -> bool:
    """Whether a row below a table belongs to another one that stands below it."""
    columns = region.columns.values()
    return any(
        table.sheet == region.sheet
        and table.header_row <= row <= table.last_row
        and any(table.first_column <= number <= table.last_column for number in columns)
        for table in book.tables
    )


def _first(cells: workbook.Cells, region: Region, row: int) -> tuple[str, str] | None:
    """The first cell of a row, under a heading of ours, that somebody typed something in: heading and text."""
    for heading, number in sorted(region.columns.items(), key=lambda item: item[1]):
        column = cells.columns[number - 1] if number <= len(cells.columns) else []
        typed = text(column[row - 1]) if row <= len(column) and (row, number) not in cells.formulas else ""
        if typed:
            return heading, typed
    return None
