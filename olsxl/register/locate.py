"""Where in a workbook each sheet of the schema stands: by Excel table, else by sheet and header row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.register.headings import Match, match
from olsxl.register.table import Region

if TYPE_CHECKING:
    from olsxl.config import Config
    from olsxl.register import schema

_HEADER_WITHIN = 30
"""A header row stands within the first so many rows; above it there may be a title."""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook opened for reading: its sheets in order, its Excel tables, its cells."""

    sheets: tuple[str, ...]
    tables: tuple[workbook.Table, ...]
    cells: workbook.CellReader

    @classmethod
    def open(cls, data: bytes) -> Book:
        """Open the bytes of a workbook; raises workbook.UnreadableWorkbook."""
        cells = workbook.CellReader(data)
        return cls(tuple(cells.sheets), tuple(workbook.tables(data)), cells)


def regions(book: Book, sheet: schema.Sheet, config: Config, renamed: dict[str, str]) -> tuple[Region, ...]:
    """The regions of one sheet of the schema, one for each name in `[sheets]` that the workbook has."""
    given = getattr(config.sheets, sheet.config_key, sheet.name)
    names = [given] if isinstance(given, str) else given
    found = (_region(book, name, sheet, renamed) for name in names)
    return tuple(region for region in found if region)


def _region(book: Book, name: str, sheet: schema.Sheet, renamed: dict[str, str]) -> Region | None:
    tables = [t for t in book.tables if t.name.casefold() == name.casefold()]
    sheets = [s for s in book.sheets if s.strip().casefold() == name.strip().casefold()]
    tables = tables or [t for t in book.tables if t.sheet in sheets]
    if tables:
        return _of_table(max(tables, key=lambda t: len(match(sheet, t.headings, renamed).columns)), sheet, renamed)
    return _of_sheet(book.cells.read(sheets[0]), sheet, renamed) if sheets else None


def _of_table(table: workbook.Table, sheet: schema.Sheet, renamed: dict[str, str]) -> Region:
    blank: list[object] = [None] * (table.first_column - 1)
    found = match(sheet, [*blank, *table.headings], renamed)
    rows = (table.header_row, table.first_row, table.last_row, table.last_row + table.has_totals)
    return Region(
        table.sheet, table.name, *rows, found.columns, found.typed, present=table.headings, repeated=found.repeated
    )


def _of_sheet(cells: workbook.Cells, sheet: schema.Sheet, renamed: dict[str, str]) -> Region:
    """A sheet without a table: the header is the row that answers to most headings, data reach to the sheet's end."""
    tops = [[column[row] for column in cells.columns] for row in range(min(cells.height, _HEADER_WITHIN))]
    matches = [match(sheet, row, renamed) for row in tops] or [Match({}, {})]
    best = max(range(len(matches)), key=lambda row: (len(matches[row].columns), -row))
    present = tuple(str(value).strip() for value in tops[best] if value is not None) if tops else ()
    rows = (best + 1, best + 2, cells.height, cells.height)
    found = matches[best]
    return Region(cells.sheet, None, *rows, found.columns, found.typed, present=present, repeated=found.repeated)
