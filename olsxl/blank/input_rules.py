"""What a cell of a blank register asks of who types into it: drop-downs, dates, prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.register.schema import Column

# What a cell says when it is selected, by heading; dates have a prompt of their own.
PROMPTS = {
    "Incident ref": ("Incident reference", "The year and the next number, such as OLS-2026-0001."),
    "Child refs": ("A reference, never a name", "Such as C-7F3K. Several are separated by a comma."),
    "Reported by": ("Person ID", "Staff, carers and volunteers by Person ID, such as P-004."),
    "Owner": ("Person ID", "Who sees to this record until it is closed, such as P-001."),
    "Summary": ("Facts, no names", "What was reported, in words. Children by reference. No pictures."),
}


def rule_for(column: Column, sources: Mapping[str, str]) -> DataValidation | None:
    """Return the rule of a column, None where it has none; `sources` are the ranges of the lists by key.

    All of them warn and none forbids: the manager overrules, and `olsxl check` tells what it makes of it.
    """
    if column.values:
        return _list_rule(sources[column.values])
    if column.kind in ("date", "stamp"):
        return _date_rule(with_time=column.kind == "stamp")
    if column.heading in PROMPTS:
        title, text = PROMPTS[column.heading]
        return DataValidation(showInputMessage=True, promptTitle=title, prompt=text)
    return None


def _list_rule(source: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=source,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle="Not on the list",
        error="This is not one of the values on the sheet Lists. Keep it all the same?",
    )


def _date_rule(*, with_time: bool) -> DataValidation:
    example = "22/11/2026 16:05" if with_time else "22/11/2026"
    return DataValidation(
        type="date",
        operator="between",
        formula1="36526",  # 1 January 2000 as Excel counts days
        formula2="73050",  # 31 December 2099
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle="Not a date",
        error=f"This is not a date that can be counted with. Type it day first, such as {example}. Keep it as it is?",
        showInputMessage=True,
        promptTitle="Day and time" if with_time else "Date",
        prompt=f"Day first, such as {example}.",
    )
