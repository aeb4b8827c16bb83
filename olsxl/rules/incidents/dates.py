"""INC104 to INC106, INC123, INC124: whether the days of a record can be right, and were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.incidents.cells import Say, clear, closed, told
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

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


def recorded_late(check: Check) -> Iterator[Fault]:
    """An event was recorded more than one day after it was reported.

    What is written down at once is remembered rightly. Nothing can be done about it afterwards; it is told once.

    Put right: Correct the date if it is wrong; else record the next event within a day.

    Example: Reported on is 10/11/2026, Recorded on 13/11/2026.
    """
    import pandas as pd

    records = check.records
    after = records["Recorded on"] - records["Reported on"]
    rows = after > pd.Timedelta(days=1)

    def words(row: int) -> str:
        return f"{{Recorded on}} is {after[row].days} days after {{Reported on}}"

    fix = "Correct {Recorded on} if it is wrong; else nothing can be done now"
    yield from told(check, rows, "Recorded on", Say(words, fix, folded=True))


def closed_too_early_or_late(check: Check) -> Iterator[Fault]:
    """The closing date lies before the report, or in the future.

    A record is closed after it was reported, on the day on which it is closed.

    Put right: Type the day on which the record was closed.

    Example: Closed on is 02/11/2025, Reported on 30/10/2026.
    """
    import pandas as pd

    records = check.records
    future = records["Closed on"] > pd.Timestamp(check.today)
    early = records["Closed on"] < records["Reported on"]

    def words(row: int) -> str:
        why = (
            "which has not come yet" if future[row] else f"before {{Reported on}} ({_day(records, row, 'Reported on')})"
        )
        return f"{{Closed on}} is {_day(records, row, 'Closed on')}, {why}"

    yield from told(check, future | early, "Closed on", Say(words, "Type the day on which the record was closed"))


def _day(records: DataFrame, row: int, heading: str) -> str:
    moment: date = records[heading][row]
    return days.show(moment)


def closed_by_date_alone(check: Check) -> Iterator[Fault]:
    """A record is not closed, yet a closing date stands.

    The Status counts: the record is open, and every review marks it. One of the two is wrong.

    Put right: Close the record under Status, or take the closing date away.

    Example: Status is Open, and Closed on is 14/11/2026.
    """
    dated = check.records["Closed on"].notna() & ~closed(check) & clear(check, "Status")
    message = "{Closed on} holds a date, but {Status} is not a closed one"
    yield from told(check, dated, "Closed on", Say(message, "Choose a closed {Status}, or take the date away"))


DATE_RULES: tuple[Rule, ...] = (
    Rule("INC104", "error", dates_out_of_order, {"Incidents": ()}, ("accurate",)),
    Rule("INC105", "error", date_in_future, {"Incidents": ()}, ("accurate",)),
    Rule("INC106", "warning", recorded_late, {"Incidents": ("Reported on", "Recorded on")}, ("P2", "contemporaneous")),
    Rule("INC123", "error", closed_too_early_or_late, {"Incidents": ("Closed on",)}, ("P3", "accurate")),
    Rule("INC124", "error", closed_by_date_alone, {"Incidents": ("Status", "Closed on")}, ("P3",)),
)
