"""Numbers, days and lists in plain English, the same in mail, page and text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from olsxl.config import WEEKDAYS
from olsxl.register.days import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

TEXT_WIDTH = 78
"""Columns of a text mail: what every mail program shows without wrapping it once more."""


def day(value: date) -> str:
    """`19/11/2026`."""
    return f"{value:%d/%m/%Y}"


def weekday(value: date) -> str:
    """`Thursday 19/11/2026`, whatever the locale of the machine."""
    return f"{WEEKDAYS[value.weekday()]} {day(value)}"


def month(value: date) -> str:
    """`Nov 2026`."""
    return f"{MONTHS[value.month - 1][:3].capitalize()} {value.year}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 record`, `2 records`; `many` where the plural is not made with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def sentence_case(text: str) -> str:
    """`Up to 7 days` from `up to 7 days`; the other letters stay as they are."""
    return text[:1].upper() + text[1:]


def clean(text: str) -> str:
    """A value of a workbook on one line, without characters that do not print: it cannot forge a line of the mail."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def rest_of(total: int, shown: int | None, place: str) -> str:
    """`and 37 more, see sheet Incidents`, or nothing where all are shown."""
    return f"and {total - shown} more, see {place}" if shown is not None and total > shown else ""


def cut(items: Sequence[str], most: int | None, count: int = 0) -> tuple[tuple[str, ...], str]:
    """The items that are listed, and in words how many are not."""
    shown = tuple(clean(item) for item in items[:most])
    left = max(count, len(items)) - len(shown)
    return shown, f"and {left} more" if shown and left else ""


def joined(parts: Sequence[str], most: int | None) -> str:
    """`a, b and 3 more`."""
    shown, rest = cut(parts, most)
    return f"{', '.join(shown)} {rest}".rstrip()


def wrapped(text: str) -> str:
    """A text whose lines all fit; what goes over stays indented as its line is, past the number of a list."""
    return "\n".join(_fold(line) for line in text.splitlines())


def _fold(line: str) -> str:
    words = line.lstrip()
    marker = words.split(" ", 1)[0]
    is_list = marker == "-" or (marker.endswith(".") and marker[:-1].isdigit())
    hang = len(line) - len(words) + (len(marker) + 1 if is_list else 0)
    return textwrap.fill(line, TEXT_WIDTH, subsequent_indent=" " * hang, break_on_hyphens=False) or line
