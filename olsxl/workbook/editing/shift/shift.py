"""Cells moved down to make room above a totals row: where they go, and what in a formula follows them.

Two ways, as in Excel: whole rows ("Insert Sheet Rows"), or only the table's own columns (what Tab in the last cell
of a table does), where whole rows would tear apart something that stands beside the table.
"""

from __future__ import annotations

from typing import NamedTuple

from olsxl.workbook.errors import EditRefused
from olsxl.workbook.xml.formula import Reference, rewrite
from olsxl.workbook.xml.ranges import MAX_COLUMN, MAX_ROW, Range


class Shift(NamedTuple):
    """All cells of a sheet from row `top` down in the columns `left` to `right` move `rows` down."""

    sheet: str
    top: int
    rows: int
    left: int
    right: int

    @property
    def whole_rows(self) -> bool:
        """Say whether whole rows move, with their heights."""
        return self.left == 1 and self.right == MAX_COLUMN

    @property
    def band(self) -> Range:
        """Return the cells that move."""
        return Range(self.left, self.top, self.right, MAX_ROW)

    def moves(self, column: int, row: int) -> bool:
        """Say whether a cell moves."""
        return row >= self.top and self.left <= column <= self.right

    def of(self, area: Range) -> Range | None:
        """Return where a range goes: it moves, grows where it reaches over the new rows, or None where it stays."""
        if not area.within_columns_of(self.band) or area.bottom < self.top or area.bottom >= MAX_ROW:
            return None
        return area.moved(self.rows) if area.top >= self.top else area.grown(self.rows)

    def formula(self, text: str, own_sheet: str | None) -> str:
        """Return a formula as it reads afterwards; `own_sheet` is where references without a sheet lead."""

        def change(reference: Reference) -> Range | None:
            sheet = own_sheet if reference.sheet is None else reference.sheet
            if reference.several and self.of(reference.area):
                self._refuse_several(text)
            leads_here = sheet is not None and sheet.casefold() == self.sheet.casefold()
            return self.of(reference.area) if leads_here and not reference.outside else None

        return rewrite(text, change)

    def _refuse_several(self, formula: str) -> None:
        raise EditRefused(
            self.sheet,
            f"the formula {formula[:60]} across several sheets",
            "the cells that it refers to would move on one of the sheets only",
            "In Excel switch the totals row off (Table Design, Total Row), or name each sheet in the formula",
        )

    def tears(self, area: Range) -> bool:
        """Say whether a range would be cut: it lies partly in the columns that move, below the place."""
        return area.bottom >= self.top and area.spans_column_of(self.band) and not area.within_columns_of(self.band)
