"""WBK004 to WBK008: whether cells hold what can be read as it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.rules.workbook.issues import faults_for_issues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import CellIssue, RegisterTable
    from olsxl.rules.context import RuleContext


@rule(
    "WBK004",
    "warning",
    Explanation(
        title="Formulas stand where data should.",
        why=(
            "A formula changes its answer when other cells change; a record must keep what was written. One that "
            "was never calculated shows nothing that can be read."
        ),
        put_right="Copy the column and paste it in its place as values.",
        example="Reported on is worked out as the day before Recorded on.",
    ),
    source=("accurate",),
)
def formula(context: RuleContext) -> Iterator[Fault]:
    yield from faults_for_issues(context, "formula", _formula)
    for table in context.tables:
        columns: dict[tuple[int, str], list[int]] = {}
        for issue in table.issues_of("no-value"):
            columns.setdefault((issue.row // ROWS_PER_SHEET, issue.heading), []).append(issue.row)
        for (_, heading), rows in columns.items():
            yield Fault(table, min(rows), heading, *_without_value(table, heading, rows), "error")


def _without_value(table: RegisterTable, heading: str, rows: list[int]) -> tuple[str, str]:
    more = f", here and in {len(rows) - 1} more of its cells" if len(rows) > 1 else ""
    return (
        f"'{table.heading(heading, min(rows))}' holds a formula without a stored result{more}, so it cannot be read",
        "Open the workbook in Excel and save it, or type the value in place of the formula",
    )


def _formula(heading: str, _: CellIssue) -> tuple[str, str]:
    return (
        f"'{heading}' is worked out by a formula, here and perhaps further down",
        "Copy the column and paste it in its place as values",
    )


@rule(
    "WBK005",
    "error",
    Explanation(
        title="The cell holds an Excel error.",
        why="What stood there, or what it pointed to, is gone; nothing can be read from it.",
        put_right="Type what the cell should say.",
        example="Owner shows #REF! since the sheet that it pointed to was deleted.",
    ),
    source=("accurate",),
)
def excel_error(context: RuleContext) -> Iterator[Fault]:
    for fault in faults_for_issues(context, "excel-error", _excel_error):
        if not _is_picture(fault.table, fault.row or 0, fault.heading or ""):
            yield fault


def _is_picture(table: RegisterTable, row: int, heading: str) -> bool:
    """Whether the cell holds a picture, which WBK010 tells, and no error."""
    layout = table.layouts.sheets.get(table.sheet(row))
    return layout is not None and any(str(area) == table.cell(row, heading) for area in layout.pictures)


def _excel_error(heading: str, issue: CellIssue) -> tuple[str, str]:
    return f"'{heading}' shows the Excel error {issue.typed}", f"Type what '{heading}' should say"


@rule(
    "WBK006",
    "error",
    Explanation(
        title="A date is typed as text, or is no date.",
        why=(
            "Excel neither sorts nor counts a date that is text. One that can be read day first is used; any other "
            "is not."
        ),
        put_right="Type the day again as a date: 22/11/2026.",
        example="Reported on holds the text 12.11.26, which is read as 12/11/2026.",
    ),
    source=("accurate",),
)
def text_date(context: RuleContext) -> Iterator[Fault]:
    yield from faults_for_issues(context, "text-date", _text_date, "warning")
    yield from faults_for_issues(context, "no-date", _no_date)


def _text_date(heading: str, issue: CellIssue) -> tuple[str, str]:
    return (
        f"'{heading}' is a date typed as text; it is read as {issue.meaning}",
        f"Type {issue.meaning} again as a date",
    )


def _no_date(heading: str, _: CellIssue) -> tuple[str, str]:
    return f"'{heading}' cannot be read as a date", "Type the day as dd/mm/yyyy, such as 22/11/2026"


@rule(
    "WBK007",
    "error",
    Explanation(
        title="The value is not among the allowed ones.",
        why="What is not understood is never guessed: a Status that is not understood leaves the record open.",
        put_right="Choose a value of the list, or add the home's own to it in olsxl.toml under [lists].",
        example="Status holds Opne; the closest is Open.",
    ),
    source=("accurate",),
)
def unknown_value(context: RuleContext) -> Iterator[Fault]:
    yield from faults_for_issues(context, "unknown-value", _unknown_value)


def _unknown_value(heading: str, issue: CellIssue) -> tuple[str, str]:
    return (
        f"'{heading}' holds a value that is not among the allowed ones; the closest is '{issue.meaning}'",
        f"Choose a value from the list, such as {issue.meaning}",
    )


@rule(
    "WBK008",
    "warning",
    Explanation(
        title="A value has a stray blank or other capitals than the allowed one; it is understood.",
        why="Excel's filters and counts treat it as a value of its own.",
        put_right="Choose the value from the list again.",
        example="Risk level holds low with a blank behind it.",
    ),
    source=("accurate",),
)
def loose_value(context: RuleContext) -> Iterator[Fault]:
    yield from faults_for_issues(context, "loose-value", _loose_value)


def _loose_value(heading: str, issue: CellIssue) -> tuple[str, str]:
    return f"'{heading}' is not written quite as in the list; it is read as '{issue.meaning}'", f"Type {issue.meaning}"


CELL_RULES: tuple[Rule, ...] = (
    formula,
    excel_error,
    text_date,
    unknown_value,
    loose_value,
)
