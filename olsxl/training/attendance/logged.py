"""What Training says already: of one session, of who was trained before it, of the courses that there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.naming.words import words
from olsxl.register.table import folded
from olsxl.register.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from olsxl.register.table import RegisterTable

CAME = ("Attended", "Partial")
"""The Attendance of those who came; it is what a sign-in sheet can say."""

_COMMON = frozenset(
    "and annual awareness basic course e for induction introduction learning level new of part refresher safety "  # noqa: SIM905 - reads best as words
    "session the to training update".split()
)
"""Words of a course's name that do not tell one from another."""


class Session(NamedTuple):
    """One session: its day and its course ("" where nobody said one)."""

    day: date
    course: str


class Logged(NamedTuple):
    """One row of Training: its index, the Person ID as typed, Attendance, Course."""

    row: int
    person: str
    attendance: str
    course: str


def of_session(training: RegisterTable, session: Session) -> dict[str, list[Logged]]:
    """The rows of a session by person as compared. A waiver is no session.

    A session is the same where the day is, and the course too as far as both are said.
    """
    import pandas as pd

    frame = training.frame
    frame = frame[(frame["Session on"] == pd.Timestamp(session.day)) & (frame["Attendance"] != "Waived")]
    found: dict[str, list[Logged]] = {}
    columns = (frame.index, frame["Person ID"], frame["Attendance"], frame["Course"])
    for row, person, attendance, course in zip(*columns, strict=True):
        same = not session.course or not course or fold(course) == fold(session.course)
        if person and same:
            found.setdefault(fold(person), []).append(Logged(int(row), person, attendance, course))
    return found


def trained_before(training: RegisterTable, day: date) -> set[str]:
    """Who had attended anything before a day, as compared: theirs is a refresher."""
    import pandas as pd

    frame = training.frame
    before = frame[(frame["Attendance"] == "Attended") & (frame["Session on"] < pd.Timestamp(day))]
    return set(folded(before["Person ID"]))


def courses(training: RegisterTable) -> list[str]:
    """The courses of Training, the most frequent first, each once however it is spelt."""
    typed = [one_line(course) for course in training.frame["Course"] if course]
    spelt = {fold(course): course for course in reversed(typed)}
    return [spelt[key] for key, _ in Counter(map(fold, typed)).most_common()]


def is_strange(course: str, known: list[str]) -> bool:
    """Whether a course has nothing in common with those that are known, so that it may be no training of this kind."""
    said = set(_telling(course))
    return bool(known) and not any(fold(course) == fold(other) or said & set(_telling(other)) for other in known)


def _telling(course: str) -> Iterator[str]:
    return (word.letters for word in words(course) if word.letters not in _COMMON)
