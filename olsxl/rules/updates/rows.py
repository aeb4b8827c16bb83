"""UPD201 to UPD205: whether the rows of Updates say whose they are, when, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.schema import AUTOMATIC, NO_UPDATE
from olsxl.register.table import UNREADABLE
from olsxl.register.updates.entries import UPDATES, says_no_update
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "UPD201",
    "error",
    Explanation(
        title="An update is for a reference that is not in Incidents.",
        why="It counts for no record: the one that it was meant for may be marked No Update.",
        put_right="Type the reference as it stands in the record.",
        example="An update names OLS-2026-0070; the record is OLS-2026-0007.",
    ),
    needs={"Updates": (), "Incidents": ()},
    source=("P12", "nothing lost"),
)
def unknown_record(context: RuleContext) -> Iterator[Fault]:
    table, known = context.register.updates, set(context.register.incidents.keys)
    entries = context.register.entries[context.register.entries["source"] == UPDATES]
    sheets = " or ".join(f"'{region.sheet}'" for region in context.register.incidents.regions)
    for row in entries["row"][(entries["key"] != "") & ~entries["key"].isin(known)]:
        heading = table.heading("Incident ref", row)
        message = f"'{heading}' names a record that is not in the sheet {sheets}"
        yield Fault(table, int(row), "Incident ref", message, "Type the reference as it stands in the record")


@rule(
    "UPD202",
    "error",
    Explanation(
        title="An update has no date.",
        why="An update without its day counts for no review.",
        put_right="Type the day of the update.",
        example="A row says that the social worker rang, and has no Date.",
    ),
    needs={"Updates": ("Date",)},
    source=("P12",),
)
def no_date(context: RuleContext) -> Iterator[Fault]:
    table, frame = context.register.updates, context.update_rows
    for row in frame.index[frame["day"].isna() & ~frame.index.isin(table.unclear("Date"))]:
        message = f"'{table.heading('Date', row)}' is blank, so the update counts for no review"
        yield Fault(table, int(row), "Date", message, "Type the day of the update")


@rule(
    "UPD203",
    "error",
    Explanation(
        title="An update is dated in the future, or before the incident was reported.",
        why="One of the two dates must be wrong. A row that olsxl dated for a record with a mistyped date is none.",
        put_right="Type the day of the update, or correct Reported on in the record.",
        example="An update of 02/11/2025 belongs to a record that was reported on 30/10/2026.",
    ),
    needs={"Updates": ("Date",), "Incidents": ("Reported on",)},
    source=("accurate",),
)
def impossible_date(context: RuleContext) -> Iterator[Fault]:
    import pandas as pd

    table, frame, incidents = context.register.updates, context.update_rows, context.register.incidents
    first = incidents.frame["Reported on"][~incidents.keys.duplicated()].dropna()
    reported = pd.to_datetime(frame["key"].map(dict(zip(incidents.keys[first.index], first, strict=True))))
    future = frame["day"] > pd.Timestamp(context.today)
    early = (frame["day"] < reported) & (frame["by"] != AUTOMATIC)
    wrong = frame["day"][future | early]
    for row, moment in zip(wrong.index, wrong, strict=True):
        heading, day = table.heading("Date", row), days.show(moment)
        why = (
            "which has not come yet"
            if future[row]
            else f"before the incident was reported ({days.show(reported[row])})"
        )
        yield Fault(table, int(row), "Date", f"'{heading}' is {day}, {why}", "Type the day of the update")


@rule(
    "UPD204",
    "error",
    Explanation(
        title="An update has no author.",
        why="Each entry is signed by who made it.",
        put_right="Type the Person ID of who wrote it.",
        example="A row has a date and a text, and By is blank.",
    ),
    needs={"Updates": ("By",)},
    source=("signed",),
)
def no_author(context: RuleContext) -> Iterator[Fault]:
    table, frame = context.register.updates, context.update_rows
    for row in frame.index[frame["by"] == ""]:
        message = f"'{table.heading('By', row)}' is blank: nobody has put a name to the update"
        yield Fault(table, int(row), "By", message, "Type the Person ID of who wrote it")


@rule(
    "UPD205",
    "error",
    Explanation(
        title="The Type says No Update and the text something else, or the reverse.",
        why=(
            "The policy's words are exactly No Update, in both columns; anything that happened has another Type. A "
            "cell that cannot be read is told of by another rule."
        ),
        put_right="Make both exactly No Update, or say in Type and Update what happened.",
        example="Type is Progress, and Update is no update.",
    ),
    needs={"Updates": ("Type", "Update")},
    source=("P12",),
)
def half_no_update(context: RuleContext) -> Iterator[Fault]:
    table, frame = context.register.updates, context.update_rows
    by_type, by_text = frame["type"] == NO_UPDATE, says_no_update(frame["text"])
    for row in frame.index[by_type & ~frame["text"].isin([NO_UPDATE, UNREADABLE])]:
        update, kind = table.heading("Update", row), table.heading("Type", row)
        message = f"'{kind}' is {NO_UPDATE}, but '{update}' is not exactly {NO_UPDATE}"
        yield Fault(table, int(row), "Update", message, f"Type {NO_UPDATE}, or choose another '{kind}'")
    for row in frame.index[by_text & ~frame["type"].isin([NO_UPDATE, UNREADABLE])]:
        update, kind = table.heading("Update", row), table.heading("Type", row)
        message = f"'{update}' is {NO_UPDATE}, but '{kind}' is not"
        yield Fault(table, int(row), "Update", message, f"Choose {NO_UPDATE} as '{kind}', or say what happened")


ROW_RULES: tuple[Rule, ...] = (
    unknown_record,
    no_date,
    impossible_date,
    no_author,
    half_no_update,
)
