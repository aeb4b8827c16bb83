"""Days as people type them, and as the product shows them: day first."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = r"(?:[ T,]+(?:at )?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? +)?"
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4}|\d{2})" + _TIME, re.IGNORECASE
)
_NAMED = re.compile(
    _WEEKDAY + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .\-/]*(?:of )?(?P<m>[a-z]{3,9})[ .,\-/]*(?P<y>\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})" + _TIME, re.IGNORECASE)
_WITHIN = tuple(
    re.compile(rf"(?<![\w/.\-]){form.pattern}(?!\w|[/.\-]\d)", re.IGNORECASE) for form in (_DAY_FIRST, _NAMED, _ISO)
)
"""The same forms where they stand in a text."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day zero of Excel's serials has no zone
_SERIALS = range(32874, 73051)
"""Serials of 1990 to 2099: what a date column without a date format shows as a plain number."""


def show(day: date) -> str:
    """A day as people here read it: 22/11/2026."""
    return f"{day:%d/%m/%Y}"


def of(moment: object) -> date | None:
    """The day of a cell of a frame's date column; None where it is blank or was not understood."""
    import pandas as pd

    return moment.date() if isinstance(moment, pd.Timestamp) else None


def read(text: str) -> datetime | None:
    """The day (and time, else midnight) that a text means when it is read day first; None where it means none.

    `22/11/2026`, `22.11.26`, `22 Nov 2026`, `Sun 22nd November 2026 16:00` and ISO's `2026-11-22` are understood.
    A month first, a day without a year or a month that does not exist is never guessed at.
    """
    text = " ".join(text.split())
    for pattern in (_DAY_FIRST, _NAMED, _ISO):
        if found := pattern.fullmatch(text):
            return _moment(found)
    return None


class Within(NamedTuple):
    """A day that stands in a text, and from where to where."""

    start: int
    end: int
    moment: datetime


def within(text: str) -> Iterator[Within]:
    """The days that stand in a text in one of the forms that `read` understands, form by form."""
    for form in _WITHIN:
        for found in form.finditer(text):
            if moment := _moment(found):
                yield Within(found.start(), found.end(), moment)


def _moment(found: re.Match[str]) -> datetime | None:
    month = _month(found["m"])
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    try:
        return datetime(year, month, int(found["d"]), int(found["hour"] or 0), int(found["minute"] or 0))  # noqa: DTZ001 - as typed
    except ValueError:
        return None


def _month(text: str) -> int:
    """The number of a month, also of one cut short (`Sept`); 0, which no date has, where the word is none."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(text.casefold())), 0)


def from_serial(number: float, *, date1904: bool) -> datetime | None:
    """The moment of an Excel serial that stands in a cell without a date format; None where it is no likely day."""
    days = number + (1462 if date1904 else 0)
    return _EPOCH + timedelta(days=days) if _SERIALS.start <= days < _SERIALS.stop else None


def of_cell(value: object, *, date1904: bool = False) -> date | None:
    """The day that a cell holds, also one typed as text or shown as a plain number; None where it holds none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    moment = None
    if isinstance(value, str):
        moment = read(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        moment = from_serial(value, date1904=date1904)
    return moment.date() if moment else None
