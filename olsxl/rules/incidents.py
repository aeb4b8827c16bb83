"""INC: whether the records of incidents are complete and make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from olsxl.register import days
from olsxl.review.plan import closed_records
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame, Series


def repeated_reference(check: Check) -> Iterator[Fault]:
    """An incident reference is repeated.

    Updates could belong to either record. The first row counts; the others are not reviewed.

    Put right: Give the later record a reference of its own, and its updates with it.

    Example: OLS-2026-0007 stands in row 8 and again in row 31.
    """
    table = check.register.incidents
    keys = table.keys
    first = keys[~keys.duplicated()]
    rows = dict(zip(first, first.index, strict=True))
    again = keys[keys.duplicated() & (keys != "")]
    for row, key in zip(again.index, again, strict=True):
        where = table.where(int(rows[key]), "Incident ref")
        message = f"'{table.heading('Incident ref', row)}' stands already at {where}"
        yield Fault(table, int(row), "Incident ref", message, "Give this record a reference of its own")


def dates_out_of_order(check: Check) -> Iterator[Fault]:
    """Occurred, reported and recorded are out of order.

    An event is reported after it occurred and recorded after it was reported; one of the dates must be wrong.

    Put right: Correct whichever of the two dates is wrong.

    Example: Occurred on is 14/11/2026, Reported on 12/11/2026.
    """
    records = check.records
    late_event = records["Occurred on"] > records["Reported on"]
    yield from _too_late(check, records[late_event], "Occurred on", "Reported on")
    late_report = (records["Reported on"] > records["Recorded on"]) & ~late_event
    yield from _too_late(check, records[late_report], "Reported on", "Recorded on")


def _too_late(check: Check, records: DataFrame, heading: str, after: str) -> Iterator[Fault]:
    table = check.register.incidents
    for row, early, late in zip(records.index, records[after], records[heading], strict=True):
        first, second = table.heading(after, row), table.heading(heading, row)
        message = f"'{second}' ({days.show(late)}) is after '{first}' ({days.show(early)})"
        yield Fault(table, int(row), heading, message, "Correct whichever of the two dates is wrong")


def date_in_future(check: Check) -> Iterator[Fault]:
    """A date lies in the future.

    Nothing can have occurred, been reported or been recorded on a day that has not come.

    Put right: Type the day on which it happened.

    Example: Reported on is 12/11/2062.
    """
    import pandas as pd

    table = check.register.incidents
    for heading in ("Occurred on", "Reported on", "Recorded on"):
        future = check.records[check.records[heading] > pd.Timestamp(check.today)]
        for row, moment in zip(future.index, future[heading], strict=True):
            message = f"'{table.heading(heading, row)}' is {days.show(moment)}, which has not come yet"
            yield Fault(table, int(row), heading, message, "Type the day on which it happened")


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


INCIDENT_RULES: tuple[Rule, ...] = (
    Rule("INC101", "error", repeated_reference, {"Incidents": ()}, ("P2",)),
    Rule("INC104", "error", dates_out_of_order, {"Incidents": ()}, ("accurate",)),
    Rule("INC105", "error", date_in_future, {"Incidents": ()}, ("accurate",)),
    Rule("INC122", "error", closed_without_end, {"Incidents": ("Status",)}, ("P3",)),
)
