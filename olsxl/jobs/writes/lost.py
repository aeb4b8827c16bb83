"""What olsxl wrote to a register and a later save of the workbook wiped out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from olsxl.jobs.writes.kinds import IDENTITY
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.jobs.writes.ledger import Row, Write
    from olsxl.register.table import RegisterTable


def all_missing(tables: Mapping[str, RegisterTable], write: Write) -> bool:
    """Whether every row, or every sheet, of a write is missing: then a save over it has wiped it out.

    Where some stand and others do not, a person took them away. `tables` are by the name of the sheet of ours.
    """
    if write.sheets:
        standing = {sheet for table in tables.values() for sheet in table.sheets}
        return standing.isdisjoint(write.sheets)
    shortest_first = sorted(write.rows, key=lambda sheet: len(tables[sheet].frame))  # mostly it answers for all
    return not any(_any_stands(tables[sheet], write.rows[sheet]) for sheet in shortest_first)


def _any_stands(table: RegisterTable, rows: Iterable[Row]) -> bool:
    headings = IDENTITY[table.schema.name]
    columns = [table.frame[heading] for heading in headings]
    known = [{value: _comparable(value) for value in set(column)} for column in columns]
    standing = set(zip(*([known[at][value] for value in column] for at, column in enumerate(columns)), strict=True))
    return any(tuple(_comparable(row.get(heading, "")) for heading in headings) in standing for row in rows)


def _comparable(value: object) -> str:
    """A cell's value for comparing: a day, or a text in which case and blanks tell nothing apart."""
    return value.isoformat()[:10] if isinstance(value, date) else fold(str(value))
