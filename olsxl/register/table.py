"""A sheet of a register in memory: understood values by Excel row, and what is at issue in the typed ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register.text import fold, one_line
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame, Series

    from olsxl.register import schema
    from olsxl.register.layout.layouts import Layouts

ROWS_PER_SHEET = 1 << 21
"""Where a register has a sheet a year, rows of the second sheet are numbered from here, of the third from twice here.

The first sheet's index is the Excel row number itself (Excel has 1,048,576 rows, half of this).
"""

UNREADABLE = "?"
"""What stands for a cell that holds something that cannot be understood: it is not blank, and no allowed value."""

IssueKind = Literal[
    "excel-error", "formula", "no-value", "text-date", "no-date", "unknown-value", "loose-value", "no-key", "outside"
]
"""What can be at issue in a cell: an Excel error; a formula where data belongs; one without a stored value; a date
typed as text, understood or not; a value that is not allowed, or nearly; data without a key; data below the table."""


class CellIssue(NamedTuple):
    """One cell at issue: the frame's index of its row, our heading, what was typed there, what it was taken for."""

    kind: IssueKind
    row: int
    heading: str
    typed: str
    meaning: str = ""


class Region(NamedTuple):
    """Where one worksheet holds a table: its rows, and the 1-based column of each heading of ours that was found.

    `table` is the Excel table's name, None where the sheet has a plain header row. `headings` are as typed.
    Data stand in `first_row` to `last_row`; `end_row` is the last row of the table itself, a totals row included.
    `present` lists every heading of the header row, `repeated` further columns that answer to one of ours, `before` the
    column whose text goes before that of a heading. `across`: its rows are columns of the worksheet, and the other way
    round.
    """

    sheet: str
    table: str | None
    header_row: int
    first_row: int
    last_row: int
    end_row: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    present: tuple[str, ...]
    repeated: tuple[tuple[str, int], ...] = ()
    before: Mapping[str, int] = MappingProxyType({})
    across: bool = False


@dataclass(frozen=True, eq=False)
class RegisterTable:
    """One sheet of the schema as read from the workbook.

    `frame` has every heading of the schema, also those that the workbook lacks (blank). Text is "" where blank,
    days and stamps are `datetime64[us]` (NaT where blank or not understood), counts are as typed; a choice that is
    none of the allowed values, and a cell that cannot be read, is UNREADABLE. The index is the Excel row number (see
    ROWS_PER_SHEET). `layouts` says how the worksheets are laid out, when it is asked.
    `sheets` are the names of all worksheets of the workbook, `missing` those of [sheets] that it lacks. `named` is how
    many of the regions the settings name (None: all); the others have their headings.
    """

    schema: schema.Sheet
    workbook: str
    regions: tuple[Region, ...]
    frame: DataFrame
    layouts: Layouts
    issues: tuple[CellIssue, ...] = ()
    sheets: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    named: int | None = None

    @property
    def last_named(self) -> Region:
        """The last region that the settings name: rows are appended to it."""
        return self.regions[: self.named][-1]

    @property
    def unnamed(self) -> Iterator[tuple[int, Region]]:
        """Each region that is read for its headings alone, with the first row of the frame that it may have."""
        start = len(self.regions) if self.named is None else self.named
        return ((n * ROWS_PER_SHEET, region) for n, region in enumerate(self.regions) if n >= start)

    @cached_property
    def keys(self) -> Series[str]:
        """The key of each row, made comparable."""
        return folded(self.frame[self.schema.key])

    @cached_property
    def is_first_of_key(self) -> Series[bool]:
        """The rows that have a key; of those that repeat one, the first alone, for that is the row that counts."""
        return (self.keys != "") & ~self.keys.duplicated()

    def has(self, *headings: str) -> bool:
        """Whether every one of these headings of ours was found, in every sheet of the table."""
        return bool(self.regions) and all(h in region.columns for region in self.regions for h in headings)

    @property
    def is_keyed(self) -> bool:
        """Whether its rows are told apart: by a column of the key in every sheet, or by keys that olsxl gave them."""
        key = self.schema.column(self.schema.key)
        return self.has(key.heading) or (bool(self.regions) and not key.indispensable)

    def keeps(self, heading: str) -> bool:
        """Whether the register keeps what belongs under a heading of ours: in a column, or told otherwise."""
        column = self.frame[heading]
        return any(heading in region.columns for region in self.regions) or bool(
            (column.notna() & (column != "")).any()
        )

    @cached_property
    def not_kept(self) -> tuple[str, ...]:
        """The headings of ours that the register does not keep: their figures are unknown, never 0."""
        return tuple(heading for heading in self.schema.headings if not self.keeps(heading))

    def region(self, row: int) -> Region:
        """The worksheet region that a row of the frame was read from."""
        return self.regions[row // ROWS_PER_SHEET]

    def heading(self, heading: str, row: int = 0) -> str:
        """A heading of ours as it stands in the workbook, on one line."""
        return one_line(self.region(row).headings.get(heading, heading)) if self.regions else heading

    def sheet(self, row: int) -> str:
        """The name of the worksheet that holds a row of the frame."""
        return self.region(row).sheet

    def cell(self, row: int, heading: str) -> str | None:
        """The address of a cell, like `F14`; None where the workbook lacks the column."""
        region, at = self.region(row), row % ROWS_PER_SHEET
        number = region.columns.get(heading)
        return (cell_name(at, number) if region.across else cell_name(number, at)) if number else None

    def where(self, row: int, heading: str) -> str:
        """The cell with its sheet, like `Incidents!F14`."""
        cell = self.cell(row, heading)
        return f"{self.sheet(row)}!{cell}" if cell else self.sheet(row)

    def our_sheet(self, row: int) -> str:
        """Our name of the worksheet that holds a row, with its number where there are several: theirs may name a child.

        `Incidents`, or `Incidents 2`: what mail, pages and packs show.
        """
        return f"{self.schema.name} {row // ROWS_PER_SHEET + 1}" if len(self.regions) > 1 else self.schema.name

    def our_place(self, row: int, heading: str) -> str:
        """The cell with our name of its sheet, like `Incidents 2!F14`."""
        cell = self.cell(row, heading)
        return f"{self.our_sheet(row)}!{cell}" if cell else self.our_sheet(row)

    def issues_of(self, *kinds: IssueKind) -> Iterator[CellIssue]:
        """The issues of these kinds, in the order in which they were read."""
        return (issue for issue in self.issues if issue.kind in kinds)

    @property
    def without_key(self) -> list[int]:
        """The rows that lack the key which they should have; a totals row of a plain sheet is none of them."""
        told = {issue.row for issue in self.issues if issue.heading == self.schema.key}
        return [int(row) for row in self.frame.index[self.keys == ""] if row in told]

    def typed(self, heading: str) -> dict[int, str]:
        """The values of one column that were understood otherwise than they were typed, or not at all, by row."""
        return {
            issue.row: issue.typed
            for issue in self.issues_of("loose-value", "unknown-value")
            if issue.heading == heading
        }

    def unclear(self, heading: str) -> set[int]:
        """The rows in which a column holds something that could not be understood: what is there is told already."""
        kinds = self.issues_of("excel-error", "no-value", "no-date", "unknown-value")
        return {issue.row for issue in kinds if issue.heading == heading}


def folded(column: Series[str]) -> Series[str]:
    """References and words of one column for comparing: case and blanks do not tell two of them apart.

    Each distinct text is looked at once: a register's columns repeat themselves.
    """
    import pandas as pd

    known = {text: fold(text) for text in set(column)}
    return pd.Series([known[text] for text in column], index=column.index, dtype=object)
