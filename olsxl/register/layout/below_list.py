"""What stands below the list of a sheet without a table: keys, signatures and ends, which are no records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from olsxl.register import schema
from olsxl.register.layout.banners import opens_a_line
from olsxl.register.references.recognised import is_reference, scheme
from olsxl.register.table import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np

_SCHEME = 3
"""So many keys of one form show that the keys of a list look so."""
_RECORD = 3
"""So many cells, a day counted twice, may be a record without a reference."""


@dataclass(frozen=True)
class BelowList:
    """The end of one list: its understood columns, and a function that gives all texts of a row by its position."""

    sheet: schema.Sheet
    columns: Mapping[str, np.ndarray[Any, Any]]
    typed: Callable[[int], list[str]]

    def lines(self, filled: list[int]) -> list[int]:
        """Those of the filled rows that are no records: keys and signatures, and below a blank row whatever is none."""
        rows, below = list(filled), list[int]()
        while rows and not self._is_record(rows[-1]):
            below.insert(0, rows.pop())
        if self.sheet != schema.INCIDENTS:  # below these the review writes rows, which close the gap
            return [position for position in below if opens_a_line(self.typed(position)[0])]
        first = rows[-1] + 1 if rows else min(below, default=0)
        gap = next((at for at, position in enumerate(below) if position != first + at), len(below))
        return [position for position in below[:gap] if opens_a_line(self.typed(position)[0])] + below[gap:]

    def _is_record(self, position: int) -> bool:
        """Whether a row has a key like the others, a day beside something, or a value of a list beside two things."""
        key = self.columns[self.sheet.key][position]
        typed = self.typed(position)
        if is_reference(key) or not typed:  # of errors alone, which are told
            return True
        if opens_a_line(typed[0]):
            return False
        return self._schemes[scheme(key)] >= _SCHEME or self._says_something(position, len(typed))

    def _says_something(self, position: int, cells: int) -> bool:
        import numpy as np

        dates = (column[position] for column in self.columns.values() if column.dtype.kind == "M")
        dated = any(not np.isnat(each) for each in dates)
        lists = (self.columns[column.heading][position] for column in self.sheet.columns if column.kind == "choice")
        return cells + dated >= _RECORD and (dated or any(each not in ("", UNREADABLE) for each in lists))

    @cached_property
    def _schemes(self) -> Counter[str]:
        """How many keys have each form; where one is a reference, the others of its list have digits too."""
        keys = [key for key in self.columns[self.sheet.key] if key]
        numbered = any(map(is_reference, keys))
        return Counter(form for form in map(scheme, keys) if not numbered or "9" in form)
