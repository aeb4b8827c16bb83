"""Comments, processing instructions and CDATA sections among the rows of a sheet, which no reader may take for cells.

Excel reads such a sheet and saves it without them. Source: XML 1.0, 2.5 to 2.7.
"""

from __future__ import annotations

import re
from typing import Final

from olsxl.workbook.xml.sheet_xml import has_remarks, rows_of

_REMARK: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def without_remarks(part: bytes) -> bytes:
    """Return a worksheet part with none among its rows, CDATA sections as text; the same object where it is so."""
    found = rows_of(part)
    if found is None or not has_remarks(part, *found[:2]):
        return part
    start, stop, _ = found
    return part[:start] + _REMARK.sub(_text, part[start:stop]) + part[stop:]


def _text(found: re.Match[bytes]) -> bytes:
    text = found[1] or b""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
