"""A worksheet part as the rest of the product reads it: its rows and cells say where they stand, without remarks.

`r` may be left out, and each row or cell then follows the one before (ECMA-376-1, 18.3.1.73 row, 18.3.1.4 c). Comments,
processing instructions and CDATA sections may stand among the rows (XML 1.0, 2.5 to 2.7), and no reader may take them
for cells. Excel reads both, and saves neither.
"""

from __future__ import annotations

import re
from typing import Final

from olsxl.workbook.xml.ranges import column_letters, column_number
from olsxl.workbook.xml.sheet_xml import has_remarks, rows_of

_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})[0-9]{1,7}["']""")
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


def numbered(part: bytes) -> bytes:
    """Return a worksheet part with `r` in every row and cell; the same object where it is so, or of another kind."""
    found = rows_of(part)
    if found is None:
        return part
    start, stop, prefix = found
    # Mostly `r` is the first attribute of all, and to count those of which it is takes a fraction of the time.
    begun = [b"<%s%s" % (prefix, name) for name in (b"c", b"row")]
    if all(part.count(each, start, stop) == part.count(each + b' r="', start, stop) for each in begun):
        return part
    lacking = re.compile(rb"<%s(?:row|c)(?=[\s/>])(?![^<>]*\sr\s*=)" % prefix)
    if not lacking.search(part, start, stop):
        return part
    return part[:start] + _numbered(part[start:stop], prefix) + part[stop:]


def _numbered(rows: bytes, prefix: bytes) -> bytes:
    row = column = 0

    def told(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        name, attributes = found.groups()
        if name == b"row":
            own = _NUMBER.search(attributes)
            row, column = int(own[1]) if own else row + 1, 0
            place = b"%d" % row
        else:
            own = _PLACE.search(attributes)
            column = column_number(own[1].decode()) if own else column + 1
            place = b"%s%d" % (column_letters(column).encode(), row)
        said = b"" if re.search(rb"\sr\s*=", attributes) else b' r="%s"' % place
        return b"<%s%s%s%s>" % (prefix, name, said, attributes)

    return re.sub(rb"<%s(row|c)((?:[\s/][^<>]*)?)>" % prefix, told, rows)
