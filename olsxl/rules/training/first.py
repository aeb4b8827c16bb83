"""TRN404: whether the first training came in time (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.people import person_ids
from olsxl.rules.rule import Explanation, Fault, Rule, training_rule
from olsxl.training.status import first_training, holds_latest_alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import TrainingContext


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
    needs={"People": ("Started on",), "Training": ("Session on", "Attendance")},
    source=("P5",),
)
def late_first_training(context: TrainingContext) -> Iterator[Fault]:
    people, ids = context.training.people, person_ids(context.training)
    left = {status.row for status in context.statuses if status.code == "left"}
    firsts = first_training(context.training, context.today, context.config.training)
    if holds_latest_alone(context.training, firsts):
        return
    for first in firsts:
        if not first.is_late:
            continue
        who = ids.shown(first.person, "This person")
        message = (
            f"{who} started on {days.show(first.started)} and attended the first training on {days.show(first.day)}, "
            f"{first.days_to_first} days after"
        )
        fix = "Log an earlier session if there was one; else nothing is to be done: it stays shown"
        yield Fault(people, first.row, "Person ID", message, fix, folded=first.row in left)


FIRST_RULES: tuple[Rule, ...] = (late_first_training,)
