"""WBK017: the register is not the one that olsxl wrote to, or a newer copy of it lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "WBK017",
    "error",
    Explanation(
        title="Another register, newer or a copy of this one, lies where this one did or beside it.",
        why=(
            "What olsxl wrote to a register is put back, where a save has wiped it out, into that register alone. So "
            "each bears an identity, which travels with the workbook; and two that people type into part."
        ),
        put_right=(
            "Where the register is the right one, such as that of a new year under the old name, say so once: olsxl "
            "review --first. Else put the right one back in its place, or move the other copy away."
        ),
        example="A blank register lies where the one with last year's records did.",
    ),
    source=("nothing lost",),
)
def other_register(context: RuleContext) -> Iterator[Fault]:
    for doubt in context.doubts:
        named = (table for table in context.tables if table.workbook == doubt.name)
        table = next(named, context.register.incidents)
        yield Fault(table, None, None, doubt.message, doubt.fix, sheetless=True)


IDENTITY_RULES: tuple[Rule, ...] = (other_register,)
