"""References and Person IDs that a number format makes: 2 shows INC-0002, and 2 typed elsewhere means it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.meaning.values import text
from olsxl.register.text import plain
from olsxl.workbook import ShownNumber

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_DIGITS = 15
"""Digits of a number that Excel keeps."""


class Numbers:
    """The keys of records by the numbers that their cells hold."""

    def __init__(self, records: Iterable[tuple[object, str]]) -> None:
        """From the cell and the key of each record."""
        self._keys: set[str] = set()
        self._by_number: dict[int, set[str]] = {}
        self._shown: set[int] = set()
        for cell, key in records:
            self._keys.add(key)
            if isinstance(cell, int):
                self._by_number.setdefault(int(cell), set()).add(key)
            if isinstance(cell, ShownNumber):
                self._shown.add(int(cell))

    def meant(self, cell: object, key: str) -> str:
        """The key of the record that a cell elsewhere names: of the only one with its number, where either is shown.

        `key` is what a person reads in the cell; it stands where a record has it, and where no one record is meant.
        """
        number = None if key in self._keys else _number(cell)
        if number is None or not (number in self._shown or isinstance(cell, ShownNumber)):
            return key
        meant = self._by_number.get(number, set())
        return next(iter(meant)) if len(meant) == 1 else key


def _number(cell: object) -> int | None:
    """The number in a cell, also one typed as text."""
    if isinstance(cell, ShownNumber):
        return int(cell)
    digits = plain(text(cell)).strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else None
