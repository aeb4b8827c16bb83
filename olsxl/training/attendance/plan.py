"""From a sign-in sheet to the rows that it adds to Training (P13), and to what of it is held and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.schema import AUTOMATIC
from olsxl.register.table import comparable
from olsxl.register.vocabulary import alike
from olsxl.training.attendance import errors
from olsxl.training.attendance.marks import presence
from olsxl.training.attendance.names import Everybody

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pandas import DataFrame

    from olsxl.register.reading import TrainingRegister
    from olsxl.register.table import Table
    from olsxl.training.attendance.marks import Presence
    from olsxl.training.attendance.names import Match, Person
    from olsxl.training.attendance.sheet import Entry, SignInSheet

_WRITTEN: Mapping[Presence, str] = {"attended": "Attended", "partial": "Partial"}
"""What is logged, in the register's words. Who did not come is told, and is for the manager to log."""


class Session(NamedTuple):
    """One session: its day and its course ("" where the sheet says none)."""

    day: date
    course: str


@dataclass(frozen=True, slots=True)
class Held:
    """A row of the sheet that is not logged: its number, what stands there, why, and what to do."""

    row: int
    typed: str
    reason: str
    fix: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that probably means somebody, and is logged once that is accepted; `reason` says what is not sure."""

    row: int
    typed: str
    person: str
    name: str
    reason: str


@dataclass(frozen=True)
class LogPlan:
    """What a sign-in sheet comes to. `rows` are those to add to Training, by our headings, in the sheet's order.

    `already` are the Person IDs that are logged for this session, `absent` those whom the sheet marks as not there;
    `unmarked` counts the rows without any mark.
    """

    session: Session
    rows: tuple[Mapping[str, object], ...]
    already: tuple[str, ...]
    absent: tuple[str, ...]
    likely: tuple[Likely, ...]
    held: tuple[Held, ...]
    unmarked: int

    @property
    def people(self) -> tuple[str, ...]:
        """The Person IDs of those whose attendance is added."""
        return tuple(str(row["Person ID"]) for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether all marks of the sheet are in the register, or will be with these rows."""
        return not self.likely and not self.held


@dataclass(frozen=True, slots=True)
class Asked:
    """What the manager says beside the sheet: the day where the sheet says none, the course, whether to accept.

    `accept` takes rows that are only likely to mean somebody, and adds to a session that is logged already.
    """

    day: date | None = None
    course: str = ""
    accept: bool = False


def plan(sheet: SignInSheet, register: TrainingRegister, today: date, asked: Asked) -> LogPlan:
    """The rows that a sign-in sheet adds, once: who is logged for the session already is not added again.

    Raises what stands under errors.SheetRefused: then nothing of the sheet can be logged.
    """
    if sheet.day > today:
        raise errors.SessionAhead(sheet.name, sheet.day, today)
    session = Session(sheet.day, _course(sheet, asked.course))
    made = _Plan(sheet, register, session, accept=asked.accept)
    if made.unmarked == len(sheet.entries):
        raise errors.NobodySigned(sheet.name, made.unmarked)
    if made.attended and not asked.accept and (others := made.others()):
        raise errors.OtherPeople(sheet.name, sheet.day, others)
    return made.result()


def _course(sheet: SignInSheet, given: str) -> str:
    if given and sheet.course and alike(given) != alike(sheet.course):
        raise errors.CoursesDiffer(sheet.name, sheet.course, given)
    return given or sheet.course


class _Seen(NamedTuple):
    """One row with its meaning."""

    entry: Entry
    match: Match
    presence: Presence


@dataclass
class _Plan:
    """A plan being made: each row goes one way."""

    sheet: SignInSheet
    register: TrainingRegister
    session: Session
    accept: bool
    attended: dict[str, tuple[Person, Presence]] = field(default_factory=dict)
    already: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unmarked: int = 0

    def __post_init__(self) -> None:
        everybody = Everybody(self.register.people)
        self._logged = _logged(self.register.training, self.session)
        self._seen = [self._look(entry, everybody.match(entry.person_id, entry.name)) for entry in self.sheet.entries]
        self._twice = _at_odds(self._seen)
        for seen in self._seen:
            self._sort(seen)

    def _look(self, entry: Entry, match: Match) -> _Seen:
        name = match.people[0].name if len(match.people) == 1 else entry.name
        ticked = set(self.sheet.ticked)
        return _Seen(entry, match, presence(entry.marks, self.sheet.columns, name, self.session.day, ticked))

    def _sort(self, seen: _Seen) -> None:
        entry, match = seen.entry, seen.match
        if seen.presence == "blank":
            self.unmarked += 1
        elif seen.presence == "absent":
            self.absent.append(match.people[0].id if match.state == "sure" else entry.typed)
        elif why := self._why_held(seen):
            self.held.append(Held(entry.row, entry.typed, *why))
        elif match.state == "likely" and not self.accept:
            person = match.people[0]
            self.likely.append(Likely(entry.row, entry.typed, person.id, person.name, match.reason))
        elif alike(match.people[0].id) in self._logged:
            self.already.append(match.people[0].id)
        else:
            self.attended[alike(match.people[0].id)] = match.people[0], seen.presence

    def _why_held(self, seen: _Seen) -> tuple[str, str] | None:
        """Why a row with a mark is not logged, and what to do; None where nothing speaks against it."""
        if not seen.entry.typed:
            return "nobody's name stands beside the mark", "Type the name or the Person ID, or clear the mark"
        if seen.match.state in ("nobody", "several"):
            return _unknown(seen, self.register.people)
        if seen.presence == "unclear":
            said = ", ".join(f"'{mark.value}' under '{mark.heading}'" for mark in seen.entry.marks)
            return f"it is not clear what {said} means", "Type a tick, a time or Partial there, or clear it"
        person = seen.match.people[0]
        if alike(person.id) in self._twice:
            return f"{person.id} stands on the sheet twice, with different marks", "Clear the row that is wrong"
        return self._not_here(person) or self._otherwise(person, seen.presence)

    def _not_here(self, person: Person) -> tuple[str, str] | None:
        """Somebody who had left or not started on the day of the session."""
        fix = "Correct the person, the day or People; where all are right, type the row into Training yourself"
        if person.left and person.left < self.session.day:
            return f"{person.id} left on {days.show(person.left)}, before the session", fix
        if person.started and person.started > self.session.day:
            return f"{person.id} started on {days.show(person.started)}, after the session", fix
        return None

    def _otherwise(self, person: Person, seen: Presence) -> tuple[str, str] | None:
        """Somebody for whom the register says something else of this session."""
        training = self.register.training
        for row, attendance in self._logged.get(alike(person.id), {}).items():
            if attendance != _WRITTEN[seen]:
                where, says = training.where(row, "Attendance"), attendance or "nothing"
                return (
                    f"the sheet says {_WRITTEN[seen]} for {person.id}, and {where} says {says} for this session",
                    f"Where the sheet is right, correct {where}",
                )
        return None

    def others(self) -> list[str]:
        """Who is logged as having come to this session, and does not stand on the sheet."""
        on_sheet = {alike(person.id) for seen in self._seen for person in seen.match.people}
        frame = self.register.training.frame
        came = {key: rows for key, rows in self._logged.items() if {*rows.values()} & {*_WRITTEN.values()}}
        return [str(frame.at[next(iter(rows)), "Person ID"]) for key, rows in came.items() if key not in on_sheet]

    def result(self) -> LogPlan:
        trained = _trained_before(self.register.training, self.session.day)
        rows = (
            self._row(person, _WRITTEN[seen], refresher=key in trained) for key, (person, seen) in self.attended.items()
        )
        already, absent = (tuple(dict.fromkeys(ids)) for ids in (self.already, self.absent))
        return LogPlan(self.session, tuple(rows), already, absent, (*self.likely,), (*self.held,), self.unmarked)

    def _row(self, person: Person, attendance: str, *, refresher: bool) -> dict[str, object]:
        row = {
            "Person ID": person.id,
            "Course": self.session.course,
            "Type": "Annual refresher" if refresher else "Commencement",
            "Session on": self.session.day,
            "Delivered by": self.sheet.trainer,
            "Attendance": attendance,
            "Evidence": f"Sign-in sheet {self.sheet.name}",
            "Recorded by": AUTOMATIC,
        }
        return {heading: value for heading, value in row.items() if value}


def _unknown(seen: _Seen, people: Table) -> tuple[str, str]:
    """Why a row means nobody for certain."""
    sheet, person_id, name = people.sheet(0), people.heading("Person ID"), people.heading("Full name")
    if seen.match.state == "several":
        ids = [person.id for person in seen.match.people]
        who = f"{', '.join(ids[:-1])} and {ids[-1]} of the sheet '{sheet}'"
        return f"{who} may be meant", f"Type the '{person_id}' of the one who attended"
    if seen.match.reason:
        return seen.match.reason, f"Correct the '{person_id}' or the name"
    return (
        f"nobody in the sheet '{sheet}' is called that",
        f"Type the '{person_id}' or '{name}' as it stands there, or add the person",
    )


def _at_odds(seen: Iterable[_Seen]) -> set[str]:
    """Who stands on the sheet twice, marked once as there and once not, or once in part."""
    found: dict[str, set[Presence]] = {}
    for each in seen:
        if each.match.state in ("sure", "likely") and each.presence != "blank":
            found.setdefault(alike(each.match.people[0].id), set()).add(each.presence)
    return {key for key, said in found.items() if len(said) > 1}


def _logged(training: Table, session: Session) -> dict[str, dict[int, str]]:
    """What stands in Training of a session: by person the rows and their Attendance. A waiver is no session.

    A session is the same where the day is, and the course too as far as both are said.
    """
    import pandas as pd

    frame = training.frame
    frame = frame[(frame["Session on"] == pd.Timestamp(session.day)) & (frame["Attendance"] != "Waived")]
    found: dict[str, dict[int, str]] = {}
    columns = (frame.index, comparable(frame["Person ID"]), frame["Course"], frame["Attendance"])
    for row, key, course, attendance in zip(*columns, strict=True):
        if key and (not session.course or not course or alike(course) == alike(session.course)):
            found.setdefault(key, {})[int(row)] = attendance
    return found


def _trained_before(training: Table, day: date) -> set[str]:
    """Who had attended anything before a day: theirs is a refresher."""
    import pandas as pd

    frame: DataFrame = training.frame
    before = frame[(frame["Attendance"] == "Attended") & (frame["Session on"] < pd.Timestamp(day))]
    return set(comparable(before["Person ID"]))
