"""The summary of one weekly review: plain facts, ready to be worded for an audience.

Nothing here can name anybody: incidents appear by reference, people by Person ID, findings by rule and cell. No text
that a person typed into a register is part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from olsxl.clocks.prompts import Prompt
    from olsxl.findings import Severity
    from olsxl.report.training.facts import Training
    from olsxl.rules import Change

OpenState = Literal["updated", "late", "no-update"]
"""Updated in the window; updated late (typed after the review before); without an update in the window."""

WeekState = Literal["signed", "unsigned", "missed", "explained", "none"]
"""A review that was signed, one that was not yet, a missed week, a missed week explained, before the first review."""


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """One record that was open on the day of the review. `age` is in days since it was reported (None: no date).

    `asked` are the clocks and routes that it calls for, as questions; only the manager and the deputy see them.
    """

    ref: str
    where: str
    age: int | None
    owner: str
    status: str
    last_update: date | None
    state: OpenState
    long_open: bool
    asked: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week on the chart of reviews: its id and what became of it."""

    review: str
    monday: date
    state: WeekState


class UnreadRows(NamedTuple):
    """Rows one after another that were not read: the first cell, with our name of its sheet, and their number."""

    where: str
    rows: int


class Observation(NamedTuple):
    """One finding without a word that the manager typed: code, severity, cell, the rule's own title."""

    code: str
    severity: Severity
    where: str
    title: str


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: a sentence, the day by which, and the references or cells it is about."""

    text: str
    by: date
    items: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `alert` where it counts what is not in order."""

    label: str
    value: int
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a summary says, for every audience.

    `pending` where nothing of the review is written yet, `busy` where that is so because the register was.
    `actions` are in the order in which a manager acts.
    `ages` counts the open records by age, `weeks` the last 26 weeks, oldest first.
    `marked` are the references that this review marked No Update (the manager's own No Update among them);
    while `pending` those that will be marked unless an update is entered first.
    `failed_on` are the days on which the schedule tried to make the review and could not.
    `keeps_owners` is False where the register has no place for the owner of a record.
    `closed` is None where the register does not tell when a record was closed.
    `changes` are the rules that `[rules]` changes, `unread` the rows that were not read.
    """

    home: str
    review: str
    day: date
    period_from: date
    pending: bool
    opened: int
    closed: int | None
    open: tuple[OpenRecord, ...]
    marked: tuple[str, ...]
    actions: tuple[Action, ...]
    missed: tuple[Week, ...]
    weeks: tuple[Week, ...]
    observations: tuple[Observation, ...]
    training: Training
    ages: tuple[Bar, ...]
    history: int
    changes: tuple[Change, ...] = ()
    busy: bool = True
    unread: tuple[UnreadRows, ...] = ()
    keeps_owners: bool = True
    failed_on: tuple[date, ...] = ()

    @property
    def updated(self) -> int:
        """How many open records have an update for this review."""
        return sum(record.state != "no-update" for record in self.open)

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(seen.severity == "error" for seen in self.observations)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.observations) - self.errors

    @property
    def silenced(self) -> int:
        """How many findings are not among them, because their rules are switched off."""
        return sum(change.silenced for change in self.changes)

    @property
    def long_open(self) -> tuple[OpenRecord, ...]:
        """The open records that have been open for longer than `[review] long_open_days`."""
        return tuple(record for record in self.open if record.long_open)
