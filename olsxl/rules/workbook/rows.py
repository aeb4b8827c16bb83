"""WBK012, WBK014: rows that belong to no record, and rows that are not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.rules.workbook.cells import cell_issues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import CellIssue, Region
    from olsxl.rules.context import RuleContext


@rule(
    "WBK012",
    "error",
    Explanation(
        title="A row has data but no reference.",
        why=(
            "Without it the row belongs to no record: it is not reviewed, and no update can name it. A record with a "
            "day of report is given one, like R-0001, and is reviewed by that name."
        ),
        put_right="Type the reference of the record that the row belongs to; of a record that was given one, that one. "
        "Where such rows of Incidents go on with the record above them, write in olsxl.toml under [register]: "
        "follow_ups = true.",
        example="A row of Updates has a date and a text, and no Incident ref.",
    ),
    source=("P2", "nothing lost"),
)
def no_reference(context: RuleContext) -> Iterator[Fault]:
    for table, issue, heading in cell_issues(context, "no-key"):
        message = f"The row has data, but '{heading}' is blank"
        fix = f"Type the '{heading}' that the row belongs to"
        if given := str(table.frame.at[issue.row, table.schema.key]):
            message += f", so olsxl gave the record the reference {given}"
            fix = f"Type {given} there: updates and reviews name it so"
            if table.schema.name == "Incidents" and table.frame.at[issue.row, "Status"] == "":
                fix += _GOES_ON
        yield Fault(table, issue.row, issue.heading, message, fix)


_GOES_ON = (
    ". Or, where such rows go on with the record above them, write in olsxl.toml under [register]: follow_ups = true"
)


@rule(
    "WBK014",
    "error",
    Explanation(
        title="Data stands below a table, outside it, so that it is not read.",
        why="Excel has not taken the row into the table; drop-downs and filters leave it out as well.",
        put_right="Drag the corner at the lower right of the table down over the rows.",
        example="Rows 41 to 43 stand below the table Updates, which ends in row 40.",
    ),
    source=("nothing lost",),
)
def below_table(context: RuleContext) -> Iterator[Fault]:
    for table in context.tables:
        for issue in table.issues_of("outside"):
            yield Fault(table, issue.row, issue.heading, *_below_table(table.region(issue.row), issue))


def _below_table(region: Region, issue: CellIssue) -> tuple[str, str]:
    first, last = issue.row % ROWS_PER_SHEET, int(issue.meaning)
    one = first == last
    rows, are = (f"Row {first} stands", "is") if one else (f"Rows {first} to {last} stand", "are")
    drag = f"rag the corner at the table's lower right down to row {last}"
    if first == region.end_row + 1:
        fix = f"D{drag}, or move what stands there away"
    else:
        cut = "Cut the row and paste it" if one else "Cut the rows and paste them"
        fix = (
            f"{cut} directly below the table's last row, over blank rows only; "
            f"or, where all rows between are blank, d{drag}"
        )
    return f"{rows} below the table '{region.table}', outside it, and {are} not read", fix


ROW_RULES: tuple[Rule, ...] = (
    no_reference,
    below_table,
)
