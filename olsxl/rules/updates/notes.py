"""UPD211, UPD213: notes that grew without a day, and updates that may stand where nobody reads them."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from olsxl.review.plan import plan
from olsxl.review.week import Window
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "UPD211",
    "warning",
    Explanation(
        title="Notes have grown since the last review without a day that can be read.",
        why="What was typed counts for no review, because nobody can tell of which day it is.",
        put_right="Begin what was added with its day: 24/11 rang the social worker.",
        example="Follow-up of INC-12 has a further sentence, and no day before it.",
    ),
    source=("P12",),
)
def undated_notes(context: RuleContext) -> Iterator[Fault]:
    table = context.register.incidents
    for row, heading in context.seen.grown(context.register):
        message = (
            f"'{table.heading(heading, row)}' has grown since the last review without a day that can be read, so that "
            "what was added is not counted in the review"
        )
        yield Fault(table, row, heading, message, "Begin what was added with its day, such as 24/11")


@rule(
    "UPD213",
    "warning",
    Explanation(
        title="An open record without an update has a day of this week where no updates are read.",
        why="If that is an update, the record is marked No Update although it has one.",
        put_right=(
            "Write the update where the others stand; or name the column in olsxl.toml under [register], in notes, or "
            "in update_date where it holds nothing but days."
        ),
        example="In the new column Comments of INC-12 stands: 24/11 rang the social worker.",
    ),
    source=("P12", "nothing lost"),
)
def update_elsewhere(context: RuleContext) -> Iterator[Fault]:
    before = [past.day for past in context.past if past.day < context.today]
    window = Window.after(before[-1] if before else None, context.today)
    found = [
        each for each in context.register.elsewhere if any(window.first <= day <= window.last for day in each.days)
    ]
    if not found:
        return
    # what the last review saw was planned, and is no update since
    stood = context.seen.unchanged(context.sight) if context.seen.records else set()
    noon = datetime.combine(context.today, time(12))
    planned = plan(context.register, context.today, noon, since=context.config.register_.since)
    waiting = {record.row for record in planned.records if not record.updated}
    for each in found:
        if each.row in waiting and (each.row, each.column) not in stood:
            message = (
                f"'{each.heading}' has a day of this week, and olsxl reads no updates in that column: the record "
                "counts as one without an update"
            )
            fix = (
                "If it is an update, write it where the others stand, or name the column in olsxl.toml under "
                f'[register] beside the others: notes = ["{each.heading}"]'
            )
            yield Fault(context.register.incidents, each.row, None, message, fix, cell=each.cell)


NOTE_RULES: tuple[Rule, ...] = (undated_notes, update_elsewhere)
