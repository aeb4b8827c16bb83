"""The data rows of one region: which hold data, what their cells mean."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from olsxl import workbook
from olsxl.register import schema
from olsxl.register.layout.banners import is_line
from olsxl.register.layout.below_list import BelowList
from olsxl.register.meaning.statuses import CLOSED, OPEN, Asks, answer, asks, group_status
from olsxl.register.meaning.values import ColumnIssue, text, understand
from olsxl.register.table import UNREADABLE, CellIssue, IssueKind, Region
from olsxl.register.text import is_said_again
from olsxl.register.updates.entries import about_reviews

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from pandas import DataFrame

    from olsxl.register.days import Calendar
    from olsxl.register.meaning.vocabulary import Vocabulary


_Mark = TypeVar("_Mark")


class Body:
    """The data rows of one region."""

    def __init__(
        self, sheet: schema.Sheet, region: Region, cells: workbook.Cells, vocabulary: Vocabulary, calendar: Calendar
    ) -> None:
        self.sheet = sheet
        self.region = region
        self.cells = cells
        self.vocabulary = vocabulary
        self.calendar = calendar
        self.height = max(region.last_row - region.first_row + 1, 0)
        self.errors = self._by_column(cells.errors)
        self.formulas = self._by_column(cells.formulas)

    def _by_column(self, marks: Mapping[tuple[int, int], _Mark]) -> dict[str, dict[int, _Mark]]:
        """What is marked about cells of the region, by heading and position in it."""
        headings = {number: heading for heading, number in self.region.columns.items()}
        found: dict[str, dict[int, _Mark]] = {heading: {} for heading in self.sheet.headings}
        for (row, number), mark in marks.items():
            if number in headings and self.region.first_row <= row <= self.region.last_row:
                found[headings[number]][row - self.region.first_row] = mark
        return found

    def read(self, offset: int) -> tuple[DataFrame, list[CellIssue]]:
        """The rows that hold data, and what is at issue in them; `offset` is added to the row numbers of both."""
        import numpy as np
        import pandas as pd

        arrays, marked = {}, {}
        for column in self.sheet.columns:
            arrays[column.heading], marked[column.heading] = self._column(column)
        kept = self._rows_with_data(arrays, marked)
        kept &= ~self._summary_rows(arrays, kept)
        for heading in marked:
            marked[heading] += self._formula(heading, kept)
        rows = np.flatnonzero(kept)
        index = rows + self.region.first_row + offset
        frame = pd.DataFrame({h: pd.Series(array[rows], index=index, dtype=array.dtype) for h, array in arrays.items()})
        if self._asked:  # a blank answer leaves the record open, however old it is
            frame["Status"] = frame["Status"].replace("", OPEN)
        if "Status" in self.sheet.headings and not self.sheet.column("Status").indispensable:
            frame["Status"] = self._status_elsewhere(rows, frame)
        first = self.region.first_row + offset
        issues = [
            CellIssue(issue.kind, first + issue.position, heading, issue.typed, issue.meaning)
            for heading, found in marked.items()
            for issue in found
            if kept[issue.position]
        ]
        told = {issue.row for issue in issues if issue.heading == self.sheet.key}
        return frame, issues + self._without_key(frame, told)

    def _column(self, column: schema.Column) -> tuple[np.ndarray[Any, Any], list[ColumnIssue]]:
        raw = self.raw(column.heading)
        if column.heading == "Status" and self._asked:
            raw = [self._answered(self._asked, value) for value in raw]
        array, issues = understand(column, raw, self.vocabulary, self.calendar)
        for position, kind, typed in self._unreadable(column.heading):
            if array.dtype == object:
                array[position] = "" if column.kind == "key" else UNREADABLE
            issues = [ColumnIssue(position, kind, typed), *(o for o in issues if o.position != position)]
        return array, issues

    @cached_property
    def _asked(self) -> Asks | None:
        """What the heading of Status asks, where it asks: `Closed?`."""
        return asks(self.region.headings.get("Status", ""))

    def _answered(self, asked: Asks, value: object) -> object:
        """An answer as the Status that it says; one that the home has mapped, or that says none, as it stands."""
        typed = text(value).strip()
        if not typed or self.vocabulary.meaning("status", typed):
            return value
        return answer(asked, typed) or value

    def _status_elsewhere(self, rows: np.ndarray[Any, Any], frame: DataFrame) -> list[str]:
        """The Status of each record where no column says it: a day under Closed on closes it.

        Else the banner above it says it, or the name of its sheet; what nothing says is open.
        """
        said = group_status(self.region.sheet)
        above: list[str] = []
        for position in range(self.height):
            lone = self._lone_cell(position)
            said = (group_status(lone[1]) if lone else None) or said
            above.append(said or OPEN)
        dated = frame["Closed on"].notna()
        return [CLOSED if is_dated else above[int(row)] for row, is_dated in zip(rows, dated, strict=True)]

    def raw(self, heading: str) -> list[object]:
        """The cells of a column, row by row; of two that are read as one, both texts."""
        cells = self._cells(self.region.columns.get(heading))
        if heading not in self.region.before:
            return cells
        pairs = zip(self._cells(self.region.before[heading]), cells, strict=True)
        return [f"{text(first).strip()} {text(last).strip()}".strip() for first, last in pairs]

    def _cells(self, number: int | None) -> list[object]:
        if number is None or number > len(self.cells.columns):
            return [None] * self.height
        raw: list[object] = [*self.cells.columns[number - 1][self.region.first_row - 1 : self.region.last_row]]
        return raw + [None] * (self.height - len(raw))

    def _unreadable(self, heading: str) -> list[tuple[int, IssueKind, str]]:
        """Errors, and formulas without a stored value: position, kind, what stands there."""
        errors: list[tuple[int, IssueKind, str]] = [(p, "excel-error", e) for p, e in self.errors[heading].items()]
        return errors + [(p, "no-value", "") for p, stored in self.formulas[heading].items() if not stored]

    def _formula(self, heading: str, kept: np.ndarray[Any, Any]) -> list[ColumnIssue]:
        """One issue for a column, at its first formula in a row with data."""
        stored = [position for position, stored in self.formulas[heading].items() if stored and kept[position]]
        return [ColumnIssue(min(stored), "formula", "")] if stored else []

    def _rows_with_data(
        self, arrays: dict[str, np.ndarray[Any, Any]], issues: dict[str, list[ColumnIssue]]
    ) -> np.ndarray[Any, Any]:
        """Rows in which a person has put something: a prepared row whose formulas alone show a value is blank."""
        import numpy as np

        kept = np.zeros(self.height, dtype=bool)
        for heading, array in arrays.items():
            if kept.all():  # mostly so after the first column, which is the key
                break
            filled = ~np.isnat(array) if array.dtype.kind == "M" else _filled(array)
            filled[[o.position for o in issues[heading]]] = True
            filled[list(self.formulas[heading])] = False
            if self.sheet.column(heading).kind == "choice":  # a tick box in a prepared row says nothing yet
                filled[[position for position, value in enumerate(self.raw(heading)) if value is False]] = False
            kept |= filled
        return kept

    def _summary_rows(
        self, arrays: dict[str, np.ndarray[Any, Any]], kept: np.ndarray[Any, Any]
    ) -> np.ndarray[Any, Any]:
        """Rows that are no records: a totals row, the headings said again, a banner within the data."""
        import numpy as np

        keys = arrays[self.sheet.key]
        heading = self.region.headings.get(self.sheet.key, self.sheet.key)
        known = {key: workbook.is_total(key) or is_said_again(key, heading) for key in set(keys)}
        summary = np.fromiter((known[key] for key in keys), dtype=bool, count=len(keys))
        said_again = [position for position in np.flatnonzero(summary) if is_said_again(keys[position], heading)]
        summary[[position for position in said_again if self._has_a_day(arrays, int(position))]] = False
        may_be = {key for key in known if not key or is_line(key) or group_status(key)}
        for position in np.flatnonzero(kept & ~summary) if may_be else ():
            if keys[position] in may_be:
                summary[position] = self._is_line(int(position))
        if self.sheet.key not in self.region.columns:
            for position in np.flatnonzero(kept & ~summary):
                summary[position] = any(map(workbook.is_total, self._typed(int(position))[:1]))
        if self.region.table is None:
            filled = [int(position) for position in np.flatnonzero(kept & ~summary)]
            summary[BelowList(self.sheet, arrays, self._typed).lines(filled)] = True
        return summary

    @staticmethod
    def _has_a_day(arrays: dict[str, np.ndarray[Any, Any]], position: int) -> bool:
        """Whether a row holds a day, as no row of headings does."""
        import numpy as np

        return any(array.dtype.kind == "M" and not np.isnat(array[position]) for array in arrays.values())

    def _is_line(self, position: int) -> bool:
        """Whether a row says nothing but a month, the end of the list, or what the records below are, in one cell."""
        lone = self._lone_cell(position)
        if lone is None:
            return False
        number, typed = lone
        return is_line(typed) or (number != self.region.columns.get("Status") and group_status(typed) is not None)

    def _lone_cell(self, position: int) -> tuple[int, str] | None:
        """The column and the text of the one cell of a row that is filled; None where none is, or several are."""
        row = self.region.first_row - 1 + position
        filled = [
            (n, column[row]) for n, column in enumerate(self.cells.columns, 1) if column[row] not in (None, False)
        ]
        return (filled[0][0], text(filled[0][1])) if len(filled) == 1 else None

    def _typed(self, position: int) -> list[str]:
        """All texts of a row, also in columns that are not ours."""
        row = self.region.first_row - 1 + position
        return [text(column[row]) for column in self.cells.columns if column[row] is not None]

    def _without_key(self, frame: DataFrame, told: set[int]) -> list[CellIssue]:
        """Rows whose key is blank, but for totals and those whose key cell is told already: one fault is told once."""
        if self.sheet.key not in self.region.columns:
            return []
        keyless = frame[frame[self.sheet.key] == ""]
        if keyless.empty:
            return []
        texts = keyless[[h for h in self.region.columns if keyless[h].dtype == object]]
        totals = {
            int(row) for row, *cells in texts.itertuples(name=None) if any(workbook.is_total(text(c)) for c in cells)
        }
        if self.sheet.name == schema.UPDATES.name:
            keyless = keyless[~about_reviews(keyless)]
        rows = (int(row) for row in keyless.index)
        return [CellIssue("no-key", row, self.sheet.key, "") for row in rows if row not in told | totals]


def _filled(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.fromiter((value is not None and value != "" for value in array), dtype=bool, count=len(array))
