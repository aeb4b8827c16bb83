"""INC104 to INC106, INC123, INC124: whether the days of a record can be right, and were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.incidents.cells import Wording, clear, faults_at
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pandas import DataFrame

    from olsxl.rules.context import RuleContext


@rule(
    "INC104",
    "error",
    Explanation(
        title="Occurred, reported and recorded are out of order.",
        why=(
            "An event is reported after it occurred and recorded after it was reported; one of the dates must be wrong."
        ),
        put_right="Correct whichever of the two dates is wrong.",
        example="Occurred on is 14/11/2026, Reported on 12/11/2026.",
    ),
    needs={"Incidents": ()},
    source=("accurate",),
)
def dates_out_of_order(context: RuleContext) -> Iterator[Fault]:
    records = context.records
    late_event = records["Occurred on"] > records["Reported on"]
    yield from _too_late(context, records[late_event], "Occurred on", "Reported on")
    late_report = (records["Reported on"] > records["Recorded on"]) & ~late_event
    yield from _too_late(context, records[late_report], "Reported on", "Recorded on")


def _too_late(context: RuleContext, records: DataFrame, heading: str, after: str) -> Iterator[Fault]:
    table = context.register.incidents
    for row, early, late in zip(records.index, records[after], records[heading], strict=True):
        first, second = table.heading(after, row), table.heading(heading, row)
        message = f"'{second}' ({days.show(late)}) is after '{first}' ({days.show(early)})"
        yield Fault(table, int(row), heading, message, "Correct whichever of the two dates is wrong")


@rule(
    "INC105",
    "error",
    Explanation(
        title="A date lies in the future.",
        why="Nothing can have occurred, been reported or been recorded on a day that has not come.",
        put_right="Type the day on which it happened.",
        example="Reported on is 12/11/2062.",
    ),
    needs={"Incidents": ()},
    source=("accurate",),
)
def date_in_future(context: RuleContext) -> Iterator[Fault]:
    import pandas as pd

    table = context.register.incidents
    for heading in ("Occurred on", "Reported on", "Recorded on"):
        future = context.records[context.records[heading] > pd.Timestamp(context.today)]
        for row, moment in zip(future.index, future[heading], strict=True):
            message = f"'{table.heading(heading, row)}' is {days.show(moment)}, which has not come yet"
            yield Fault(table, int(row), heading, message, "Type the day on which it happened")


@rule(
    "INC106",
    "warning",
    Explanation(
        title="An event was recorded more than one day after it was reported.",
        why=(
            "What is written down at once is remembered rightly. Nothing can be done about it afterwards; it is "
            "told once."
        ),
        put_right="Correct the date if it is wrong; else record the next event within a day.",
        example="Reported on is 10/11/2026, Recorded on 13/11/2026.",
    ),
    needs={"Incidents": ("Reported on", "Recorded on")},
    source=("P2", "contemporaneous"),
)
def recorded_late(context: RuleContext) -> Iterator[Fault]:
    import pandas as pd

    records = context.records
    after = records["Recorded on"] - records["Reported on"]
    rows = after > pd.Timedelta(days=1)

    def words(row: int) -> str:
        return f"{{Recorded on}} is {after[row].days} days after {{Reported on}}"

    fix = "Correct {Recorded on} if it is wrong; else nothing can be done now"
    yield from faults_at(context, rows, "Recorded on", Wording(words, fix, folded=True))


@rule(
    "INC123",
    "error",
    Explanation(
        title="The closing date lies before the report, or in the future.",
        why="A record is closed after it was reported, on the day on which it is closed.",
        put_right="Type the day on which the record was closed.",
        example="Closed on is 02/11/2025, Reported on 30/10/2026.",
    ),
    needs={"Incidents": ("Closed on",)},
    source=("P3", "accurate"),
)
def closed_too_early_or_late(context: RuleContext) -> Iterator[Fault]:
    import pandas as pd

    records = context.records
    future = records["Closed on"] > pd.Timestamp(context.today)
    early = records["Closed on"] < records["Reported on"]

    def words(row: int) -> str:
        why = (
            "which has not come yet" if future[row] else f"before {{Reported on}} ({_day(records, row, 'Reported on')})"
        )
        return f"{{Closed on}} is {_day(records, row, 'Closed on')}, {why}"

    yield from faults_at(
        context, future | early, "Closed on", Wording(words, "Type the day on which the record was closed")
    )


def _day(records: DataFrame, row: int, heading: str) -> str:
    moment: date = records[heading][row]
    return days.show(moment)


@rule(
    "INC124",
    "error",
    Explanation(
        title="A record is not closed, yet a closing date stands.",
        why="The Status counts: the record is open, and every review marks it. One of the two is wrong.",
        put_right="Close the record under Status, or take the closing date away.",
        example="Status is Open, and Closed on is 14/11/2026.",
    ),
    needs={"Incidents": ("Status", "Closed on")},
    source=("P3",),
)
def closed_by_date_alone(context: RuleContext) -> Iterator[Fault]:
    dated = context.records["Closed on"].notna() & ~context.closed & clear(context, "Status")
    message = "{Closed on} holds a date, but {Status} is not a closed one"
    yield from faults_at(
        context, dated, "Closed on", Wording(message, "Choose a closed {Status}, or take the date away")
    )


DATE_RULES: tuple[Rule, ...] = (
    dates_out_of_order,
    date_in_future,
    recorded_late,
    closed_too_early_or_late,
    closed_by_date_alone,
)
