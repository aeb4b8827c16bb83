"""What stands beside the records of Incidents under headings that are none of ours: the home's own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.meaning.values import text
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

    from olsxl.register.table import Region
    from olsxl.workbook import Cells


class Beside(NamedTuple):
    """One such column: the place of its list among the regions, its number, its heading as typed.

    `cells` are those that a person filled, by the row of the frame.
    """

    place: int
    column: int
    heading: str
    cells: Mapping[int, object]


def columns_beside(region: Region, cells: Cells, frame: DataFrame) -> Iterator[Beside]:
    """Every such column of a region that has a heading."""
    rows = [int(row) for row in frame.index]
    ours = {*region.columns.values(), *region.before.values()}
    for number, column in enumerate(cells.columns, 1):
        heading = one_line(text(column[region.header_row - 1])) if number not in ours else ""
        filled = {
            row: column[at - 1]
            for row in (rows if heading else ())
            if column[(at := row % ROWS_PER_SHEET) - 1] not in (None, "") and (at, number) not in cells.formulas
        }
        if filled:
            yield Beside(rows[0] // ROWS_PER_SHEET, number, heading, filled)
