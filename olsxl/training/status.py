"""The training status of each person on one day (P5: on commencement, then every year)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from olsxl.register import days
from olsxl.register.table import comparable
from olsxl.register.vocabulary import alike

if TYPE_CHECKING:
    from datetime import datetime

    from pandas import DataFrame, Series

    from olsxl.config import TrainingSection
    from olsxl.register.reading import TrainingRegister
    from olsxl.register.table import Table

Status = Literal["never-trained", "commencement-overdue", "in-date", "due-soon", "overdue", "paused", "left"]

ACTIVE: tuple[Status, ...] = ("never-trained", "commencement-overdue", "in-date", "due-soon", "overdue")
"""The statuses of people who work, foster or help here on the day: those of whom n of N are trained."""

TRAINED: tuple[Status, ...] = ("in-date", "due-soon")

UNTIL = re.compile(r"\buntil\s+(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})", re.IGNORECASE)
"""The end of a waiver in its note, as `until 31/01/2027`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's training on one day: the last attended session, the next due date, days to it (negative: past).

    `row` is the person's row in People. Who has left or is paused has no due date.
    """

    person: str
    row: int
    status: Status
    last: date | None
    due: date | None
    days: int | None


def standings(register: TrainingRegister, today: date, rules: TrainingSection) -> tuple[Standing, ...]:
    """The standing of everybody in People who has started by `today`, in the order of the sheet.

    Only an Attended session up to today counts, of whatever type; a waiver counts until the day in its note. For a
    Person ID that stands twice the first row counts.
    """
    attended = _last_attended(register.training, today)
    waived = _waivers(register.training, today)
    return tuple(
        _standing(person, attended.get(person.key), waived.get(person.key), today, rules)
        for person in _people(register.people, today)
    )


@dataclass(frozen=True, slots=True)
class First:
    """One person's start, the first session attended, and the day by which it was due; `row` is theirs in People."""

    person: str
    row: int
    started: date
    day: date
    due: date


def first_training(register: TrainingRegister, today: date, rules: TrainingSection) -> tuple[First, ...]:
    """The first attended session of everybody who has one and a day of starting (TRN404).

    It is due the grace after starting, and later by the days of a pause that began before it was due; a waiver that
    was given before the session puts it off to its own end.
    """
    attended = _attended(register.training, today)
    firsts = attended.groupby(comparable(attended["Person ID"]))["Session on"].min()
    waived = _first_waived(register.training)
    found = []
    for person in _people(register.people, today):
        moment = firsts.get(person.key)
        if moment is not None and person.started:
            day = moment.date()
            ends = [until for given, until in waived.get(person.key, ()) if given is None or given <= day]
            due = max([_first_due(person, rules), *ends])
            found.append(First(person.person, person.row, person.started, day, due))
    return tuple(found)


def _first_due(person: _Person, rules: TrainingSection) -> date:
    assert person.started is not None  # noqa: S101 - asked by the caller
    due = person.started + timedelta(days=rules.grace_days)
    paused_from, paused_to = person.paused
    if paused_from is None or paused_from > due or (paused_to and paused_to < person.started):
        return due
    if paused_to is None:
        return date.max
    return due + (paused_to - max(paused_from, person.started)) + timedelta(days=1)


def _first_waived(training: Table) -> dict[str, list[tuple[date | None, date]]]:
    """Each waiver of a person: the day on which it was given, and its end."""
    frame = training.frame[training.frame["Attendance"] == "Waived"]
    found: dict[str, list[tuple[date | None, date]]] = {}
    for person, given, note in zip(comparable(frame["Person ID"]), frame["Session on"], frame["Note"], strict=True):
        if until := waived_until(note):
            found.setdefault(person, []).append((days.of(given), until))
    return found


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day (29 February, 31 August)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class _Person:
    key: str
    person: str
    row: int
    started: date | None
    away: Literal["left", "paused"] | None
    paused: tuple[date | None, date | None]


def _people(people: Table, today: date) -> list[_Person]:
    frame = people.frame
    keys = comparable(frame["Person ID"])
    frame = frame[(keys != "") & ~keys.duplicated()]
    found = (_person(int(row), frame.loc[row], today) for row in frame.index)
    return [person for person in found if person.started is None or person.started <= today]


def _person(row: int, record: Series[str], today: date) -> _Person:
    left, paused_from, paused_to = (days.of(record[h]) for h in ("Left on", "Paused from", "Paused to"))
    away: Literal["left", "paused"] | None = None
    if left and left < today:
        away = "left"
    elif paused_from and paused_from <= today and (paused_to is None or today <= paused_to):
        away = "paused"
    name, started = record["Person ID"], days.of(record["Started on"])
    return _Person(alike(name), name, row, started, away, (paused_from, paused_to))


def _attended(training: Table, today: date) -> DataFrame:
    """The rows that count: attended, up to today."""
    import pandas as pd

    frame = training.frame
    return frame[(frame["Attendance"] == "Attended") & (frame["Session on"] <= pd.Timestamp(today))]


def _last_attended(training: Table, today: date) -> dict[str, date]:
    counted = _attended(training, today)
    last = counted.groupby(comparable(counted["Person ID"]))["Session on"].max()
    return {str(person): moment.date() for person, moment in last.items()}


def _waivers(training: Table, today: date) -> dict[str, date]:
    """The latest day until which each person's training is waived, where that day has not passed."""
    frame = training.frame[training.frame["Attendance"] == "Waived"]
    until: dict[str, date] = {}
    for person, note in zip(comparable(frame["Person ID"]), frame["Note"], strict=True):
        day = waived_until(note)
        if day and day >= today:
            until[person] = max(day, until.get(person, day))
    return until


def waived_until(note: str) -> date | None:
    """The day in a waiver's note: `until 31/01/2027`."""
    found = UNTIL.search(note)
    moment: datetime | None = days.read(found[1]) if found else None
    return moment.date() if moment else None


def _standing(person: _Person, last: date | None, waived: date | None, today: date, rules: TrainingSection) -> Standing:
    if person.away:
        return Standing(person.person, person.row, person.away, last, None, None)
    due = _due(person, last, waived, rules)
    status = _status(last or waived, due, today, rules)
    return Standing(person.person, person.row, status, last, due, (due - today).days if due else None)


def _due(person: _Person, last: date | None, waived: date | None, rules: TrainingSection) -> date | None:
    if last:
        due = add_months(last, rules.refresh_months)
        return max(due, waived) if waived else due
    first = person.started + timedelta(days=rules.grace_days) if person.started else None
    return waived or first


def _status(trained: date | None, due: date | None, today: date, rules: TrainingSection) -> Status:
    if trained is None:
        return "commencement-overdue" if due is None or due < today else "never-trained"
    if due is None or due < today:
        return "overdue"
    return "due-soon" if (due - today).days <= rules.due_soon_days else "in-date"
