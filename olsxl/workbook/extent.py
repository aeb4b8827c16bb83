"""How far the data of a table or list reaches, found without reading all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from olsxl.workbook.grid import Grid, cells, has_content, row_number
from olsxl.workbook.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Collection

    from olsxl.workbook.markup import Element

_NONE: Final = frozenset[int]()


def filled(row: Element, area: Range, ignored: Collection[int] = _NONE) -> bool:
    """Say whether a row holds anything in the area's columns, but for those that are ignored."""
    found = cells(row).items()
    return any(area.left <= column <= area.right and column not in ignored and has_content(c) for column, c in found)


def last_filled(grid: Grid, area: Range, ignored: Collection[int] = _NONE) -> int:
    """Find the last row of the area that holds anything, or the row above the area."""
    stop, first = grid.seek(area.bottom + 1), grid.seek(area.top)
    most = 4  # the last row mostly is one with data
    while stop > first:
        start = grid.some_before(first, stop, most)
        most = 200
        if not grid.bare(start, stop):
            for row in reversed(grid.window(start, stop)):
                if filled(row, area, ignored):
                    return row_number(row)
        stop = start
    return area.top - 1


def first_blank(grid: Grid, area: Range) -> int:
    """Find the first row from the area's top that holds nothing in its columns; the area's bottom does not count."""
    expected, place = area.top, grid.seek(area.top)
    if _alone(grid, area):
        expected, place = _full_rows(grid, expected, place)
    while place < grid.stop:
        after = grid.some_after(place)
        for row in grid.window(place, after):
            if row_number(row) != expected or not filled(row, area):
                return expected
            expected += 1
        place = after
    return expected


def _alone(grid: Grid, area: Range) -> bool:
    """Say whether the sheet has nothing beside the area, as far as its dimension tells."""
    dimension = grid.frame.child("dimension")
    return dimension is not None and Range.parse(dimension.get("ref")).within_columns_of(area)


def _full_rows(grid: Grid, expected: int, place: int) -> tuple[int, int]:
    """Pass over rows that surely hold something: the number and the place of the first that may not."""
    mark = b"<%sv>" % grid.prefix
    while place < grid.stop and grid.number_at(place) == expected:
        after = grid.some_after(place, 1)
        value = grid.part.find(mark, place, after)
        if value < 0 or grid.part[value + len(mark) : value + len(mark) + 1] == b"<":
            break
        expected, place = expected + 1, after
    return expected, place
