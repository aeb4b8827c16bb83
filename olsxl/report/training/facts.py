"""The facts about training in the weekly summary: plain, and ready to be worded for an audience.

Where training and incidents meet: who reported while untrained (INC109), and where training is reviewed (P9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.table import UNREADABLE
from olsxl.report.privacy import SafeRefs
from olsxl.rules import TrainingContext, is_on
from olsxl.rules.incidents import cells
from olsxl.rules.incidents.reporter import untrained_reports
from olsxl.training.due import Months, active, coming, gaps, months, trained, uncounted, waived
from olsxl.training.status import not_started, status_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from olsxl.rules import RuleContext
    from olsxl.training.status import StatusCode, TrainingStatus

_DECISION = "Training and education"


class Gap(NamedTuple):
    """One person whose training is not in order, or soon will not be. `days` to the due date, negative when past.

    `waived` is the day until which a waiver alone keeps it in order.
    """

    person: str
    status: StatusCode
    due: date | None
    days: int | None
    waived: date | None = None

    @property
    def words(self) -> str:
        """The status as a person reads it."""
        return status_words(self.status, waived=self.waived is not None)


class Untrained(NamedTuple):
    """One open record whose reporter had no valid training on the day, by Person ID; a name may mean several people."""

    ref: str
    people: tuple[str, ...]


class Link(NamedTuple):
    """The open records that somebody untrained reported, how many closed ones were, and what is not decided.

    `undecided` are the references of open records for which a review of training is not decided: the decision is
    blank, under consideration, or not understood.
    """

    untrained: tuple[Untrained, ...] = ()
    closed: int = 0
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Training:
    """Of the `people` who are active, how many are `trained`, who is not (the worst first), and what falls due when.

    `waived` are those of the trained whom a waiver alone keeps in order, `ahead` those who have not started yet (Person
    ID and day), who are in no number. `coming` are those who fall due within four weeks, for whom a session can be
    planned. `uncounted` is the number of rows of People that are in no count.
    """

    trained: int
    people: int
    gaps: tuple[Gap, ...]
    months: Months
    coming: tuple[Gap, ...] = ()
    uncounted: int = 0
    link: Link = field(default_factory=Link)
    waived: tuple[Gap, ...] = ()
    ahead: tuple[tuple[str, date], ...] = ()


def training(context: RuleContext) -> Training:
    """The facts on the day of a context; without a training register nobody is active."""
    if not isinstance(context, TrainingContext):
        return Training(0, 0, (), months((), context.today), link=link(context))
    everybody, ids = context.statuses, SafeRefs(context, context.training.people)
    return Training(
        trained=len(trained(everybody)),
        people=len(active(everybody)),
        gaps=tuple(_gap(status, ids) for status in gaps(everybody)),
        months=months(everybody, context.today),
        waived=tuple(_gap(status, ids) for status in waived(everybody)),
        ahead=tuple((ids.shown(row), day) for row, day in not_started(context.training.people, context.today)),
        coming=tuple(_gap(status, ids) for status in coming(everybody, context.today)),
        uncounted=sum(told.rows for told in uncounted(context.training.people)),
        link=link(context),
    )


def _gap(status: TrainingStatus, ids: SafeRefs) -> Gap:
    return Gap(ids.shown(status.row), status.code, status.due, status.days, status.waived)


def link(context: RuleContext) -> Link:
    """What the incident register says about training; nothing of a rule or a column that is not there."""
    refs = SafeRefs(context, context.register.incidents)
    untrained, closed = _untrained(context, refs)
    undecided = dict.fromkeys(refs.shown(row) for row in _undecided(context))
    return Link(untrained, closed, tuple(undecided))


def _untrained(context: RuleContext, refs: SafeRefs) -> tuple[tuple[Untrained, ...], int]:
    """The open records that INC109 names, and how many closed ones."""
    if not isinstance(context, TrainingContext) or not is_on("INC109", context):
        return (), 0
    over, ids = context.closed, SafeRefs(context, context.training.people)
    reports = list(untrained_reports(context))
    found = tuple(
        Untrained(refs.shown(report.row), tuple(ids.shown(person.row) for person in report.people))
        for report in reports
        if not over[report.row]
    )
    return found, len(reports) - len(found)


def _undecided(context: RuleContext) -> Iterator[int]:
    if context.register.incidents.has(_DECISION):
        unread = context.records[_DECISION] == UNREADABLE  # what is no allowed value decides nothing
        rows = (cells.undecided(context, _DECISION) | unread) & ~context.closed
        yield from map(int, rows.index[rows])
