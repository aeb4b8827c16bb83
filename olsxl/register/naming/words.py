"""Text as words for finding names: letters without case, accents and marks, wherever they stand in the text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTING = re.compile(r"[\d;:!?]|(?<!\b[^\W\d_])\.\s")
"""What parts two words so that they are no name together: a digit, the end of a clause (but not of an initial)."""

APOSTROPHES = "\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\u07f4\u07f5\ua78b\ua78c"
"""Letters by Unicode that are typed as apostrophes (`O\u02bcBrien`): for a pattern's set of characters."""

_RUN = re.compile(rf"[^\W\d_{APOSTROPHES}]+")
_BROKEN = re.compile(r"[-\u2010\u2011][^\S\n]*\n\s*")
_UNSEEN = ("Mn", "Mc", "Me", "Cf")
_SPELT = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00e6": "ae", "\u0153": "oe", "\u00f0": "d", "\u00fe": "th"}
    | {"\u0131": "i"}
)
"""Letters that no decomposition takes apart, as English keyboards write them."""
_LOOK_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u04bb\u0501\u03bf\u03b9\u03bd", "aeopcyxisjhdoiv"
)
"""Small letters of Cyrillic and Greek that look like Latin ones, as nicknames mix them in."""


class Word(NamedTuple):
    """One run of letters: as compared, and where it stands. `joined`: it may be the rest of the word before it."""

    letters: str
    start: int
    end: int
    joined: bool


def words(text: str) -> list[Word]:
    """The words of a text. Digits, blanks, dashes and apostrophes of any kind part them; so `O'Brien` is two.

    Letters of scripts that write words without gaps or small letters are a word each.
    """
    found: list[Word] = []
    for run in _RUN.finditer(text):
        for start, end in _pieces(run[0], run.start()):
            if letters := plain_letters(text[start:end]):
                joined = bool(found) and is_seam(text[found[-1].end : start])
                found.append(Word(letters, start, end, joined))
    return found


def whole_end(text: str, end: int) -> int:
    """The end of a word with the accents that stand as marks of their own after its last letter."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me"):
        end += 1
    return end


def _pieces(run: str, start: int) -> Iterator[tuple[int, int]]:
    if run.isascii() or not any(unicodedata.category(char) == "Lo" for char in run):
        yield start, start + len(run)
    else:
        yield from ((start + place, start + place + 1) for place in range(len(run)))


def is_seam(gap: str) -> bool:
    """Whether a gap between two runs of letters may part no word: marks that do not print, a hyphen at a line's end."""
    return bool(_BROKEN.fullmatch(gap)) or all(unicodedata.category(char) in _UNSEEN for char in gap)


@lru_cache(maxsize=1 << 14)
def plain_letters(run: str) -> str:
    """A run of letters without case and accents: `Zoë` and `ZOE` become `zoe`."""
    if run.isascii():
        return run.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", run).casefold()).translate(_SPELT)
    letters = "".join(char for char in plain.casefold() if char.isalpha())
    return letters.translate(_LOOK_ALIKE) if any("a" <= char <= "z" for char in letters) else letters
