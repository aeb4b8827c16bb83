"""Cells and ranges in A1 notation, 1-based (ECMA-376-1, 18.18.7 ST_CellRef and 18.18.62 ST_Ref)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from olsxl.workbook.container.package import unreadable

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
_ROWS: Final = re.compile(r"\$?([1-9][0-9]{0,6})")
_COLUMNS: Final = re.compile(r"\$?([A-Za-z]{1,3})")
_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def column_number(letters: str) -> int:
    """`AA` is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """27 is `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(column: int, row: int) -> str:
    """`C5` from 3 and 5."""
    return f"{column_letters(column)}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """(column, row) of `C5`; `UnreadableWorkbook` where that is no cell of Excel's grid."""
    found = _CELL.fullmatch(name)
    if found:
        column, row = column_number(found[1]), int(found[2])
        if column <= MAX_COLUMN and row <= MAX_ROW:
            return column, row
    raise unreadable(f"is damaged: it speaks of a cell '{name[:40]}', which does not exist")


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, both corners included."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def parse(cls, text: str) -> Range:
        """From `B2:H20`, `B2`, `$B$2:$H$20`, whole rows `1:2` or columns `A:C`; else `UnreadableWorkbook`."""
        first, _, last = text.strip().partition(":")
        if _ROWS.fullmatch(first) and _ROWS.fullmatch(last):
            first, last = f"A{first}", f"XFD{last}"
        elif _COLUMNS.fullmatch(first) and _COLUMNS.fullmatch(last):
            first, last = f"{first}1", f"{last}{MAX_ROW}"
        left, top = cell_position(first)
        right, bottom = cell_position(last) if last else (left, top)
        if left > right or top > bottom:
            raise unreadable(f"is damaged: it speaks of a range '{text[:40]}', which ends before it begins")
        return cls(left, top, right, bottom)

    def __str__(self) -> str:
        first = cell_name(self.left, self.top)
        single = (self.left, self.top) == (self.right, self.bottom)
        return first if single else f"{first}:{cell_name(self.right, self.bottom)}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def meets(self, other: Range) -> bool:
        """Whether the two have a cell in common."""
        return self.spans_column_of(other) and self.top <= other.bottom and other.top <= self.bottom

    def spans_column_of(self, other: Range) -> bool:
        """Whether the two have a column in common."""
        return self.left <= other.right and other.left <= self.right

    def within_columns_of(self, other: Range) -> bool:
        """Whether every column of this one is a column of the other."""
        return other.left <= self.left and self.right <= other.right

    def grown(self, rows: int) -> Range:
        """As many rows longer, as far as the sheet reaches."""
        return replace(self, bottom=min(self.bottom + rows, MAX_ROW))

    def moved(self, rows: int) -> Range:
        """As many rows lower, as far as the sheet reaches."""
        return replace(self, top=min(self.top + rows, MAX_ROW), bottom=min(self.bottom + rows, MAX_ROW))

    def union(self, other: Range) -> Range:
        """Return the smallest range that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Range(left, top, max(self.right, other.right), max(self.bottom, other.bottom))
