"""How far the data of a table or list reaches, found without reading all of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.xml.ranges import Range, column_letters
from olsxl.workbook.xml.sheet_xml import SheetXml, cells, has_content, row_number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from olsxl.workbook.xml.markup import Element

_NONE: Final = frozenset[int]()
_ROW: Final = re.compile(rb"""<(?:[\w.-]+:)?row\s(?:[^<>]*\s)?r=["'](\d{1,7})["']""")
_ENDS: Final = (b"/v>", b":v>", b"/t>", b":t>")
"""How the end tag of a value or text ends, whatever its prefix."""
_LONGEST: Final = 2**16
"""Bytes of the longest tag of a row."""
_TYPED: Final = (
    rb"""<%(x)sc\s(?:[^<>]*\s)?r=["']([A-Z]{1,3})[0-9]{1,7}["'][^<>]*>"""
    rb"""(?:<%(x)sv>|<%(x)sis>\s*<%(x)st(?:\s[^<>]*)?>)[^<\s]"""
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


class Block(NamedTuple):
    """Rows without a blank one between them, by their numbers, and the places between which they stand."""

    first: int
    last: int
    start: int
    stop: int


def blocks(xml: SheetXml, area: Range) -> Iterator[Block]:
    """Find the blocks of rows of the area that hold anything in its columns."""
    holds, stop = _holder(xml, area), xml.seek(area.bottom + 1)
    place, block = xml.seek(area.top), None
    while (place := xml.next_held(place)) < stop:
        after = xml.some_after(place, 1)
        if holds(place, after):
            number = xml.number_at(place)
            if block and number != block.last + 1:
                yield block
                block = None
            block = block._replace(last=number, stop=after) if block else Block(number, number, place, after)
        place = after
    if block:
        yield block


def _holder(xml: SheetXml, area: Range) -> Callable[[int, int], bool]:
    """Return what says whether the row between two places holds anything in the area's columns.

    It is matched in the bytes, which takes a tenth of parsing the row; that is left to a row of which they do not tell.
    """
    typed = re.compile(_TYPED % {b"x": xml.prefix})
    columns = {column_letters(column).encode() for column in range(area.left, area.right + 1)}

    def holds(place: int, after: int) -> bool:
        if any(cell[1] in columns for cell in typed.finditer(xml.part, place, after)):
            return True
        return not xml.bare(place, after) and filled(xml.window(place, after)[0], area)

    return holds


def last_filled_of(pieces: Iterable[bytes]) -> tuple[int, int]:
    """Find the last row that holds a value or text in a sheet that is too large to be read whole, by its pieces.

    Returns its number, 0 where there is none, and how many bytes stand up to what it holds.
    """
    last, upto, number, passed, rest = 0, 0, 0, 0, b""
    for piece in pieces:
        window = rest + piece
        cut = max(window.rfind(b"<"), len(window) - _LONGEST)  # a tag may go on in the next piece
        held = max(window.rfind(end, 0, cut) for end in _ENDS)
        for row in _ROW.finditer(window, 0, cut):
            if row.start() > held >= 0:
                last, upto, held = number, passed + held, -1
            number = int(row[1])
        if held >= 0:
            last, upto = number, passed + held
        passed, rest = passed + cut, window[cut:]
    return last, upto
