"""Where pivot tables are, and what a cache says of its source, without the values that it keeps of it.

Source: ECMA-376-1, 18.10.1.49 (location) and 18.10.1.67 (pivotCacheDefinition: the source stands before the fields).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.markup import parse, parse_around
from olsxl.workbook.xml.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element

_FIELDS: Final = re.compile(rb"<((?:[\w.-]+:)?)cacheFields(?:\s[^<>]*)?(?<!/)>")


def pivots(book: Book, sheet_part: str) -> Iterator[Range]:
    """Return where the pivot tables of a sheet are, each with its page fields and the blank row below these."""
    for part in book.related(sheet_part, "pivotTable"):
        location = book.root(part).child("location")
        if location is not None:
            area, pages = Range.parse(location.get("ref")), location.number("rowPageCount")
            yield replace(area, top=max(1, area.top - pages - 1)) if pages else area


def cache_frame(part: bytes) -> Element:
    """Return the root of a cache's definition without its fields, of which a large register fills megabytes."""
    fields = _FIELDS.search(part)
    stop = part.rfind(b"</%scacheFields>" % fields[1]) if fields else -1
    return parse_around(part, fields.end(), stop) if fields and stop > fields.end() else parse(part)
