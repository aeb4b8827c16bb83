"""Cells of the records that rules look at, and the faults that are told at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pandas import Series

    from olsxl.findings import Severity
    from olsxl.register.table import RegisterTable
    from olsxl.rules.context import RuleContext

UNDECIDED = "Under consideration"


def clear(context: RuleContext, heading: str) -> Series[bool]:
    """The records whose cell could be understood: what could not is told by another rule, and never again."""
    return ~context.records.index.to_series().isin(context.register.incidents.unclear(heading))


def blank(context: RuleContext, heading: str) -> Series[bool]:
    """The records whose cell is blank; one that cannot be understood is not."""
    column = context.records[heading]
    return column.isna() & clear(context, heading) if column.dtype.kind == "M" else column == ""


def undecided(context: RuleContext, heading: str) -> Series[bool]:
    """The records in which a decision is blank or Under consideration."""
    return blank(context, heading) | (context.records[heading] == UNDECIDED)


def older_than(context: RuleContext, days: int) -> Series[bool]:
    """The records that were reported more than so many days ago."""
    import pandas as pd

    return context.records["Reported on"] < pd.Timestamp(context.today) - pd.Timedelta(days=days)


class Wording(NamedTuple):
    """What is told at a cell: the message, or what gives it for a row, and what to do.

    `{Closed on}` in either becomes the heading as it stands, quoted. With `folded`, those of closed records are told in
    one line.
    """

    message: str | Callable[[int], str]
    fix: str
    severity: Severity | None = None
    folded: bool = False


def faults_at(context: RuleContext, rows: Series[bool], heading: str, wording: Wording) -> Iterator[Fault]:
    """One fault at a cell of each of these records."""
    table = context.register.incidents
    over = context.closed & wording.folded
    for row in map(int, rows.index[rows]):
        message = wording.message if isinstance(wording.message, str) else wording.message(row)
        quoted = _Quoted(table, row)
        words = message.format_map(quoted), wording.fix.format_map(quoted)
        yield Fault(table, row, heading, *words, wording.severity, folded=bool(over[row]))


class _Quoted(dict[str, str]):
    """Our headings, each as it stands in the workbook, in quotes."""

    def __init__(self, table: RegisterTable, row: int) -> None:
        self._table = table
        self._row = row

    def __missing__(self, heading: str) -> str:
        return f"'{self._table.heading(heading, self._row)}'"
