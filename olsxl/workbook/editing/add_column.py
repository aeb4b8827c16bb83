"""A new last column of a table or list; its filter follows, so that the column is sorted with the others.

Source: ECMA-376-1, 18.5.1.2 (table), 18.5.1.3 (tableColumn), 18.3.1.2 (autoFilter), 18.2.5 (definedName).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from olsxl.workbook.editing.append import find_table
from olsxl.workbook.editing.postconditions import check_written
from olsxl.workbook.editing.preconditions import check_beside, check_refreshed, check_table, check_unprotected
from olsxl.workbook.editing.write_cells import write_cells
from olsxl.workbook.xml.formula import rewrite
from olsxl.workbook.xml.markup import append_child, escape_attribute, prefix, set_attribute, set_text
from olsxl.workbook.xml.ranges import Range, cell_name
from olsxl.workbook.xml.sheet_xml import cells
from olsxl.workbook.xml.values import cell, escape_codes

if TYPE_CHECKING:
    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.editing.edits import AddColumn
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.formula import Reference
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


def add_column(book: Book, edit: AddColumn) -> None:
    """Add the column. Raises `EditRefused` where something stands there already, or the list is not its sheet's own."""
    table = find_table(book, edit.table, edit.beside)
    if table.part is None:
        check_refreshed(book, table)
    else:
        check_table(book, table)
    xml = book.sheet_xml(table.sheet_part)
    check_unprotected(xml, table.sheet)
    number = table.last_column + 1
    bottom = max(table.last_row + table.has_totals, *edit.values, table.header_row)
    check_beside(book, table, xml, Range(number, table.header_row, number, bottom))
    rows = {row: {number: _cell(book, xml, (row, number), value, number)} for row, value in edit.values.items()}
    top = table.header_row
    rows[top] = {number: _cell(book, xml, (top, number), edit.heading, number - 1)}
    old = xml.frame.child("autoFilter") if table.part is None else None
    book.edit(table.sheet_part, [*write_cells(xml, rows), *_wider_filter(xml.part, old, table)])
    check_written(book.sheet_xml(table.sheet_part), rows)
    if table.part is not None:
        _widen_table(book, table.part, table, edit.heading)
    elif old is not None:
        _widen_names(book, table, Range.parse(old.get("ref")))


def _cell(book: Book, xml: SheetXml, place: tuple[int, int], value: object, like: int) -> bytes:
    """A cell of the column, at a row and column, in the style of another column of its row, or as is prepared there."""
    row, number = place
    found = xml.row(row)
    there = cells(found).get(like) if found is not None else None
    style = there.number("s") if there is not None else xml.column_style(number)
    return cell(xml.prefix, cell_name(number, row), style, value, date1904=book.date1904)


def _wider(area: Range, table: Table) -> Range:
    """A filter of a list with the new column; one that ends elsewhere, or is of other rows, as it is."""
    same = area.right == table.last_column and area.top == table.header_row
    return replace(area, right=area.right + 1) if same else area


def _wider_filter(part: bytes, element: Element | None, table: Table) -> list[ByteEdit]:
    if element is None:
        return []
    area = Range.parse(element.get("ref"))
    wider = _wider(area, table)
    return [set_attribute(part, element, "ref", str(wider))] if wider != area else []


def _widen_table(book: Book, name: str, table: Table, heading: str) -> None:
    part, root = book.read(name), book.root(name)
    ref, group = Range.parse(table.ref), root.child("tableColumns")
    changes = [set_attribute(part, root, "ref", str(replace(ref, right=ref.right + 1)))]
    if filtered := root.child("autoFilter"):
        covered = Range(ref.left, ref.top, ref.right + 1, table.last_row)  # LibreOffice adds the totals row to it
        changes.append(set_attribute(part, filtered, "ref", str(covered)))
    if group is not None:
        columns = [*group.named("tableColumn")]
        number = max((column.number("id") for column in columns), default=0) + 1
        named = (prefix(part, root), number, escape_attribute(escape_codes(heading)))
        changes.append(set_attribute(part, group, "count", str(len(columns) + 1)))
        changes.append(append_child(part, group, b'<%stableColumn id="%d" name="%s"/>' % named))
    book.edit(name, changes)


def _widen_names(book: Book, table: Table, filtered: Range) -> None:
    """The hidden name of the filter of a sheet, by which Excel sorts, covers what the filter does."""

    def change(reference: Reference) -> Range | None:
        same = reference.area == filtered and (reference.sheet or "").casefold() == table.sheet.casefold()
        return _wider(filtered, table) if same else None

    group = book.root(book.workbook_part).child("definedNames")
    changes = []
    for element in group.named("definedName") if group else ():
        if element.get("name").casefold() == "_xlnm._filterdatabase" and (text := rewrite(element.text, change)):
            changes += [set_text(element, text)] if text != element.text else []
    book.edit(book.workbook_part, changes)
