"""Weeks and windows of the review."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEK = timedelta(days=7)


def review_id(day: date) -> str:
    """The id of the review of a day's ISO week: `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday(review: str) -> date | None:
    """The first day of the week of a review's id, also of one typed as `2026 w7`; None where it is no such id."""
    found = re.fullmatch(r"\s*(\d{4})[\s-]*W\s*(\d{1,2})\s*", review, re.IGNORECASE)
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def start_of_week(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def mondays(first: date, until: date) -> Iterator[date]:
    """The Mondays of the weeks from that of `first` up to, and without, that of `until`."""
    this = start_of_week(first)
    while this < start_of_week(until):
        yield this
        this += WEEK


class Window(NamedTuple):
    """The days that a review looks at, both ends included."""

    first: date
    last: date

    @classmethod
    def after(cls, previous: date | None, last: date) -> Window:
        """From the day after the previous review; without one, the seven days up to `last`."""
        return cls(previous + timedelta(days=1) if previous else last - timedelta(days=6), last)
