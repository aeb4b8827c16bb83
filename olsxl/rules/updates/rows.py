"""UPD201 to UPD205: whether the rows of Updates say whose they are, when, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.schema import AUTOMATIC, NO_UPDATE
from olsxl.register.table import UNREADABLE
from olsxl.review.plan import old_records, says_no_update
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame, Series, Timestamp


def unknown_record(check: Check) -> Iterator[Fault]:
    """An update is for a reference that is not in Incidents.

    It counts for no record: the one that it was meant for may be marked No Update.

    Put right: Type the reference as it stands in the record.

    Example: An update names OLS-2026-0070; the record is OLS-2026-0007.
    """
    table, keys = check.register.updates, check.register.updates.keys
    known = set(check.register.incidents.keys)
    for row in table.frame.index[(keys != "") & ~keys.isin(known)]:
        heading = table.heading("Incident ref", row)
        message = f"'{heading}' names a record that is not in the sheet {_incidents(check)}"
        yield Fault(table, int(row), "Incident ref", message, "Type the reference as it stands in the record")


def _incidents(check: Check) -> str:
    return " or ".join(f"'{region.sheet}'" for region in check.register.incidents.regions)


def no_date(check: Check) -> Iterator[Fault]:
    """An update has no date.

    An update without its day counts for no review.

    Put right: Type the day of the update.

    Example: A row says that the social worker rang, and has no Date.
    """
    table, frame = check.register.updates, rows_of(check)
    for row in frame.index[frame["Date"].isna() & ~frame.index.isin(table.unclear("Date"))]:
        message = f"'{table.heading('Date', row)}' is blank, so the update counts for no review"
        yield Fault(table, int(row), "Date", message, "Type the day of the update")


def impossible_date(check: Check) -> Iterator[Fault]:
    """An update is dated in the future, or before the incident was reported.

    One of the two dates must be wrong. A row that olsxl dated for a record with a mistyped date is none.

    Put right: Type the day of the update, or correct Reported on in the record.

    Example: An update of 02/11/2025 belongs to a record that was reported on 30/10/2026.
    """
    import pandas as pd

    table, frame = check.register.updates, rows_of(check)
    reported = pd.to_datetime(table.keys[frame.index].map(_reported(check)))
    future = frame["Date"] > pd.Timestamp(check.today)
    early = (frame["Date"] < reported) & (frame["By"] != AUTOMATIC)
    wrong = frame["Date"][future | early]
    for row, moment in zip(wrong.index, wrong, strict=True):
        heading, day = table.heading("Date", row), days.show(moment)
        why = (
            "which has not come yet"
            if future[row]
            else f"before the incident was reported ({days.show(reported[row])})"
        )
        yield Fault(table, int(row), "Date", f"'{heading}' is {day}, {why}", "Type the day of the update")


def _reported(check: Check) -> dict[str, Timestamp]:
    keys, days_of = check.register.incidents.keys, check.register.incidents.frame["Reported on"]
    first = days_of[~keys.duplicated()].dropna()
    return dict(zip(keys[first.index], first, strict=True))


def no_author(check: Check) -> Iterator[Fault]:
    """An update has no author.

    Each entry is signed by who made it.

    Put right: Type the Person ID of who wrote it.

    Example: A row has a date and a text, and By is blank.
    """
    table, frame = check.register.updates, rows_of(check)
    for row in frame.index[frame["By"] == ""]:
        message = f"'{table.heading('By', row)}' is blank: nobody has put a name to the update"
        yield Fault(table, int(row), "By", message, "Type the Person ID of who wrote it")


def half_no_update(check: Check) -> Iterator[Fault]:
    """The Type says No Update and the text something else, or the reverse.

    The policy's words are exactly No Update, in both columns; anything that happened has another Type. A cell that
    cannot be read is told of by another rule.

    Put right: Make both exactly No Update, or say in Type and Update what happened.

    Example: Type is Progress, and Update is no update.
    """
    table, frame = check.register.updates, rows_of(check)
    by_type, by_text = frame["Type"] == NO_UPDATE, says_no_update(frame["Update"])
    for row in frame.index[by_type & ~frame["Update"].isin([NO_UPDATE, UNREADABLE])]:
        update, kind = table.heading("Update", row), table.heading("Type", row)
        message = f"'{kind}' is {NO_UPDATE}, but '{update}' is not exactly {NO_UPDATE}"
        yield Fault(table, int(row), "Update", message, f"Type {NO_UPDATE}, or choose another '{kind}'")
    for row in frame.index[by_text & ~frame["Type"].isin([NO_UPDATE, UNREADABLE])]:
        update, kind = table.heading("Update", row), table.heading("Type", row)
        message = f"'{update}' is {NO_UPDATE}, but '{kind}' is not"
        yield Fault(table, int(row), "Update", message, f"Choose {NO_UPDATE} as '{kind}', or say what happened")


def rows_of(check: Check) -> DataFrame:
    """The rows of Updates but for those of records that are history."""
    updates, incidents = check.register.updates, check.register.incidents
    history: Series[bool] = old_records(incidents.frame, check.config.register_.since)
    if not history.any():
        return updates.frame
    return updates.frame[~updates.keys.isin(set(incidents.keys[history]))]


ROW_RULES: tuple[Rule, ...] = (
    Rule("UPD201", "error", unknown_record, {"Updates": (), "Incidents": ()}, ("P12", "nothing lost")),
    Rule("UPD202", "error", no_date, {"Updates": ("Date",)}, ("P12",)),
    Rule("UPD203", "error", impossible_date, {"Updates": ("Date",), "Incidents": ("Reported on",)}, ("accurate",)),
    Rule("UPD204", "error", no_author, {"Updates": ("By",)}, ("signed",)),
    Rule("UPD205", "error", half_no_update, {"Updates": ("Type", "Update")}, ("P12",)),
)
