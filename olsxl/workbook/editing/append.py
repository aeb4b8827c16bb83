"""Rows at the end of a table, as if a person had typed them there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.workbook.editing.calculation_chain import forget
from olsxl.workbook.editing.extend import (
    TableGrowth,
    extend_charts,
    extend_names,
    extend_sheet,
    extend_table,
    show_data,
)
from olsxl.workbook.editing.postconditions import check_extended, check_written
from olsxl.workbook.editing.preconditions import check_room, check_table, check_unmerged, check_unprotected
from olsxl.workbook.editing.row_defaults import RowDefaults
from olsxl.workbook.editing.shift.formulas import drop_shared
from olsxl.workbook.editing.shift.totals import make_room
from olsxl.workbook.editing.write_cells import Row, write_cells
from olsxl.workbook.errors import EditRefused
from olsxl.workbook.reading.lists import heading_key
from olsxl.workbook.reading.styles import StyleBook
from olsxl.workbook.reading.tables import Table, find_tables, list_of
from olsxl.workbook.xml.ranges import Range, cell_name
from olsxl.workbook.xml.sheet_xml import cells, row_number
from olsxl.workbook.xml.values import ValueRefusedError, cell, formula_cell, is_moment, moment_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml

Values = dict[int, object]
"""Values by column number."""


def append(book: Book, table: Table, rows: Sequence[Mapping[str, object]]) -> int:
    """Append rows, in their order, to a table or list, given as it stands now; returns the last of them.

    Raises `EditRefused` where that cannot be done without touching something else, `UnreadableWorkbook`.
    """
    check_table(book, table)
    values = [_by_column(table, row) for row in rows]
    xml = book.sheet_xml(table.sheet_part)
    check_unprotected(xml, table.sheet)
    last = table.last_filled_row(xml)
    usual = RowDefaults(xml, table, last)
    growth = TableGrowth(table, max(0, len(rows) - max(0, table.last_row - last)))
    target = Range(table.first_column, last + 1, table.last_column, last + len(rows))
    _room(book, xml, growth, target, {column for row in values for column in row})
    _drop_formulas(book, table, target, values)
    xml = book.sheet_xml(table.sheet_part)
    new = _Writer(book, table, xml, usual).rows(target.top, values)
    around = extend_sheet(xml, growth) if growth.rows else []
    changes = [*write_cells(xml, new, usual.height()), *around]
    book.edit(table.sheet_part, changes)
    check_written(xml.after(changes, min(new, default=0)), new)
    _follow(book, growth)
    return target.bottom


def find_table(book: Book, name: str, headings: Collection[str] = ()) -> Table:
    """Find a table by its name, else by the name of its sheet; case does not count.

    On a sheet, what has these headings is meant: the only table that has them all, else a list that stands there.
    """
    key = name.casefold()
    every = list(find_tables(book))
    found = [table for table in every if table.name.casefold() == key] or _on_sheet(book, every, key, headings)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(table.name for table in found)
        raise EditRefused(name, "several tables", f"it has the tables {names}", "Name the one that is meant")
    sheets = ", ".join(f"'{sheet.name}'" for sheet in book.worksheets) or "none"
    why = f"the workbook has no table and no sheet with a header row of the name '{name}'; its sheets are {sheets}"
    raise EditRefused(name, "a missing table", why, "Give the table or sheet its name back, or name it in olsxl.toml")


def _on_sheet(book: Book, every: Sequence[Table], key: str, headings: Collection[str]) -> list[Table]:
    tables = [table for table in every if table.sheet.casefold() == key]
    holding = [table for table in tables if _holds(table, headings)]
    if holding:
        return holding
    sheet = next((sheet for sheet in book.worksheets if sheet.name.casefold() == key), None)
    if sheet is None:
        return tables
    check_unprotected(book.sheet_xml(sheet.part), sheet.name)  # before the end of a list is looked for, row by row
    table = list_of(book, sheet, headings)
    return [table] if table and (not tables or _holds(table, headings)) else tables


def _holds(table: Table, headings: Collection[str]) -> bool:
    return {heading_key(heading) for heading in headings} <= {heading_key(heading) for heading in table.headings}


def _by_column(table: Table, row: Mapping[str, object]) -> Values:
    """Bring the values from headings to columns: by the exact heading, else by one that reads the same."""
    exact, alike = _numbered(table, str), _numbered(table, heading_key)
    values: Values = {}
    for heading, value in row.items():
        columns = exact.get(heading) or alike.get(heading_key(heading), [])
        if len(columns) != 1:
            why = f"'{table.name}' has {'no' if not columns else 'more than one'} column of that name"
            raise EditRefused(table.sheet, f"the heading '{heading}'", why, "Check the headings of the header row")
        values[columns[0]] = value
    return values


def _numbered(table: Table, spelling: Callable[[str], str]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, heading in enumerate(table.headings, table.first_column):
        numbers.setdefault(spelling(heading), []).append(number)
    return numbers


def _drop_formulas(book: Book, table: Table, target: Range, values: Sequence[Values]) -> None:
    """Let given values win over formulas in prepared rows: their places in shared formulas and in the chain go."""
    xml = book.sheet_xml(table.sheet_part)
    gone: list[tuple[int, int]] = []
    dropped: list[Element] = []
    for row in xml.rows(target.top, target.bottom):
        given = values[row_number(row) - target.top]
        for column, there in cells(row).items():
            if given.get(column) is not None and there.child("f") is not None:
                gone.append((column, row_number(row)))
                dropped.append(there)
    forget(book, table.sheet, gone)
    book.edit(table.sheet_part, drop_shared(xml, dropped))


def _room(book: Book, xml: SheetXml, growth: TableGrowth, area: Range, taken: Collection[int]) -> None:
    """See that the rows are free, or make them so."""
    table = growth.table
    if growth.rows and table.has_totals:
        make_room(book, growth)
    elif growth.rows:
        below = Range(area.left, table.last_row + 1, area.right, table.last_row + growth.rows)
        check_room(book, table, xml, below, taken)
    check_unmerged(table, book.sheet_xml(table.sheet_part), area)


def _follow(book: Book, growth: TableGrowth) -> None:
    show_data(book, growth.table)
    if growth.rows:
        extend_table(book, growth)
        extend_names(book, growth)
        extend_charts(book, growth)
        check_extended(book, growth)


@dataclass
class _Writer:
    """Makes the cells of new rows."""

    book: Book
    table: Table
    xml: SheetXml
    usual: RowDefaults

    def __post_init__(self) -> None:
        self.date1904 = self.book.date1904

    @cached_property
    def styles(self) -> StyleBook:
        """The workbook's styles, read when a value or an empty column asks for them."""
        return StyleBook(self.book)

    def rows(self, first: int, values: Sequence[Values]) -> dict[int, Row]:
        """Return the cells of each row from the first on."""
        last = first + len(values) - 1
        there = {row_number(row): cells(row) for row in self.xml.rows(first, last)}
        made = {number: self._row(number, row, there.get(number, {})) for number, row in enumerate(values, first)}
        return {number: row for number, row in made.items() if row}

    def _row(self, number: int, values: Values, there: Mapping[int, Element]) -> Row:
        row: Row = {}
        for column in range(self.table.first_column, self.table.last_column + 1):
            made = self._cell(number, column, values.get(column), there.get(column))
            if made is not None:
                row[column] = made
        return row

    def _cell(self, number: int, column: int, value: object, there: Element | None) -> bytes | None:
        style = self._style(column, there)
        reference = cell_name(column, number)
        if value is None:
            return self._unset(number, column, style, there)
        if is_moment(value):
            day, hour = moment_parts(value)
            style = self.styles.for_moment(style, self.usual.styles(column), day=day, hour=hour)
        try:
            typed = self.styles.as_typed(style, value)
            return cell(self.xml.prefix, reference, style, typed, date1904=self.date1904)
        except ValueRefusedError as error:
            heading = self.table.headings[column - self.table.first_column]
            fix = "Correct the value and try again"
            raise EditRefused(self.table.sheet, f"the value for '{heading}'", str(error), fix) from error

    def _unset(self, number: int, column: int, style: int, there: Element | None) -> bytes | None:
        """Return the cell of a column for which there is no value: its formula, its style, or what stands there."""
        own = self.table.columns[column - self.table.first_column]
        reference = cell_name(column, number)
        formula = self.usual.formula(column, number)
        if formula is not None and (there is None or there.child("f") is None):
            return formula_cell(self.xml.prefix, reference, style, formula, array=own.array)
        if there is not None or not style:
            return None
        return cell(self.xml.prefix, reference, style, None, date1904=self.date1904)

    def _style(self, column: int, there: Element | None) -> int:
        if there is not None:
            return there.number("s")
        if usual := self.usual.styles(column):
            return usual[0]
        dxf = self.table.columns[column - self.table.first_column].dxf
        told = self.styles.dxf_style(dxf) if dxf is not None else 0
        return told or self.usual.row_style() or self.xml.column_style(column)
