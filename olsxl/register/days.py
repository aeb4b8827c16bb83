"""Days as people type them, and as the product shows them: day first."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from olsxl.register.text import plain
from olsxl.workbook import ShownNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = (
    r"(?:(?:(?P<iso>T)|[ T,]+(?:at |@ ?)?)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?P<second>[:.]\d{2}(?:\.\d+)?)?"
    r"|(?= ?[ap]\.?m\b)|(?P<minutes>\d{2})(?= ?h(?:ou)?rs\b))(?:\s*(?P<half>[ap])\.?m\b\.?| ?h(?:ou)?rs\b)?)?"
)
"""`16:00`, `9.05 pm`, `4pm`, `1600hrs`."""

_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), "+00"),
    **dict.fromkeys(("BST", "WEST", "CET"), "+01"),
    **dict.fromkeys(("CEST", "EET"), "+02"),
    **dict.fromkeys(("EST", "CDT"), "-05"),
    **dict.fromkeys(("MST", "PDT"), "-07"),
    "EEST": "+03",
    "EDT": "-04",
    "MDT": "-06",
    "PST": "-08",
}
"""Zones that mean one thing: those of Europe, and of RFC 5322, 4.3. CST is of China too, and IST of three countries."""

_OFFSET = r"[+\-]\d{2}(?::?\d{2})?"
_ZONE = (
    r"(?:\s*(?P<zone>(?:GMT|UTC)[+\-](?:0?\d|1[0-4])(?::?\d{2})?"
    rf"|{'|'.join(sorted(_ZONES, key=len, reverse=True))}|(?(second){_OFFSET}|(?(iso){_OFFSET}|(?!))))"
    r"(?: \([A-Za-z ]{2,40}\))?)?"
)
"""An offset stands behind a time to the second, or one of ISO: `14:00-15:00` is from one hour to another."""
DASHES = r"\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
STROKES = r"/\u2044\u2215\u29f8\uff0f\\"
"""What stands between day, month and year, beside a full stop: each for a class of a regular expression."""
_PARTED = rf"\s*[.\u00b7{STROKES}{DASHES}]\s*"
_DAYNAME = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_NUMBERED = rf"(?:{_DAYNAME},? +)?(?P<d>\d{{1,2}}){_PARTED}(?P<m>\d{{1,2}}){_PARTED}(?P<y>\d{{4}}|\d{{2}})"
_NAMED = (
    rf"(?:{_DAYNAME},? +)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ .{STROKES}{DASHES}]*(?:of )?(?P<m>[a-z]{{3,9}})"
    rf"[ .,{STROKES}{DASHES}]*(?P<y>\d{{4}}|['\u2019]?\d{{2}})"
)
_NAMED_FIRST = (
    rf"(?:{_DAYNAME},? +)?(?P<m>[a-z]{{3,9}})[ .{STROKES}{DASHES}]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"[ ,{STROKES}{DASHES}]+(?P<y>\d{{4}})"
)
"""Of two digits the year could be the day."""
_YEAR_FIRST = r"(?P<y>\d{4})(?P<by>[./\-])(?P<m>\d{1,2})(?P=by)(?P<d>\d{1,2})"
_FORMS = tuple(f"{form}{_TIME}(?(hour){_ZONE})" for form in (_NUMBERED, _NAMED, _NAMED_FIRST, _YEAR_FIRST))
_WHOLE = tuple(re.compile(rf"{form}(?:,? \(?{_DAYNAME}\)?)?[.,;]?", re.IGNORECASE) for form in _FORMS)
_WITHIN = tuple(re.compile(rf"(?<![\w.\-{STROKES}]){form}(?!\w|[.\-{STROKES}]\d)", re.IGNORECASE) for form in _FORMS)
"""The same forms where they stand in a text."""

_DIGITS = tuple(
    re.compile(rf"(?<![\w.\-{STROKES}]){form}(?![\w{STROKES}]|[.\- ]\d)")
    for form in (
        r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<d>\d{2}) ?(?P<m>\d{2}) ?(?P<y>(?:19|20)\d{2})",
    )
)
"""A day of digits alone, the year first or last: no month is 19 or 20, so that no text is of both kinds."""

_MONTH_FIRST = re.compile(
    rf"(?<![\w.\-{STROKES}])(?P<m>\d{{1,2}}){_PARTED}(?P<d>\d{{1,2}}){_PARTED}(?P<y>\d{{4}}|\d{{2}})(?!\w)"
)

LONDON: tzinfo = ZoneInfo("Europe/London")
"""The zone of a home that names no other."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day zero of Excel's serials has no zone
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS = range(32874, 73051)
"""Serials of 1990 to 2099: what a date column without a date format shows as a plain number."""


def show(day: date) -> str:
    """A day as people here read it: 22/11/2026."""
    return f"{day:%d/%m/%Y}"


def of(moment: object) -> date | None:
    """The day of a cell of a frame's date column; None where it is blank or was not understood."""
    import pandas as pd

    return moment.date() if isinstance(moment, pd.Timestamp) else None


def read(text: str, zone: tzinfo = LONDON) -> datetime | None:
    """The day (and time, else midnight) that a text means when it is read day first; None where it means none.

    `22/11/2026`, `22.11.26`, `22 Nov 2026`, `Sun 22nd November 2026 4pm`, `Nov 22, 2026` and ISO's `2026-11-22` are
    understood; a time with `Z`, `GMT` or an offset, as a flow or a mail writes it, is brought to `zone`. A month first
    by its number, a day without a year or a month that does not exist is never guessed at.
    """
    text = " ".join(plain(text).split())
    for pattern in _WHOLE:
        if found := pattern.fullmatch(text):
            return _moment(found, zone)
    return None


class Calendar(NamedTuple):
    """How a workbook counts its days, and the zone to which times with an offset are brought: the home's."""

    date1904: bool
    zone: tzinfo


def read_cell(text: str, calendar: Calendar) -> datetime | None:
    """What the text of a cell in a column of dates means: as `read`, `22112026`, or an Excel serial written as text."""
    serial = _SERIAL.fullmatch(plain(text).strip())
    if serial:
        return from_serial(float(serial[0]), date1904=calendar.date1904)
    return _of_digits(text) or read(text, calendar.zone)


def _of_digits(text: str) -> datetime | None:
    found = (form.fullmatch(plain(text).strip()) for form in _DIGITS)
    return next((moment for each in found if each and (moment := _moment(each, LONDON))), None)


class Within(NamedTuple):
    """A day that stands in a text, and from where to where."""

    start: int
    end: int
    moment: datetime


def within(text: str) -> Iterator[Within]:
    """The days that stand in a text in one of the forms that `read` understands, form by form."""
    yield from _standing(text, _WITHIN)


def anywhere(text: str) -> Iterator[Within]:
    """As `within`, also of digits alone and month first: for what must not be missed, where a false alarm is rare."""
    yield from _standing(text, (*_WITHIN, *_DIGITS, _MONTH_FIRST))


def _standing(text: str, forms: Iterable[re.Pattern[str]]) -> Iterator[Within]:
    for form in forms:
        for found in form.finditer(text):
            if moment := _moment(found, LONDON):
                yield Within(found.start(), found.end(), moment)


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    said = found.groupdict()
    try:
        day = datetime(_year(said["y"]), _month(said["m"]), int(said["d"]))  # noqa: DTZ001 - as typed
        if not said.get("hour"):
            return day
        moment = day.replace(hour=_hour(said["hour"], said["half"]), minute=int(said["minute"] or said["minutes"] or 0))
        return _brought(moment, said["zone"].upper(), zone) if said["zone"] else moment
    except (ValueError, OverflowError):
        return None


def _hour(digits: str, half: str | None) -> int:
    """An hour of the day; `14:00 pm` is 14."""
    hour = int(digits)
    return hour if half is None or hour > 12 else hour % 12 + (12 if half in "pP" else 0)


def _brought(moment: datetime, named: str, zone: tzinfo) -> datetime:
    """A moment at an offset like `EST`, `+01`, `GMT+1` or `-05:30` as the clocks of a zone show it."""
    offset = _ZONES.get(named, named.removeprefix("GMT").removeprefix("UTC")).replace(":", "")
    sign, hours, minutes = offset[0], offset[1:3], offset[3:] or "00"
    at = datetime.strptime(f"{moment.isoformat()}{sign}{hours:0>2}{minutes}", "%Y-%m-%dT%H:%M:%S%z")
    return at.astimezone(zone).replace(tzinfo=None)


def _year(digits: str) -> int:
    """A year; of two digits as Excel reads them: 00 to 29 are of this century, 30 to 99 of the last."""
    year = int(digits[-2:] if len(digits) < 4 else digits)
    return year if len(digits) == 4 else year + (2000 if year < 30 else 1900)


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
        moment = _of_digits(value) or read(value)
    elif isinstance(value, int | float):
        shown = value.shown if isinstance(value, ShownNumber) else str(value)
        moment = from_serial(value, date1904=date1904) or _of_digits(shown) or read(shown)
    return moment.date() if moment else None


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or back; the month's last where it has no such day (29 February, 31 August).

    `date.max` where there is no such year: somebody has typed 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > MAXYEAR:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
