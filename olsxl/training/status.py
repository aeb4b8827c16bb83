"""The training status of each person on one day (P5: on commencement, then every year)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register import days
from olsxl.register.table import folded
from olsxl.register.text import fold
from olsxl.training.waivers import waivers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame, Series

    from olsxl.config import TrainingSection
    from olsxl.register.registers import TrainingRegister
    from olsxl.register.table import RegisterTable

StatusCode = Literal["never-trained", "commencement-overdue", "in-date", "due-soon", "overdue", "paused", "left"]

ACTIVE: tuple[StatusCode, ...] = ("never-trained", "commencement-overdue", "in-date", "due-soon", "overdue")
"""The statuses of people who work, foster or help here on the day: those of whom n of N are trained."""

TRAINED: tuple[StatusCode, ...] = ("in-date", "due-soon")

WORDS: dict[StatusCode, str] = {
    "never-trained": "Not yet trained",
    "commencement-overdue": "First training overdue",
    "in-date": "In date",
    "due-soon": "Refresher due soon",
    "overdue": "Refresher overdue",
    "paused": "Away (paused)",
    "left": "Left",
}
"""Each status as a person reads it."""


class TrainingStatus(NamedTuple):
    """One person's training on one day: the last attended session, the next due date, days to it (negative: past).

    `row` is the person's row in People. Who has left or is paused has no due date. `waived` is the day until which
    training is waived, where that alone keeps it in order: nothing that was attended is in date.
    """

    person: str
    row: int
    code: StatusCode
    last: date | None
    due: date | None
    days: int | None
    waived: date | None = None

    @property
    def words(self) -> str:
        """The status as a person reads it."""
        return status_words(self.code, waived=self.waived is not None)


def status_words(code: StatusCode, *, waived: bool) -> str:
    """A status as a person reads it; what only a waiver keeps in order is said to be waived."""
    return "Waived, not trained" if waived else WORDS[code]


def statuses(register: TrainingRegister, today: date, rules: TrainingSection) -> tuple[TrainingStatus, ...]:
    """The training status of everybody in People who has started by `today`, in the order of the sheet.

    Only an Attended session up to today counts, of a course that counts here, of whatever type; a waiver counts from
    its own day until the day in its note. For a Person ID that stands twice the first row counts.
    """
    counted = _attended(register.counted, today)
    last = counted.groupby(folded(counted["Person ID"]))["Session on"].max()
    attended = {str(person): moment.date() for person, moment in last.items()}
    waived = _waived(register.counted, today)
    return tuple(
        _training_status(person, attended.get(person.key), waived.get(person.key), today, rules)
        for person in _people(register.people, today)
    )


class First(NamedTuple):
    """One person's start, the first session attended, and the day by which it was due; `row` is theirs in People."""

    person: str
    row: int
    started: date
    day: date
    due: date

    @property
    def days_to_first(self) -> int:
        """The days from starting to the session; none where it was attended before."""
        return max(0, (self.day - self.started).days)

    @property
    def is_late(self) -> bool:
        """Whether the session came after its day."""
        return self.day > self.due


def first_training(register: TrainingRegister, today: date, rules: TrainingSection) -> tuple[First, ...]:
    """The first attended session of everybody who has one and a day of starting (TRN404); none where it is not kept.

    It is due the grace after starting, and later by the days of a pause that began before it was due; a waiver that
    was given before the session puts it off to its own end.
    """
    attended = _attended(register.counted, today)
    firsts = attended.groupby(folded(attended["Person ID"]))["Session on"].min()
    waived = waivers(register.counted)
    found = []
    for person in _people(register.people, today):
        moment = firsts.get(person.key)
        if moment is not None and person.started:
            day = moment.date()
            ends = [waiver.until for waiver in waived.get(person.key, ()) if waiver.given <= day]
            due = max([_first_due(person.started, person.pause, rules), *ends])
            found.append(First(person.person, person.row, person.started, day, due))
    return () if _holds_latest_alone(register, found) else tuple(found)


def _holds_latest_alone(register: TrainingRegister, firsts: Sequence[First]) -> bool:
    """Whether a register keeps only the latest day of each person, so that nobody's first one is known.

    A matrix does; so does a list with nobody twice, in which most sessions lie more than a year after the start.
    """
    if not register.training.schema.column("Session on").indispensable:
        return True
    keys = register.counted.keys[register.counted.frame["Attendance"] == "Attended"]
    long_after = sum(first.day > days.add_months(first.started, 12) for first in firsts)
    return not keys.duplicated().any() and len(firsts) >= _SEVERAL and 2 * long_after > len(firsts)


_SEVERAL = 3
"""So few people show nothing of how a list is kept."""


def _first_due(started: date, pause: _Pause | None, rules: TrainingSection) -> date:
    """The grace after starting, and later by the days of a pause that began before then."""
    due = started + timedelta(days=rules.grace_days)
    if pause is None or pause.first > due or pause.last < started:
        return due
    away = (pause.last - max(pause.first, started)).days + 1
    return due + timedelta(days=min(away, (date.max - due).days))


def not_started(people: RegisterTable, today: date) -> list[tuple[int, date]]:
    """The rows of those in People who have not started by a day, and when they do; the first day first."""
    frame = people.frame[people.is_first_of_key]
    starts = zip(map(int, frame.index), map(days.of, frame["Started on"]), strict=True)
    return sorted(((row, day) for row, day in starts if day and day > today), key=lambda start: start[1])


class _Pause(NamedTuple):
    """The days on which somebody is away for long, both counted; without an end it lasts until `date.max`."""

    first: date
    last: date


class _Person(NamedTuple):
    key: str
    person: str
    row: int
    started: date | None
    away: Literal["left", "paused"] | None
    pause: _Pause | None


def _people(people: RegisterTable, today: date) -> list[_Person]:
    frame = people.frame[people.is_first_of_key]
    found = (_person(int(row), frame.loc[row], today) for row in frame.index)
    return [person for person in found if person.started is None or person.started <= today]


def _person(row: int, record: Series[str], today: date) -> _Person:
    left, first, last = (days.of(record[heading]) for heading in ("Left on", "Paused from", "Paused to"))
    # it ends before it begins, or has no end and has not begun yet: no pause
    pause = None if first is None or first > (last or today) else _Pause(first, last or date.max)
    away: Literal["left", "paused"] | None = None
    if left and left < today:
        away = "left"
    elif pause and pause.first <= today <= pause.last:
        away = "paused"
    name = record["Person ID"]
    return _Person(fold(name), name, row, days.of(record["Started on"]), away, pause)


def _attended(training: RegisterTable, today: date) -> DataFrame:
    """The rows that count: attended, up to today."""
    import pandas as pd

    frame = training.frame
    return frame[(frame["Attendance"] == "Attended") & (frame["Session on"] <= pd.Timestamp(today))]


def _waived(training: RegisterTable, today: date) -> dict[str, date]:
    """The latest day until which the training of each person is waived today."""
    everybody = waivers(training).items()
    held = {person: [waiver.until for waiver in theirs if waiver.holds(today)] for person, theirs in everybody}
    return {person: max(until) for person, until in held.items() if until}


def _training_status(
    person: _Person, last: date | None, waived: date | None, today: date, rules: TrainingSection
) -> TrainingStatus:
    if person.away:
        return TrainingStatus(person.person, person.row, person.away, last, None, None)
    refresher = days.add_months(last, rules.refresh_months) if last else None
    due = max((day for day in (refresher, waived) if day), default=None)
    if due is None and person.started:
        due = _first_due(person.started, person.pause, rules)
    code = _status_code(last or waived, due, today, rules)
    alone = waived if refresher is None or refresher < today else None
    return TrainingStatus(person.person, person.row, code, last, due, (due - today).days if due else None, alone)


def _status_code(trained: date | None, due: date | None, today: date, rules: TrainingSection) -> StatusCode:
    if trained is None:
        return "commencement-overdue" if due is None or due < today else "never-trained"
    if due is None or due < today:
        return "overdue"
    return "due-soon" if (due - today).days <= rules.due_soon_days else "in-date"
