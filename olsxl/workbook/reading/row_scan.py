"""How far the data of a table or list reaches, found without reading all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.ranges import Range, column_letters
from olsxl.workbook.xml.sheet_xml import SheetXml, cells, has_content, row_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from olsxl.workbook.xml.markup import Element

_NONE: Final = frozenset[int]()
_TYPED: Final = (
    rb"""<%(x)sc\s(?:[^<>]*\s)?r=["']([A-Z]{1,3})[0-9]{1,7}["'][^<>]*>"""
    rb"""(?:<%(x)sv>|<%(x)sis>\s*<%(x)st(?:\s[^<>]*)?>)[^<]"""
)


def filled(row: Element, area: Range, ignored: Collection[int] = _NONE) -> bool:
    """Say whether a row holds anything in the area's columns, but for the formulas of those that are ignored."""
    found = ((column, cell) for column, cell in cells(row).items() if area.left <= column <= area.right)
    return any(has_content(cell) and not (column in ignored and cell.child("f")) for column, cell in found)


def last_filled(xml: SheetXml, area: Range, ignored: Collection[int] = _NONE) -> int:
    """Find the last row of the area that holds anything but formulas of ignored columns, or the row above the area."""
    stop, first = xml.seek(area.bottom + 1), xml.seek(area.top)
    most = 4  # the last row mostly is one with data
    while stop > first:
        start = xml.some_before(first, stop, most)
        most = 200
        if not xml.bare(start, stop):
            for row in reversed(xml.window(start, stop)):
                if filled(row, area, ignored):
                    return row_number(row)
        stop = start
    return area.top - 1


def first_blank(xml: SheetXml, area: Range) -> int:
    """Find the first row from the area's top that holds nothing in its columns; the area's bottom does not count."""
    expected, place = _full_rows(xml, area)
    for row in _from(xml, place):
        if row_number(row) != expected or not filled(row, area):
            break
        expected += 1
    return expected


def first_filled(xml: SheetXml, area: Range) -> int | None:
    """Find the first row from the area's top that holds anything in its columns; the area's bottom does not count."""
    return next((row_number(row) for row in _from(xml, xml.seek(area.top)) if filled(row, area)), None)


def _from(xml: SheetXml, place: int) -> Iterator[Element]:
    """Return the rows from a place on, the first few apart: mostly they are enough."""
    most = 4
    while place < xml.stop:
        after = xml.some_after(place, most)
        yield from xml.window(place, after)
        place, most = after, 200


def _full_rows(xml: SheetXml, area: Range) -> tuple[int, int]:
    """Pass over rows that surely hold a value or text there: the number and the place of the first that may not.

    It is matched in the bytes, which takes a tenth of parsing the rows; a formula is left to who parses them.
    """
    expected, place = area.top, xml.seek(area.top)
    typed = re.compile(_TYPED % {b"x": xml.prefix})
    columns = {column_letters(column).encode() for column in range(area.left, area.right + 1)}
    while place < xml.stop and xml.number_at(place) == expected:
        after = xml.some_after(place, 1)
        if not any(cell[1] in columns for cell in typed.finditer(xml.part, place, after)):
            break
        expected, place = expected + 1, after
    return expected, place
