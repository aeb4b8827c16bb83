"""Formulas that a person copied down a column, where the table does not say that the column is calculated.

So it is in lists, and in tables that LibreOffice saved, which leaves `calculatedColumnFormula` out. Excel goes on with
such a column in a new row where at least three of the last five rows have the formula ("Extend data range formats and
formulas").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from olsxl.workbook.reading.formulas import cell_formulas
from olsxl.workbook.xml.formula import references, translate
from olsxl.workbook.xml.sheet_xml import has_content

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml

_LOOKED_AT: Final = 5
_AMONG: Final = 4 * _LOOKED_AT
"""Rows among which those are that hold something: blank ones between records do not count."""
_ENOUGH: Final = 3


def filled_down(xml: SheetXml, undeclared: Collection[int], first: int, last: int) -> dict[int, str]:
    """Return such formulas by column number, from rows `first` to `last`, as the row below would have them.

    `undeclared` are the columns for which the table says no formula.
    """
    start, stop = xml.seek(first), xml.seek(last + 1)
    some = xml.window(xml.some_before(start, stop, _AMONG), stop)
    rows = [row for row in some if any(map(has_content, row.named("c")))][-_LOOKED_AT:]
    copied = formulas_below(xml, rows, last + 1)
    for column, texts in _of_first_row(xml, rows, undeclared, first).items():
        copied[column].update({translate(text, 0, last + 1 - first): times for text, times in texts.items()})
    most = {column: texts.most_common(1)[0] for column, texts in copied.items()}
    return {column: text for column, (text, times) in most.items() if column in undeclared and times >= _ENOUGH}


def _of_first_row(
    xml: SheetXml, rows: Sequence[Element], columns: Collection[int], first: int
) -> dict[int, Counter[str]]:
    """Count the formulas of each column that refer to cells of the first row in these columns, from further down.

    XlsxWriter writes a column's formula in every row as it was given for the first, and the table's declaration tells
    how it is meant; LibreOffice keeps the cells alone.
    """
    counted: dict[int, Counter[str]] = {}
    for cell in cell_formulas(xml, rows):
        refers = references(cell.text)
        used = {column for each in refers for column in (each.area.left, each.area.right)}
        of_first = all(each.sheet is None and each.area.top == each.area.bottom == first for each in refers)
        if cell.row > first and of_first and used and used <= {*columns}:
            counted.setdefault(cell.column, Counter())[cell.text] += 1
    return counted


def formulas_below(xml: SheetXml, rows: Sequence[Element], below: int) -> dict[int, Counter[str]]:
    """Count the formulas of each column in some rows, as they would read in a row below; the lowest come first."""
    counted: dict[int, Counter[str]] = {}
    for cell in reversed([*cell_formulas(xml, rows)]):
        counted.setdefault(cell.column, Counter())[translate(cell.text, 0, below - cell.row)] += 1
    return counted
