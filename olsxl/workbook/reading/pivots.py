"""What a pivot table's cache says of its source, without the values that it keeps of it.

Source: ECMA-376-1, 18.10.1.67 (pivotCacheDefinition: the source stands before the fields).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.markup import parse, parse_around

if TYPE_CHECKING:
    from olsxl.workbook.xml.markup import Element

_FIELDS: Final = re.compile(rb"<((?:[\w.-]+:)?)cacheFields(?:\s[^<>]*)?(?<!/)>")


def cache_frame(part: bytes) -> Element:
    """Return the root of a cache's definition without its fields, of which a large register fills megabytes."""
    fields = _FIELDS.search(part)
    stop = part.rfind(b"</%scacheFields>" % fields[1]) if fields else -1
    return parse_around(part, fields.end(), stop) if fields and stop > fields.end() else parse(part)
