"""INC104, INC105: whether the days of a record can be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame


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


DATE_RULES: tuple[Rule, ...] = (
    Rule("INC104", "error", dates_out_of_order, {"Incidents": ()}, ("accurate",)),
    Rule("INC105", "error", date_in_future, {"Incidents": ()}, ("accurate",)),
)
