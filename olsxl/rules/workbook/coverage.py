"""WBK015, WBK016: rows that were not understood, and sheets that are read for their headings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.findings import Severity
    from olsxl.register.coverage.coverage import Unread, Why
    from olsxl.rules.context import RuleContext

_WHY: dict[Why, tuple[str, str]] = {
    "outside-list": ("stands outside the list", "stand outside the list"),
    "no-date": ("has no day that can be read", "have no day that can be read"),
    "no-key": ("has no reference", "have no reference"),
}


@rule(
    "WBK015",
    "error",
    Explanation(
        title="Rows were not understood, so that they are not read.",
        why=(
            "What is not read is in no review, no count and no pack. It is an error where the rows look like records, "
            "else a warning."
        ),
        put_right=(
            "Move what belongs to a list into it. A sheet that is part of the register is named in olsxl.toml under "
            '[sheets]; one that is none is set aside there: leave = ["Contacts"].'
        ),
        example="The sheet Old log has 12 rows, and nobody said what it is.",
    ),
    source=("nothing lost",),
)
def not_understood(context: RuleContext) -> Iterator[Fault]:
    untold = [span for span in context.unread if not span.told]
    for (workbook, sheet), spans in groupby(untold, key=lambda span: (span.workbook, span.sheet)):
        found = [*spans]
        table = next(table for table in context.tables if table.workbook == workbook)
        severity: Severity = "error" if any(span.like_records for span in found) else "warning"
        yield Fault(table, None, None, *_words(sheet, found), severity, cell=found[0].first, sheet=sheet)


def _words(sheet: str, spans: Sequence[Unread]) -> tuple[str, str]:
    rows = sum(span.rows for span in spans)
    number = f"{rows} row{'' if rows == 1 else 's'}"
    if spans[0].why == "unknown-sheet":
        return (
            f"The sheet '{sheet}' is not read, because nobody said what it is; it has {number}",
            (
                "Name it in olsxl.toml under [sheets] if it belongs to the register, with its headings as in the other "
                f'sheets; if not, set it aside there: leave = ["{sheet}"]'
            ),
        )
    whys = [span.why for span in spans]
    told = [
        f"{count} {_WHY[why][count != 1]}"
        for why in dict.fromkeys(whys)
        if (count := sum(span.rows for span in spans if span.why == why))
    ]
    fix = "Move what belongs to the list into it, and what does not to a sheet of its own"
    if "outside-list" not in whys:
        fix = "Type the day alone, in its own column"
    return f"{number} of '{sheet}' {'is' if rows == 1 else 'are'} not read: {', '.join(told)}", fix


@rule(
    "WBK016",
    "warning",
    Explanation(
        title="A sheet is read for the first time, because it has the headings of one that is.",
        why=(
            "A sheet for a new child, month or year is read from the day on which it is there, so that nothing in it "
            "is missed. It is told until a review has read it."
        ),
        put_right=(
            "Nothing, where the sheet belongs to the register; else set it aside in olsxl.toml under [sheets]: leave."
        ),
        example="The sheet 2027 has the headings of 2026.",
    ),
    source=("nothing lost",),
)
def new_sheet(context: RuleContext) -> Iterator[Fault]:
    for table, row, region, _ in context.new_sheets:
        cell = cell_name(min(region.columns.values()), region.header_row)
        rows = int((table.frame.index // ROWS_PER_SHEET == row // ROWS_PER_SHEET).sum())
        message = (
            f"The sheet '{region.sheet}' has the headings of {table.schema.name}, and is read as one of them from now "
            f"on: {rows} row{'' if rows == 1 else 's'}"
        )
        fix = f'Nothing, if that is right; if not, write in olsxl.toml under [sheets]: leave = ["{region.sheet}"]'
        yield Fault(table, row, None, message, fix, cell=cell)


COVERAGE_RULES: tuple[Rule, ...] = (not_understood, new_sheet)
