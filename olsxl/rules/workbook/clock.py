"""WBK018: the computer's clock stands before what olsxl wrote, or a template of the home's own fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "WBK018",
    "warning",
    Explanation(
        title="The clock of the computer stands before what olsxl wrote, or a template of the home's own fails.",
        why=(
            "Every row bears the day on which it was made. With a clock that is wrong it would bear another, and the "
            "reviews after it would be refused; so nothing is written until the clock is right. Where a template of "
            "yours fails, olsxl's own serves, so that a summary reaches everybody."
        ),
        put_right=(
            "Set the day and the time of the computer. Where they are right and were ahead before, take the rows of "
            "that later day out of the register. Correct the template, or take it away."
        ),
        example="By the clock it is 19/11/2026, and the newest review was made on 07/01/2027.",
    ),
    source=("nothing lost",),
)
def surroundings(context: RuleContext) -> Iterator[Fault]:
    if context.written_after:
        clock, written = context.written_after
        message = (
            f"By this computer's clock it is {days.show(clock)}, but the newest that olsxl wrote bears "
            f"{days.show(written)}; nothing is written until that is put right"
        )
        fix = "Set the clock of the computer, or take the rows of that day out where the clock was ahead then"
        yield Fault(context.register.incidents, None, None, message, fix, sheetless=True)
    for failure in context.templates:
        fix = "Correct the template, or take it away; olsxl doctor tries them again"
        yield Fault(context.register.incidents, None, None, failure.rstrip("."), fix, sheetless=True)


CLOCK_RULES: tuple[Rule, ...] = (surroundings,)
