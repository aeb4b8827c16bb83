"""Cells put into a sheet: into rows that exist, or with rows made for them."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.xml.markup import Element, set_attribute
from olsxl.workbook.xml.ranges import Range, column_number
from olsxl.workbook.xml.sheet_xml import SheetXml, cells, ranges, row_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_CELL: Final = rb"""<%sc\s(?:[^<>]*\s)?r\s*=\s*["']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})["']"""
_SPAN: Final = re.compile(r"([0-9]{1,5}):([0-9]{1,5})")

Row = dict[int, bytes]
"""`<c>` elements by column number."""


def write_cells(xml: SheetXml, rows: Mapping[int, Row], attributes: bytes = b"") -> list[ByteEdit]:
    """Put cells where they belong; what stands there is replaced, every other cell of the rows stays.

    Rows that do not exist are made, with `attributes` in their tags. The dimension grows to cover all cells.
    """
    if not rows:
        return []
    changes: list[ByteEdit] = []
    for number in sorted(rows):
        there = xml.row(number)
        if there is not None:
            changes += _into(xml, there, rows[number])
        else:
            at = xml.seek(number)
            changes.append(ByteEdit(at, at, new_row(xml.prefix, number, rows[number], attributes)))
    return [*_opened(xml, changes), *dimension(xml, bounding_range(rows))]


def new_row(prefix: bytes, number: int, row: Row, attributes: bytes = b"") -> bytes:
    """Return a `<row>` element with its cells in order."""
    inner = b"".join(row[column] for column in sorted(row))
    return b'<%srow r="%d"%s>%s</%srow>' % (prefix, number, attributes, inner, prefix)


def dimension(xml: SheetXml, area: Range) -> list[ByteEdit]:
    """Let the sheet's `<dimension>` cover an area; nothing where it does so, or where it is no range (18.3.1.35)."""
    element = xml.frame.child("dimension")
    old = ranges(element.get("ref")) if element is not None else []
    if element is None or len(old) != 1 or (new := _used(xml, old[0]).union(area)) == old[0]:
        return []
    return [set_attribute(xml.part, element, "ref", str(new))]


def _used(xml: SheetXml, told: Range) -> Range:
    """Return the range that a sheet says its cells lie in, grown to all of them where the first or last row is outside.

    Who writes row by row may say A1, for the cells are not known yet.
    """
    mark = b"<%sc" % xml.prefix
    ends = [place for find in (xml.part.find, xml.part.rfind) if (place := find(mark, xml.start, xml.stop)) >= 0]
    starts = [xml.last_before(place) for place in ends]
    rows = [row for at in starts for row in xml.window(at, xml.some_after(at, 1))]
    if all(told.holds(row_number(row), column) for row in rows for column in cells(row)):
        return told
    found = re.findall(_CELL % xml.prefix, xml.part[xml.start : xml.stop])
    columns = [column_number(letters.decode()) for letters in {letters for letters, _ in found}]
    return told.union(Range(min(columns), int(found[0][1]), max(columns), int(found[-1][1])))


def bounding_range(rows: Mapping[int, Row]) -> Range:
    """Return the smallest range that holds all cells of the rows."""
    columns = [column for row in rows.values() for column in row]
    return Range(min(columns), min(rows), max(columns), max(rows))


def _opened(xml: SheetXml, changes: list[ByteEdit]) -> list[ByteEdit]:
    """Open `<sheetData/>` where the rows are put into an empty one."""
    if not xml.collapsed:
        return changes
    inner = b"".join(new for _, _, new in changes)
    return [ByteEdit(xml.start - 2, xml.start, b">%s</%ssheetData>" % (inner, xml.prefix))]


def _into(xml: SheetXml, row: Element, new: Row) -> list[ByteEdit]:
    there = cells(row)
    changes = [ByteEdit(cell.start, cell.stop, new[column]) for column, cell in there.items() if column in new]
    missing = sorted(new.keys() - there.keys())
    if row.empty:
        inner = b"".join(new[column] for column in missing)
        changes.append(ByteEdit(row.stop - 2, row.stop, b">%s</%srow>" % (inner, xml.prefix)))
    else:
        columns, places = [*there], [*(cell.start for cell in there.values()), row.close]
        before = {column: places[bisect(columns, column)] for column in missing}
        changes += [ByteEdit(at, at, new[column]) for column, at in before.items()]
    return changes + _spans(xml, row, missing)


def _spans(xml: SheetXml, row: Element, columns: Iterable[int]) -> list[ByteEdit]:
    """Widen the row's `spans`, a hint which columns it uses (18.3.1.73)."""
    spans = [(int(low), int(high)) for low, high in _SPAN.findall(row.get("spans"))]
    outside = [column for column in columns if not any(low <= column <= high for low, high in spans)]
    if not spans or not outside:
        return []
    first, last = min(outside + [low for low, _ in spans]), max(outside + [high for _, high in spans])
    return [set_attribute(xml.part, row, "spans", f"{first}:{last}")]
