"""Cells of the records that rules look at, and the faults that are told at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.review.plan import closed_records
from olsxl.rules.rule import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pandas import Series

    from olsxl.findings import Severity
    from olsxl.register.table import RegisterTable
    from olsxl.rules.rule import Check

UNDECIDED = "Under consideration"


def closed(check: Check) -> Series[bool]:
    """The records that are closed."""
    return closed_records(check.records)


def clear(check: Check, heading: str) -> Series[bool]:
    """The records whose cell could be understood: what could not is told by another rule, and never again."""
    return ~check.records.index.to_series().isin(check.register.incidents.unclear(heading))


def blank(check: Check, heading: str) -> Series[bool]:
    """The records whose cell is blank; one that cannot be understood is not."""
    column = check.records[heading]
    return column.isna() & clear(check, heading) if column.dtype.kind == "M" else column == ""


def undecided(check: Check, heading: str) -> Series[bool]:
    """The records in which a decision is blank or Under consideration."""
    return blank(check, heading) | (check.records[heading] == UNDECIDED)


def older_than(check: Check, days: int) -> Series[bool]:
    """The records that were reported more than so many days ago."""
    import pandas as pd

    return check.records["Reported on"] < pd.Timestamp(check.today) - pd.Timedelta(days=days)


class Say(NamedTuple):
    """What is told at a cell: the message, or what gives it for a row, and what to do.

    `{Closed on}` in either becomes the heading as it stands, quoted. With `folded`, those of closed records are told in
    one line.
    """

    message: str | Callable[[int], str]
    fix: str
    severity: Severity | None = None
    folded: bool = False


def told(check: Check, rows: Series[bool], heading: str, say: Say) -> Iterator[Fault]:
    """One fault at a cell of each of these records."""
    table = check.register.incidents
    over = closed(check) & say.folded
    for row in map(int, rows.index[rows]):
        message = say.message if isinstance(say.message, str) else say.message(row)
        quoted = _Quoted(table, row)
        words = message.format_map(quoted), say.fix.format_map(quoted)
        yield Fault(table, row, heading, *words, say.severity, folded=bool(over[row]))


class _Quoted(dict[str, str]):
    """Our headings, each as it stands in the workbook, in quotes."""

    def __init__(self, table: RegisterTable, row: int) -> None:
        self._table = table
        self._row = row

    def __missing__(self, heading: str) -> str:
        return f"'{self._table.heading(heading, self._row)}'"
