"""A list as it stands in a workbook: its header row, its columns, and what is typed in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.adopt.words import FIRST_NAMES, SURNAMES
from olsxl.register import days
from olsxl.register.layout.banners import is_line
from olsxl.register.layout.locate import HEADER_WITHIN
from olsxl.register.meaning.headings import JOINED, grouped, groups_above
from olsxl.register.meaning.statuses import group_status
from olsxl.register.meaning.values import text
from olsxl.register.text import fold, heading_key, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


@dataclass(frozen=True)
class Grid:
    """One list: the sheet it stands on, the Excel table that it is (None: none), its header row, its headings.

    `typed` has the headings on one line by column from 1, `groups` those of the row above where there are two rows.
    `lines` are all rows below them, cell by cell, from the Excel row `first_row`, `above` those above. `counted` are
    the columns in which formulas count the rows: such a number goes to another record when the list is sorted.
    `across`: its rows are columns of the worksheet, and the other way round.
    """

    sheet: str
    table: str | None
    header_row: int
    typed: tuple[str, ...]
    groups: tuple[str, ...]
    first_row: int
    lines: Sequence[tuple[object, ...]] = field(repr=False)
    date1904: bool = False
    above: Sequence[tuple[object, ...]] = field(default=(), repr=False)
    counted: frozenset[int] = frozenset()
    across: bool = False
    _texts: dict[int, list[str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def rows(self) -> tuple[tuple[object, ...], ...]:
        """The records; totals and banners are none, nor is a prepared row with nothing but boxes that nobody ticked."""
        found = []
        for line in self.lines:
            first = next((typed for cell in line if cell is not False and (typed := text(cell).strip())), "")
            if first and not workbook.is_total(first) and not is_banner_row(line):
                found.append(line)
        return tuple(found)

    @cached_property
    def both(self) -> tuple[str, ...]:
        """The headings with those above them, like `Closure / Date`; blank where there is none above."""
        return tuple(grouped(self.typed, self.groups)) or ("",) * len(self.typed)

    def values(self, number: int) -> list[object]:
        """What is typed in a column, without the blank cells."""
        return [row[number - 1] for row in self.rows if text(row[number - 1]).strip()]

    def texts(self, number: int) -> list[str]:
        """The same as a person reads it."""
        if number not in self._texts:
            self._texts[number] = [text(value).strip() for value in self.values(number)]
        return self._texts[number]

    def days(self, number: int) -> list[date]:
        """The days of a column, of the cells in which one can be read."""
        found = (days.of_cell(value, date1904=self.date1904) for value in self.values(number))
        return [day for day in found if day]

    def name(self, number: int) -> str | None:
        """What olsxl.toml calls a column: its heading, with the one above where two are alike; None where none is."""
        for names in (self.typed, self.both):
            wanted = names[number - 1] if number <= len(names) else ""
            if wanted and [heading_key(name) for name in names].count(heading_key(wanted)) == 1:
                return wanted
        return None

    def number(self, name: str) -> int | None:
        """The number of the column that olsxl.toml calls so."""
        wanted = heading_key(name)
        return next((n for n in range(1, len(self.typed) + 1) if heading_key(self.name(n) or "") == wanted), None)

    def heading_cell(self, number: int) -> str:
        """The cell of the heading of a column, like `Log!F4`."""
        return self._cell(number, self.header_row)

    def cells(self, number: int, wanted: Collection[str]) -> tuple[str, ...]:
        """The cells of a column that hold one of these texts, as `fold` has them."""
        rows = enumerate(self.lines, self.first_row)
        return tuple(self._cell(number, row) for row, line in rows if fold(text(line[number - 1])) in wanted)

    def _cell(self, number: int, row: int) -> str:
        return f"{self.sheet}!{workbook.cell_name(row, number) if self.across else workbook.cell_name(number, row)}"

    def row_cell(self, row: int) -> str:
        """The first cell of a row, by its Excel number."""
        return self._cell(1, row)


def grids(book: workbook.Workbook, sheet: str) -> Iterator[Grid]:
    """Every list that may stand on a sheet: each Excel table, else each row of the first 30 with its rows below."""
    cells = book.cells(sheet)
    tables = [table for table in book.tables if table.sheet == sheet]
    lines = list(zip(*cells.columns, strict=True)) if cells.columns else []
    formulas = Counter(number for _, number in cells.formulas)
    counted = frozenset(
        n for n, count in formulas.items() if 2 * count > sum(map(_is_number, cells.columns[n - 1])) > 0
    )
    for table in tables:
        blank = ("",) * (table.first_column - 1)
        typed = (*blank, *(one_line(heading) for heading in table.headings))
        rows = [line[: len(typed)] for line in lines[table.first_row - 1 : table.last_row]]
        rows = [line + (None,) * (len(typed) - len(line)) for line in rows]
        above = lines[: table.header_row - 1]
        typed, rows = _with_whole_names(typed, rows)
        yield Grid(sheet, table.name, table.header_row, typed, (), table.first_row, rows, book.date1904, above, counted)
    if tables:
        return
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        if sum(isinstance(cell, str) for cell in line) > 1:
            groups = groups_above(lines[at - 1]) if at else []
            typed = tuple("" if isinstance(cell, date) else one_line(text(cell)) for cell in line)  # no day heads one
            below, above = lines[at + 1 :], lines[:at]
            typed, below = _with_whole_names(typed, below)
            yield Grid(sheet, None, at + 1, typed, tuple(groups), at + 2, below, book.date1904, above, counted)


def _with_whole_names(
    typed: tuple[str, ...], rows: list[tuple[object, ...]]
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """The columns of a list; where first name and surname stand apart, one more that has both: `Forename + Surname`."""
    keys = [heading_key(heading) for heading in typed]
    first, last = (
        [at for at, key in enumerate(keys) if key in map(heading_key, names)] for names in (FIRST_NAMES, SURNAMES)
    )
    if len(first) != 1 or len(last) != 1:
        return typed, rows
    at, behind = first[0], last[0]
    whole = (*typed, f"{typed[at]}{JOINED}{typed[behind]}")
    return whole, [(*row, f"{text(row[at]).strip()} {text(row[behind]).strip()}".strip()) for row in rows]


def all_grids(
    book: workbook.Workbook, leave: Collection[str] = ()
) -> tuple[dict[str, list[Grid]], dict[str, workbook.UnreadableWorkbook]]:
    """The lists of each sheet that can be read, and why each of the others cannot; those to `leave` are left out."""
    found: dict[str, list[Grid]] = {}
    damaged: dict[str, workbook.UnreadableWorkbook] = {}
    left = {*map(fold, leave)}
    for page in (page for page in book.sheets if fold(page) not in left):
        try:
            found[page] = [*grids(book, page)]
        except workbook.UnreadableWorkbook as failure:
            damaged[page] = failure
    return found, damaged


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_banner_row(line: tuple[object, ...]) -> bool:
    """Whether a row says nothing but a month, a year or the like, or what the records below it are, in one cell."""
    typed = [text(cell) for cell in line if cell is not False and text(cell).strip()]
    return len(typed) == 1 and (is_line(typed[0]) or group_status(typed[0]) is not None)
