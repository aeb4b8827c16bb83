"""Notes that grow in a cell, part by part: `12/11 rang the social worker. 15/11 school meeting held.` and so on."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.days import DASHES, STROKES

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNSEEN = r"\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = rf"""
    (?P<day> \d{{4}}-\d\d-\d\d
           | \d{{1,2}} [.{STROKES}{DASHES}] \d{{1,2}} (?: [.{STROKES}{DASHES}] (?: \d{{4}} | \d\d ) )?
           | \d{{1,2}} \s+[{STROKES}]\s+ \d{{1,2}} (?: \s+[{STROKES}]\s+ (?: \d{{4}} | \d\d ) )?
           | \d{{1,2}} (?: st|nd|rd|th )? [\s{DASHES}]* (?: of \s+ )? {_MONTH} (?![a-z]) \.?
             (?: (?: [{DASHES}] | ,?\s+ ) \d{{4}} | [{DASHES}]\d\d )?
           | (?P<month> {_MONTH} ) \.? \s+ (?P<first> \d{{1,2}} ) (?: st|nd|rd|th )? (?P<year> ,? \s+ \d{{4}} )? )
    (?! \d | [.{STROKES}{DASHES}]\d )"""
"""A day as it stands in notes: day first, or its month first by name."""

_FILLER = rf"[\s*\u2022(\[{DASHES}{_UNSEEN}]"
_OPENING = re.compile(
    rf"""
    (?: (?: ^ | [;|] | [.!?)\]] (?=\s) ) {_FILLER}*+                       # a part opens here
      | (?<! {_FILLER} ) (?= {_FILLER}*? (?: \n | \s\s ) ) {_FILLER}++ )
    (?: (?: mon|tue|wed|thu|fri|sat|sun ) [a-z]* [\s,.]+
      | (?-i: (?! (?: BY|DUE|EOD|TBA|TBC|TO|WB|WC ) \b ) [A-Z] \.? [A-Z] \.? (?: [A-Z] \.? )? ) [\s,:{DASHES}]+
      | (?: last \s | latest \s )? (?: update | updated | entry | note ) [\s:]+ (?: on \s+ )? )?
    {_DAY} [\s:,;.)\]{DASHES}]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A day at the opening of a part: at the start, on a new line, or behind the end of a sentence.

A weekday, initials or `Update` may stand before it.
"""

_WITHIN = re.compile(rf"(?<![\w.{STROKES}{DASHES}]) {_DAY}", re.IGNORECASE | re.VERBOSE)
_LINE = re.compile(r"[^\n;|]+")

_OTHERWISE = re.compile(
    r"\b(?:by|for|until|till?|from|since|before|after|of|is|next|dob|born|the|beginning|commencing|w\W?[bc])\W*$",
    re.IGNORECASE,
)
"""Words before a day that make it another than that of the entry."""

_TOLD_TO = re.compile(
    r"\b(?:spoke|spoken|talked|sent|emailed|wrote|written|gave|given|reported|referred|went|passed|returned|email|call"
    r"|letter|referral|report)\s+(?:\w+\s+)?to\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:to|will|shall|should|must|needs?|due|booked|plans?|planned|arranged|scheduled|agreed|await\w*|tbc|tba|if|when"
    r"|tomorrow|next|expected|appointment|appt)\b|['\u2019]ll\b",
    re.IGNORECASE,
)
_MEETS = re.compile(r"\b(?:meeting|visit|court|hearing|review|conference)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:\w+ed|held|met|rang|spoke|told|sent|had|done|gave|went|took|saw|came|was|were|said|from)\b", re.IGNORECASE
)
"""What is done, and what is arranged, may both bear a day: `School meeting held 24/11`, `School meeting 24/11`."""

_JOINT = re.compile(rf"[.{STROKES}{DASHES}]")
_BEFORE_THE_REPORT = timedelta(days=14)
"""So long before it may lie what led up to it."""


class DatedPart(NamedTuple):
    """One part of a note: the day that it opens with, and its text."""

    day: date
    text: str


def dated_parts(text: str, reported: date | None) -> Iterator[DatedPart]:
    """The parts of a note that open with a day, and the lines that bear one elsewhere, in their order.

    A day without a year is of the year that brings it nearest to the part before it, and not long before the report:
    an old note never passes for one of this week, nor what led up to a report for one of the next year.
    One that then cannot be placed, or is no day, makes no part. A line in which a day does not stand first is a part
    where that is its only one, and nothing says that it is of a plan (`W/c 23/11 SW to ring`).
    """
    opened: list[tuple[date, int, int]] = []
    openings = [*_OPENING.finditer(text)]
    places = [place.start("day") for place in openings]
    for line in _LINE.finditer(text):
        own = openings[bisect_left(places, line.start()) : bisect_left(places, line.end())]
        for place in own or _lone_day(line):
            day = _placed(_day_first(place), opened[-1][0] if opened else reported, reported)
            if day and own:
                opened.append((day, place.start(), place.end()))
            elif day:
                opened.append((day, max(line.start() - 1, 0), line.start()))
    starts = [start for _, start, _ in opened]
    for (day, _, begin), end in zip(opened, [*starts[1:], len(text)], strict=False):
        yield DatedPart(day, text[begin:end].strip())


def _lone_day(line: re.Match[str]) -> list[re.Match[str]]:
    """The day of a line that tells what was done then, within it or at its end; none where that is in doubt."""
    found = [*_WITHIN.finditer(line[0])]
    if len(found) != 1 or _OTHERWISE.search(line[0][: found[0].start()]) or _PLANNED.search(_TOLD_TO.sub(" ", line[0])):
        return []
    return [] if _MEETS.search(line[0]) and not _PAST.search(line[0]) else found


def _day_first(place: re.Match[str]) -> str:
    """A day as typed, the month behind it."""
    return f"{place['first']} {place['month']}{place['year'] or ''}" if place["month"] else place["day"]


@lru_cache(maxsize=8192)  # a register says the same days again and again
def _placed(typed: str, before: date | None, reported: date | None) -> date | None:
    """The day that was typed; without its year, the one nearest to the day before it."""
    whole = days.read(typed)
    if whole or before is None:
        return whole.date() if whole else None
    joint = _JOINT.search(typed)
    stem = f"{typed}{joint[0] if joint and typed[-1].isdigit() else ' '}"
    moments = (days.read(f"{stem}{year}") for year in range(before.year - 1, before.year + 2))
    first = reported and reported - _BEFORE_THE_REPORT
    known = [moment.date() for moment in moments if moment and (first is None or moment.date() >= first)]
    return min(known, key=lambda day: abs(day - before), default=None)
