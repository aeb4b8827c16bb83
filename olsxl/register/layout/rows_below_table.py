"""What stands below an Excel table, where Excel does not count it in and it would not be read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from olsxl.register.meaning.values import text
from olsxl.register.table import CellIssue
from olsxl.register.text import is_said_again
from olsxl.workbook import is_total

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import Region
    from olsxl.workbook import Workbook

_BESIDES_THE_KEY = 2
"""Further down, a row with so many typed cells besides its key is a record; a note or a legend has fewer."""


def issues_below_table(book: Workbook, region: Region, offset: int) -> list[CellIssue]:
    """One issue for each block of rows below a table that hold data; its meaning is the block's last row.

    Directly below the table anything typed is data, and is told at its first cell. After blank rows a block begins
    with a row that looks like one of the table's own, and is told at its key. A totals row that somebody keeps there,
    formulas, and another table are no data. `offset` is added to the row.
    """
    if region.table is None or not region.columns:
        return []
    blocks = _Below(book, region).blocks()
    return [CellIssue("outside", row + offset, heading, typed, str(last)) for row, heading, typed, last in blocks]


class _Below:
    """The rows below one table, seen under the headings of ours that it has."""

    def __init__(self, book: Workbook, region: Region) -> None:
        self.cells = book.cells(region.sheet)
        self.start = region.end_row + 1
        self.columns = sorted((number, heading) for heading, number in region.columns.items())
        self.key, self.key_number = next(iter(region.columns.items()))  # in the order of the schema
        self.heading = region.headings.get(self.key, self.key)
        tables = (table for table in book.tables if table.sheet == region.sheet)
        self.others = [table for table in tables if table.last_row + table.has_totals > region.end_row]

    def blocks(self) -> Iterator[tuple[int, str, str, int]]:
        """Each block: its first row, the heading and the text of the cell it is told at, its last row."""
        last = self.start - 1
        first = self._first(self.start)
        if first and not is_total(first[1]):
            last = self._end(self.start)
            yield self.start, *first, last
        keys = self.cells.columns[self.key_number - 1] if self.key_number <= len(self.cells.columns) else []
        for row in range(last + 1, len(keys) + 1):
            if row > last and keys[row - 1] is not None and self._is_record(row):
                last = self._end(row)
                yield row, self.key, text(keys[row - 1]), last

    def _first(self, row: int) -> tuple[str, str] | None:
        """The first cell of a row, under a heading of ours, that somebody typed something in: heading and text."""
        found = ((heading, self._typed(row, number)) for number, heading in self.columns)
        return next(((heading, typed) for heading, typed in found if typed), None)

    def _end(self, row: int) -> int:
        """The last row of the block that begins with a row: a blank one, a total or another table ends it."""
        while (following := self._first(row + 1)) and not is_total(following[1]):
            row += 1
        return row

    def _is_record(self, row: int) -> bool:
        """Whether a row looks like one of the table's own; its key may be a formula, what else it needs may not."""
        key = text(self.cells.columns[self.key_number - 1][row - 1])
        if not key or is_total(key) or is_said_again(key, self.heading) or self._of_another(row, self.key_number):
            return False
        others = (number for number, _ in self.columns if number != self.key_number)
        besides = (number for number in others if self._typed(row, number) and not self._under(row, number))
        return len([*islice(besides, _BESIDES_THE_KEY)]) == _BESIDES_THE_KEY

    def _typed(self, row: int, number: int) -> str:
        """What somebody typed in a cell: not what a formula shows, and not what is another table's."""
        column = self.cells.columns[number - 1] if number <= len(self.cells.columns) else []
        if row > len(column) or column[row - 1] is None or (row, number) in self.cells.formulas:
            return ""
        return "" if self._of_another(row, number) else text(column[row - 1])

    def _of_another(self, row: int, number: int) -> bool:
        return any(
            table.header_row <= row <= table.last_row + table.has_totals
            and table.first_column <= number <= table.last_column
            for table in self.others
        )

    def _under(self, row: int, number: int) -> bool:
        """Whether another table stands above a cell, so that the cell may rather be one of that table's."""
        return any(
            self.start <= table.header_row <= row and table.first_column <= number <= table.last_column
            for table in self.others
        )
