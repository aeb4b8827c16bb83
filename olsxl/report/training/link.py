"""Where training and incidents meet: who reported while untrained (INC109), and where training is reviewed (P9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.register.patterns import pattern
from olsxl.register.table import UNREADABLE
from olsxl.report.privacy import Keys
from olsxl.rules import TrainingContext, is_on
from olsxl.rules.incidents import cells
from olsxl.rules.incidents.reporter import untrained_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules import RuleContext

_DECISION = "Training and education"


@dataclass(frozen=True, slots=True)
class Untrained:
    """One open record whose reporter had no valid training on the day, by Person ID; a name may mean several people."""

    ref: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The open records that somebody untrained reported, how many closed ones were, and what is not decided.

    `undecided` are the references of open records for which a review of training is not decided: the decision is
    blank, under consideration, or not understood.
    """

    untrained: tuple[Untrained, ...] = ()
    closed: int = 0
    undecided: tuple[str, ...] = ()


def link(context: RuleContext) -> Link:
    """What the incident register says about training; nothing of a rule or a column that is not there."""
    refs = Keys(context.register.incidents, context.training, pattern(context.config.register_.ref_pattern))
    untrained, closed = _untrained(context, refs)
    undecided = dict.fromkeys(refs.shown(row) for row in _undecided(context))
    return Link(untrained, closed, tuple(undecided))


def _untrained(context: RuleContext, refs: Keys) -> tuple[tuple[Untrained, ...], int]:
    """The open records that INC109 names, and how many closed ones."""
    if not isinstance(context, TrainingContext) or not is_on("INC109", context):
        return (), 0
    over, ids = context.closed, Keys(context.training.people, context.training)
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
