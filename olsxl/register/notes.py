"""Notes that grow in a cell, part by part: `12/11 rang the social worker. 15/11 school meeting held.` and so on."""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003 - the fields of a NamedTuple are read when it is made
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Iterator

_DASHES = r"\-\u2010-\u2015"
_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_DAY = re.compile(
    rf"""
    (?: ^ | [\n;|] | [.!?)] (?=\s) | \s{{2,}} ) [\s*\u2022(\[{_DASHES}{_UNSEEN}]*      # a part opens here
    (?P<day> \d{{4}}-\d\d-\d\d
           | \d{{1,2}} [/.{_DASHES}] \d{{1,2}} (?: [/.{_DASHES}] (?: \d{{4}} | \d\d ) )?
           | \d{{1,2}} (?: st|nd|rd|th )? \s+ (?: of \s+ )? [a-z]{{3,9}} \.? (?: ,? \s+ \d{{4}} )? )
    (?! \d | [/.{_DASHES}]\d ) [\s:,;.)\]{_DASHES}]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A day at the opening of a part: at the start, on a new line, or behind the end of a sentence."""

_JOINT = re.compile(rf"[/.{_DASHES}]")


class DatedPart(NamedTuple):
    """One part of a note: the day that it opens with, and its text."""

    day: date
    text: str


def dated_parts(text: str, reported: date | None) -> Iterator[DatedPart]:
    """The parts of a note that open with a day, in their order.

    A day without a year is of the year that brings it nearest to the part before it, and not before the report: an
    old note never passes for one of this week. One that then cannot be placed, or is no day, opens no part.
    """
    opened: list[tuple[date, re.Match[str]]] = []
    for place in _DAY.finditer(text):
        day = _placed(place["day"], opened[-1][0] if opened else reported, reported)
        if day:
            opened.append((day, place))
    starts = [place.start() for _, place in opened]
    for (day, place), end in zip(opened, [*starts[1:], len(text)], strict=False):
        yield DatedPart(day, text[place.end() : end].strip())


@lru_cache(maxsize=8192)  # a register says the same days again and again
def _placed(typed: str, before: date | None, reported: date | None) -> date | None:
    """The day that was typed; without its year, the one nearest to the day before it."""
    whole = days.read(typed)
    if whole or before is None:
        return whole.date() if whole else None
    joint = _JOINT.search(typed)
    stem = f"{typed}{joint[0] if joint and typed[-1].isdigit() else ' '}"
    moments = (days.read(f"{stem}{year}") for year in range(before.year - 1, before.year + 2))
    known = [moment.date() for moment in moments if moment and (reported is None or moment.date() >= reported)]
    return min(known, key=lambda day: abs(day - before), default=None)
