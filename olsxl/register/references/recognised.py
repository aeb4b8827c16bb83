"""Which texts of a column are references or Person IDs, and not what was typed in place of one: a name, say.

A reference cell may hold anything, a child's name among it. What fits the home's pattern is a reference. Any other
scheme is known by its letters: they return in every reference of it (`INC-26-001`, `INC-26-002`), and those of a name
do not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from olsxl.register.references.patterns import Pattern

_SHAPE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{0,23}")
_RANDOM = re.compile(r"[A-Za-z]-(?=[A-Z]*\d)[A-Z0-9]{4}")
"""A letter, and four random letters and digits: `C-7F3K`, as children are given references."""

_DIGITS = re.compile(r"\d+")
_RUN = re.compile(r"[A-Za-z]+")
_NAME = re.compile(r"[^\W\d_]{3,}")
_CODE = 4
"""Letters of the longest abbreviation: `OLS`, `INC`, `SAFE`."""

_FEW = 3
"""Fewer references than these show no scheme."""


class References:
    """One column: what was typed in it, the full names of those in People, which no reference may hold, its pattern.

    Where some of the column fit the pattern, references look like that: a short word beside them (`AMY7`) is no scheme.
    """

    def __init__(self, typed: Iterable[str], names: Iterable[str] = (), pattern: Pattern | None = None) -> None:
        known = {fold(text) for text in typed if _SHAPE.fullmatch(text)}
        self._many = len(known)
        self._pattern = pattern
        self._patterned = pattern is not None and any(map(pattern.fits, known))
        self._bearers = Counter(run for text in known for run in set(_runs(text)))
        self._names = {word.casefold() for name in names for word in _NAME.findall(name)}

    def shown(self, text: str, where: str) -> str:
        """A reference as it may be shown: itself where it is one, else its cell."""
        return text if self.holds(text) else where

    def holds(self, text: str) -> bool:
        """Whether a text is a reference of this column, by its shape and by the letters of the others."""
        if any(run.casefold() in self._names for run in _RUN.findall(text)):
            return False
        free = self._pattern.free(text) if self._pattern else None
        if free is not None:
            return not any(_may_name(run) for part in free for run in _runs(part))
        if not _SHAPE.fullmatch(text):
            return False
        if _is_random(text) and not self._patterned:
            return True
        return all(self._is_code(run, text) for run in _runs(text))

    def _is_code(self, run: str, text: str) -> bool:
        """Whether letters belong to a scheme: most references bear them, or they abbreviate and return in another.

        Where there are one or two references, an abbreviation at their start is all that can be known. Beside
        references of the home's pattern an abbreviation returns in as many as show a scheme, and in a tenth of all.
        """
        bearers = self._bearers[run.casefold()]
        abbreviates = run.isupper() and len(run) <= _CODE
        if self._patterned:
            return abbreviates and bearers >= max(_FEW, self._many / 10)
        if self._many < _FEW:
            return abbreviates and text.startswith(run)
        return bearers >= (2 if abbreviates else max(_FEW, self._many / 2))


def is_reference(text: str) -> bool:
    """Whether a text has the shape of a reference: letters and digits without blanks, a digit among them."""
    return _SHAPE.fullmatch(text) is not None


def scheme(text: str) -> str:
    """The form of a key: `INC 12/26` and `INC 7/26` are both `a 9/9`."""
    return _DIGITS.sub("9", _RUN.sub("a", fold(text)))


def _runs(text: str) -> list[str]:
    """The runs of more than one letter."""
    return [run for run in _RUN.findall(text) if len(run) > 1]


def _is_random(text: str) -> bool:
    """Whether it is of the form of `C-7F3K`; three letters may be a name by their vowel (`C-AMY1`), and are not."""
    return bool(_RANDOM.fullmatch(text)) and not any(map(_may_name, _runs(text)))


def _may_name(run: str) -> bool:
    """Whether letters that are meant as random may be a name: small ones, or three and more with a vowel early."""
    return not run.isupper() or (len(run) > 2 and bool(set(run[:2]) & set("AEIOUY")))
