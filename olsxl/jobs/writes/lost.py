"""What olsxl wrote to a register and no longer stands there: wiped out by a later save, or taken out by a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from olsxl.jobs.writes.clock import is_ahead
from olsxl.jobs.writes.kinds import IDENTITY
from olsxl.register.text import fold
from olsxl.review.past import GoneReview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from olsxl.jobs.writes.ledger import LedgerEntry, Row, Write
    from olsxl.register.table import RegisterTable

    Tables = Mapping[str, RegisterTable]
    """Tables of one register by the name of the sheet of ours."""


def all_missing(tables: Tables, write: Write) -> bool:
    """Whether every row, or every sheet, of a write is missing: then a save over it has wiped it out.

    Where some stand and others do not, a person took them away.
    """
    if write.sheets:
        standing = {sheet for table in tables.values() for sheet in table.sheets}
        return standing.isdisjoint(write.sheets)
    shortest_first = sorted(write.rows, key=lambda sheet: len(tables[sheet].frame))  # mostly it answers for all
    return not any(_any_stands(tables[sheet], write.rows[sheet]) for sheet in shortest_first)


def _any_stands(table: RegisterTable, rows: Iterable[Row]) -> bool:
    headings = IDENTITY[table.schema.name]
    standing = _standing(table, headings)
    return any(_identity(row, headings) in standing for row in rows)


def missing_rows(tables: Tables, entries: Iterable[LedgerEntry]) -> Iterator[tuple[LedgerEntry, dict[str, list[Row]]]]:
    """Each review's entry with those of its rows that do not stand in the register, by sheet.

    A row of Updates is known by its reference and its review, else its day: what was typed over it since, its author
    too, takes nothing away.
    """
    known = {
        "Updates": ("Incident ref", "Review" if tables["Updates"].has("Review") else "Date"),
        "Reviews": ("Review",),
    }
    standing = {sheet: _standing(tables[sheet], headings) for sheet, headings in known.items()}
    for entry in entries:
        lacking = {
            sheet: [row for row in rows if _identity(row, known[sheet]) not in standing[sheet]]
            for sheet, rows in entry.write.rows.items()
        }
        yield entry, lacking


def standing_part(tables: Tables, entry: LedgerEntry) -> Write:
    """The write of a review's entry without the rows that do not stand."""
    ((_, lacking),) = missing_rows(tables, [entry])
    left = {sheet: tuple(row for row in rows if row not in lacking[sheet]) for sheet, rows in entry.write.rows.items()}
    return entry.write._replace(rows={sheet: rows for sheet, rows in left.items() if rows})


def gone_reviews(entries: Iterable[LedgerEntry], tables: Tables, register_id: str, today: date) -> Iterator[GoneReview]:
    """The reviews of which something is gone from this register, in the order of their weeks (REV311).

    A row of Updates is looked for as long as its record stands: an archive takes both. What a clock that was ahead
    wrote was to be taken out.
    """
    mine = [
        entry
        for entry in entries
        if entry.write.kind == "review"
        and entry.stage != "prepared"
        and entry.register_id == register_id
        and not is_ahead(entry.write, today)
    ]
    records = set(tables["Incidents"].keys) if mine else set()
    for entry, lacking in missing_rows(tables, mine) if mine else ():
        refs = [str(row.get("Incident ref", "")) for row in lacking.get("Updates", ())]
        refs = [ref for ref in refs if fold(ref) in records]
        row = next(iter(lacking.get("Reviews", ())), None)
        day = _day(entry.write)
        if day and (refs or row):
            is_lost = entry.stage != "restored" and all_missing(tables, entry.write)
            yield GoneReview(entry.write.key, day, row, tuple(refs), is_lost)


def _day(write: Write) -> date | None:
    """The day of a review, which each of its rows bears; None where its record was damaged."""
    days = (row.get("Reviewed on", row.get("Date")) for rows in write.rows.values() for row in rows)
    return next((day for day in days if isinstance(day, date)), None)


def _standing(table: RegisterTable, headings: Sequence[str]) -> set[tuple[str, ...]]:
    columns = [table.frame[heading] for heading in headings]
    known = [{value: _comparable(value) for value in set(column)} for column in columns]
    return set(zip(*([known[at][value] for value in column] for at, column in enumerate(columns)), strict=True))


def _identity(row: Row, headings: Sequence[str]) -> tuple[str, ...]:
    return tuple(_comparable(row.get(heading, "")) for heading in headings)


def _comparable(value: object) -> str:
    """A cell's value for comparing: a day, or a text in which case and blanks tell nothing apart."""
    return value.isoformat()[:10] if isinstance(value, date) else fold(str(value))
