"""Texts made comparable: what reads the same on the screen is the same, however it was typed, pasted or exported.

What is pasted from a chat, a web page or a PDF brings characters that do not show, signs of full width, hyphens and
strokes of other kinds. Source: Unicode 15.1, 23.2 (layout controls); UAX 15 (NFKC); UAX 44 (`Cf`, `Pd`).
"""

from __future__ import annotations

import unicodedata

_UNSEEN = (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
"""Soft hyphen, marks of direction, characters without width."""
_HYPHENS = (*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D)
_PLAIN = {**dict.fromkeys(_UNSEEN), **dict.fromkeys(_HYPHENS, "-")}
_STROKES = dict.fromkeys((0x2044, 0x2215, 0x29F8), "/")
"""Fraction slash, which NFKC itself puts in, division slash, big solidus."""
_QUOTES = str.maketrans("\u2018\u2019\u02bc\u00b4", "''''")


def plain(text: str) -> str:
    """A text in usual letters, digits, hyphens and strokes (of full width, U+2011), without what does not show."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_STROKES)


def fold(text: str) -> str:
    """A reference or a value as compared: case, runs of blanks, the kind of dash or apostrophe tell no two apart."""
    return " ".join((text if text.isascii() else plain(text.translate(_QUOTES))).casefold().split())


def heading_key(text: str) -> str:
    """A heading as compared, without case, blanks, line breaks and punctuation: `Child's  Views` is `childsviews`."""
    return "".join(c for c in plain(text).casefold() if c.isalnum())


def one_line(text: str) -> str:
    """A text as a sentence quotes it, without line breaks and runs of blanks."""
    return " ".join(text.split())


def is_said_again(text: str, heading: str) -> bool:
    """Whether a cell of a list says the heading of its column again."""
    return fold(text) == fold(heading) != ""
