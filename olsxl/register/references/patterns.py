"""What references look like: `OLS-2026-0001` is an example of them all, and says where year and number stand."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.text import fold

if TYPE_CHECKING:
    from olsxl.config import RegisterSection

_PIECE = re.compile(r"[0-9]+|\?+|[^0-9?]+")
_YEAR = "(?:19|20)[0-9][0-9]"


class Numbered(NamedTuple):
    """The place of a reference in its sequence, which its other digits tell: a year, `26` too, a home's number."""

    sequence: tuple[str, ...]
    number: int


class Pattern(NamedTuple):
    """`[register] ref_pattern` or `child_pattern`. Case, blanks and the kind of dash tell no two references apart.

    A digit stands for any digit, ? for a letter or a digit, everything else for itself. Four digits that are a year are
    the year. The last digits that are no year are the running number, which may be longer than in the example.
    """

    example: str
    regex: re.Pattern[str]

    def fits(self, text: str) -> bool:
        """Whether a text is such a reference."""
        return self.regex.fullmatch(fold(text)) is not None

    def numbered(self, text: str) -> Numbered | None:
        """The sequence and the number of a reference; None where it does not fit, or the pattern has no number."""
        found = self.regex.fullmatch(fold(text))
        if found is None or "number" not in self.regex.groupindex:
            return None
        others = (name for name in self.regex.groupindex if name.startswith(("year", "digits")))
        return Numbered(tuple(found[name] for name in others), int(found["number"]))

    def free(self, text: str) -> list[str] | None:
        """What a reference has, as typed, where the pattern has ?: the only place in it where a name can stand.

        None where the text is no such reference to the letter (but for its case).
        """
        found = self.regex.fullmatch(text)
        return [found[name] for name in self.regex.groupindex if name.startswith("free")] if found else None


@lru_cache(maxsize=16)
def pattern(example: str) -> Pattern:
    """The pattern of an example."""
    pieces = _PIECE.findall(fold(example))
    runs = [place for place, piece in enumerate(pieces) if piece[0].isdigit()]
    year = next((place for place in runs if len(runs) > 1 and re.fullmatch(_YEAR, pieces[place])), None)
    number = max((place for place in runs if place != year), default=None)
    parts = {place: _part(place, piece) for place, piece in enumerate(pieces)}
    if year is not None:
        parts[year] = f"(?P<year>{_YEAR})"
    if number is not None:
        parts[number] = f"(?P<number>[0-9]{{{len(pieces[number])},}})"
    return Pattern(example, re.compile("".join(parts.values()), re.IGNORECASE))


def reference_pattern(register: RegisterSection) -> Pattern:
    """That of an incident's reference as it is typed: where numbers begin again on each sheet, without the sheet."""
    example = register.ref_pattern
    return pattern(example.rpartition("/")[2] if register.ref_by_sheet else example)


def _part(place: int, piece: str) -> str:
    if piece[0] == "?":
        return f"(?P<free{place}>[a-z0-9]{{{len(piece)}}})"
    return f"(?P<digits{place}>[0-9]{{{len(piece)}}})" if piece[0].isdigit() else re.escape(piece)
