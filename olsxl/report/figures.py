"""The numbers of a summary, and which weeks and people they count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from olsxl.report.summary import Summary, Week
    from olsxl.report.training.facts import Gap

_OVERDUE = ("commencement-overdue", "overdue")
_EXCUSED = ("paused", "left")


class Figures(NamedTuple):
    """How many of each; `missed` holds the explained ones too, `behind` the people whose training is overdue.

    `closed` is None where the register does not tell it. `coming` are those who fall due within four weeks, `uncounted`
    the rows of People that are in no count.
    """

    todo: int
    open: int
    updated: int
    no_update: int
    marked: int
    opened: int
    closed: int | None
    long_open: int
    missed: int
    explained: int
    unsigned: int
    errors: int
    warnings: int
    changed: int
    silenced: int
    trained: int
    waived: int
    people: int
    behind: int
    gaps: int
    coming: int
    uncounted: int
    history: int

    @classmethod
    def of(cls, summary: Summary) -> Figures:
        """The figures of one summary."""
        states = Counter(week.state for week in unsettled(summary))
        training = summary.training
        return cls(
            todo=len(summary.actions),
            open=len(summary.open),
            updated=summary.updated,
            no_update=len(summary.open) - summary.updated,
            marked=len(summary.marked),
            opened=summary.opened,
            closed=summary.closed,
            long_open=len(summary.long_open),
            missed=states["missed"] + states["explained"],
            explained=states["explained"],
            unsigned=states["unsigned"],
            errors=summary.errors,
            warnings=summary.warnings,
            changed=len(summary.changes),
            silenced=summary.silenced,
            trained=training.trained,
            waived=len(training.waived),
            people=training.people,
            behind=sum(map(is_overdue, training.gaps)),
            gaps=len(training.gaps),
            coming=len(training.coming),
            uncounted=training.uncounted,
            history=summary.history,
        )


def unsettled(summary: Summary) -> list[Week]:
    """Weeks that were missed or are not signed: the unexplained first, then the newest first."""
    weeks = {week.review: week for week in (*summary.weeks, *summary.missed) if week.state not in ("signed", "none")}
    newest = sorted(weeks.values(), key=lambda week: week.monday, reverse=True)
    return sorted(newest, key=lambda week: ("missed", "unsigned", "explained", "signed", "none").index(week.state))


def is_overdue(gap: Gap) -> bool:
    """Whether the day by which the person was to be trained has passed."""
    return gap.status in _OVERDUE or (gap.status not in _EXCUSED and gap.days is not None and gap.days < 0)
