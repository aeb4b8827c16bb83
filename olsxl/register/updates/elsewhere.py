"""Days that stand under headings of Incidents in which no updates are read: they may be written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.meaning.values import text
from olsxl.register.schema import NARRATIVES, is_closed
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import one_line
from olsxl.register.updates.notes import dated_parts
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pandas import DataFrame

    from olsxl.register.table import Region
    from olsxl.workbook import Cells

_AHEAD = re.compile(r"\b(?:due|next|by|until|target|deadline|plan(?:ned)?|expected|birth|dob|review)\b", re.IGNORECASE)
"""A day below such a heading is of something else than what was done."""
_DAY = re.compile(r"\d")


class Elsewhere(NamedTuple):
    """Such a cell in the row of a record that is not closed: its heading as typed, the days in it.

    `row` is that of the frame, `column` the number from 1.
    """

    row: int
    column: int
    heading: str
    days: tuple[date, ...]

    @property
    def cell(self) -> str:
        """Its address, like `F14`."""
        return cell_name(self.column, self.row % ROWS_PER_SHEET)


def days_elsewhere(region: Region, cells: Cells, frame: DataFrame) -> Iterator[Elsewhere]:
    """Every such cell of a region of Incidents, column by column; what a formula shows is none."""
    reported = dict(zip(map(int, frame.index), map(days.of, frame["Reported on"]), strict=True))
    live = [row for row, status in zip(reported, frame["Status"], strict=True) if not is_closed(status)]
    read = {number for heading, number in region.columns.items() if heading not in NARRATIVES}
    read.update(number for _, number in region.repeated)
    for number, column in enumerate(cells.columns, 1):
        heading = one_line(text(column[region.header_row - 1])) if number not in read else ""
        for row in live if heading and not _AHEAD.search(heading) else ():
            at = row % ROWS_PER_SHEET
            if (at, number) not in cells.formulas and (found := _days(column[at - 1], reported[row])):
                yield Elsewhere(row, number, heading, found)


def _days(value: object, reported: date | None) -> tuple[date, ...]:
    """The day that a cell is, else those that parts of its text bear."""
    day = None if isinstance(value, int | float) else days.of_cell(value)
    if day:
        return (day,)
    return (
        tuple(part.day for part in dated_parts(value, reported))
        if isinstance(value, str) and _DAY.search(value)
        else ()
    )
