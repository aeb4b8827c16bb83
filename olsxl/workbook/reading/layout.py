"""How a worksheet is laid out beside its values: merged cells, pictures and embedded files, what is hidden.

Only the frame of the sheet is parsed; among its rows, bytes are looked for. Source: ECMA-376-1, 18.3.1.55 (mergeCell),
18.3.1.13 (col), 18.3.1.73 (row), 18.3.1.60 (oleObject), 18.3.1.2 (autoFilter), 20.5.2 (anchors of drawings).
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.reading.anchors import anchored
from olsxl.workbook.reading.rich_values import is_picture
from olsxl.workbook.xml.ranges import MAX_COLUMN, MAX_ROW, Range, column_letters
from olsxl.workbook.xml.sheet_xml import SheetXml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.xml.markup import Element

_TRUE: Final = {"1", "true", "on"}
_IMAGE: Final = frozenset({"pic", "blip"})
_PLACE: Final = re.compile(rb"""[^<>]*?\sr\s*=\s*["']([A-Z]{1,3}[0-9]{1,7})["']""")
_VALUE_METADATA: Final = re.compile(rb"""\svm\s*=\s*["']([0-9]{1,7})["']""")
_NUMBER: Final = re.compile(rb"""[^<>]*?\sr\s*=\s*["']([0-9]{1,7})["']""")
_HIDDEN: Final = re.compile(rb"""[^<>]*?\shidden\s*=\s*["'](?:1|true|on)["']""")
_SHAPE_ANCHOR: Final = re.compile(rb"<(?:\w+:)?Anchor>\s*(\d{1,7})" + 3 * rb"\s*,\s*\d{1,7}\s*,\s*(\d{1,7})")
"""Columns and rows of a VML anchor, from 0: left column, offset, top row, offset, right column, offset, bottom row."""

_ROW_HEIGHT: Final = 190_500
"""The height of a usual row in the units of drawings (20.1.2.1: 914,400 to the inch)."""

_UNKNOWN: Final = Range(1, 1, 1, MAX_ROW)
"""Where something lies of which the place is not told: it may be anywhere."""


class Hidden(NamedTuple):
    """Columns or rows, one after another, that are hidden: their numbers, and the first cell that holds something."""

    first: int
    last: int
    cell: str


class Layout(NamedTuple):
    """One worksheet: cells merged, cells with or under a picture or embedded file, columns and rows that are hidden.

    `hidden` tells that the sheet itself is; `first` is its first cell that holds something, "" where none does.
    Rows that a filter hides which is on are not among the hidden ones.
    """

    hidden: bool
    first: str
    merged: tuple[Range, ...]
    pictures: tuple[Range, ...]
    columns: tuple[Hidden, ...]
    rows: tuple[Hidden, ...]


def find_layouts(book: Book, headings: Mapping[str, int]) -> dict[str, Layout]:
    """The layout of these worksheets and of every hidden one, by name.

    `headings` gives the row of a sheet's headings: what stands in or above it makes no hidden column hold something.
    One that is put together in a way that Excel does not use is left out: a write to it refuses it by name.
    """
    wanted = [sheet for sheet in book.worksheets if sheet.name in headings or sheet.state != "visible"]
    found = {}
    for sheet in wanted:
        with suppress(UnreadableWorkbook):
            found[sheet.name] = _Sheet(book, sheet, headings.get(sheet.name, 0)).layout()
    return found


class _Sheet:
    """One worksheet while it is looked at."""

    def __init__(self, book: Book, sheet: Worksheet, headings: int) -> None:
        self.book = book
        self.sheet = sheet
        self.headings = headings
        self.xml = SheetXml(book.read(sheet.part), sheet.name)
        self.frame = self.xml.frame
        self._cell = b"<%sc" % self.xml.prefix
        self._row = b"<%srow" % self.xml.prefix

    def layout(self) -> Layout:
        merged = self.frame.child("mergeCells")
        return Layout(
            hidden=self.sheet.state != "visible",
            first=self._first(self.xml.start, self.xml.stop),
            merged=tuple(Range.parse(cell.get("ref")) for cell in merged.named("mergeCell")) if merged else (),
            pictures=tuple(dict.fromkeys([*self._placed(), *self._drawn(), *self._embedded(), *self._background()])),
            columns=tuple(self._columns()),
            rows=tuple(self._rows()),
        )

    def _placed(self) -> Iterator[Range]:
        """The cells that hold a picture as their value."""
        part, stop = self.xml.part, self.xml.stop
        known: dict[int, bool] = {}
        at = part.find(b" vm=", self.xml.start, stop)
        while at >= 0:
            cell = part.rfind(self._cell, self.xml.start, at)
            head = part[cell : part.find(b">", cell)]
            place, value = _PLACE.match(head, len(self._cell)), _VALUE_METADATA.search(head)
            if place and value:
                number = int(value[1])
                if number not in known:
                    known[number] = is_picture(self.book, number)
                if known[number]:
                    yield Range.parse(place[1].decode())
            at = part.find(b" vm=", at + 1, stop)

    def _drawn(self) -> Iterator[Range]:
        """The cells under each anchor of the drawing that holds an image."""
        for part in self.book.related(self.sheet.part, "drawing"):
            for element in self.book.root(part).children if part in self.book else ():
                if any(inner.name in _IMAGE for inner in element.walk()):
                    yield _under(element)

    def _embedded(self) -> Iterator[Range]:
        """The cells under each embedded file; one is often told twice, with an anchor and without."""
        places: dict[str, Range | None] = {}
        for element in self.frame.walk():
            if element.name == "oleObject":
                found = next((area for inner in element.walk() if (area := anchored(inner))), None)
                places[element.get("shapeId")] = places.get(element.get("shapeId")) or found
        for shape, area in places.items():
            yield area or self._shape(shape) or _UNKNOWN

    def _shape(self, shape: str) -> Range | None:
        """The cells under a shape of the old kind of drawing."""
        for part in self.book.related(self.sheet.part, "vmlDrawing"):
            text = self.book.read(part)
            at = text.find(b'_s%s"' % shape.encode())
            found = _SHAPE_ANCHOR.search(text, at) if at >= 0 else None
            if found:
                left, top, right, bottom = (int(number) + 1 for number in found.groups())
                return Range(left, top, max(left, right), max(top, bottom))
        return None

    def _background(self) -> Iterator[Range]:
        if self.frame.child("picture"):
            yield _UNKNOWN

    def _columns(self) -> Iterator[Hidden]:
        group = self.frame.child("cols")
        below = self.xml.seek(self.headings + 1)
        for column in group.named("col") if group else ():
            if column.get("hidden") in _TRUE:
                last = min(column.number("max"), MAX_COLUMN)
                first = column.number("min")
                cells = (self._first_of(number, below) for number in range(first, last + 1))
                if cell := next((cell for cell in cells if cell), ""):
                    yield Hidden(first, last, cell)

    def _first_of(self, column: int, start: int) -> str:
        """The first cell of a column that holds something."""
        part, needle = self.xml.part, b'"%s' % column_letters(column).encode()
        at = part.find(needle, start, self.xml.stop)
        while at >= 0:
            cell = part.rfind(b"<", start, at)
            found = _PLACE.match(part, cell + len(self._cell)) if part.startswith(self._cell, cell) else None
            if found and found.end() > at and found[1].rstrip(b"0123456789") == needle[1:] and self._holds(cell):
                return found[1].decode()
            at = part.find(needle, at + 1, self.xml.stop)
        return ""

    def _holds(self, cell: int) -> bool:
        """Whether a cell has a value or a text."""
        part = self.xml.part
        inner = part.find(b">", cell) + 1
        if part[inner - 2 : inner] == b"/>":
            return False
        return bool(self._first(cell, part.find(b"</%sc>" % self.xml.prefix, inner)))

    def _rows(self) -> Iterator[Hidden]:
        """The rows that are hidden and hold something, each run of them once."""
        run: Hidden | None = None
        for number, start in self._hidden_rows():
            cell = self._first(start, self._end(start))
            if run and cell and run.last == number - 1:
                run = Hidden(run.first, number, run.cell)
            elif cell:
                if run:
                    yield run
                run = Hidden(number, number, cell)
        if run:
            yield run

    def _hidden_rows(self) -> Iterator[tuple[int, int]]:
        """Number and place of each row that is hidden, and not by a filter."""
        part, xml = self.xml.part, self.xml
        if part.find(b"hidden", xml.start, xml.stop) < 0:
            return
        filters = self._filters()
        at = part.find(b"hidden", xml.start, xml.stop)
        while at >= 0:
            row = part.rfind(b"<", xml.start, at)
            if part.startswith(self._row, row) and _HIDDEN.match(part, row + len(self._row)):
                found = _NUMBER.match(part, row + len(self._row))
                number = int(found[1]) if found else 0
                if found and not any(area.top <= number <= area.bottom for area in filters):
                    yield number, row
            at = part.find(b"hidden", at + 1, xml.stop)

    def _end(self, row: int) -> int:
        part = self.xml.part
        inner = part.find(b">", row) + 1
        return inner if part[inner - 2 : inner] == b"/>" else part.find(b"</%srow>" % self.xml.prefix, inner)

    def _filters(self) -> list[Range]:
        """The areas of the filters that are on: of the sheet, of its tables; an advanced one has no area."""
        roots = [self.frame, *(self.book.root(part) for part in self.book.related(self.sheet.part, "table"))]
        found = [child for root in roots for child in root.named("autoFilter")]
        areas = [Range.parse(each.get("ref")) for each in found if any(each.named("filterColumn"))]
        settings = self.frame.child("sheetPr")
        if settings and settings.get("filterMode") in _TRUE and not areas:
            return [Range(1, 1, MAX_COLUMN, MAX_ROW)]
        return areas

    def _first(self, start: int, stop: int) -> str:
        """The first cell between two places that has a value or a text."""
        part, prefix = self.xml.part, self.xml.prefix
        hits = [at for mark in (b"v>", b"is>") if (at := part.find(b"<%s%s" % (prefix, mark), start, stop)) >= 0]
        cell = part.rfind(self._cell, 0, min(hits)) if hits else -1
        found = _PLACE.match(part, cell + len(self._cell)) if cell >= 0 else None
        return found[1].decode() if found else ""


def _under(anchor: Element) -> Range:
    """The cells under a drawing; where its lower end is told by its height, in rows of the usual one."""
    area, extent = anchored(anchor), anchor.child("ext")
    if area is None:
        return _UNKNOWN
    return area.grown(extent.number("cy") // _ROW_HEIGHT) if extent else area
