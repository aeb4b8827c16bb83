"""Room above a totals row: it and everything below it moves down.

Source: ECMA-376-1, 18.5.1.2 (table, totalsRowCount): the totals row is the table's last.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from olsxl.workbook.editing.preconditions import is_shared, merges
from olsxl.workbook.editing.shift.formulas import rewrite_formulas
from olsxl.workbook.editing.shift.moved_rows import relocate
from olsxl.workbook.editing.shift.references import Surroundings
from olsxl.workbook.editing.shift.shift import Shift
from olsxl.workbook.errors import EditRefused
from olsxl.workbook.reading.anchors import anchored
from olsxl.workbook.reading.formulas import FormulaCell, formulas
from olsxl.workbook.reading.pivots import pivots
from olsxl.workbook.xml.markup import set_texts
from olsxl.workbook.xml.ranges import MAX_COLUMN, MAX_ROW, Range, column_letters
from olsxl.workbook.xml.sheet_xml import cells, has_content, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.editing.extend import TableGrowth
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


def make_room(book: Book, growth: TableGrowth) -> None:
    """Move the totals row and everything below it down by the rows of the growth.

    Raises `EditRefused`, naming it, where something stands in the way that cannot move.
    """
    table = growth.table
    xml = book.sheet_xml(table.sheet_part)
    shift = _choose(book, xml, growth)
    _check_movable(book, xml, shift, table)
    for sheet in book.worksheets:
        _rewrite(book, sheet.part, sheet.name, growth, shift)
    Surroundings(book, shift, table.part or "").follow()
    _grow_totals(book, growth)
    book.edit(table.sheet_part, relocate(book.sheet_xml(table.sheet_part), shift))


def _rewrite(book: Book, part: str, sheet: str, growth: TableGrowth, shift: Shift) -> None:
    """Let the formulas in the cells of a sheet follow."""
    own = sheet.casefold() == shift.sheet.casefold()
    totals = range(growth.table.first_column, growth.table.last_column + 1)

    def text(cell: FormulaCell) -> str:
        moved = shift.formula(cell.text, sheet)
        return growth.formula(moved, sheet) if own and cell.row == shift.top and cell.column in totals else moved

    xml = book.sheet_xml(part)
    book.edit(part, rewrite_formulas(xml, text, shift.of if own else lambda _: None))


def _choose(book: Book, xml: SheetXml, growth: TableGrowth) -> Shift:
    """Choose between whole rows and the table's own columns.

    Whole rows unless that tears something beside the table; then its columns, unless that cuts something wider below.
    A picture or chart beside the table counts only as long as there is the other way.
    """
    table = growth.table
    top = table.last_row + 1
    rows = Shift(table.sheet, top, growth.rows, 1, MAX_COLUMN)
    columns = Shift(table.sheet, top, growth.rows, table.first_column, table.last_column)
    beside = next(_torn_beside(book, xml, table, top), None)
    drawn = next(_drawings_beside(book, table, top), None)
    if beside is None and drawn is None:
        return rows
    cut = next((name for area, name in _structures(book, xml, table) if columns.tears(area)), None)
    if cut is None:
        return columns
    if beside is None:
        return rows
    raise EditRefused(
        table.sheet,
        f"the totals row of the table '{table.name}' with {cut} below and {beside} beside it",
        "no row can be inserted above the totals row without cutting one of them",
        "In Excel move one of them elsewhere, or switch the totals row off (Table Design, Total Row)",
    )


def _torn_beside(book: Book, xml: SheetXml, table: Table, top: int) -> Iterator[str]:
    """Name what stands beside the table and reaches over the place where rows would come in."""
    for area, name in _structures(book, xml, table):
        if area.top < top <= area.bottom and not area.spans_column_of(table.data):
            yield name
    pair = {row_number(row): _columns(row, table) for row in xml.rows(top - 1, top)}
    for column in sorted(pair.get(top - 1, set()) & pair.get(top, set())):
        yield f"a list in column {column_letters(column)}"


def _columns(row: Element, table: Table) -> set[int]:
    """Return the columns beside the table in which a row holds something."""
    outside = {
        column: cell for column, cell in cells(row).items() if not table.first_column <= column <= table.last_column
    }
    return {column for column, cell in outside.items() if has_content(cell)}


def _drawings_beside(book: Book, table: Table, top: int) -> Iterator[Range]:
    """Return the places of pictures and charts that reach over the place and stand beside the table."""
    for part in book.related(table.sheet_part, "drawing"):
        for anchor in book.root(part).walk():
            area = anchored(anchor)
            if area and area.top < top <= area.bottom and not area.within_columns_of(table.data):
                yield area


def _check_movable(book: Book, xml: SheetXml, shift: Shift, table: Table) -> None:
    """Refuse what cannot be moved faithfully."""
    obstacle = None
    if is_shared(book):
        obstacle = "the change history of a shared workbook"
    elif xml.frame.child("webPublishItems") is not None:
        obstacle = "cells published as a web page"
    elif (last := xml.last_before(xml.stop)) >= 0 and xml.number_at(last) + shift.rows > MAX_ROW:
        obstacle = "the last row of the sheet"
    if obstacle:
        raise EditRefused(
            table.sheet,
            f"{obstacle} below the table '{table.name}'",
            "the totals row has to move down, and that cannot move with it",
            "In Excel switch the totals row off (Table Design, Total Row), or take the other thing away",
        )


def _grow_totals(book: Book, growth: TableGrowth) -> None:
    """Let the totals formulas that the table itself keeps cover the new rows, as those in the cells do."""
    name = growth.table.part or ""
    kept = [element for element in book.root(name).walk() if element.name == "totalsRowFormula"]
    book.edit(name, set_texts(kept, partial(growth.formula, own_sheet=growth.table.sheet)))


def _structures(book: Book, xml: SheetXml, table: Table) -> Iterator[tuple[Range, str]]:
    """Return what may not be cut on the table's sheet: other tables, merged cells, pivot tables, array formulas."""
    for part in book.related(table.sheet_part, "table"):
        if part != table.part:
            root = book.root(part)
            yield Range.parse(root.get("ref")), f"the table '{root.get('displayName')}'"
    for merged in merges(xml):
        yield merged, f"the merged cells {merged}"
    for pivot in pivots(book, table.sheet_part):
        yield pivot, f"a pivot table ({pivot})"
    for cell in formulas(xml):
        if cell.kind in {"array", "dataTable"}:
            yield cell.area, f"the array formula in {cell.area}"
