"""Over which cells a picture, chart or control lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.markup import whole_number
from olsxl.workbook.xml.ranges import Range

if TYPE_CHECKING:
    from olsxl.workbook.xml.markup import Element

ANCHORS: Final = frozenset({"twoCellAnchor", "oneCellAnchor", "anchor"})


def anchored(element: Element) -> Range | None:
    """Return the cells over which an anchor lies; None for all else (20.5.2.33 twoCellAnchor: rows count from 0)."""
    if element.name not in ANCHORS:
        return None
    corners = [(corner.child("col"), corner.child("row")) for corner in element.named("from", "to")]
    places = [(whole_number(column.text) + 1, whole_number(row.text) + 1) for column, row in corners if column and row]
    if not places:
        return None
    columns, rows = zip(*places, strict=True)
    return Range(min(columns), places[0][1], max(columns), max(rows))
