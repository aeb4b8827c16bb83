"""Waivers: training that somebody need not have until the day in the note (P5)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.table import folded

if TYPE_CHECKING:
    from olsxl.register.table import RegisterTable

_UNTIL = re.compile(r"\buntil\b[ :]*(?:the )?", re.IGNORECASE)


class Note(NamedTuple):
    """What a waiver's note says: the day until which it counts (None: no day can be read), and all else."""

    until: date | None
    rest: str


def read_note(note: str) -> Note:
    """`Ill, until 31/01/2027`, with the day in any form that a day is read in; of several the one that stands last."""
    note = " ".join(note.split())
    starts = {found.end(): found.start() for found in _UNTIL.finditer(note)}
    read = sorted(day for day in days.within(note) if day.start in starts)
    for day in reversed(read):
        note = note[: starts[day.start]] + note[day.end :]
    return Note(read[-1].moment.date() if read else None, note)


class Waiver(NamedTuple):
    """One row of Training that is Waived: the day from which it counts, and the last."""

    given: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether training is waived on a day."""
        return self.given <= day <= self.until


def waivers(training: RegisterTable) -> dict[str, list[Waiver]]:
    """The waivers of each person by Person ID as compared; one without a day of its own counts from ever."""
    frame = training.frame[training.frame["Attendance"] == "Waived"]
    found: dict[str, list[Waiver]] = {}
    for person, given, note in zip(folded(frame["Person ID"]), frame["Session on"], frame["Note"], strict=True):
        if until := read_note(note).until:
            found.setdefault(person, []).append(Waiver(days.of(given) or date.min, until))
    return found
