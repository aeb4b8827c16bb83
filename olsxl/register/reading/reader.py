"""A workbook being read, sheet by sheet of the schema; what the two registers have in common."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from olsxl import workbook
from olsxl.register import schema
from olsxl.register.coverage.coverage import Coverage, Unread
from olsxl.register.days import Calendar
from olsxl.register.layout.layouts import Layouts
from olsxl.register.layout.locate import like_one_of, locate
from olsxl.register.layout.rows_below_table import issues_below_table
from olsxl.register.meaning.values import text
from olsxl.register.meaning.vocabulary import Vocabulary
from olsxl.register.reading.body import Body
from olsxl.register.references.given import is_given
from olsxl.register.references.shown_numbers import Numbers, shows_more
from olsxl.register.table import ROWS_PER_SHEET, CellIssue, Region, RegisterTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pandas import DataFrame

    from olsxl.config import Config


_DAYS = {"Updates": "Date", "Reviews": "Reviewed on", "Training": "Session on"}
"""The day without which a row of these sheets counts for nothing."""


class Part(NamedTuple):
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
class Parts:
    """A sheet of the schema being read: its regions, how many of them the settings name, which ones are missing."""

    sheet: schema.Sheet
    read: list[Part]
    missing: tuple[str, ...]
    named: int = 0


def _share_a_sheet(one: Parts, other: Parts) -> bool:
    return bool({part.region.sheet for part in one.read} & {part.region.sheet for part in other.read})


class Reader:
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

    def _named(self, sheet: schema.Sheet) -> Parts:
        """Read the regions of a sheet of the schema that the settings name."""
        found = locate(self.book, sheet, self.config)
        parts = Parts(sheet, [], found.missing)
        for region in found.regions:
            self._add(parts, region)
        parts.named = len(parts.read)
        self._coverage.lacks_a_sheet |= bool(found.missing)
        return parts

    def _is_read_as_one(self, page: str, named: Sequence[Parts]) -> bool:
        """Whether a worksheet that nobody named has the headings of one that was; then it is read as one of them.

        Rows of reviews are written by olsxl, so that a second sheet of them is none. Where one sheet tells of people
        and of their training, as a matrix does, another one does so too.
        """
        found: list[tuple[Parts, Region]] = []
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

    def _name_as_shown(self, records: Parts, others: Parts) -> None:
        """Let a bare number or text in Updates or Training be the reference or Person ID that its record shows.

        Where references are told apart by their sheets alone, a number tells none.
        """
        cells = (cell for part in (*records.read, *others.read) for cell in part.key_cells)
        if self.config.register_.ref_by_sheet or not any(map(shows_more, cells)):
            return
        key = records.sheet.key
        keyed = (zip(part.keyed, part.frame[key], strict=True) for part in records.read)
        numbers = Numbers(chain.from_iterable(keyed))
        for part in others.read:
            part.frame[key] = [*map(numbers.meant, part.keyed, part.frame[key])]

    def _add(self, parts: Parts, region: Region) -> None:
        parts.read.append(self._region(parts.sheet, region, len(parts.read) * ROWS_PER_SHEET))
        self._layouts.headings.setdefault(region.sheet, region.header_row)

    def _table(self, parts: Parts) -> RegisterTable:
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

    def _region(self, sheet: schema.Sheet, region: Region, offset: int) -> Part:
        cells = self.book.cells(region.sheet)
        body = Body(sheet, region, cells, self._vocabulary, self._calendar)
        frame, issues = body.read(offset)
        issues += issues_below_table(self.book, region, offset)
        shown = self.looked_at(sheet, region, cells, frame)
        self._cover(sheet, region, cells, frame, issues)
        if self.config.register_.ref_by_sheet and sheet.name == schema.INCIDENTS.name:
            page = region.sheet.strip()
            frame[sheet.key] = [f"{page}/{key}" if key and not is_given(key) else key for key in frame[sheet.key]]
        return Part(shown, frame, issues, body.raw(sheet.key))

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


def _blank(sheet: schema.Sheet) -> DataFrame:
    import pandas as pd

    dates = {column.heading for column in sheet.columns if column.kind in ("date", "stamp")}
    return pd.DataFrame({h: pd.Series([], dtype="datetime64[us]" if h in dates else object) for h in sheet.headings})
