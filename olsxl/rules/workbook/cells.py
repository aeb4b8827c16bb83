"""WBK004 to WBK008: whether cells hold what can be read as it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Check, Fault, Rule
from olsxl.rules.workbook.issues import faults_for_issues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import CellIssue, RegisterTable


def formula(check: Check) -> Iterator[Fault]:
    """Formulas stand where data should.

    A formula changes its answer when other cells change; a record must keep what was written. One that was never
    calculated shows nothing that can be read.

    Put right: Copy the column and paste it in its place as values.

    Example: Reported on is worked out as the day before Recorded on.
    """
    yield from faults_for_issues(check, "formula", _formula)
    for table in check.tables:
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


def excel_error(check: Check) -> Iterator[Fault]:
    """The cell holds an Excel error.

    What stood there, or what it pointed to, is gone; nothing can be read from it.

    Put right: Type what the cell should say.

    Example: Owner shows #REF! since the sheet that it pointed to was deleted.
    """
    yield from faults_for_issues(check, "excel-error", _excel_error)


def _excel_error(heading: str, issue: CellIssue) -> tuple[str, str]:
    return f"'{heading}' shows the Excel error {issue.typed}", f"Type what '{heading}' should say"


def text_date(check: Check) -> Iterator[Fault]:
    """A date is typed as text, or is no date.

    Excel neither sorts nor counts a date that is text. One that can be read day first is used; any other is not.

    Put right: Type the day again as a date: 22/11/2026.

    Example: Reported on holds the text 12.11.26, which is read as 12/11/2026.
    """
    yield from faults_for_issues(check, "text-date", _text_date, "warning")
    yield from faults_for_issues(check, "no-date", _no_date)


def _text_date(heading: str, issue: CellIssue) -> tuple[str, str]:
    return (
        f"'{heading}' is a date typed as text; it is read as {issue.meaning}",
        f"Type {issue.meaning} again as a date",
    )


def _no_date(heading: str, _: CellIssue) -> tuple[str, str]:
    return f"'{heading}' cannot be read as a date", "Type the day as dd/mm/yyyy, such as 22/11/2026"


def unknown_value(check: Check) -> Iterator[Fault]:
    """The value is not among the allowed ones.

    What is not understood is never guessed: a Status that is not understood leaves the record open.

    Put right: Choose a value of the list, or add the home's own to it in olsxl.toml under [lists].

    Example: Status holds Opne; the closest is Open.
    """
    yield from faults_for_issues(check, "unknown-value", _unknown_value)


def _unknown_value(heading: str, issue: CellIssue) -> tuple[str, str]:
    return (
        f"'{heading}' holds a value that is not among the allowed ones; the closest is '{issue.meaning}'",
        f"Choose a value from the list, such as {issue.meaning}",
    )


def loose_value(check: Check) -> Iterator[Fault]:
    """A value has a stray blank or other capitals than the allowed one; it is understood.

    Excel's filters and counts treat it as a value of its own.

    Put right: Choose the value from the list again.

    Example: Risk level holds low with a blank behind it.
    """
    yield from faults_for_issues(check, "loose-value", _loose_value)


def _loose_value(heading: str, issue: CellIssue) -> tuple[str, str]:
    return f"'{heading}' is not written quite as in the list; it is read as '{issue.meaning}'", f"Type {issue.meaning}"


CELL_RULES: tuple[Rule, ...] = (
    Rule("WBK004", "warning", formula, source=("accurate",)),
    Rule("WBK005", "error", excel_error, source=("accurate",)),
    Rule("WBK006", "error", text_date, source=("accurate",)),
    Rule("WBK007", "error", unknown_value, source=("accurate",)),
    Rule("WBK008", "warning", loose_value, source=("accurate",)),
)
