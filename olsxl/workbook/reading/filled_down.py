"""Formulas that a person copied down a column, where the table does not say that the column is calculated.

So it is in lists, and in tables that LibreOffice saved, which leaves `calculatedColumnFormula` out. Excel goes on with
such a column in a new row where at least three of the last five rows have the formula ("Extend data range formats and
formulas").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from olsxl.workbook.editing.shift.formulas import own_text
from olsxl.workbook.xml.formula import translate
from olsxl.workbook.xml.sheet_xml import cells, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.sheet_xml import SheetXml

_LOOKED_AT: Final = 5
_ENOUGH: Final = 3


def filled_down(xml: SheetXml, table: Table, last: int) -> dict[int, str]:
    """Return such formulas by column number, as the row below `last` would have them; the columns are undeclared."""
    counted: dict[int, Counter[str]] = {}
    for column, text in _formulas(xml, table, last):
        counted.setdefault(column, Counter())[text] += 1
    most = {column: texts.most_common(1)[0] for column, texts in counted.items()}
    return {column: text for column, (text, times) in most.items() if times >= _ENOUGH}


def _formulas(xml: SheetXml, table: Table, last: int) -> Iterator[tuple[int, str]]:
    """Return column and formula of the last rows' cells, each as the row below `last` would have it."""
    wanted = {*range(table.first_column, table.last_column + 1)} - table.calculated
    for row in xml.rows(max(table.first_row, last - _LOOKED_AT + 1), last):
        for column, cell in cells(row).items():
            if column in wanted and (text := own_text(xml, cell)):
                yield column, translate(text, 0, last + 1 - row_number(row))
