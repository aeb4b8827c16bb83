"""The kinds of values that stand in olsxl.toml, each with the sentence that says what is wrong with another."""

from __future__ import annotations

import json
import re
from datetime import time, timedelta
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Weekly(NamedTuple):
    """A weekday (0 Monday to 6 Sunday) and a time of day, from `Thursday 16:00`."""

    weekday: int
    at: time


def _weekly(value: object) -> object:
    if isinstance(value, Weekly):
        return value
    found = re.fullmatch(r"\s*([A-Za-z]+)\s+(\d{1,2})[:.](\d{2})\s*", str(value))
    days = [day.casefold() for day in WEEKDAYS]
    if not found or found[1].casefold() not in days or int(found[2]) > 23 or int(found[3]) > 59:
        raise ValueError(f'write a weekday and a time, such as "Thursday 16:00", in place of {_as_typed(value)}')
    return Weekly(days.index(found[1].casefold()), time(int(found[2]), int(found[3])))


WINDOWS_PATH = "'C:\\Home\\register.xlsx'"

_LONGEST = timedelta(days=7)

_UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600}


def _as_typed(value: object) -> str:
    """A value as it stands in the file; TOML and JSON write texts, numbers and lists alike."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"\s*(\d+)\s*([a-z]+?)s?\s*", str(value).casefold())
    if not found or found[2] not in _UNITS:
        raise ValueError(f'write a number and a unit, such as "2 min" or "30 s", in place of {_as_typed(value)}')
    seconds = int(found[1][:9]) * _UNITS[found[2]]
    if len(found[1]) > 9 or seconds > _LONGEST.total_seconds():
        raise ValueError(f"write at most {_LONGEST.days} days (168 hours), in place of {_as_typed(value)}")
    return timedelta(seconds=seconds)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f'"{value}" is no time zone; for England write "Europe/London"') from error
    return value


def _path(value: str) -> str:
    r"""A path as it stands; in "double quotes" the `\t` and `\r` of `C:\temp\register.xlsx` are no letters."""
    if not value.isprintable():
        raise ValueError(f"a path with backslashes stands in single quotes, such as {WINDOWS_PATH}")
    return value


def _named(value: str) -> str:
    """A text that may not be left empty: a path would then mean the home's own folder."""
    if not value.strip():
        raise ValueError("write a name; it cannot be empty")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+", value):
        raise ValueError(f'"{value}" is not one e-mail address')
    return value


WeeklyTime = Annotated[Weekly, BeforeValidator(_weekly)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, AfterValidator(_address)]
PathText = Annotated[str, AfterValidator(_path)]
NamedPath = Annotated[PathText, AfterValidator(_named)]
NamedPattern = Annotated[str, AfterValidator(_named)]
Names = str | list[str]
TimeZone = Annotated[str, AfterValidator(_zone)]
