"""Coverage: what of a workbook was not read.

Of every filled row of every visible worksheet one thing is known: it was read, it is furniture, its sheet was set
aside by a person, or it was not understood. What a formula shows or a pivot table has drawn up is no row that a person
filled.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from string import ascii_uppercase
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.config import Config
from olsxl.register import days, schema
from olsxl.register.coverage.unread_rows import is_furniture, looks_like_record
from olsxl.register.layout.locate import top_rows
from olsxl.register.meaning.headings import match
from olsxl.register.meaning.values import text
from olsxl.register.references.patterns import reference_pattern
from olsxl.register.references.recognised import scheme
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import is_said_again
from olsxl.register.training.lists import is_section
from olsxl.register.training.matrix import heads_days
from olsxl.workbook import Range, UnreadableWorkbook, cell_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from olsxl.register.table import CellIssue, Region
    from olsxl.workbook import Cells, Workbook

    Rows = Mapping[int, Mapping[int, object]]
    """The filled cells of rows, by row and column, both from the top left and from 1."""

Why = Literal["unknown-sheet", "outside-list", "no-date", "no-key"]
"""Why rows were not read: nobody said what their sheet is; they stand outside its list; they have no day that could be
read, or no reference."""

_READ_ME = frozenset(("lists", "read me"))
"""Sheets of words; a row there that looks like a record is told all the same."""
_SIGNERS = frozenset(("signers", "signers (olsxl)"))
_SCHEME = 3
"""So many keys of one form show that the keys of a list look so."""
_WHOLE = 3
"""So many cells above the headings, or beside a list, may be a record; a title or a remark has fewer."""
_HEADINGS = 2
"""So many headings of ours in one row are those of a list that might be read."""


class Unread(NamedTuple):
    """Rows one after another that were not read: the first filled cell, their number, why.

    `like_records` where they look like records, `told` where another rule than WBK015 tells of them.
    """

    workbook: str
    sheet: str
    first: str
    rows: int
    why: Why
    like_records: bool
    told: bool = False

    @property
    def numbers(self) -> range:
        """The numbers of its rows."""
        first = int(self.first.lstrip(ascii_uppercase))
        return range(first, first + self.rows)

    def across(self) -> Unread:
        """The same of a worksheet that was read with its rows as columns: columns one beside the other."""
        first = Range.parse(self.first)
        return self._replace(first=cell_name(first.top, first.left))

    def as_json(self) -> dict[str, object]:
        """The shape of `unread` in JSON."""
        return {name: getattr(self, name) for name in ("workbook", "sheet", "first", "rows", "why")}


class Coverage:
    """What is known of the rows of one workbook, while it is read; `name` is the file's.

    `lacks_a_sheet`: one that the settings name is not there.
    """

    def __init__(self, book: Workbook, name: str, config: Config, sheets: Sequence[schema.Sheet]) -> None:
        self._book = book
        self._name = name
        self._leave = {sheet.strip().casefold() for sheet in config.sheets.leave}
        self._sheets = sheets
        self._fits = reference_pattern(config.register_).fits
        self._regions: dict[str, list[_Read]] = {}
        self._left: dict[str, Rows] = {}
        self._known: dict[str, list[tuple[int, Unread]]] = {}
        self._schemes: Counter[str] = Counter()
        self._unnamed: dict[str, list[Unread]] = {}
        self.lacks_a_sheet = False

    def read(
        self, sheet: schema.Sheet, region: Region, cells: Cells, found: tuple[Iterable[int], Iterable[str]]
    ) -> None:
        """Note what of a region was read: the rows that are records, and the references in it."""
        records, keys = found
        for key, times in Counter(filter(None, keys)).items():
            self._schemes[scheme(key)] += times
        rows = {row % ROWS_PER_SHEET for row in records}
        read = _Read(sheet, region, rows, _headed(region, cells, self._book))
        self._regions.setdefault(region.sheet, []).append(read)
        left = _left_by(cells, _areas(self._book, region.sheet), read)
        before = self._left.get(region.sheet)
        self._left[region.sheet] = left if before is None else _both(before, left)

    def tell(self, region: Region, rows: Iterable[int], why: Why, column: int, *, told: bool) -> None:
        """Note rows of the list that were read without what they need; `column` is that of the cell to look at."""
        for row in {row % ROWS_PER_SHEET for row in rows}:
            known = Unread(self._name, region.sheet, cell_name(column, row), 1, why, like_records=True, told=told)
            self._known.setdefault(region.sheet, []).append((row, known))

    def below(self, region: Region, issue: CellIssue) -> None:
        """Note the rows below a table of which WBK014 tells."""
        rows = range(issue.row % ROWS_PER_SHEET, int(issue.meaning) + 1)
        self.tell(region, rows, "outside-list", region.columns[issue.heading], told=True)
        left = self._left[region.sheet]
        self._left[region.sheet] = {row: cells for row, cells in left.items() if row not in rows}

    def unnamed(self) -> list[str]:
        """The visible sheets that were not read, and that nobody set aside."""
        known = {*self._leave, *_SIGNERS}
        sheets = [sheet for sheet in self._book.worksheets if sheet.state == "visible"]
        return [s.name for s in sheets if s.name not in self._regions and s.name.strip().casefold() not in known]

    def look_at(self, sheet: str) -> None:
        """Find what of a sheet that nobody named is not read, while its cells are at hand."""
        self._unnamed[sheet] = [*self._unknown(sheet)]

    def unread(self) -> Iterator[Unread]:
        """Every span of rows that was not read, in the order of the tabs; of the unnamed sheets that were looked at."""
        for sheet in self._book.sheets:
            if sheet in self._regions:
                known = [*self._known.get(sheet, ()), *self._outside(sheet)]
                yield from (span for _, span in _spans(known))
            else:
                yield from self._unnamed.get(sheet, ())

    def _outside(self, sheet: str) -> Iterator[tuple[int, Unread]]:
        """The rows of a sheet that is read which are neither records nor furniture."""
        regions = self._regions[sheet]
        top = min(each.region.header_row for each in regions)
        legends = _other_tables(self._book, sheet, {each.region.table for each in regions})
        has_sections = any(each.sheet.name in (schema.PEOPLE.name, schema.TRAINING.name) for each in regions)
        for row, cells in self._left[sheet].items():
            values = [cells[number] for number in sorted(cells)]
            is_heading = any(each.says_again(cells) for each in regions) or (has_sections and heads_days(values))
            if is_heading or is_furniture(values) or (has_sections and len(values) == 1 and is_section(str(values[0]))):
                continue
            like = looks_like_record(values, self._is_key)
            if row < top:
                is_told = like and len(values) >= _WHOLE and any(each.would_hold(cells) for each in regions)
            elif self._is_beside(row, cells, regions, legends):
                is_told = like and len(values) >= _WHOLE
            else:
                is_told = True
            if is_told:
                yield row, Unread(self._name, sheet, cell_name(min(cells), row), 1, "outside-list", like)

    @staticmethod
    def _is_beside(row: int, cells: Mapping[int, object], regions: Sequence[_Read], legends: Sequence[Range]) -> bool:
        """Whether cells stand beside a record or the headings of a list, or in a table that is none of ours."""
        return any(row == each.region.header_row or row in each.rows for each in regions) or any(
            area.holds(row, number) for area in legends for number in cells
        )

    def _unknown(self, sheet: str) -> Iterator[Unread]:
        """All filled rows of a sheet of which nobody said what it is; of one that cannot be read at all, one."""
        try:
            cells = self._book.cells(sheet)
        except UnreadableWorkbook:
            yield Unread(self._name, sheet, "A1", 1, "unknown-sheet", like_records=False)
            return
        left = _left_by(cells, _areas(self._book, sheet))
        rows = [[filled[number] for number in sorted(filled)] for filled in left.values()]
        like = any(looks_like_record(row, self._is_key) for row in rows)
        if sheet.strip().casefold().removesuffix(" (olsxl)") in _READ_ME:
            rows = [row for row in rows if len(row) >= _WHOLE and looks_like_record(row, self._is_key)]
        elif _shows_figures(cells, rows):
            rows = []
        if rows:
            first = min(left)
            place = cell_name(min(left[first]), first)
            headed = like or _has_headings(cells, self._sheets)
            told = headed and self.lacks_a_sheet  # which WBK001 tells, with the name of the closest
            yield Unread(self._name, sheet, place, len(rows), "unknown-sheet", headed, told)

    def _is_key(self, typed: str) -> bool:
        """Whether a text is a reference as the register has them; a number alone is none."""
        form = scheme(typed)
        if self._fits(typed):
            return not typed.isdigit()
        return "a" in form and "9" in form and self._schemes[form] >= _SCHEME


def unnamed_sheets(book: Workbook, sheets: Sequence[schema.Sheet]) -> dict[str, bool]:
    """The visible sheets that hold something, and whether anything there looks like a record or a heading of ours."""
    coverage = Coverage(book, "", Config(), sheets)
    for sheet in coverage.unnamed():
        coverage.look_at(sheet)
    return {span.sheet: span.like_records for span in coverage.unread()}


class _Read(NamedTuple):
    """A region that was read: its sheet of the schema, the worksheet's rows that are records, its filled headings."""

    sheet: schema.Sheet
    region: Region
    rows: Collection[int]
    headed: Collection[int]

    def says_again(self, cells: Mapping[int, object]) -> bool:
        """Whether a row says the heading of the reference again, where references stand."""
        key = self.region.columns.get(self.sheet.key, 0)
        return is_said_again(text(cells.get(key)), self.region.headings.get(self.sheet.key, ""))

    def would_hold(self, cells: Mapping[int, object]) -> bool:
        """Whether cells stand in their columns as those of a record do, with a day where the list has days."""
        dated = (column.heading for column in self.sheet.columns if column.kind in ("date", "stamp"))
        numbers = (self.region.columns.get(heading) for heading in dated)
        return any(number in cells and days.of_cell(cells[number]) is not None for number in numbers if number)


def _left_by(cells: Cells, areas: Sequence[Range], read: _Read | None = None) -> Rows:
    """The cells of a sheet that somebody filled, without those of a region that was read, or of other areas."""
    own = {*read.rows, *_titled(read.region)} if read else set()
    others = [row for row in range(1, cells.height + 1) if row not in own]
    found: dict[int, dict[int, object]] = {}
    for number, column in enumerate(cells.columns, 1):
        for row in others if read and number in read.headed else range(1, cells.height + 1):
            value = column[row - 1]
            if value is None or value is False or (isinstance(value, str) and not value.strip()):
                continue
            if (row, number) not in cells.formulas and not any(area.holds(row, number) for area in areas):
                found.setdefault(row, {})[number] = value
    return found


def _titled(region: Region) -> range | tuple[int, ...]:
    """The rows of a region that are no data by their place: its headings, the totals of a table."""
    return (region.header_row, *(range(region.last_row + 1, region.end_row + 1) if region.table else ()))


def _headed(region: Region, cells: Cells, book: Workbook) -> range:
    """The columns of a list, from its first heading to its last."""
    table = next((each for each in book.tables if each.name == region.table and each.sheet == region.sheet), None)
    if table:
        return range(table.first_column, table.last_column + 1)
    filled = [number for number, column in enumerate(cells.columns, 1) if column[region.header_row - 1] is not None]
    return range(min(filled, default=1), max(filled, default=0) + 1)


def _areas(book: Workbook, sheet: str) -> list[Range]:
    """What of a sheet is no row that a person filled: pivot tables; and the lists of allowed values, which are read."""
    own = (table for table in book.tables if table.sheet == sheet)
    lists = (table for table in own if table.name.removeprefix("List_") in schema.LISTS)
    return book.pivots(sheet) + [Range(t.first_column, t.header_row, t.last_column, t.last_row) for t in lists]


def _other_tables(book: Workbook, sheet: str, read: Collection[str | None]) -> list[Range]:
    """The tables of a sheet that are none of ours: legends, mostly."""
    others = (table for table in book.tables if table.sheet == sheet and table.name not in read)
    return [Range(t.first_column, t.header_row, t.last_column, t.last_row + t.has_totals) for t in others]


def _both(before: Rows, left: Rows) -> Rows:
    """The cells that neither of two regions of a sheet explains."""
    both = {row: {n: value for n, value in cells.items() if n in before.get(row, ())} for row, cells in left.items()}
    return {row: cells for row, cells in both.items() if cells}


def _shows_figures(cells: Cells, rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet shows what formulas work out, under titles and beside labels, and holds nothing else."""
    return bool(cells.formulas) and all(len(row) == 1 for row in rows)


def _has_headings(cells: Cells, sheets: Sequence[schema.Sheet]) -> bool:
    """Whether a row near the top of a sheet has headings of ours, that of a reference or a day among them."""
    top = top_rows(cells)
    for sheet in sheets:
        telling = {column.heading for column in sheet.columns if column.kind in ("key", "date", "stamp")}
        for row in top:
            found = match(sheet, row, {}).columns
            if len(found) >= _HEADINGS and telling & set(found):
                return True
    return False


def _spans(rows: Iterable[tuple[int, Unread]]) -> Iterator[tuple[int, Unread]]:
    """Rows one below the other, as one; each span with its first row."""
    ordered = sorted(rows)
    runs = groupby(enumerate(ordered), key=lambda each: (each[1][0] - each[0], each[1][1].why, each[1][1].told))
    for _, run in runs:
        found = [each for _, each in run]
        row, first = found[0]
        like = any(each.like_records for _, each in found)
        yield row, first._replace(rows=len(found), like_records=like)
