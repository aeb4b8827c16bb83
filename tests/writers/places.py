"""Cells and ranges by name."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_AREA: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


class Area(NamedTuple):
    """A range, its edges among it."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, column: int, row: int) -> bool:
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    def meets(self, other: Area) -> bool:
        return self.holds(max(self.left, other.left), max(self.top, other.top)) and other.holds(
            max(self.left, other.left), max(self.top, other.top)
        )


def letters(column: int) -> str:
    """Return a column's letters: 1 is A."""
    text = ""
    while column:
        column, at = divmod(column - 1, 26)
        text = chr(65 + at) + text
    return text


def number(text: str) -> int:
    """Return a column's number: A is 1."""
    value = 0
    for letter in text:
        value = 26 * value + ord(letter) - 64
    return value


def place(column: int, row: int) -> str:
    """Return a cell's name."""
    return f"{letters(column)}{row}"


def area(text: str) -> Area:
    """Read a range or a cell; ValueError for anything else."""
    found = _AREA.fullmatch(text)
    if found is None:
        raise ValueError(text)
    left, top, right, bottom = found.groups()
    return Area(number(left), int(top), number(right or left), int(bottom or top))
