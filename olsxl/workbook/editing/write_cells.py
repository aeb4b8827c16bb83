"""Cells put into a sheet: into rows that exist, or with rows made for them."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.markup import Element, set_attribute
from olsxl.workbook.xml.ranges import Range
from olsxl.workbook.xml.sheet_xml import Grid, cells, row_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.workbook.container.rope import Splice

_SPAN: Final = re.compile(r"([0-9]{1,5}):([0-9]{1,5})")

Row = dict[int, bytes]
"""`<c>` elements by column number."""


def place(grid: Grid, rows: Mapping[int, Row], attributes: bytes = b"") -> list[Splice]:
    """Put cells where they belong; what stands there is replaced, every other cell of the rows stays.

    Rows that do not exist are made, with `attributes` in their tags. The dimension grows to cover all cells.
    """
    if not rows:
        return []
    start, end = grid.seek(min(rows)), grid.seek(max(rows) + 1)
    there = {row_number(row): row for row in grid.window(start, end)}
    numbers = sorted(there)
    changes: list[Splice] = []
    for number in sorted(rows):
        if number in there:
            changes += _into(grid, there[number], rows[number])
        else:
            following = bisect(numbers, number)
            at = there[numbers[following]].start if following < len(numbers) else end
            changes.append((at, at, new_row(grid.prefix, number, rows[number], attributes)))
    return [*_opened(grid, changes), *dimension(grid, extent(rows))]


def new_row(prefix: bytes, number: int, row: Row, attributes: bytes = b"") -> bytes:
    """Return a `<row>` element with its cells in order."""
    inner = b"".join(row[column] for column in sorted(row))
    return b'<%srow r="%d"%s>%s</%srow>' % (prefix, number, attributes, inner, prefix)


def dimension(grid: Grid, area: Range) -> list[Splice]:
    """Let the sheet's `<dimension>` cover an area; nothing where it does so, or where there is none (18.3.1.35)."""
    element = grid.frame.child("dimension")
    if element is None:
        return []
    old = Range.parse(element.get("ref"))
    new = old.union(area)
    return [] if new == old else [set_attribute(grid.part, element, "ref", str(new))]


def extent(rows: Mapping[int, Row]) -> Range:
    """Return the smallest range that holds all cells of the rows."""
    columns = [column for row in rows.values() for column in row]
    return Range(min(columns), min(rows), max(columns), max(rows))


def _opened(grid: Grid, changes: list[Splice]) -> list[Splice]:
    """Open `<sheetData/>` where the rows are put into an empty one."""
    if not grid.collapsed:
        return changes
    inner = b"".join(new for _, _, new in changes)
    return [(grid.start - 2, grid.start, b">%s</%ssheetData>" % (inner, grid.prefix))]


def _into(grid: Grid, row: Element, new: Row) -> list[Splice]:
    there = cells(row)
    changes = [(there[column].start, there[column].stop, new[column]) for column in new if column in there]
    missing = sorted(new.keys() - there.keys())
    if row.empty:
        inner = b"".join(new[column] for column in missing)
        changes.append((row.stop - 2, row.stop, b">%s</%srow>" % (inner, grid.prefix)))
    else:
        changes += [(at, at, new[column]) for column in missing for at in [_before(row, there, column)]]
    return changes + _spans(grid, row, missing)


def _before(row: Element, there: Mapping[int, Element], column: int) -> int:
    """Find where a cell of this column goes: before the next one, else after the last."""
    following = next((cell for number, cell in there.items() if number > column), None)
    if following is not None:
        return following.start
    return list(there.values())[-1].stop if there else row.inner


def _spans(grid: Grid, row: Element, columns: Iterable[int]) -> list[Splice]:
    """Widen the row's `spans`, a hint which columns it uses (18.3.1.73)."""
    spans = [(int(low), int(high)) for low, high in _SPAN.findall(row.get("spans"))]
    outside = [column for column in columns if not any(low <= column <= high for low, high in spans)]
    if not spans or not outside:
        return []
    first, last = min(outside + [low for low, _ in spans]), max(outside + [high for _, high in spans])
    return [set_attribute(grid.part, row, "spans", f"{first}:{last}")]
