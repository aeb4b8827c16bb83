"""WBK001 to WBK003: whether the columns are there that the rules need, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import schema
from olsxl.register.meaning.headings import EITHER, nearest, renamed_columns
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import one_line
from olsxl.register.updates.inline import inline_columns
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.workbook import column_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from olsxl.config import Config
    from olsxl.register.coverage.seen import SeenByReviews
    from olsxl.register.table import Region, RegisterTable
    from olsxl.rules.context import RuleContext


@rule(
    "WBK001",
    "error",
    Explanation(
        title="An indispensable sheet or column is missing.",
        why=(
            "Without it the sheet cannot be read as a register. A heading that was renamed is told to olsxl in "
            "`[columns]`."
        ),
        put_right="Head the column as the message says, or give its own heading in olsxl.toml under [columns].",
        example="The sheet Updates has no column Date; the closest heading is Day.",
    ),
    source=("nothing lost",),
)
def missing_column(context: RuleContext) -> Iterator[Fault]:
    return missing_in(context.tables, context.config, context.seen)


def missing_in(tables: Iterable[RegisterTable], config: Config, seen: SeenByReviews) -> Iterator[Fault]:
    """The indispensable sheets and columns that these tables lack, also of those that reviews have read."""
    for table in tables:
        for name in table.missing:
            near = nearest(name, table.sheets)
            closest = f"; the closest is '{near}'" if near else ""
            message = f"{table.workbook} has no sheet or table named '{name}'{closest}"
            fix = f"Name the sheet '{name}', or give its name in olsxl.toml under [sheets]"
            yield Fault(table, None, None, message, fix, sheetless=True)
        renamed = renamed_columns(config, table.schema)
        for position, region in enumerate(table.regions):
            needed = _needed(table, position, config, seen)
            for ours in (heading for heading in table.schema.headings if heading in needed - {*region.columns}):
                yield Fault(table, position * ROWS_PER_SHEET, None, *_missing_heading(table, region, ours, renamed))


def _needed(table: RegisterTable, position: int, config: Config, seen: SeenByReviews) -> set[str]:
    """The headings without which a list, by its position, is not read.

    Where olsxl gives the references, a record is known again by its Summary: without it updates would go astray.
    """
    gone = {*seen.headings_gone(table, table.regions[position])}
    columns = (column for column in table.schema.columns if column.indispensable)
    needed = {column.heading for column in columns if not _may_lack(table, column, position, config, gone)}
    if table.schema.name == schema.INCIDENTS.name and "Incident ref" not in needed:
        needed |= {"Summary"} & gone
    return needed


def _may_lack(
    table: RegisterTable, column: schema.Column, position: int, config: Config, gone: Collection[str]
) -> bool:
    """Whether it is a column for updates (`[register] notes`) that a list can do without.

    Its records are closed; or it has another, and is headed otherwise than a list that has this one. One that is `gone`
    it had.
    """
    if table.schema.name != schema.INCIDENTS.name or column.heading in schema.INCIDENTS.headings:
        return False
    inline, _ = inline_columns(config)
    others = {*inline.notes, *(pair.date for pair in inline.pairs)} & {*table.regions[position].columns}
    if others and column.heading not in gone and any(column.heading in region.columns for region in table.regions):
        return True
    own = table.frame[table.frame.index // ROWS_PER_SHEET == position]
    return bool(own["Status"].map(schema.is_closed).all())


def _missing_heading(table: RegisterTable, region: Region, ours: str, renamed: Mapping[str, str]) -> tuple[str, str]:
    """What is told of a column that is missing; one for updates is named by other settings than the rest."""
    heading = (renamed.get(ours) or ours).replace(EITHER, "' or '")
    is_of_updates = table.schema.name == schema.INCIDENTS.name and ours not in schema.INCIDENTS.headings
    near = nearest(heading, [text for text in region.present if text not in region.headings.values()])
    closest = f"; the closest heading is '{one_line(near)}'" if near else ""
    where = f"give its heading in olsxl.toml under [columns.{table.schema.config_key}]"
    if is_of_updates:
        where = f"write its own heading for '{heading}' in olsxl.toml under [register], where that stands"
    return (
        f"The sheet '{region.sheet}' has no column '{heading}'{closest}",
        f"Head the column '{heading}' in row {region.header_row}, or {where}",
    )


@rule(
    "WBK003",
    "error",
    Explanation(
        title="Two columns answer to the same heading.",
        why="The first is read; what stands in the other would be lost to every rule.",
        put_right="Give one of the two another heading, or delete the one that is empty.",
        example="Columns AJ and AM are both headed Owner; only AJ is read.",
    ),
    source=("nothing lost",),
)
def repeated_heading(context: RuleContext) -> Iterator[Fault]:
    for table in context.tables:
        for position, region in enumerate(table.regions):
            for heading, number in region.repeated:
                typed, read = table.heading(heading, position * ROWS_PER_SHEET), column_letters(region.columns[heading])
                message = f"This is a second column headed '{typed}'; only column {read} is read"
                fix = "Give this column another heading, or delete it if it is empty"
                cell = f"{column_letters(number)}{region.header_row}"
                yield Fault(table, position * ROWS_PER_SHEET, None, message, fix, cell=cell)


def missing_optional_rule(rules: tuple[Rule, ...]) -> Rule:
    """WBK002, which knows from the other rules what each column is needed for."""

    @rule(
        "WBK002",
        "warning",
        Explanation(
            title="Columns are missing that some rules need.",
            why=(
                "Without them the rules that are named are off. It is told by olsxl check and olsxl doctor alone, but "
                "for columns that a review has read before: their headings may have been changed."
            ),
            put_right=(
                "Add the columns; or write in olsxl.toml that there are none, under [columns.incidents]: Assessment "
                '= "".'
            ),
            example="The sheet Incidents has no column Safeguarding ref, so INC121 is off.",
        ),
        source=("nothing lost",),
    )
    def missing_optional(context: RuleContext) -> Iterator[Fault]:
        for table in context.tables:
            renamed = renamed_columns(context.config, table.schema)
            absent = {heading for heading, theirs in renamed.items() if not theirs}
            for position, region in enumerate(table.regions):
                spared = _needed(table, position, context.config, context.seen) | absent
                gone = [h for h in context.seen.headings_gone(table, region) if h not in spared]
                for heading in gone:
                    message, fix = _missing_heading(table, region, heading, renamed)
                    message += "; an earlier review read it, and nothing under it is read now"
                    fix += f', or write there that there is none any more: "{heading}" = ""'
                    yield Fault(table, position * ROWS_PER_SHEET, None, message, fix)
                known = {*region.columns, *gone, *spared}
                missing = [c.heading for c in table.schema.columns if not c.indispensable and c.heading not in known]
                if missing and context.setup:
                    yield Fault(table, position * ROWS_PER_SHEET, None, *_left_out(table, region, missing, rules))

    return missing_optional


def _left_out(table: RegisterTable, region: Region, missing: list[str], rules: tuple[Rule, ...]) -> tuple[str, str]:
    name, wanted = table.schema.name, set(missing)
    off = [rule.code for rule in rules if wanted & set(rule.needs.get(name, ()))]
    without = f"; without them these rules are off: {', '.join(off)}" if off else "; no rule is off for it"
    return (
        f"The sheet '{region.sheet}' has no column {', '.join(repr(heading) for heading in missing)}{without}",
        (
            f"Add the columns, or write that there are none in olsxl.toml under [columns.{table.schema.config_key}]: "
            f'"{missing[0]}" = ""'
        ),
    )


COLUMN_RULES: tuple[Rule, ...] = (
    missing_column,
    repeated_heading,
)
