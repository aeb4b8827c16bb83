"""The facts about training in the weekly summary: plain, and ready to be worded for an audience."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from olsxl.report.privacy import Keys
from olsxl.report.training.link import Link, link
from olsxl.rules import TrainingContext
from olsxl.training.due import Months, active, coming, gaps, months, trained, uncounted, waived
from olsxl.training.status import not_started, status_words

if TYPE_CHECKING:
    from datetime import date

    from olsxl.rules import RuleContext
    from olsxl.training.status import Standing, Status


@dataclass(frozen=True, slots=True)
class Gap:
    """One person whose training is not in order, or soon will not be. `days` to the due date, negative when past.

    `waived` is the day until which a waiver alone keeps it in order.
    """

    person: str
    status: Status
    due: date | None
    days: int | None
    waived: date | None = None

    @property
    def words(self) -> str:
        """The status as a person reads it."""
        return status_words(self.status, waived=self.waived is not None)


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
    everybody, ids = context.standings, Keys(context.training.people, context.training)
    return Training(
        trained=len(trained(everybody)),
        people=len(active(everybody)),
        gaps=tuple(_gap(standing, ids) for standing in gaps(everybody)),
        months=months(everybody, context.today),
        waived=tuple(_gap(standing, ids) for standing in waived(everybody)),
        ahead=tuple((ids.shown(row), day) for row, day in not_started(context.training.people, context.today)),
        coming=tuple(_gap(standing, ids) for standing in coming(everybody, context.today)),
        uncounted=sum(told.rows for told in uncounted(context.training.people)),
        link=link(context),
    )


def _gap(standing: Standing, ids: Keys) -> Gap:
    return Gap(ids.shown(standing.row), standing.status, standing.due, standing.days, standing.waived)
