"""WBK017, WBK018, WBK020, WBK021: what stands around the registers: copies, the clock, templates, older workbooks."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.review.week import start_of_week
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


@rule(
    "WBK018",
    "warning",
    Explanation(
        title="The clock of the computer stands before what olsxl wrote, or a template that this home wrote fails.",
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


@rule(
    "WBK020",
    "warning",
    Explanation(
        title="What the last review saw is not known.",
        why=(
            "Each review keeps what it saw of every record, so that the next one can tell what was changed and what is "
            "gone. Where that was lost, or an older olsxl made the review, this cannot be told."
        ),
        put_right="Look yourself for records that are gone. The next review keeps what it sees.",
        example="The state folder was deleted after the review 2026-W46.",
    ),
    source=("nothing lost",),
)
def lost_sight(context: RuleContext) -> Iterator[Fault]:
    reviews, seen, this_week = context.register.reviews, context.seen, start_of_week(context.today)
    # what this week's review saw is kept by the next run where it was cut short
    last = next((past for past in reversed(context.past) if past.monday < this_week), None)
    if seen.secret and not seen.review and last and reviews.frame.at[last.row, "Content hash"]:
        message = (
            f"What the review {last.review} saw is not known here: the state folder may have been lost, or an older "
            "olsxl made it. What was changed or is gone since then cannot be told"
        )
        fix = "Look yourself whether a record is gone; from the next review on it is known again"
        yield Fault(context.register.incidents, None, None, message, fix, sheetless=True)


@rule(
    "WBK021",
    "warning",
    Explanation(
        title="An older workbook of the home is not counted, or not wholly.",
        why="Packs count it beside the register; without it, or without some of its rows, their figures are too low.",
        put_right=(
            "Put the workbook back in its place, or correct its name in olsxl.toml under [registers], in history; what "
            "its sheets and columns are called stands in the file of the same name that ends in .toml."
        ),
        example="Log 2023.xlsx, which history names, does not lie beside olsxl.toml.",
    ),
    source=("nothing lost",),
)
def older_not_counted(context: RuleContext) -> Iterator[Fault]:
    for each in context.older:
        rows = sum(span.rows for span in each.register.unread) if each.register else 0
        if each.trouble:
            message = f"{each.name}, an older workbook, is counted nowhere: {each.trouble.rstrip('.')}"
            fix = "Put that right, or take its name out of olsxl.toml: [registers] history"
        elif each.register and rows:
            first = each.register.unread[0]
            number = "1 row" if rows == 1 else f"{rows} rows"
            message = f"{each.name}, an older workbook: {number} not read, the first is {first.sheet}!{first.first}"
            fix = f"Give the sheet or its columns in {PurePath(each.name).stem}.toml, or name it there in leave"
        else:
            continue
        yield Fault(context.register.incidents, None, None, message, fix, sheetless=True)


SURROUNDING_RULES: tuple[Rule, ...] = (
    other_register,
    surroundings,
    lost_sight,
    older_not_counted,
)
