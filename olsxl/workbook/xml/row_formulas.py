"""Which cells stand in the rows of a sheet, and their formulas: all of a sheet that the invariants look at.

No places in the part are asked for here, so no elements are made, which would take ten times as long.
Source: ECMA-376-1, 18.3.1.73 (row), 18.3.1.4 (c), 18.3.1.40 (f).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from olsxl.workbook.errors import reading_sheet
from olsxl.workbook.xml.markup import MAX_DEPTH, end_tag, not_well_formed, overfilled, refuse_long_tags, whole_number
from olsxl.workbook.xml.sheet_xml import next_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.xml.sheet_xml import SheetXml

Formulas = dict[int, "dict[str, str] | None"]
"""The cells of a row by column: the attributes of the formula in each, None where there is none."""

_ROW, _CELL, _FORMULA = 2, 3, 4
"""How deep they stand in a worksheet without its `sheetData`."""


def row_formulas(xml: SheetXml) -> Iterator[tuple[int, Formulas]]:
    """Yield each row's number and cells, in the order of the part; `UnreadableWorkbook` where one is damaged."""
    scan = _Scan()
    with reading_sheet(xml.name):
        scan.feed(xml.root_tag)
        start = xml.start
        while start < xml.stop:
            stop = xml.some_after(start)
            scan.feed(xml.part[start:stop])
            yield from scan.taken()
            start = stop
        scan.feed(end_tag(xml.root_tag), last=True)


class _Scan:
    """What expat tells of the rows of one sheet, fed a window at a time."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, Formulas]] = []
        self._depth, self._column, self._in_cell = 0, 0, False
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        refuse_long_tags(piece)
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise not_well_formed() from error

    def taken(self) -> list[tuple[int, Formulas]]:
        """Return the rows since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == _ROW:
            self._rows.append((whole_number(attributes.get("r") or "0"), {}))
            self._column = 0
        elif self._depth == _CELL:
            self._in_cell = name.endswith(" c")
            if self._in_cell:
                number, cells = self._rows[-1]
                self._column = next_column(attributes.get("r", ""), number, self._column)
                cells[self._column] = None
        elif self._depth == _FORMULA and self._in_cell and name.endswith(" f"):
            self._rows[-1][1][self._column] = attributes
        elif self._depth > MAX_DEPTH:
            raise overfilled()

    def _end(self, _name: str) -> None:
        self._depth -= 1
