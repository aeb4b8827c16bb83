"""What rows of a register say by their look alone: struck through, or in a colour where no word says it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from olsxl.register.meaning.statuses import asks
from olsxl.register.schema import is_closed
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.workbook import PLAIN, Looks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.register.table import RegisterTable
    from olsxl.workbook import Look

_BANDED = 4
"""So many rows in two looks by turns are banded, and not each in a colour of its own."""


def struck_rows(table: RegisterTable) -> list[list[int]]:
    """For each region the rows of the frame of which most cells are struck through; of one that was turned none."""
    return [_struck(table, position) for position in range(len(table.regions))]


def _struck(table: RegisterTable, position: int) -> list[int]:
    looks = table.layouts.looks(table.regions[position].sheet, colours=False)
    at = {row for row, _ in looks.cells} if not table.regions[position].across else set[int]()
    rows = [row for row in _rows(table, position) if row % ROWS_PER_SHEET in at] if at else []
    return [row for row in rows if _look(table, row, looks).struck]


def coloured_records(incidents: RegisterTable) -> list[list[int]]:
    """For each region the records in a colour that others have not, of which no word says whether they are open."""
    found = []
    for position, region in enumerate(incidents.regions):
        rows = _rows(incidents, position)
        status = region.columns.get("Status", 0)
        asked = asks(region.headings.get("Status", "")) is not None
        said = dict(zip(rows, incidents.frame.loc[rows, "Status"], strict=True))
        may_be = [row for row in rows if not said[row] or ((asked or not status) and not is_closed(said[row]))]
        looks = incidents.layouts.looks(region.sheet, colours=True) if may_be else Looks({}, frozenset())
        unsaid = [r for r in may_be if not (asked and said[r]) or (r % ROWS_PER_SHEET, status) in looks.blank]
        found.append(_coloured(incidents, rows, unsaid, looks) if unsaid else [])
    return found


def _coloured(table: RegisterTable, rows: Sequence[int], unsaid: Sequence[int], looks: Looks) -> list[int]:
    """Those of the `unsaid` rows that are in a colour as a whole, or have a blank cell that is."""
    whole = {row: _look(table, row, looks)._replace(struck=False) for row in rows}
    coloured = {row for row in unsaid if whole[row] != PLAIN} if _tells(list(whole.values())) else set()
    for number in {column for _, column in looks.blank}:
        own = {row: looks.cells.get((row % ROWS_PER_SHEET, number), PLAIN) for row in rows}
        if len(set(own.values())) > 1:
            blank = (row for row in unsaid if (row % ROWS_PER_SHEET, number) in looks.blank)
            coloured |= {row for row in blank if own[row] not in (PLAIN, whole[row])}
    return sorted(coloured)


def _tells(looks: Sequence[Look]) -> bool:
    """Whether rows look different, and not by turns."""
    by_turns = len(looks) >= _BANDED and len(set(looks[::2])) == len(set(looks[1::2])) == 1
    return len(set(looks)) > 1 and not by_turns


def _look(table: RegisterTable, row: int, looks: Looks) -> Look:
    """The look of most of the filled cells of a row."""
    import pandas as pd

    at, columns = row % ROWS_PER_SHEET, table.region(row).columns
    if not any((at, number) in looks.cells for number in columns.values()):
        return PLAIN
    values = ((number, table.frame.at[row, heading]) for heading, number in columns.items())
    filled = [number for number, value in values if value is not pd.NaT and value not in (None, "")]
    found = Counter(looks.cells.get((at, number), PLAIN) for number in filled)
    return next((look for look, cells in found.items() if 2 * cells > len(filled)), PLAIN)


def _rows(table: RegisterTable, position: int) -> list[int]:
    """The rows of the frame that a region has."""
    index = table.frame.index
    return [int(row) for row in index[index // ROWS_PER_SHEET == position]]
