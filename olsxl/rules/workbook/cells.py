"""WBK004 to WBK008: whether cells hold what can be read as it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import CellIssue, IssueKind, RegisterTable
    from olsxl.rules.context import RuleContext


def cell_issues(context: RuleContext, kind: IssueKind) -> Iterator[tuple[RegisterTable, CellIssue, str]]:
    """Each issue of a kind, found when the cell was read: its table, the issue, the heading as it stands."""
    for table in context.tables:
        for issue in table.issues_of(kind):
            yield table, issue, table.heading(issue.heading, issue.row)


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
    for table, issue, heading in cell_issues(context, "formula"):
        message = f"'{heading}' is worked out by a formula, here and perhaps further down"
        yield Fault(table, issue.row, issue.heading, message, "Copy the column and paste it in its place as values")
    for table in context.tables:
        columns: dict[tuple[int, str], list[int]] = {}
        for issue in table.issues_of("no-value"):
            columns.setdefault((issue.row // ROWS_PER_SHEET, issue.heading), []).append(issue.row)
        for (_, heading), rows in columns.items():
            first, more = min(rows), f", here and in {len(rows) - 1} more of its cells" if len(rows) > 1 else ""
            typed = table.heading(heading, first)
            message = f"'{typed}' holds a formula without a stored result{more}, so it cannot be read"
            fix = "Open the workbook in Excel and save it, or type the value in place of the formula"
            yield Fault(table, first, heading, message, fix, "error")


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
    for table, issue, heading in cell_issues(context, "excel-error"):
        layout = table.layouts.sheets.get(table.sheet(issue.row))
        pictures = {str(area) for area in layout.pictures} if layout else ()  # WBK010 tells of them
        if table.cell(issue.row, issue.heading) not in pictures:
            message = f"'{heading}' shows the Excel error {issue.typed}"
            yield Fault(table, issue.row, issue.heading, message, f"Type what '{heading}' should say")


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
    for table, issue, heading in cell_issues(context, "text-date"):
        message = f"'{heading}' is a date typed as text; it is read as {issue.meaning}"
        yield Fault(table, issue.row, issue.heading, message, f"Type {issue.meaning} again as a date", "warning")
    for table, issue, heading in cell_issues(context, "no-date"):
        fix = "Type the day as dd/mm/yyyy, such as 22/11/2026"
        yield Fault(table, issue.row, issue.heading, f"'{heading}' cannot be read as a date", fix)


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
    for table, issue, heading in cell_issues(context, "unknown-value"):
        message = f"'{heading}' holds a value that is not among the allowed ones; the closest is '{issue.meaning}'"
        yield Fault(table, issue.row, issue.heading, message, f"Choose a value from the list, such as {issue.meaning}")


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
    for table, issue, heading in cell_issues(context, "loose-value"):
        message = f"'{heading}' is not written quite as in the list; it is read as '{issue.meaning}'"
        yield Fault(table, issue.row, issue.heading, message, f"Type {issue.meaning}")


CELL_RULES: tuple[Rule, ...] = (
    formula,
    excel_error,
    text_date,
    unknown_value,
    loose_value,
)
