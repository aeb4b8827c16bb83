"""What ends on the last row of a table and does not follow when it grows: to be told, for it is never changed.

A pivot table keeps its range, as in Excel; one by the table's name follows. A formula in a cell is a person's own, and
no cell that stood is changed; what follows are structured references (`Updates[Hours]`) and the table's own totals row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.editing.append import find_table
from olsxl.workbook.editing.extend import TableGrowth
from olsxl.workbook.reading.formulas import formulas
from olsxl.workbook.reading.opened import opened
from olsxl.workbook.reading.pivots import cache_frame
from olsxl.workbook.xml.formula import Reference
from olsxl.workbook.xml.ranges import Range, cell_name
from olsxl.workbook.xml.sheet_xml import SheetXml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.workbook.editing.edits import AppendRow
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.opened import Workbook
    from olsxl.workbook.reading.tables import Table


def ranges_not_extended(source: bytes | Workbook, edits: Sequence[AppendRow]) -> list[str]:
    """Name what covers a table to its last row and will not cover the rows that such edits add: what, and where.

    Like `the formula in Other!A3`. Raises `EditRefused` where the table is not there, `UnreadableWorkbook`.
    """
    book = opened(source).for_edits()
    found = [find_table(book, edit.table, edit.values) for edit in edits]
    return [left for table in found for left in (*_pivots(book, table), *_formulas(book, table))]


def _pivots(book: Book, table: Table) -> Iterator[str]:
    growth = TableGrowth(table, 1)
    for sheet in book.worksheets:
        for pivot in book.related(sheet.part, "pivotTable"):
            sources = [
                Reference(source.get("sheet"), Range.parse(source.get("ref")))
                for cache in book.related(pivot, "pivotCacheDefinition")
                for source in cache_frame(book.read(cache)).walk()
                if source.name == "worksheetSource" and source.get("ref")
            ]
            if any(growth.of_reference(source) for source in sources):
                yield f"the pivot table '{book.root(pivot).get('name')}' on the sheet '{sheet.name}'"


def _formulas(book: Book, table: Table) -> Iterator[str]:
    growth = TableGrowth(table, 1)
    for sheet in book.worksheets:
        for cell in formulas(SheetXml(book.read(sheet.part), sheet.name)):
            totals = sheet.part == table.sheet_part and table.has_totals and cell.row == table.last_row + 1
            if not totals and growth.formula(cell.text, sheet.name) != cell.text:
                yield f"the formula in {sheet.name}!{cell_name(cell.column, cell.row)}"
