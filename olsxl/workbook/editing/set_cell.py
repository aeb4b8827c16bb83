"""Another value in one cell.

Source: ECMA-376-1, 18.3.1.4 (c), 18.6.1 (calcChain), 18.5.1.2 (table).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.editing.calculation_chain import forget
from olsxl.workbook.editing.postconditions import check_written
from olsxl.workbook.editing.preconditions import check_unprotected, merges, pivots
from olsxl.workbook.editing.shift.formulas import drop_shared, formulas
from olsxl.workbook.editing.write_cells import write_cells
from olsxl.workbook.errors import EditRefused, UnreadableWorkbook
from olsxl.workbook.reading.styles import StyleBook
from olsxl.workbook.xml.ranges import Range, cell_name, cell_position
from olsxl.workbook.xml.sheet_xml import cells
from olsxl.workbook.xml.values import ValueRefusedError, cell, is_moment, moment_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.xml.sheet_xml import SheetXml


def set_cells(book: Book, sheet_name: str, values: Mapping[str, object]) -> None:
    """Give cells of one sheet other values, by their names (`F14`). Raises `EditRefused`, `UnreadableWorkbook`."""
    sheet = _sheet(book, sheet_name)
    xml = book.sheet_xml(sheet.part)
    check_unprotected(xml, sheet.name)
    rows: dict[int, Row] = {}
    changes: list[ByteEdit] = []
    without_formula: list[tuple[int, int]] = []
    for name, value in values.items():
        column, row = _position(sheet, name)
        _check(book, sheet, xml, column, row)
        there = next((cells(found).get(column) for found in xml.rows(row, row)), None)
        style = there.number("s") if there is not None else _style_around(xml, column, row)
        rows.setdefault(row, {})[column] = _made(book, xml, (sheet.name, cell_name(column, row)), value, style)
        changes += drop_shared(xml, there) if there else []
        if there is not None and there.child("f"):
            without_formula.append((column, row))
    forget(book, sheet.name, without_formula)
    book.edit(sheet.part, [*write_cells(xml, rows), *changes])
    check_written(book.sheet_xml(sheet.part), rows)


def _sheet(book: Book, name: str) -> Worksheet:
    found = next((sheet for sheet in book.worksheets if sheet.name.casefold() == name.casefold()), None)
    if found is None:
        names = ", ".join(f"'{sheet.name}'" for sheet in book.worksheets)
        raise EditRefused(name, "a missing sheet", f"the sheets are {names}", "Give the sheet its name back")
    return found


def _position(sheet: Worksheet, name: str) -> tuple[int, int]:
    try:
        return cell_position(name)
    except UnreadableWorkbook as error:
        why = "Excel has no cell of that name"
        raise EditRefused(sheet.name, f"the cell name '{name}'", why, "Give a cell like F14") from error


def _style_around(xml: SheetXml, column: int, row: int) -> int:
    """Return the style of a cell that never stood: its row's (18.3.1.73 customFormat), else its column's."""
    found = next((found for found in xml.rows(row, row) if found.get("customFormat") in {"1", "true"}), None)
    return found.number("s") if found is not None else xml.column_style(column)


def _made(book: Book, xml: SheetXml, place: tuple[str, str], value: object, style: int) -> bytes:
    sheet, name = place
    if is_moment(value):
        styles = StyleBook(book)
        day, hour = moment_parts(value)
        style = style if styles.shows(style, day=day, hour=hour) else styles.for_moment(style, day=day, hour=hour)
    try:
        return cell(xml.prefix, name, style, value, date1904=book.date1904)
    except ValueRefusedError as error:
        raise EditRefused(sheet, f"the value for cell {name}", str(error), "Correct the value") from error


def _check(book: Book, sheet: Worksheet, xml: SheetXml, column: int, row: int) -> None:
    """Refuse cells whose value is not theirs alone."""
    here = Range(column, row, column, row)
    obstacle = _table_frame(book, sheet, here)
    for merged in merges(xml):
        if merged.meets(here) and (merged.left, merged.top) != (column, row):
            obstacle = f"the merged cells {merged}"
    for pivot in pivots(book, sheet.part):
        if pivot.meets(here):
            obstacle = f"the pivot table {pivot}"
    for found in formulas(xml) if b'"array"' in xml.part or b'"dataTable"' in xml.part else ():
        if found.kind in {"array", "dataTable"} and found.area.meets(here):
            obstacle = f"the array formula in {found.area}"
    if obstacle:
        raise EditRefused(
            sheet.name,
            obstacle,
            f"cell {here} belongs to it and cannot take a value of its own",
            "Change it in Excel, where you see what depends on it",
        )


def _table_frame(book: Book, sheet: Worksheet, here: Range) -> str:
    """Name the table whose heading or totals row the cell is in."""
    for part in book.related(sheet.part, "table"):
        root = book.root(part)
        ref = Range.parse(root.get("ref"))
        header, totals = root.get("headerRowCount", "1") != "0", root.number("totalsRowCount")
        if ref.meets(here) and (here.top < ref.top + header or here.top > ref.bottom - totals):
            return f"the {'header' if here.top == ref.top and header else 'totals'} row of '{root.get('displayName')}'"
    return ""
