"""UPD211: notes that grew without a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.notes_seen import grown
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
    for row, heading in grown(context.register, context.notes_seen):
        message = (
            f"'{table.heading(heading, row)}' has grown since the last review without a day that can be read, so that "
            "what was added is not counted in the review"
        )
        yield Fault(table, row, heading, message, "Begin what was added with its day, such as 24/11")


NOTE_RULES: tuple[Rule, ...] = (undated_notes,)
