"""What stands in a worksheet's XML beside its values: formulas, error values, and how far the cells reach.

A part is scanned for bytes, not parsed: a register of 100,000 rows is 30 MB of XML, and parsing it takes longer than
reading it. Excel, LibreOffice and every library seen write a cell as `<c r="B7" ...>`; a part with a cell that is
written otherwise is parsed in full. Source of the forms: ECMA-376-1, 18.3.1.4 (c), 18.3.1.40 (f), 18.18.11 (t).
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.xml.ranges import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Place = tuple[int, int]
"""(row, column) as Excel counts them, from 1."""

NEAR_ROWS, NEAR_COLUMNS = 199_999, 52
"""A sheet with no cell beyond either (52 is column AZ) is not measured exactly."""

_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData[\s/>]")
_EMPTY = re.compile(rb"<[^<>]*/>")
_PLACE = re.compile(rb'\sr="([A-Z]+)([0-9]+)"')
_LETTERS = re.compile(r"([A-Z]+)([0-9]+)")


class CellScan:
    """The marks of one worksheet part, in UTF-8; each is looked for when it is asked for.

    Raises `UnreadableWorkbook` where its rows have no end: of a part that was cut short some readers give what is left.
    """

    def __init__(self, part: bytes) -> None:
        self._part = part
        data = _DATA.search(part)
        prefix = data[1] if data else b""
        self._start = data.end() if data else len(part)
        self._end = part.rfind(b"</%ssheetData" % prefix)
        if data and self._end < self._start and not _EMPTY.match(part, data.start()):
            raise unreadable("is damaged: the end of one of its sheets is missing")
        self._open, self._close = b"<%sc" % prefix, b"</%sc>" % prefix
        self._f = b"<%sf" % prefix
        self._formula = re.compile(rb"<%sf[\s/>]" % prefix)
        self._value = re.compile(rb"<%sv(?:\s[^>]*)?>([^<]*)" % prefix)
        self._cell = re.compile(rb'<%sc r="([A-Z]+)([0-9]+)"[^>]*?(/?)>' % prefix)
        self._padded = re.compile(rb"<%sv>\s" % prefix)
        self._odd_text = re.compile(rb' t="s"[^<>]*><%sv>(?![0-9]*</%sv>)' % (prefix, prefix))
        self._not_near = re.compile(rb'<%sc(?! r="A?[A-Z]1?[0-9]{1,5}")' % prefix)

    @cached_property
    def _near(self) -> bool:
        """Whether every cell lies between A1 and AZ199999 and is written in the usual way."""
        return not self._not_near.search(self._part, self._start, self._end)

    @cached_property
    def _usual(self) -> bool:
        if self._near:
            return True
        cells = self._part.count(self._open, self._start, self._end)
        return cells == sum(1 for _ in self._cell.finditer(self._part, self._start, self._end))

    def last_cell(self) -> Place:
        """The last row and column that have content; (199,999, 52) where nothing lies beyond those."""
        if self._near:
            return NEAR_ROWS, NEAR_COLUMNS
        rows = columns = 0
        for row, column in self._filled():
            rows, columns = max(rows, row), max(columns, column)
        return rows, columns

    def _filled(self) -> Iterator[Place]:
        if not self._usual:
            return (place for place, cell in _parsed(self._part) if len(cell))
        cells = self._cell.finditer(self._part, self._start, self._end)
        return ((int(cell[2]), column_number(cell[1].decode())) for cell in cells if not cell[3])

    def errors(self) -> dict[Place, str]:
        """Every error value, like `#N/A`."""
        # Every error value begins with "#", and looking for one byte is several times as fast as for more.
        if self._part.find(b"#", self._start, self._end) < 0:
            return {}
        if not self._usual:
            return {place: _text(cell, "v").strip() for place, cell in _parsed(self._part) if cell.get("t") == "e"}
        found = (self._around(at) for at in self._hits(b't="e"'))
        return {_place(head): self._stored(body).strip() for head, body in found if b' t="e"' in head}

    def formulas(self) -> dict[Place, bool]:
        """Every formula, and whether a calculated value is stored with it; empty text (`t="str"`) is one."""
        # Shared formulas and data tables rest on one that is written out, and the longer needle is the faster one.
        if self._part.find(b"</" + self._f[1:] + b">", self._start, self._end) < 0:
            return {}
        if not self._usual:
            cells = ((place, cell) for place, cell in _parsed(self._part) if cell.find("{*}f") is not None)
            return {place: bool(_text(cell, "v")) or cell.get("t") == "str" for place, cell in cells}
        hits = (at for at in self._hits(self._f) if self._formula.match(self._part, at))
        found = (self._around(at) for at in hits)
        return {_place(head): bool(self._stored(body)) or b' t="str"' in head for head, body in found}

    def padded(self) -> bool:
        """Whether blanks stand before a value, as where the XML is laid out in lines."""
        return self._padded.search(self._part, self._start, self._end) is not None

    def odd_texts(self) -> dict[Place, str]:
        """Every cell with a shared text of which the number is not written in digits alone, and what is written."""
        if not self._usual:
            cells = ((place, _text(cell, "v")) for place, cell in _parsed(self._part) if cell.get("t") == "s")
            return {place: number for place, number in cells if number and not number.isdecimal()}
        hits = self._odd_text.finditer(self._part, self._start, self._end)
        found = (self._around(hit.end()) for hit in hits)
        return {_place(head): self._stored(body) for head, body in found}

    def with_attribute(self, name: str, value: str) -> Iterator[Place]:
        """Every cell with this attribute: `s`, its format, or `t`, its type."""
        if not self._usual:
            yield from (place for place, cell in _parsed(self._part) if cell.get(name) == value)
            return
        hits = self._hits(b' %s="%s"' % (name.encode(), value.encode()))
        cells = ((at, self._cell.match(self._part, self._part.rfind(self._open, self._start, at))) for at in hits)
        yield from ((int(cell[2]), column_number(cell[1].decode())) for at, cell in cells if cell and cell.end() > at)

    def of_style(self, style: int) -> Iterator[tuple[Place, bool]]:
        """Every cell of a format (`s`), and whether nothing stands in it."""
        if not self._usual:
            yield from ((place, not len(cell)) for place, cell in _parsed(self._part) if cell.get("s") == str(style))
            return
        for at in self._hits(b' s="%d"' % style):
            head, body = self._around(at)
            if b' s="%d"' % style in head and _PLACE.search(head):
                yield _place(head), not body

    def _hits(self, needle: bytes) -> Iterator[int]:
        at = self._part.find(needle, self._start, self._end)
        while at >= 0:
            yield at
            at = self._part.find(needle, at + len(needle), self._end)

    def _around(self, at: int) -> tuple[bytes, bytes]:
        """The start tag of the cell that holds the place, and what stands in the cell."""
        start = self._part.rfind(self._open, self._start, at)
        inner = self._part.find(b">", start) + 1
        if self._part[inner - 2 : inner] == b"/>":
            return self._part[start:inner], b""
        return self._part[start:inner], self._part[inner : self._part.find(self._close, inner, self._end)]

    def _stored(self, body: bytes) -> str:
        value = self._value.search(body)
        return unescape(value[1].decode("utf-8", "replace")) if value else ""


def _place(head: bytes) -> Place:
    found = _PLACE.search(head)
    return (int(found[2]), column_number(found[1].decode())) if found else (0, 0)


def _text(cell: Element, name: str) -> str:
    return cell.findtext(f"{{*}}{name}") or ""


def _parsed(part: bytes) -> Iterator[tuple[Place, Element]]:
    """Every cell of a part with its place, by a real parser; one without `r` follows the one before it."""
    row = column = 0
    try:
        # The standard parser fetches nothing from outside and bounds the growth of entities.
        parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314 - see above; the part may say what it was in
        for event, element in ElementTree.iterparse(io.BytesIO(part), ("start", "end"), parser):  # noqa: S314 - see above
            kind = element.tag.rpartition("}")[2]
            if event == "start":
                row, column = _next(kind, element.get("r", ""), row, column)
            elif kind == "c":
                yield (row, column), element
            elif kind == "row":
                element.clear()
    except ElementTree.ParseError as error:
        raise unreadable("is damaged: one of its sheets is not well-formed XML") from error


def _next(kind: str, place: str, row: int, column: int) -> Place:
    if kind == "row":
        return (int(place) if place.isdigit() else row + 1), 0
    if kind != "c":
        return row, column
    found = _LETTERS.fullmatch(place)
    return (int(found[2]), column_number(found[1])) if found else (row, column + 1)
