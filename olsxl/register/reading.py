"""Reading a register: a workbook in, a RegisterTable for each sheet of the schema out."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from olsxl import workbook
from olsxl.register import days, schema
from olsxl.register.banners import is_line
from olsxl.register.below_list import BelowList
from olsxl.register.beside import Beside, columns_beside
from olsxl.register.coverage import Coverage, Unread
from olsxl.register.days import Calendar
from olsxl.register.elsewhere import Elsewhere, days_elsewhere
from olsxl.register.entries import about_reviews, entries
from olsxl.register.given import NO_IDS, GivenIds, GivenReference, Sighted, give, is_given
from olsxl.register.inline_updates import InlineColumns, InlinePair, inline_columns
from olsxl.register.locate import like_one_of, locate, log_beside
from olsxl.register.numbers import Numbers
from olsxl.register.rows_below_table import issues_below_table
from olsxl.register.sheet_layout import Layouts
from olsxl.register.statuses import CLOSED, OPEN, Asks, answer, asks, group_status
from olsxl.register.table import ROWS_PER_SHEET, UNREADABLE, CellIssue, IssueKind, Region, RegisterTable
from olsxl.register.text import is_said_again, one_line
from olsxl.register.training_layout import (
    LOG,
    counts,
    is_first_name,
    is_never_written,
    is_person,
    left_on,
    name_key,
    said_of_leaving,
    says_left,
    training_sheets,
)
from olsxl.register.training_matrix import CourseColumn, Head, attended_on, course_columns, is_in_doubt, turned
from olsxl.register.values import ColumnIssue, text, understand
from olsxl.register.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from pandas import DataFrame

    from olsxl.config import Config

_Mark = TypeVar("_Mark")

_DAYS = {"Updates": "Date", "Reviews": "Reviewed on", "Training": "Session on"}
"""The day without which a row of these sheets counts for nothing."""

_SPOKEN_OF = {
    "Updates": ("Body told",),
    "Reviews": ("Reviewed by", "Capacity", "Method", "Signed on", "Comment"),
    "People": ("Role", "Category", "Base", "Started on", "Left on"),
}
"""What page, mail and pack tell of these sheets beside what is indispensable; of Incidents they may tell all."""


@dataclass(frozen=True, eq=False)
class IncidentRegister:
    """The incident register's sheets that the review works on; `inline` are the updates kept in Incidents itself.

    `given` are all references that olsxl gave, where the register keeps none; `unread` is what was not read, and
    `elsewhere` the days beside records under headings that are not; `beside` stands under headings that are none of
    ours.
    """

    incidents: RegisterTable
    updates: RegisterTable
    reviews: RegisterTable
    inline: InlineColumns
    given: tuple[GivenReference, ...] = ()
    unread: tuple[Unread, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    beside: tuple[Beside, ...] = ()

    @cached_property
    def entries(self) -> DataFrame:
        """Every update, wherever it stands, as `entries` has them."""
        return entries(self.incidents, self.updates, self.inline)

    @property
    def not_kept(self) -> tuple[str, ...]:
        """The headings of ours, of those that page, mail and pack speak of, that it does not keep."""
        return (*self.incidents.not_kept, *_not_kept(self.updates), *_not_kept(self.reviews))

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """All of them, in the order in which findings are told."""
        return self.incidents, self.updates, self.reviews


@dataclass(frozen=True, eq=False)
class TrainingRegister:
    """The training register's sheets.

    `ids` are all Person IDs that olsxl gave, where the register keeps none; `courses` are those of `[training]`;
    `unread` is what was not read.
    """

    people: RegisterTable
    training: RegisterTable
    ids: GivenIds = NO_IDS
    courses: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def counted(self) -> RegisterTable:
        """Training without the courses that train nobody here: see `counts`."""
        frame = self.training.frame
        known = {course: counts(course, self.courses) for course in set(frame["Course"])}
        return replace(self.training, frame=frame[frame["Course"].map(known).astype(bool)])

    @cached_property
    def other_courses(self) -> Mapping[str, int]:
        """Those courses, with the number of their rows."""
        typed = Counter(map(one_line, self.training.frame["Course"]))
        return {course: rows for course, rows in typed.items() if not counts(course, self.courses)}

    @property
    def unknown_people(self) -> list[int]:
        """The rows of Training whose Person ID is nobody's in People."""
        keys = self.training.keys
        return [int(row) for row in keys.index[(keys != "") & ~keys.isin(set(self.people.keys))]]

    @property
    def not_kept(self) -> tuple[str, ...]:
        """As that of the incident register."""
        return _not_kept(self.people)

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Both, in the order in which findings are told."""
        return self.people, self.training


def _not_kept(table: RegisterTable) -> tuple[str, ...]:
    """Those of a sheet that is there; one that is not lacks no heading."""
    spoken = _SPOKEN_OF[table.schema.name] if table.regions else ()
    return tuple(heading for heading in table.not_kept if heading in spoken)


def incident_register(
    source: bytes | workbook.Workbook, name: str, config: Config, given: Sequence[GivenReference] = ()
) -> IncidentRegister:
    """Read the incident register; `name` is the file's, for messages. Raises UnreadableWorkbook and ConfigError.

    `given` are the references that olsxl gave to its records until now, where it keeps none.
    """
    inline, sheet = inline_columns(config)
    reader = _IncidentReader(source, name, config, (sheet, schema.UPDATES, schema.REVIEWS))
    reader.given, reader.pairs = tuple(given), inline.pairs
    incidents, updates, reviews = reader.tables()
    found = tuple(reader.elsewhere), tuple(reader.beside)
    return IncidentRegister(incidents, updates, reviews, inline, reader.given, reader.unread, *found)


def training_register(
    source: bytes | workbook.Workbook, name: str, config: Config, ids: GivenIds = NO_IDS
) -> TrainingRegister:
    """Read the training register; as `incident_register`. `ids` are the Person IDs that olsxl gave until now."""
    book = workbook.opened(source).through(dict.fromkeys(config.training.across, turned))
    reader = _TrainingReader(book, name, config, training_sheets(config))
    reader.ids = ids
    people, training = reader.tables()
    return TrainingRegister(people, training, reader.ids, tuple(config.training.courses), reader.unread)


class _Part(NamedTuple):
    """One region of a sheet as it was read; `key_cells` are all its cells of the key."""

    region: Region
    frame: DataFrame
    issues: list[CellIssue]
    key_cells: list[object]

    @property
    def keyed(self) -> list[object]:
        """The cells of the key in the rows of the frame."""
        return [self.key_cells[int(row) % ROWS_PER_SHEET - self.region.first_row] for row in self.frame.index]


@dataclass
class _Parts:
    """A sheet of the schema being read: its regions, how many of them the settings name, which ones are missing."""

    sheet: schema.Sheet
    read: list[_Part]
    missing: tuple[str, ...]
    named: int = 0


def _share_a_sheet(one: _Parts, other: _Parts) -> bool:
    return bool({part.region.sheet for part in one.read} & {part.region.sheet for part in other.read})


class _Reader:
    """One workbook being read: its sheets and tables, and the home's words."""

    def __init__(
        self, source: bytes | workbook.Workbook, name: str, config: Config, sheets: tuple[schema.Sheet, ...]
    ) -> None:
        self.book = workbook.opened(source)
        self._layouts = Layouts(self.book)
        self._name = name
        self.config = config
        self._sheets = sheets
        self._calendar = Calendar(self.book.date1904, ZoneInfo(config.home.timezone))
        self._vocabulary = Vocabulary(config, dict(self._lists()), schema.lists_of(sheets))
        self._coverage = Coverage(self.book, name, config, sheets)
        self.unread: tuple[Unread, ...] = ()

    def tables(self) -> tuple[RegisterTable, ...]:
        """Each sheet of the schema as it was read."""
        named = [self._named(sheet) for sheet in self._sheets]
        for page in self._coverage.unnamed():
            if not self._is_read_as_one(page, named):
                self._coverage.look_at(page)
        self._name_as_shown(*named[:2])
        tables = tuple(self._table(sheet) for sheet in named)
        self.unread = tuple(self._coverage.unread())
        self.book.let_go()
        return tables

    def records(self, sheet: schema.Sheet, frame: DataFrame) -> list[int]:
        """The rows of a frame that are records: those with a key."""
        return [int(row) for row in frame.index[frame[sheet.key] != ""]]

    def undated(self, sheet: schema.Sheet, frame: DataFrame) -> Iterator[tuple[int, str]]:
        """The rows of a frame that lack the day without which they count for nothing, and the heading of that day."""
        heading = _DAYS.get(sheet.name)
        if heading and sheet.column(heading).indispensable:
            yield from ((int(row), heading) for row in frame.index[frame[heading].isna()])

    def looked_at(self, sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame) -> Region:
        """Take from the cells of a region what its columns alone do not say; the region as it is from then on."""
        del sheet, cells, frame
        return region

    def completed(self, sheet: schema.Sheet, frame: DataFrame) -> DataFrame:
        """The rows of a sheet as they were read, completed by what no cell says."""
        del sheet
        return frame

    def _lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the manager has added to the lists of the sheet `Lists`, by list."""
        for table in self.book.tables:
            name = table.name.removeprefix("List_")
            if name != table.name and name in schema.LISTS:
                cells = self.book.cells(table.sheet)
                column = cells.columns[table.first_column - 1] if table.first_column <= len(cells.columns) else []
                values = (text(value).strip() for value in column[table.first_row - 1 : table.last_row])
                yield name, tuple(value for value in values if value)

    def _named(self, sheet: schema.Sheet) -> _Parts:
        """Read the regions of a sheet of the schema that the settings name."""
        found = locate(self.book, sheet, self.config)
        parts = _Parts(sheet, [], found.missing)
        for region in found.regions:
            self._add(parts, region)
        parts.named = len(parts.read)
        self._coverage.lacks_a_sheet |= bool(found.missing)
        return parts

    def _is_read_as_one(self, page: str, named: Sequence[_Parts]) -> bool:
        """Whether a worksheet that nobody named has the headings of one that was; then it is read as one of them.

        Rows of reviews are written by olsxl, so that a second sheet of them is none. Where one sheet tells of people
        and of their training, as a matrix does, another one does so too.
        """
        found: list[tuple[_Parts, Region]] = []
        for parts in named:
            regions = [part.region for part in parts.read]
            if parts.sheet.name == schema.REVIEWS.name or (found and not _share_a_sheet(found[0][0], parts)):
                continue
            with suppress(workbook.UnreadableWorkbook):
                if region := like_one_of(self.book, page, parts.sheet, regions, self.config):
                    found.append((parts, region))
        for parts, region in found:
            self._add(parts, region)
        return bool(found)

    def _name_as_shown(self, records: _Parts, others: _Parts) -> None:
        """Let a bare number in Updates or Training be the reference or Person ID that its record shows.

        Where references are told apart by their sheets alone, a number tells none.
        """
        cells = (cell for part in (*records.read, *others.read) for cell in part.key_cells)
        if self.config.register_.ref_by_sheet or not any(isinstance(cell, workbook.ShownNumber) for cell in cells):
            return
        key = records.sheet.key
        keyed = (zip(part.keyed, part.frame[key], strict=True) for part in records.read)
        numbers = Numbers(chain.from_iterable(keyed))
        for part in others.read:
            part.frame[key] = [*map(numbers.meant, part.keyed, part.frame[key])]

    def _add(self, parts: _Parts, region: Region) -> None:
        parts.read.append(self._region(parts.sheet, region, len(parts.read) * ROWS_PER_SHEET))
        self._layouts.headings.setdefault(region.sheet, region.header_row)

    def _table(self, parts: _Parts) -> RegisterTable:
        """One sheet of the schema; one that the workbook lacks is a table without regions."""
        import pandas as pd

        sheet, read = parts.sheet, parts.read
        frames = [part.frame for part in read] or [_blank(sheet)]
        frame = self.completed(sheet, frames[0] if len(frames) == 1 else pd.concat(frames))
        regions = tuple(part.region for part in read)
        issues = tuple(issue for part in read for issue in part.issues)
        return RegisterTable(
            sheet, self._name, regions, frame, self._layouts, issues, self.book.sheets, parts.missing, parts.named
        )

    def _region(self, sheet: schema.Sheet, region: Region, offset: int) -> _Part:
        cells = self.book.cells(region.sheet)
        body = _Body(sheet, region, cells, self._vocabulary, self._calendar)
        frame, issues = body.read(offset)
        issues += issues_below_table(self.book, region, offset)
        shown = self.looked_at(sheet, region, cells, frame)
        self._cover(sheet, region, cells, frame, issues)
        if self.config.register_.ref_by_sheet and sheet.name == schema.INCIDENTS.name:
            page = region.sheet.strip()
            frame[sheet.key] = [f"{page}/{key}" if key and not is_given(key) else key for key in frame[sheet.key]]
        return _Part(shown, frame, issues, body.raw(sheet.key))

    def _cover(
        self,
        sheet: schema.Sheet,
        region: Region,
        cells: workbook.Cells,
        frame: DataFrame,
        issues: Sequence[CellIssue],
    ) -> None:
        """Note what of a region was read, what lacks a reference or a day, and what stands below a table."""
        records = set(self.records(sheet, frame))
        keyless = {issue.row for issue in issues if issue.kind == "no-key"} - records
        if sheet.column(sheet.key).indispensable and sheet.key not in region.columns:  # which WBK001 tells
            keyless = set(frame.index)
        self._coverage.read(sheet, region, cells, (records | keyless, frame[sheet.key]))
        self._coverage.tell(region, keyless, "no-key", region.columns.get(sheet.key, 1), told=True)
        told = {(issue.row, issue.heading) for issue in issues}
        for row, heading in self.undated(sheet, frame):
            if row in records and heading in region.columns:
                is_told = sheet.name == schema.UPDATES.name or (row, heading) in told
                self._coverage.tell(region, [row], "no-date", region.columns[heading], told=is_told)
        for issue in issues:
            if issue.kind == "outside":
                self._coverage.below(region, issue)


class _IncidentReader(_Reader):
    """The incident register being read; `given` are the references that olsxl gave, before and after."""

    given: tuple[GivenReference, ...] = ()
    pairs: tuple[InlinePair, ...] = ()

    def records(self, sheet: schema.Sheet, frame: DataFrame) -> list[int]:
        """The rows with a reference or one that is given to them, and those of Updates about a review."""
        if sheet.name == schema.UPDATES.name:
            return [int(row) for row in frame.index[(frame[sheet.key] != "") | about_reviews(frame)]]
        if sheet.name != schema.INCIDENTS.name:
            return super().records(sheet, frame)
        return [int(row) for row in frame.index[(frame[sheet.key] != "") | frame.index.isin([*self._sighted])]]

    @staticmethod
    def _without_reference(
        sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame
    ) -> Iterator[int]:
        """The rows that are records without a reference: a lone text is none, nor is a row of totals.

        Where others have one, a row without a day of report is none either: it may go on with the record above.
        """
        import pandas as pd

        number = region.columns.get(sheet.key)
        if sheet.column(sheet.key).indispensable:
            frame = frame[(frame[sheet.key] == "") & frame["Reported on"].notna()] if number else frame[:0]
        odd = {row for row, column in (*cells.errors, *cells.formulas) if column == number}
        texts = frame.drop(columns=["Incident ref", "Status"]).itertuples(index=False, name=None)
        for row, values in zip(map(int, frame.index), texts, strict=True):
            filled = [str(value) for value in values if value is not pd.NaT and value not in (None, "")]
            if len(filled) > 1 and not any(map(workbook.is_total, filled)) and row % ROWS_PER_SHEET not in odd:
                yield row

    def undated(self, sheet: schema.Sheet, frame: DataFrame) -> Iterator[tuple[int, str]]:
        """Those of updates and reviews, and records with an update in their row that has a text and no day."""
        yield from super().undated(sheet, frame)
        for pair in self.pairs if sheet.name == schema.INCIDENTS.name else ():
            if pair.text:
                rows = frame.index[frame[pair.date].isna() & (frame[pair.text] != "")]
                yield from ((int(row), pair.date) for row in rows)

    def looked_at(self, sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame) -> Region:
        """Keep what stands under other headings, and what a record that gets a reference is known again by."""
        if sheet.name == schema.INCIDENTS.name:
            self.beside += columns_beside(region, cells, frame)
            self.elsewhere += days_elsewhere(region, cells, frame)
            numbers = [region.columns.get(heading) for heading in ("Reported on", "Summary")]
            for row in self._without_reference(sheet, region, cells, frame):
                at = row % ROWS_PER_SHEET - 1
                self._sighted[row] = Sighted.of(*(cells.columns[n - 1][at] if n else None for n in numbers))
        return region

    def completed(self, sheet: schema.Sheet, frame: DataFrame) -> DataFrame:
        """Records without a reference get one."""
        if self._sighted and sheet.name == schema.INCIDENTS.name:
            rows = [row for row in map(int, frame.index) if row in self._sighted]
            typed = {*frame["Incident ref"]} - {""}
            refs, self.given = give([self._sighted[row] for row in rows], self.given, typed=typed)
            frame.loc[rows, "Incident ref"] = refs
        return frame

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """The days beside records under headings that are not read."""
        return []

    @cached_property
    def beside(self) -> list[Beside]:
        """What stands beside records under headings that are none of ours."""
        return []

    @cached_property
    def _sighted(self) -> dict[int, Sighted]:
        return {}


class _TrainingReader(_Reader):
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

    def _region(self, sheet: schema.Sheet, region: Region, offset: int) -> _Part:
        part = super()._region(sheet, region, offset)
        return part._replace(region=part.region._replace(across=self._is_across(region.sheet)))

    def _named(self, sheet: schema.Sheet) -> _Parts:
        """The lists that the settings name; behind those of attendance that olsxl writes into none of, its own one."""
        parts = super()._named(sheet)
        own = log_beside(self.book) if sheet.name == schema.TRAINING.name else None
        if own and all(is_never_written(sheet, part.region) for part in parts.read):
            self._course = None
            super()._add(replace(parts, sheet=LOG), own)
            parts.named = len(parts.read)
        return parts

    def _add(self, parts: _Parts, region: Region) -> None:
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


class _Body:
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


def _blank(sheet: schema.Sheet) -> DataFrame:
    import pandas as pd

    dates = {column.heading for column in sheet.columns if column.kind in ("date", "stamp")}
    return pd.DataFrame({h: pd.Series([], dtype="datetime64[us]" if h in dates else object) for h in sheet.headings})
