"""WBK019: what rows say by a colour or a stroke alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days, schema
from olsxl.register.layout.looks import coloured_records, struck_rows
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.review.plan import closed_records, old_records
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pandas import Series

    from olsxl.register.table import RegisterTable
    from olsxl.rules.context import RuleContext


@rule(
    "WBK019",
    "warning",
    Explanation(
        title="A colour or a stroke says something that no word says.",
        why=(
            "Words are read, and no look. A record that only a colour closes, or that is crossed out, counts as any "
            "other. It is an error where it counts as history for that."
        ),
        put_right="Type Open or Closed under Status beside it, or the day under Left on for a person who has left.",
        example="Row 14 of Incidents is struck through, and its Status is Open.",
    ),
    source=("nothing lost",),
)
def said_by_look(context: RuleContext) -> Iterator[Fault]:
    yield from _coloured(context)
    seen: set[tuple[str, str, int]] = set()
    for table in context.tables:
        over = _over(table)
        for struck in struck_rows(table):
            rows = [row for row in struck if row not in over and _place(table, row) not in seen]
            if rows:
                message = (
                    f"{_number(rows, 'row')} {'is' if len(rows) == 1 else 'are'} struck through; olsxl sees no stroke, "
                    f"and reads {'it' if len(rows) == 1 else 'them'} like the others"
                )
                yield Fault(table, rows[0], None, message, _said_in_words(table, rows[0]), cell=_first(table, rows[0]))
        seen.update(_place(table, int(row)) for row in table.frame.index)


def _coloured(context: RuleContext) -> Iterator[Fault]:
    """The records of each sheet of which a colour alone says whether they are open."""
    table, since = context.register.incidents, context.config.register_.since
    history = set(_rows(old_records(table.frame, since)))
    for rows in coloured_records(table):
        if rows:
            settled = sum(row in history for row in rows)
            message = (
                f"{_number(rows, 'record')} {'has' if len(rows) == 1 else 'have'} a colour that others have not, and "
                "no word says whether open or closed; olsxl sees no colour, so "
            )
            if since and settled:
                message += f"{settled} of them, from before {days.show(since)}, count as history and the others as open"
            else:
                message += "it counts as open" if len(rows) == 1 else "they count as open"
            fix, cell = _said_in_words(table, rows[0]), _first(table, rows[0])
            yield Fault(table, rows[0], None, message, fix, "error" if settled else None, cell=cell)


def _over(table: RegisterTable) -> set[int]:
    """The rows of which a word or a day says what the stroke does: closed records, people who left."""
    if table.schema.name == schema.INCIDENTS.name:
        return set(_rows(closed_records(table.frame)))
    return set(_rows(table.frame["Left on"].notna())) if table.schema.name == schema.PEOPLE.name else set()


def _rows(mask: Series[bool]) -> list[int]:
    return [int(row) for row in mask.index[mask]]


def _said_in_words(table: RegisterTable, row: int) -> str:
    heading = {"Incidents": "Status", "People": "Left on"}.get(table.schema.name, "")
    what = "Open or Closed" if heading == "Status" else "the day for who has left"
    if not heading:
        return "Say in words what is meant, or take the stroke away"
    if heading in table.region(row).columns:
        return f"Type {what} under '{table.heading(heading, row)}'"
    return f"Add a column headed {heading}, and type {what} there"


def _place(table: RegisterTable, row: int) -> tuple[str, str, int]:
    return table.workbook, table.sheet(row), row % ROWS_PER_SHEET


def _first(table: RegisterTable, row: int) -> str:
    return cell_name(min(table.region(row).columns.values()), row % ROWS_PER_SHEET)


def _number(rows: Sequence[int], what: str) -> str:
    return f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}"


LOOK_RULES: tuple[Rule, ...] = (said_by_look,)
