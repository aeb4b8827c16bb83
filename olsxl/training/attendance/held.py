"""Why a row of a sign-in sheet is held, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from olsxl.register.registers import TrainingRegister
    from olsxl.training.attendance.logged import Logged, Session
    from olsxl.training.attendance.marks import Kind, Presence
    from olsxl.training.attendance.names import Match, Person
    from olsxl.training.attendance.sheet import Entry

Why = tuple[str, str]
"""A clause that says why, and a sentence without its full stop that says what to do."""

_SAYS: Mapping[Presence, str] = {"attended": "Attended", "partial": "Partial", "absent": "Did not attend"}


class Seen(NamedTuple):
    """One row with whom it means and what its marks come to."""

    entry: Entry
    match: Match
    presence: Presence

    @property
    def doubt(self) -> str:
        """What is not sure about a row that may be logged; nothing where all is."""
        if self.match.state == "likely":
            return self.match.reason
        return f"was there for {self.entry.stay}" if self.entry.stay else ""


class Against(NamedTuple):
    """What a row is held against: both sheets of the register, the session, its rows by person as compared.

    `columns` are the headings of the sheet's marks by kind, `twice` those who stand on it with different marks.
    """

    register: TrainingRegister
    session: Session
    logged: Mapping[str, Sequence[Logged]]
    columns: Mapping[Kind, Sequence[str]]
    twice: Collection[str]


def why_held(seen: Seen, against: Against) -> Why | None:
    """Why a row with a mark is not logged, and what to do; None where nothing speaks against it."""
    if seen.match.state in ("nobody", "several"):
        return None if seen.presence == "absent" else _unknown(seen, against.register)
    person = seen.match.people[0]
    if person.key in against.twice:
        return f"{person.id} stands on the sheet twice, with different marks", "Clear the row that is wrong"
    if seen.presence == "absent":
        return _otherwise(person, seen.presence, against)
    return (
        _in_the_row(seen, against) or _not_here(person, against.session) or _otherwise(person, seen.presence, against)
    )


def _unknown(seen: Seen, register: TrainingRegister) -> Why:
    """A mark beside what means nobody for certain."""
    people = register.people
    sheet, person_id, name = people.sheet(0), people.heading("Person ID"), people.heading("Full name")
    if not seen.entry.typed:
        return "nobody's name stands beside the mark", f"Type the '{name}' or '{person_id}', or clear the mark"
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


def _in_the_row(seen: Seen, against: Against) -> Why | None:
    """Marks that are not clear, or that something else in the row or above it speaks against."""
    entry = seen.entry
    if entry.below:
        return f"it stands below '{entry.below}'", "Move it up to those who attended, or clear the mark"
    if entry.against:
        return f"{entry.against} speaks against the mark", "Clear the one that is wrong"
    if seen.presence == "unclear":
        return _unclear(entry, against.columns)
    return None


def _unclear(entry: Entry, columns: Mapping[Kind, Sequence[str]]) -> Why:
    said = ", ".join(f"'{mark.value}' under '{mark.heading}'" for mark in entry.marks)
    filled = {mark.heading for mark in entry.marks}
    kinds = {mark.kind for mark in entry.marks}
    asked = [heading for kind, some in columns.items() if kind in kinds or kinds == {"time"} for heading in some]
    blank = " and ".join(f"'{heading}'" for heading in asked if heading not in filled)
    if blank:
        return f"there is {said}, and nothing under {blank}", "Fill in both, or type Attended or Partial there"
    return f"it is not clear what {said} means", "Type a tick, a time or Partial there, or clear it"


def _not_here(person: Person, session: Session) -> Why | None:
    """Somebody who had left or not started on the day of the session."""
    fix = "Correct the person, the day or People; where all are right, type the row into Training yourself"
    if person.left and person.left < session.day:
        return f"{person.id} left on {days.show(person.left)}, before the session", fix
    if person.started and person.started > session.day:
        return f"{person.id} started on {days.show(person.started)}, after the session", fix
    return None


def _otherwise(person: Person, seen: Presence, against: Against) -> Why | None:
    """Somebody for whom the register says something else of this session."""
    training = against.register.training
    for row in against.logged.get(person.key, ()):
        if row.attendance != _SAYS[seen]:
            where, says = training.where(row.row, "Attendance"), row.attendance or "nothing"
            told = f"the sheet says {_SAYS[seen]} for {person.id}, and {where} says {says} for this session"
            return told, f"Where the sheet is right, correct {where}"
        if against.session.course and not row.course:
            where = training.where(row.row, "Course")
            told = f"{person.id} is logged for a session of this day without a course ({where} is blank)"
            return told, f"Where it was this session, type '{against.session.course}' into {where}"
    return None
