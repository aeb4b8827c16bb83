"""The cells of the shifted sheet itself, moved down row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.editing.write_cells import dimension, write_cells
from olsxl.workbook.xml.markup import set_attribute, splice
from olsxl.workbook.xml.ranges import cell_name
from olsxl.workbook.xml.sheet_xml import cells, ranges, row_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from olsxl.workbook.editing.shift.shift import Shift
    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


def relocate(xml: SheetXml, shift: Shift) -> list[ByteEdit]:
    """Return the changes to the rows, and to the dimension, which covers them."""
    rows = xml.each(xml.seek(shift.top))
    return _renumbered(xml, rows, shift) if shift.whole_rows else _moved_cells(xml, rows, shift)


def _renumbered(xml: SheetXml, rows: Iterable[Element], shift: Shift) -> list[ByteEdit]:
    changes: list[ByteEdit] = []
    for row in rows:
        number = row_number(row) + shift.rows
        changes.append(set_attribute(xml.part, row, "r", str(number)))
        for column, cell in cells(row).items():
            changes.append(set_attribute(xml.part, cell, "r", cell_name(column, number)))
    element = xml.frame.child("dimension")
    moved = [area for told in ranges(element.get("ref") if element else "") if (area := shift.of(told))]
    return [*changes, *(change for area in moved for change in dimension(xml, area))]


def _moved_cells(xml: SheetXml, rows: Iterable[Element], shift: Shift) -> list[ByteEdit]:
    """Take the cells out of their rows and put them into lower ones; the rows themselves stay."""
    moving = {row_number(row): _in_band(row, shift) for row in rows}
    new: dict[int, Row] = {
        number + shift.rows: {column: _renamed(xml, cell, number + shift.rows, column) for column, cell in row.items()}
        for number, row in moving.items()
        if row
    }
    gone = [
        ByteEdit(cell.start, cell.stop, b"")
        for number, row in moving.items()
        for column, cell in row.items()
        if column not in new.get(number, {})
    ]
    return [*gone, *write_cells(xml, new)]


def _in_band(row: Element, shift: Shift) -> dict[int, Element]:
    return {column: cell for column, cell in cells(row).items() if shift.left <= column <= shift.right}


def _renamed(xml: SheetXml, cell: Element, row: int, column: int) -> bytes:
    start, stop, new = set_attribute(xml.part, cell, "r", cell_name(column, row))
    return splice(xml.part[cell.start : cell.stop], [ByteEdit(start - cell.start, stop - cell.start, new)])
