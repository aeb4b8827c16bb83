"""TRN401 to TRN404: whether everybody is trained on the day, and was when they started (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.text import one_line
from olsxl.rules.people import person_ids
from olsxl.rules.rule import Explanation, Fault, Rule, training_rule
from olsxl.training.status import first_training

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import TrainingContext
    from olsxl.training.status import StatusCode, TrainingStatus

_NEEDS = {"People": (), "Training": ("Session on",)}
"""Where no column has them, a day says that somebody attended, and nobody's first training has a day to fall due."""


@training_rule(
    "TRN401",
    "error",
    Explanation(
        title="An active person has attended no training.",
        why="Everybody is trained when they start; the grace is `[training] grace_days`.",
        put_right="Plan a session, and log it in the Training sheet when it was attended.",
        example="P-014 started on 01/10/2026 and has attended nothing by 19/11/2026.",
    ),
    needs=_NEEDS,
    source=("P5",),
)
def never_trained(context: TrainingContext) -> Iterator[Fault]:
    for who, status in _of(context, "never-trained"):
        yield _fault(context, status, f"{who} has attended no training; it is due by {_due(status)}", "warning")
    for who, status in _of(context, "commencement-overdue"):
        people = context.training.people
        started = f"'{people.heading('Started on', status.row)}' holds no date to count from"
        unknown = started if people.has("Started on") else "no column says when people started"
        why = f"it was due by {_due(status)}" if status.due else unknown
        yield _fault(context, status, f"{who} has attended no training; {why}")


@training_rule(
    "TRN402",
    "error",
    Explanation(
        title="The last attended training is older than the refresh period.",
        why="Training is refreshed every year.",
        put_right="Plan a refresher, and log it when it was attended.",
        example="P-003 attended last on 02/10/2025, and it is 19/11/2026.",
    ),
    needs=_NEEDS,
    source=("P5",),
)
def training_overdue(context: TrainingContext) -> Iterator[Fault]:
    for who, status in _of(context, "overdue"):
        yield _fault(context, status, f"{who} was due for a refresher on {_due(status)}")


@training_rule(
    "TRN403",
    "warning",
    Explanation(
        title="A refresher falls due soon.",
        why="Shown `[training] due_soon_days` ahead, so that a session can be planned.",
        put_right="Plan a refresher before the day.",
        example="P-021 attended last on 10/12/2025: due by 10/12/2026.",
    ),
    needs=_NEEDS,
    source=("P5",),
)
def training_due_soon(context: TrainingContext) -> Iterator[Fault]:
    for who, status in _of(context, "due-soon"):
        waived = f"the waiver of {who}'s training ends on {_due(status)}"
        yield _fault(context, status, waived if status.waived else f"{who} is due for a refresher by {_due(status)}")


def _of(context: TrainingContext, code: StatusCode) -> Iterator[tuple[str, TrainingStatus]]:
    """Everybody of a status, by Person ID where it is one: somebody may have typed a name there."""
    ids = person_ids(context.training)
    for status in context.statuses:
        if status.code == code:
            yield ids.shown(status.person, "This person"), status


def _due(status: TrainingStatus) -> str:
    return days.show(status.due) if status.due else ""


def _fault(context: TrainingContext, status: TrainingStatus, message: str, severity: str | None = None) -> Fault:
    people, training = context.training.people, context.training.training
    last = training.regions[-1]
    under = one_line(last.headings.get("Attendance", training.heading("Session on")))
    fix = f"Plan a session, and log it in the sheet '{last.sheet}' under '{under}'"
    who = "Person ID" if people.has("Person ID") else "Full name"
    return Fault(people, status.row, who, message, fix, "warning" if severity == "warning" else None)


@training_rule(
    "TRN404",
    "warning",
    Explanation(
        title="The first training came later than the grace after starting.",
        why=(
            "Everybody is trained when they start; what came late stays visible. Days of a pause, and a first "
            "training that was waived for its time, are not counted as late. People who have left are told "
            "together. A list that keeps only each person's latest day says nothing of the first."
        ),
        put_right="Log an earlier session if there was one; else nothing: it stays shown.",
        example="P-006 started on 01/03/2026 and attended first on 20/04/2026, 50 days after.",
    ),
    needs={**_NEEDS, "People": ("Started on",)},
    source=("P5",),
)
def late_first_training(context: TrainingContext) -> Iterator[Fault]:
    people, ids = context.training.people, person_ids(context.training)
    left = {status.row for status in context.statuses if status.code == "left"}
    for first in first_training(context.training, context.today, context.config.training):
        if not first.is_late:
            continue
        who = ids.shown(first.person, "This person")
        message = (
            f"{who} started on {days.show(first.started)} and attended the first training on {days.show(first.day)}, "
            f"{first.days_to_first} days after"
        )
        fix = "Log an earlier session if there was one; else nothing is to be done: it stays shown"
        yield Fault(people, first.row, "Person ID", message, fix, folded=first.row in left)


STATUS_RULES: tuple[Rule, ...] = (
    never_trained,
    training_overdue,
    training_due_soon,
    late_first_training,
)
