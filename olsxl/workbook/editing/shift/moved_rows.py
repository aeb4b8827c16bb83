"""The cells of the shifted sheet itself, moved down row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.editing.write_cells import dimension, place
from olsxl.workbook.xml.markup import set_attribute, splice
from olsxl.workbook.xml.ranges import Range, cell_name
from olsxl.workbook.xml.sheet_xml import cells, row_number

if TYPE_CHECKING:
    from olsxl.workbook.container.rope import Splice
    from olsxl.workbook.editing.shift.shift import Shift
    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import Grid


def relocate(grid: Grid, shift: Shift) -> list[Splice]:
    """Return the changes to the rows, and to the dimension, which covers them."""
    rows = grid.window(grid.seek(shift.top), grid.stop)
    return _renumbered(grid, rows, shift) if shift.whole_rows else _moved_cells(grid, rows, shift)


def _renumbered(grid: Grid, rows: list[Element], shift: Shift) -> list[Splice]:
    changes: list[Splice] = []
    for row in rows:
        number = row_number(row) + shift.rows
        changes.append(set_attribute(grid.part, row, "r", str(number)))
        for column, cell in cells(row).items():
            changes.append(set_attribute(grid.part, cell, "r", cell_name(column, number)))
    element = grid.frame.child("dimension")
    moved = shift.of(Range.parse(element.get("ref"))) if element is not None else None
    return [*changes, *dimension(grid, moved)] if moved else changes


def _moved_cells(grid: Grid, rows: list[Element], shift: Shift) -> list[Splice]:
    """Take the cells out of their rows and put them into lower ones; the rows themselves stay."""
    moving = {row_number(row): _in_band(row, shift) for row in rows}
    new: dict[int, Row] = {
        number + shift.rows: {column: _renamed(grid, cell, number + shift.rows, column) for column, cell in row.items()}
        for number, row in moving.items()
        if row
    }
    gone = [
        (cell.start, cell.stop, b"")
        for number, row in moving.items()
        for column, cell in row.items()
        if column not in new.get(number, {})
    ]
    return [*gone, *place(grid, new)]


def _in_band(row: Element, shift: Shift) -> dict[int, Element]:
    return {column: cell for column, cell in cells(row).items() if shift.left <= column <= shift.right}


def _renamed(grid: Grid, cell: Element, row: int, column: int) -> bytes:
    start, stop, new = set_attribute(grid.part, cell, "r", cell_name(column, row))
    return splice(grid.part[cell.start : cell.stop], [(start - cell.start, stop - cell.start, new)])
