"""The formulas in a sheet's cells, each also where it shares another's.

Source: ECMA-376-1, 18.3.1.40 (f: normal, array, dataTable, shared).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.xml.formula import translate
from olsxl.workbook.xml.markup import parse_window
from olsxl.workbook.xml.ranges import Range, cell_position
from olsxl.workbook.xml.sheet_xml import cells, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml

_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3}[0-9]{1,7})["']""")


_MAX_LENGTH: Final = 2**25
"""Characters of all formulas of a sheet, shared ones written out: 100,000 rows with 330 in each."""


class FormulaCell(NamedTuple):
    """One `<f>` and the place of its cell; `text` is written out also where the cell shares another's formula."""

    column: int
    row: int
    element: Element
    text: str

    @property
    def kind(self) -> str:
        """Name the type of formula: normal, shared, array or dataTable."""
        return self.element.get("t", "normal")

    @property
    def area(self) -> Range:
        """Return the cells that the formula fills."""
        ref = self.element.get("ref") if self.kind in {"array", "dataTable"} else ""
        return Range.parse(ref) if ref else Range(self.column, self.row, self.column, self.row)


def formulas(xml: SheetXml) -> list[FormulaCell]:
    """Return every formula of a sheet."""
    masters: dict[str, FormulaCell] = {}
    found: list[FormulaCell] = []
    length = 0
    for column, row, element in _elements(xml):
        cell = FormulaCell(column, row, element, element.text)
        if cell.kind == "shared":
            cell = _written_out(cell, masters)
        found.append(cell)
        length += len(cell.text)
        if length > _MAX_LENGTH:
            raise unreadable(
                "has a sheet with more formulas than any register", "Take formulas out that are not needed"
            )
    return found


def _written_out(cell: FormulaCell, masters: dict[str, FormulaCell]) -> FormulaCell:
    group = cell.element.get("si")
    if cell.text:
        masters[group] = cell
        return cell
    master = masters.get(group)
    if master is None:
        raise unreadable("is damaged: a cell shares a formula that does not stand before it")
    text = translate(master.text, cell.column - master.column, cell.row - master.row)
    return FormulaCell(cell.column, cell.row, cell.element, text)


def cell_formulas(xml: SheetXml, rows: Sequence[Element]) -> Iterator[FormulaCell]:
    """Return the formulas of the cells of some rows that follow one another; what fills an array is left out.

    Of the rows above only the formulas are read that these share.
    """
    found = [
        FormulaCell(column, row_number(row), formula, formula.text)
        for row in rows
        for column, cell in cells(row).items()
        if (formula := cell.child("f")) is not None and formula.get("t", "normal") in {"normal", "shared"}
    ]
    shared = {cell.element.get("si") for cell in found if cell.kind == "shared" and not cell.text}
    masters = _masters_above(xml, shared, rows[0].start) if shared else {}
    for cell in found:
        if cell.kind != "shared":
            yield cell
        elif cell.text or cell.element.get("si") in masters:
            yield _written_out(cell, masters)


def _masters_above(xml: SheetXml, groups: set[str], stop: int) -> dict[str, FormulaCell]:
    """Find the formula that each group of shared ones has above a place: the last of them, where there are several."""
    master = re.compile(rb"""<%sf\s(?=[^<>]*\bsi\s*=\s*["']([^"'<>]*)["'])[^<>]*(?<!/)>(?=[^<])""" % xml.prefix)
    places = {
        found[1].decode("utf-8", "replace"): found.start() for found in master.finditer(xml.part, xml.start, stop)
    }
    masters: dict[str, FormulaCell] = {}
    for group in groups & places.keys():
        column, row, element = next(_elements(xml, places[group]))
        masters[group] = FormulaCell(column, row, element, element.text)
    return masters


def _elements(xml: SheetXml, start: int | None = None) -> Iterator[tuple[int, int, Element]]:
    """Return each formula from a place on, with the column and row of its cell."""
    mark, cell_mark, end = (b"<%s%s" % (xml.prefix, name) for name in (b"f", b"c", b"f>"))
    at = xml.part.find(mark, xml.start if start is None else start, xml.stop)
    while at >= 0:
        inner = xml.part.find(b">", at) + 1
        empty = xml.part[inner - 2 : inner] == b"/>"
        stop = inner if empty else xml.part.find(b"</" + end[1:], inner) + len(end) + 1
        cell_at = xml.part.rfind(cell_mark, xml.start, at)
        reference = _REFERENCE.search(xml.part, cell_at, at)
        if reference is None or stop < inner:
            raise unreadable("is damaged: a formula stands outside of a cell")
        column, row = cell_position(reference[1].decode())
        yield column, row, parse_window(xml.part, at, stop, xml.root_tag)[0]
        at = xml.part.find(mark, stop, xml.stop)
