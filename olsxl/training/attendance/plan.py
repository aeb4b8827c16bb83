"""From a sign-in sheet to the rows that it adds to Training (P13), and to what of it is held and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.schema import AUTOMATIC
from olsxl.register.text import fold
from olsxl.training.attendance import errors
from olsxl.training.attendance.held import Against, Seen, why_held
from olsxl.training.attendance.logged import CAME, Session, courses, is_strange, of_session, trained_before
from olsxl.training.attendance.marks import presence
from olsxl.training.attendance.names import Everybody

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from olsxl.register.registers import TrainingRegister
    from olsxl.training.attendance.marks import Presence
    from olsxl.training.attendance.names import Person
    from olsxl.training.attendance.sheet import Entry, SignInSheet

_WRITTEN: Mapping[Presence, str] = {"attended": "Attended", "partial": "Partial"}
"""What is logged, in the register's words. Who did not come is told, and is for the manager to log."""


class Held(NamedTuple):
    """A row of the sheet that is not logged: its number, what stands there, why, and what to do."""

    row: int
    typed: str
    reason: str
    fix: str


class Likely(NamedTuple):
    """A row that is logged once it is accepted: whom it probably means, and what is not sure."""

    row: int
    typed: str
    person: str
    name: str
    reason: str


@dataclass(frozen=True)
class LogPlan:
    """What a sign-in sheet comes to. `rows` are those to add to Training, by our headings, in the sheet's order.

    Person IDs (what was typed, where nobody is sure to be meant): `already` are logged for this session; `absent` are
    marked as not there, and `unmarked` not at all; `unsigned` are unmarked and logged as having come, `others` are so
    and do not stand on the sheet. `names` gives the full name by Person ID. `unread` is the row of the sheet from which
    on nothing was read.
    """

    session: Session
    rows: tuple[Mapping[str, object], ...]
    already: tuple[str, ...]
    absent: tuple[str, ...]
    unmarked: tuple[str, ...]
    unsigned: tuple[str, ...]
    others: tuple[str, ...]
    likely: tuple[Likely, ...]
    held: tuple[Held, ...]
    names: Mapping[str, str]
    unread: int | None

    @property
    def people(self) -> tuple[str, ...]:
        """The Person IDs of those whose attendance is added."""
        return tuple(str(row["Person ID"]) for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether all marks of the sheet are in the register, or will be with these rows."""
        return not self.likely and not self.held and self.unread is None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the manager says beside the sheet: the day where the sheet says none, and the course.

    `accept` takes rows that are only likely; `add` adds to a session that is logged already with other people.
    """

    day: date | None = None
    course: str = ""
    accept: bool = False
    add: bool = False


def plan(sheet: SignInSheet, register: TrainingRegister, today: date, asked: Asked) -> LogPlan:
    """The rows that a sign-in sheet adds, once: who is logged for the session already is not added again.

    Raises what stands under errors.SheetRefused: then nothing of the sheet can be logged.
    """
    if sheet.day > today:
        raise errors.SessionAhead(sheet.name, sheet.day, today)
    session = Session(sheet.day, _course(sheet, register, asked.course))
    if not any(entry.marks for entry in sheet.entries):
        raise errors.NobodySigned(sheet.name, len(sheet.entries))
    made = _Plan(sheet, register, session, accept=asked.accept).result()
    if made.rows and made.others and not asked.add:
        raise errors.OtherPeople(sheet.name, sheet.day, made.others)
    return made


def _course(sheet: SignInSheet, register: TrainingRegister, given: str) -> str:
    """The course of the session; one that was given is taken at its word."""
    if given and sheet.course and fold(given) != fold(sheet.course):
        raise errors.CoursesDiffer(sheet.name, [sheet.course, given])
    known = courses(register.training)
    if not given and sheet.course and is_strange(sheet.course, known):
        raise errors.NewCourse(sheet.name, sheet.course, known)
    return given or sheet.course


@dataclass
class _Plan:
    """A plan being made: each row of the sheet goes one way."""

    sheet: SignInSheet
    register: TrainingRegister
    session: Session
    accept: bool
    attended: dict[str, tuple[Person, Presence]] = field(default_factory=dict)
    already: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def result(self) -> LogPlan:
        """Sort every row, and put together what they come to."""
        everybody = Everybody(self.register.people)
        logged = of_session(self.register.training, self.session)
        seen = [self._look(entry, everybody) for entry in self.sheet.entries]
        against = Against(self.register, self.session, logged, self.sheet.columns, _at_odds(seen))
        for each in seen:
            self._sort(each, against)
        on_sheet = {person.key for each in seen for person in each.match.people}
        marked = {person.key for each in seen if each.presence != "blank" for person in each.match.people}
        came = {key: rows[0].person for key, rows in logged.items() if any(row.attendance in CAME for row in rows)}
        return LogPlan(
            self.session,
            tuple(self._rows()),
            _each_once(self.already),
            _each_once(self.absent),
            _each_once(self.unmarked),
            tuple(person for key, person in came.items() if key in on_sheet - marked),
            tuple(person for key, person in came.items() if key not in on_sheet),
            tuple(self.likely),
            tuple(self.held),
            everybody.names,
            self.sheet.unread,
        )

    def _look(self, entry: Entry, everybody: Everybody) -> Seen:
        match = everybody.match(entry.person_id, entry.name)
        name = match.people[0].name if len(match.people) == 1 else entry.name
        said = presence(entry.marks, self.sheet.columns, name, self.session.day, self.sheet.ticked)
        return Seen(entry, match, said)

    def _sort(self, seen: Seen, against: Against) -> None:
        entry, match = seen.entry, seen.match
        who = match.people[0].id if match.state == "sure" else entry.typed
        if seen.presence == "blank":
            self.unmarked.append(who)
        elif why := why_held(seen, against):
            self.held.append(Held(entry.row, entry.typed, *why))
        elif seen.presence == "absent":
            self.absent.append(who)
        elif (reason := seen.doubt) and not self.accept:
            self.likely.append(Likely(entry.row, entry.typed, match.people[0].id, match.people[0].name, reason))
        elif match.people[0].key in against.logged:
            self.already.append(match.people[0].id)
        else:
            self.attended[match.people[0].key] = match.people[0], seen.presence

    def _rows(self) -> Iterator[dict[str, object]]:
        trained = trained_before(self.register.counted, self.session.day)
        name = self.sheet.name
        for key, (person, seen) in self.attended.items():
            row = {
                "Person ID": person.id,
                "Course": self.session.course,
                "Type": "Annual refresher" if key in trained else "Commencement",
                "Session on": self.session.day,
                "Delivered by": self.sheet.trainer,
                "Attendance": _WRITTEN[seen],
                "Evidence": name if fold(name).startswith("sign-in sheet") else f"Sign-in sheet {name}",
                "Recorded by": AUTOMATIC,
            }
            yield {heading: value for heading, value in row.items() if value}


def _each_once(people: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(people))


def _at_odds(seen: Iterable[Seen]) -> set[str]:
    """Who stands on the sheet twice, marked once as there and once not, or once in part."""
    found: dict[str, set[Presence]] = {}
    for each in seen:
        if each.match.state in ("sure", "likely") and each.presence != "blank":
            found.setdefault(each.match.people[0].key, set()).add(each.presence)
    return {key for key, said in found.items() if len(said) > 1}
