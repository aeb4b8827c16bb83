"""Who is due for training: the gaps, what falls due when, how long the first one took (P5; docs/policy.md, fact 10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register import days
from olsxl.register.table import ROWS_PER_SHEET, UNREADABLE
from olsxl.register.text import fold
from olsxl.training.status import ACTIVE, TRAINED, First, StatusCode, TrainingStatus, first_training

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from olsxl.config import TrainingSection
    from olsxl.register.registers import TrainingRegister
    from olsxl.register.table import RegisterTable

Grouping = Literal["service", "role"]

By = Literal["person"] | Grouping
"""What the gap list is ordered by: one list of everybody, or one for each service or role."""

AHEAD = timedelta(weeks=4)
"""How far a session is planned ahead."""

MONTHS = 12
"""How many calendar months are shown, the one of the day among them."""

_WORST_FIRST: tuple[StatusCode, ...] = ("commencement-overdue", "overdue", "never-trained", "due-soon")


def active(everybody: Iterable[TrainingStatus]) -> list[TrainingStatus]:
    """Those who work, foster or help here on the day: the N of n of N."""
    return [status for status in everybody if status.code in ACTIVE]


def trained(everybody: Iterable[TrainingStatus]) -> list[TrainingStatus]:
    """Those of them whose training is in date: the n."""
    return [status for status in everybody if status.code in TRAINED]


def waived(everybody: Iterable[TrainingStatus]) -> list[TrainingStatus]:
    """Those of the n whom a waiver alone keeps in it: nothing that they attended is in date."""
    return [status for status in trained(everybody) if status.waived]


def gaps(everybody: Iterable[TrainingStatus]) -> list[TrainingStatus]:
    """Those whose training is not in order, or soon will not be; the worst first."""
    return sorted((status for status in everybody if status.code in _WORST_FIRST), key=_urgency)


def _urgency(status: TrainingStatus) -> tuple[int, float]:
    return _WORST_FIRST.index(status.code), float("-inf") if status.days is None else status.days


def coming(everybody: Iterable[TrainingStatus], today: date) -> list[TrainingStatus]:
    """Those who fall due from the day on to four weeks later, whoever is told as due soon; the first day first."""
    dated = ((status.due, status) for status in everybody if status.due)
    return [status for due, status in sorted(dated, key=lambda pair: pair[0]) if today <= due <= today + AHEAD]


class Months(NamedTuple):
    """How many of the active fall due when; the numbers come to all of them.

    `months` are the first day of each month and who falls due in it from the day on; who was due before, or has no day
    to count from, is `overdue`.
    """

    overdue: int
    months: tuple[tuple[date, int], ...]
    later: int


def months(everybody: Iterable[TrainingStatus], today: date) -> Months:
    """What falls due in the calendar month of the day and in the eleven after it."""
    due = [status.due for status in active(everybody)]
    ahead = Counter(day.replace(day=1) for day in due if day and day >= today)
    shown = [days.add_months(today.replace(day=1), number) for number in range(MONTHS)]
    counted = tuple((month, ahead[month]) for month in shown)
    within = sum(number for _, number in counted)
    return Months(len(due) - ahead.total(), counted, ahead.total() - within)


class Uncounted(NamedTuple):
    """What stands in People and is in no count: its cell, why, and how many rows from there on."""

    where: str
    why: Literal["no ID", "repeated", "outside"]
    rows: int = 1


def uncounted(people: RegisterTable) -> list[Uncounted]:
    """The rows without a Person ID, those whose Person ID stands before, and those below the table."""
    repeated = people.keys.index[people.keys.duplicated() & (people.keys != "")]
    found: list[tuple[int, Uncounted]] = []
    found += [(row, Uncounted(people.where(row, "Person ID"), "no ID")) for row in people.without_key]
    found += [(int(row), Uncounted(people.where(int(row), "Person ID"), "repeated")) for row in repeated]
    for issue in people.issues_of("outside"):  # a block of rows, whose meaning is the last of them
        rows = int(issue.meaning) - issue.row % ROWS_PER_SHEET + 1
        found.append((issue.row, Uncounted(people.where(issue.row, issue.heading), "outside", rows)))
    return [told for _, told in sorted(found)]


def unread(register: TrainingRegister) -> list[str]:
    """The cells of Training whose rows count for nobody: nobody of People, no day, an Attendance that is none."""
    table = register.training
    frame, came = table.frame, table.frame["Attendance"].isin(["Attended", "Partial"])
    cells = [(row, "Person ID") for row in (*table.without_key, *register.unknown_people)]
    cells += [(row, "Session on") for row in frame.index[came & frame["Session on"].isna()]]
    cells += [(row, "Attendance") for row in frame.index[frame["Attendance"] == UNREADABLE]]
    cells += [(issue.row, issue.heading) for issue in table.issues_of("outside")]
    return [table.where(int(row), heading) for row, heading in sorted(cells)]


@dataclass(frozen=True, slots=True)
class Person:
    """One person with what People says of them; `first` is None where there is no first training, or no start."""

    status: TrainingStatus
    name: str
    role: str
    service: str
    started: date | None
    first: First | None


class Due(NamedTuple):
    """Everybody who has started by a day, in the order of People, and the rows of it that are in no count.

    `unread` are the cells of Training whose rows count for nobody. `grace` are the days in which the first training
    takes place, `headings` those of People as they stand in the workbook, by ours; one that it lacks is missing.
    """

    today: date
    people: tuple[Person, ...]
    uncounted: tuple[Uncounted, ...]
    unread: tuple[str, ...]
    grace: int
    headings: Mapping[str, str]

    @property
    def statuses(self) -> list[TrainingStatus]:
        """Where each of them stands."""
        return [person.status for person in self.people]

    @property
    def active(self) -> list[Person]:
        """Those who are here and not away."""
        return [person for person in self.people if person.status.code in ACTIVE]

    @property
    def median(self) -> float | None:
        """The median of the days from starting to the first training, of the active who have had one."""
        waited = [person.first.days_to_first for person in self.active if person.first]
        return median(waited) if waited else None


def due(register: TrainingRegister, everybody: Sequence[TrainingStatus], today: date, rules: TrainingSection) -> Due:
    """Everybody with their role, service, start and first training; `everybody` are their statuses on the day."""
    table = register.people
    firsts = {first.row: first for first in first_training(register, today, rules)}
    people = []
    for status in everybody:
        name, role, service = (str(table.frame.at[status.row, h]) for h in ("Full name", "Role", "Service"))
        started = days.of(table.frame.at[status.row, "Started on"])
        people.append(Person(status, name, role, service, started, firsts.get(status.row)))
    headings = {heading: table.heading(heading) for heading in table.schema.headings if table.has(heading)}
    return Due(today, tuple(people), tuple(uncounted(table)), tuple(unread(register)), rules.grace_days, headings)


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one service or one role; `name` is "" where none is given."""

    name: str
    people: tuple[Person, ...]

    @property
    def statuses(self) -> list[TrainingStatus]:
        """Where each of them stands."""
        return [person.status for person in self.people]


def groups(people: Iterable[Person], by: Grouping) -> list[Group]:
    """The people by service or role, however its name is spelt, in the order of the names; no name is the last."""
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(fold(getattr(person, by)), []).append(person)
    named = sorted(found.items(), key=lambda item: (item[0] == "", item[0]))
    return [Group(getattr(theirs[0], by), tuple(theirs)) for _, theirs in named]
