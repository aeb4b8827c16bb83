"""What is usual in a column: the style, the date style, the row height, the formula of the last rows.

"The row above" is right in four tables of five only; the manager's habit of the last 200 rows is right in more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from olsxl.workbook.formula import translate
from olsxl.workbook.grid import Grid, cells, row_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from olsxl.workbook.markup import Element
    from olsxl.workbook.tables import Table

ROWS: Final = 200


class Usual:
    """The habits of a table's last rows: those with data, and those prepared below them."""

    def __init__(self, grid: Grid, table: Table, last_filled: int) -> None:
        self._grid, self._table = grid, table
        self._data = _sample(grid, max(table.first_row, last_filled - ROWS + 1), last_filled)
        self._prepared = _sample(grid, last_filled + 1, min(table.last_row, last_filled + ROWS))
        self._cells = [(row_number(row), cells(row)) for row in self._data]
        self._blanks = [(row_number(row), cells(row)) for row in self._prepared]
        self._styles: dict[int, list[Counter[int]]] = {}

    def style(self, column: int, accept: Callable[[int], bool] = lambda _: True) -> int | None:
        """Return the most frequent style of a column that is accepted, of several the latest; None without any."""
        for counted in self._counted(column):
            accepted = [style for style, _ in counted.most_common() if accept(style)]
            if accepted:
                return accepted[0]
        return None

    def _counted(self, column: int) -> list[Counter[int]]:
        """Count the styles of a column among the rows with data, and among the prepared ones, the latest first."""
        if column not in self._styles:
            self._styles[column] = [
                Counter(row[column].number("s") for _, row in reversed(sample) if column in row)
                for sample in (self._cells, self._blanks)
            ]
        return self._styles[column]

    def column_style(self, column: int) -> int:
        """Return the style of the sheet's column, for cells that never stood (18.3.1.13 col)."""
        group = self._grid.frame.child("cols")
        for element in group.named("col") if group else ():
            if element.number("min") <= column <= element.number("max"):
                return element.number("style")
        return 0

    def height(self) -> bytes:
        """Return the attributes of a row height that a person set on most rows; never anything hidden or grouped."""
        heights = Counter(row.get("ht") if row.get("customHeight") in {"1", "true"} else "" for row in self._data)
        usual = heights.most_common(1)[0][0] if heights else ""
        return b' ht="%s" customHeight="1"' % usual.encode() if usual.replace(".", "", 1).isdecimal() else b""

    def formula(self, column: int, row: int) -> str:
        """Return a calculated column's formula for a row.

        What it refers to relative to itself (`H2`) is written for the first data row; where the rows have another
        habit, the last row's formula is copied down as a person would.
        """
        own = self._table.columns[column - self._table.first_column].formula or ""
        first = self._table.first_row
        if translate(own, 0, 1) == own:
            return own
        explicit = [(number, text) for number, cells_ in self._cells if (text := _explicit(cells_.get(column)))]
        if not explicit or any(translate(own, 0, number - first) == text for number, text in explicit):
            return translate(own, 0, row - first)
        number, text = explicit[-1]
        return translate(text, 0, row - number)


def _sample(grid: Grid, first: int, last: int) -> list[Element]:
    """Return the last of these rows, as many as fit into a window."""
    stop, start = grid.seek(last + 1), grid.seek(first)
    return grid.window(grid.some_before(start, stop, ROWS), stop) if start < stop else []


def _explicit(cell: Element | None) -> str:
    formula = cell.child("f") if cell is not None else None
    return formula.text if formula is not None and formula.get("t", "normal") == "normal" else ""
