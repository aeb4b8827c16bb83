"""References and Person IDs that a number format makes: 2 or 0002 shows INC-0002, and means it elsewhere too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.meaning.values import text
from olsxl.register.text import fold
from olsxl.workbook import ShownNumber, ShownText

if TYPE_CHECKING:
    from collections.abc import Iterable


class Numbers:
    """The keys of records by what their cells hold, where a number format shows more than that."""

    def __init__(self, records: Iterable[tuple[object, str]]) -> None:
        """From the cell and the key of each record."""
        self._keys: set[str] = set()
        self._by_stored: dict[str, set[str]] = {}
        self._shown: set[str] = set()
        for cell, key in records:
            self._keys.add(key)
            self._by_stored.setdefault(_stored(cell), set()).add(key)
            if shows_more(cell):
                self._shown.add(_stored(cell))

    def meant(self, cell: object, key: str) -> str:
        """The key of the record that a cell elsewhere names: of the only one that holds it, where either shows more.

        `key` is what a person reads in the cell; it stands where a record has it, and where no one record is meant.
        """
        stored = _stored(cell)
        if key in self._keys or not (stored in self._shown or shows_more(cell)):
            return key
        meant = self._by_stored.get(stored, set())
        return next(iter(meant)) if len(meant) == 1 else key


def shows_more(cell: object) -> bool:
    """Whether the format of a cell shows more than what it holds."""
    return isinstance(cell, ShownNumber | ShownText)


def _stored(cell: object) -> str:
    """What a cell holds, as compared: the number 2, the text 0002 and one of them that shows INC-0002 are the same."""
    if isinstance(cell, ShownNumber):
        return str(int(cell))
    held = fold(cell.stored if isinstance(cell, ShownText) else text(cell))
    return held.lstrip("0") or "0" if held.isdecimal() and held.isascii() else held
