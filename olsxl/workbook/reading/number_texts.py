"""What a whole number or a text shows by the format of its cell, where that is more than itself.

`"INC-"0000` makes INC-0002 of 2, and `"INC-"@` makes INC-0002 of the text 0002.

Source: ECMA-376-1, 18.8.31 (numFmts), format codes.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

_PIECE: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | (?P<places>[0#]+) | (?P<general>General) | (?P<end>;) | (?P<sign>[-+$():'{}<>=&^!~ 1-9\u20ac\u00a3])
    | _(?P<blank>.) | \*. | \[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color\ ?[0-9]+)\] | (?P<text>@)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Texts, places of digits, ends of sections, signs that need no quotes, blanks, fillings and colours."""
_MOST_DIGITS: Final = 15
"""Digits of a number that Excel keeps."""
_ZERO, _DIGIT, _TEXT = "\0", "\1", "\2"
"""The places `0`, `#` and `@` among texts, which cannot hold these; a section with the last is that of texts."""
_PLACES: Final = re.compile(f"[{_ZERO}{_DIGIT}]+")


class ShownNumber(int):
    """A whole number in a cell that shows more than its digits; `shown` is what a person reads there."""

    shown: str

    def __new__(cls, number: int, shown: str) -> ShownNumber:
        """Give a number its text."""
        made = super().__new__(cls, number)
        made.shown = shown
        return made


class ShownText(str):
    """What a person reads in a cell whose format puts more around the text in it, which is `stored`."""

    __slots__ = ("stored",)
    stored: str

    def __new__(cls, shown: str, stored: str) -> ShownText:
        """Give a text what it is made of."""
        made = super().__new__(cls, shown)
        made.stored = stored
        return made


class NumberText(NamedTuple):
    """A format code that is made of texts and places alone: its sections of numbers, and what stands around texts."""

    sections: tuple[_Section, ...]
    around: tuple[str, str]

    @classmethod
    def parse(cls, code: str) -> NumberText | None:
        """From a format code; None where it is of another kind (a date, a fraction, thousands) or adds nothing."""
        sections, at = [""], 0
        while at < len(code):
            found = _PIECE.match(code, at)
            if found is None:
                return None
            if found["end"]:
                sections.append("")
            sections[-1] += _text_or_places(found)
            at = found.end()
        numbers = [section for section in sections if _TEXT not in section]
        around = next((section.split(_TEXT) for section in sections if section not in numbers), ["", ""])
        if not (any(len(section) > 1 for section in numbers) or any(map(str.strip, around))):
            return None
        if len(around) > 2 or _PLACES.search("".join(around)):
            around = ["", ""]
        return cls(tuple(map(_Section.of, numbers)), (around[0], around[1]))

    def shown(self, value: Any) -> Any:
        """What a cell holds with what it shows; itself where that is no more."""
        if type(value) is int:
            return self.of(value)
        if type(value) is not str or not value.strip():
            return value
        shown = value.join(self.around).strip()
        return value if shown == value.strip() else ShownText(shown, value)

    def typed(self, text: str) -> str | int:
        """What a person types so that a cell shows this text: the number or the text that it is made of."""
        number = self.number(text)
        if number is not None:
            return number
        before, behind = (side.strip() for side in self.around)
        is_around = text.startswith(before) and text.endswith(behind) and len(text) > len(before + behind)
        return text[len(before) : len(text) - len(behind)].strip() if is_around else text

    def of(self, number: int) -> int:
        """The number with what it shows; itself where that is its digits, or nothing."""
        if not self.sections:
            return number
        negative, zero = len(self.sections) > 1, len(self.sections) > 2
        section = self.sections[1 if number < 0 and negative else 2 if number == 0 and zero else 0]
        shown = section.shows(abs(number)) if section.places else ""
        if shown and number < 0 and not negative:
            shown = f"-{shown}"
        return number if shown in {"", str(number)} else ShownNumber(number, shown)

    def number(self, text: str) -> int | None:
        """The number that shows this text; None where none does, or its digits stand apart."""
        if not self.sections:
            return None
        before, *_, behind = self.sections[0].texts * 2
        digits = text.removeprefix(before).removesuffix(behind)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
            return None
        shown = self.of(int(digits))
        return int(digits) if (shown.shown if isinstance(shown, ShownNumber) else str(shown)) == text else None


class _Section(NamedTuple):
    """A section of a format code: how many places stand together, and the texts before, between and behind them.

    `least` is how many digits are shown at least.
    """

    texts: tuple[str, ...]
    places: tuple[int, ...]
    least: int

    @classmethod
    def of(cls, section: str) -> _Section:
        """From its texts, the places of digits among them."""
        places = _PLACES.findall(section)
        return cls(tuple(_PLACES.split(section)), tuple(map(len, places)), len("".join(places).lstrip(_DIGIT)))

    def shows(self, number: int) -> str:
        """The texts with the digits in their places, from the right: the first places take what is left."""
        digits, shown = str(number).lstrip("0").zfill(self.least), self.texts[-1]
        for text, places in zip(self.texts[-2:0:-1], self.places[:0:-1], strict=True):
            cut = max(0, len(digits) - places)
            digits, shown = digits[:cut], text + digits[cut:] + shown
        return (self.texts[0] + digits + shown).strip()


def _text_or_places(found: re.Match[str]) -> str:
    if found["places"]:
        return found["places"].replace("0", _ZERO).replace("#", _DIGIT)
    if found["general"] or found["text"]:
        return _ZERO if found["general"] else _TEXT
    if found["blank"]:
        return " "
    return next((text for text in found.group("quoted", "escaped", "currency", "sign") if text), "")
