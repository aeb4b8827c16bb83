"""Another value in one cell.

Source: ECMA-376-1, 18.3.1.4 (c), 18.6.1 (calcChain), 18.5.1.2 (table).
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.workbook.editing.calculation_chain import forget
from olsxl.workbook.editing.postconditions import check_written
from olsxl.workbook.editing.preconditions import check_unprotected, merges
from olsxl.workbook.editing.shift.formulas import drop_shared
from olsxl.workbook.editing.write_cells import write_cells
from olsxl.workbook.errors import EditRefused, UnreadableWorkbook
from olsxl.workbook.reading.formulas import formulas
from olsxl.workbook.reading.pivots import pivots
from olsxl.workbook.reading.styles import StyleBook
from olsxl.workbook.xml.ranges import Range, cell_name, cell_position
from olsxl.workbook.xml.sheet_xml import cells
from olsxl.workbook.xml.values import ValueRefusedError, cell, is_moment, moment_parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


def set_cells(book: Book, sheet_name: str, values: Mapping[str, object]) -> None:
    """Give cells of one sheet other values, by their names (`F14`). Raises `EditRefused`, `UnreadableWorkbook`."""
    sheet = _sheet(book, sheet_name)
    xml = book.sheet_xml(sheet.part)
    check_unprotected(xml, sheet.name)
    by_row: dict[int, dict[int, object]] = {}
    for name, value in values.items():
        column, number = _position(sheet, name)
        by_row.setdefault(number, {})[column] = value
    _check(book, sheet, xml, by_row)
    setter = _Setter(book, sheet, xml)
    rows = {number: setter.row(number, by_row[number]) for number in sorted(by_row)}
    forget(book, sheet.name, setter.formulas)
    book.edit(sheet.part, [*write_cells(xml, rows), *drop_shared(xml, setter.formulas.values())])
    check_written(book.sheet_xml(sheet.part), rows)


@dataclass
class _Setter:
    """Makes the cells of one sheet that get other values; `formulas` are those that had a formula, by their place."""

    book: Book
    sheet: Worksheet
    xml: SheetXml
    formulas: dict[tuple[int, int], Element] = field(default_factory=dict)

    @cached_property
    def styles(self) -> StyleBook:
        """The workbook's styles, read when a value asks for them."""
        return StyleBook(self.book)

    def row(self, number: int, values: Mapping[int, object]) -> Row:
        """Return the cells of one row, with the styles of those that stand there."""
        found = self.xml.row(number)
        there = cells(found) if found is not None else {}
        made: Row = {}
        for column, value in values.items():
            style = there[column].number("s") if column in there else self._style_around(column, found)
            made[column] = self._cell(cell_name(column, number), value, style)
            if column in there and there[column].child("f"):
                self.formulas[column, number] = there[column]
        return made

    def _style_around(self, column: int, row: Element | None) -> int:
        """Return the style of a cell that never stood: its row's (18.3.1.73 customFormat), else its column's."""
        custom = row is not None and row.get("customFormat") in {"1", "true"}
        return row.number("s") if row is not None and custom else self.xml.column_style(column)

    def _cell(self, name: str, value: object, style: int) -> bytes:
        if is_moment(value):
            day, hour = moment_parts(value)
            style = self.styles.for_moment(style, day=day, hour=hour)
        try:
            typed = self.styles.as_typed(style, value)
            return cell(self.xml.prefix, name, style, typed, date1904=self.book.date1904)
        except ValueRefusedError as error:
            raise EditRefused(self.sheet.name, f"the value for cell {name}", str(error), "Correct the value") from error


def _sheet(book: Book, name: str) -> Worksheet:
    found = next((sheet for sheet in book.worksheets if sheet.name.casefold() == name.casefold()), None)
    if found is None:
        names = ", ".join(f"'{sheet.name}'" for sheet in book.worksheets) or "none"
        raise EditRefused(name, "a missing sheet", f"the sheets are {names}", "Give the sheet its name back")
    return found


def _position(sheet: Worksheet, name: str) -> tuple[int, int]:
    try:
        return cell_position(name)
    except UnreadableWorkbook as error:
        why = "Excel has no cell of that name"
        raise EditRefused(sheet.name, f"the cell name '{name}'", why, "Give a cell like F14") from error


def _check(book: Book, sheet: Worksheet, xml: SheetXml, by_row: Mapping[int, Collection[int]]) -> None:
    """Refuse cells whose value is not theirs alone."""
    numbers = sorted(by_row)
    for area, obstacle in _obstacles(book, sheet, xml):
        for number in numbers[bisect_left(numbers, area.top) : bisect(numbers, area.bottom)]:
            column = next((column for column in by_row[number] if area.left <= column <= area.right), None)
            if column is not None:
                raise EditRefused(
                    sheet.name,
                    obstacle,
                    f"cell {cell_name(column, number)} belongs to it and cannot take a value of its own",
                    "Change it in Excel, where you see what depends on it",
                )


def _obstacles(book: Book, sheet: Worksheet, xml: SheetXml) -> Iterator[tuple[Range, str]]:
    """Return the cells whose value is not theirs alone, and what they belong to."""
    for merged in merges(xml):
        name = f"the merged cells {merged}"
        yield replace(merged, left=merged.left + 1), name
        yield replace(merged, top=merged.top + 1), name
    for pivot in pivots(book, sheet.part):
        yield pivot, f"the pivot table {pivot}"
    for found in formulas(xml) if b"array" in xml.part or b"dataTable" in xml.part else ():
        if found.kind in {"array", "dataTable"}:
            yield found.area, f"the array formula in {found.area}"
    for part in book.related(sheet.part, "table"):
        yield from _table_frame(book.root(part))


def _table_frame(table: Element) -> Iterator[tuple[Range, str]]:
    """Return the heading and the totals row of a table."""
    ref, name = Range.parse(table.get("ref")), table.get("displayName")
    if table.get("headerRowCount", "1") != "0":
        yield replace(ref, bottom=ref.top), f"the header row of '{name}'"
    if totals := table.number("totalsRowCount"):
        yield replace(ref, top=ref.bottom - totals + 1), f"the totals row of '{name}'"
