"""What reading the training register takes beside: people told by name, matrices, who left."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.register import days, schema
from olsxl.register.layout.locate import log_beside
from olsxl.register.reading.reader import Part, Parts, Reader
from olsxl.register.references.given import NO_IDS, GivenIds
from olsxl.register.table import ROWS_PER_SHEET, Region, RegisterTable
from olsxl.register.training.lists import (
    LOG,
    is_first_name,
    is_never_written,
    is_person,
    left_on,
    name_key,
    said_of_leaving,
    says_left,
)
from olsxl.register.training.matrix import CourseColumn, Head, attended_on, course_columns, is_in_doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from olsxl import workbook


class TrainingReader(Reader):
    """The training register being read; `ids` are the Person IDs that olsxl gave, before and after."""

    ids: GivenIds = NO_IDS
    _course: CourseColumn | None = None

    def records(self, sheet: schema.Sheet, frame: DataFrame) -> list[int]:
        """The rows with a Person ID; where people are told by name, those that are of a person."""
        if sheet.column("Person ID").indispensable:
            return super().records(sheet, frame)
        shown = frame.drop(columns=["Person ID", "Attendance"], errors="ignore")
        filled = (shown.notna() & (shown != "")).sum(axis=1)
        named = zip(map(int, frame.index), frame["Full name"], filled, strict=True)
        return [
            row
            for row, name, cells in named
            if is_person(name, int(cells)) or (row in self._dated and is_first_name(name))
        ]

    def tables(self) -> tuple[RegisterTable, ...]:
        """Both sheets; what was not read of a matrix that was turned is told by the cells of the worksheet."""
        tables = super().tables()
        self.unread = tuple(span.across() if self._is_across(span.sheet) else span for span in self.unread)
        return tables

    def _is_across(self, page: str) -> bool:
        return page in self.config.training.across

    def _region(self, sheet: schema.Sheet, region: Region, offset: int) -> Part:
        part = super()._region(sheet, region, offset)
        return part._replace(region=part.region._replace(across=self._is_across(region.sheet)))

    def _named(self, sheet: schema.Sheet) -> Parts:
        """The lists that the settings name; behind those of attendance that olsxl writes into none of, its own one."""
        parts = super()._named(sheet)
        own = log_beside(self.book) if sheet.name == schema.TRAINING.name else None
        if own and all(is_never_written(sheet, part.region) for part in parts.read):
            self._course = None
            super()._add(replace(parts, sheet=LOG), own)
            parts.named = len(parts.read)
        return parts

    def _add(self, parts: Parts, region: Region) -> None:
        """Read a matrix as a list for each course that counts, so that the days of all stand, past and to come."""
        for course in self._courses(parts.sheet, region) or (None,):
            self._course = course
            super()._add(parts, region)

    @cached_property
    def _dated(self) -> set[int]:
        """The rows of lists by name in which a day stands, under whatever heading."""
        return set()

    @cached_property
    def _leaving(self) -> dict[int, list[str]]:
        """What stands in and above the rows of People of somebody who left."""
        return {}

    def _courses(self, sheet: schema.Sheet, region: Region) -> Sequence[CourseColumn]:
        if sheet.name != schema.TRAINING.name or sheet.column("Session on").indispensable:
            return ()
        columns, header = self.book.cells(region.sheet).columns, region.header_row
        lines = [*zip(*(cells[: header + 1] for cells in columns), strict=True)]
        return course_columns(Head(region.sheet, lines[:header], *lines[header:]), self.config.training.courses)

    def looked_at(self, sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame) -> Region:
        """Keep what says that people left; put in the days of a course of a matrix, its region as that of a list."""
        import pandas as pd

        if sheet.name == schema.PEOPLE.name:
            lines = zip(*(column[region.header_row :] for column in cells.columns), strict=True)
            said = dict(enumerate(said_of_leaving(lines), region.header_row + 1))
            self._leaving.update((int(row), said[row % ROWS_PER_SHEET]) for row in frame.index)
        if not sheet.column("Person ID").indispensable:
            rows = ((int(row), row % ROWS_PER_SHEET - 1) for row in frame.index)
            self._dated.update(row for row, at in rows if any(days.of_cell(column[at]) for column in cells.columns))
        if self._course is None:
            return region
        number, heading, course, runs_out = self._course
        lasts = self.config.training.refresh_months
        for row in self.records(sheet, frame):
            value = cells.columns[number - 1][row % ROWS_PER_SHEET - 1]
            if day := attended_on(value, lasts, runs_out=runs_out, date1904=self.book.date1904):
                frame.loc[row, "Session on"] = pd.Timestamp(day)
                frame.loc[row, "Course"] = course
            elif is_in_doubt(value):
                self._coverage.tell(region, [row], "no-date", number, told=False)
        return region._replace(
            columns={**region.columns, "Session on": number, "Course": number},
            headings={**region.headings, "Session on": heading, "Course": heading},
        )

    def completed(self, sheet: schema.Sheet, frame: DataFrame) -> DataFrame:
        """People and attendance told by names, and the days of a matrix."""
        import pandas as pd

        if sheet.name == schema.TRAINING.name:
            if not sheet.column("Session on").indispensable:
                frame = frame[frame["Session on"].notna()].copy()
            if not sheet.column("Attendance").indispensable:
                frame.loc[frame["Session on"].notna() & (frame["Attendance"] == ""), "Attendance"] = "Attended"
        if not sheet.column("Person ID").indispensable:
            frame = frame.loc[self.records(sheet, frame)].copy()
            frame["Person ID"], self.ids = self.ids.give([name_key(name) for name in frame["Full name"]])
        if sheet.name == schema.PEOPLE.name and not sheet.column("Person ID").indispensable:
            frame = frame[~frame["Person ID"].duplicated()].copy()
            blank = frame["Left on"].isna()
            for row in frame.index[blank]:
                said = [*(str(frame.at[row, heading]) for heading in ("Role", "Full name")), *self._leaving[row]]
                left = left_on(said) or (self.config.training.left_by if any(map(says_left, said)) else None)
                if left:
                    frame.loc[row, "Left on"] = pd.Timestamp(left)
        return frame
