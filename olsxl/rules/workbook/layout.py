"""WBK009, WBK010, WBK013: what lies over the rows, and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.workbook import cell_name, column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.table import Region, RegisterTable
    from olsxl.rules.context import RuleContext
    from olsxl.workbook import Layout


@rule(
    "WBK009",
    "error",
    Explanation(
        title="Merged cells lie over data rows.",
        why=(
            "Excel keeps the first cell of them alone, cannot sort or filter the rows rightly, and the others read "
            "as blank."
        ),
        put_right="Select the cells, unmerge them (Home, Merge and Centre), and type into each row what belongs to it.",
        example="B5:B7 are one cell, so that rows 6 and 7 have no Safeguarding ref.",
    ),
    source=("nothing lost",),
)
def merged_cells(context: RuleContext) -> Iterator[Fault]:
    for table, row, region, layout in _sheets(context):
        rows = {
            int(index) % ROWS_PER_SHEET
            for index in table.frame.index
            if index // ROWS_PER_SHEET == row // ROWS_PER_SHEET
        }
        if region.across:
            continue
        left, right = min(region.columns.values(), default=0), max(region.columns.values(), default=0)
        for area in layout.merged:
            inside = area.left <= right and left <= area.right
            if inside and not rows.isdisjoint(range(area.top, area.bottom + 1)):
                message = f"The cells {area} are merged, and lie over rows that hold data"
                fix = "Unmerge them (Home, Merge and Centre), and type into each row what belongs to it"
                yield Fault(table, row, None, message, fix, cell=cell_name(area.left, area.top))


@rule(
    "WBK010",
    "error",
    Explanation(
        title="A picture or an embedded file lies in a register.",
        why=(
            "Imagery of a child is never copied, stored or shared, and a register has no place for it. A logo above "
            "the headings is a warning, because it goes into every copy."
        ),
        put_right=(
            "Do not copy it elsewhere. If it may show a child, leave it, and ask the police or the IWF what to do; "
            "otherwise delete it."
        ),
        example="A picture lies over row 14 of Incidents.",
    ),
    source=("imagery",),
)
def picture(context: RuleContext) -> Iterator[Fault]:
    for table, row, region, layout in _sheets(context):
        for area in layout.pictures:
            above = area.bottom <= region.header_row
            where = "above the headings" if above else "in the register"
            message = f"A picture or an embedded file lies {where}, from {cell_name(area.left, area.top)}"
            fix = (
                "Delete it if it is no more than a logo that nobody needs here"
                if above
                else "Do not copy it. If it may show a child, ask the police or the IWF what to do; otherwise delete it"
            )
            cell = cell_name(area.left, area.top)
            yield Fault(table, row, None, message, fix, "warning" if above else None, cell=cell)


@rule(
    "WBK013",
    "warning",
    Explanation(
        title="Hidden sheets, columns or rows hold data.",
        why="Who is given the workbook is given them too, without knowing. Rows that a filter hides are none.",
        put_right="Show them again, and delete what need not be there.",
        example="The sheet Old log is hidden, and holds data.",
    ),
    source=("hidden data",),
)
def hidden_data(context: RuleContext) -> Iterator[Fault]:
    told: set[str] = set()
    for table, row, _, layout in _sheets(context):
        for hidden in layout.columns:
            names = [column_letters(number) for number in (hidden.first, hidden.last)]
            what = _run("Column", names)
            yield Fault(table, row, None, f"{what} hidden, and data stand there", _SHOW, cell=hidden.cell)
        for hidden in layout.rows:
            what = _run("Row", [str(number) for number in (hidden.first, hidden.last)])
            yield Fault(table, row, None, f"{what} hidden, and data stand there", _SHOW, cell=hidden.cell)
    for table in context.tables:
        for name, layout in table.layouts.sheets.items():
            if layout.hidden and layout.first and f"{table.workbook}/{name}" not in told:
                told.add(f"{table.workbook}/{name}")
                message = f"The sheet '{name}' is hidden, and data stand there"
                yield Fault(table, None, None, message, _SHOW, cell=layout.first, sheet=name)


_SHOW = "Show them again (right-click, Unhide), and delete what need not be there"


def _run(kind: str, names: list[str]) -> str:
    return f"{kind} {names[0]} is" if names[0] == names[1] else f"{kind}s {names[0]} to {names[1]} are"


def _sheets(context: RuleContext) -> Iterator[tuple[RegisterTable, int, Region, Layout]]:
    """Each worksheet of the registers once: its table, a row of its frame, where it stands, how it is laid out."""
    seen: set[tuple[str, str]] = set()
    for table in context.tables:
        for position, region in enumerate(table.regions):
            layout = table.layouts.sheets.get(region.sheet)
            if layout and (table.workbook, region.sheet) not in seen:
                seen.add((table.workbook, region.sheet))
                yield table, position * ROWS_PER_SHEET, region, layout


LAYOUT_RULES: tuple[Rule, ...] = (
    merged_cells,
    picture,
    hidden_data,
)
