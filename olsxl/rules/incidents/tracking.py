"""INC122: whether a record is followed to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from olsxl.review.plan import closed_records
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import Series


def closed_without_end(check: Check) -> Iterator[Fault]:
    """A record is closed without a closing date, by whom, or an outcome.

    Events are tracked to conclusion; the record must say what the conclusion was, when, and whose.

    Put right: Type the day, the Person ID and the outcome; or put the Status back to an open one.

    Example: Status is Closed, and Outcome is blank.
    """
    table = check.register.incidents
    closed = check.records[closed_records(check.records)]
    fixes = {
        "Closed on": "Type the day on which it was closed",
        "Closed by": "Type the Person ID of who closed it",
        "Outcome": "Say what came of it, without a child's name",
    }
    for heading, fix in fixes.items():
        blank = _blank(closed[heading]) & ~closed.index.isin(table.unclear(heading))
        for row in closed.index[blank] if table.has(heading) else ():
            message = f"The record is closed, but '{table.heading(heading, row)}' is blank"
            yield Fault(table, int(row), heading, message, fix)


def _blank(column: Series[Any]) -> Series[bool]:
    return column.isna() if column.dtype.kind == "M" else column == ""


TRACKING_RULES: tuple[Rule, ...] = (Rule("INC122", "error", closed_without_end, {"Incidents": ("Status",)}, ("P3",)),)
