"""Rows and cells that do not say where they stand, told so: `r` may be left out, and each then follows the one before.

Source: ECMA-376-1, 18.3.1.73 (row) and 18.3.1.4 (c).
"""

from __future__ import annotations

import re
from typing import Final

from olsxl.workbook.xml.ranges import column_letters, column_number
from olsxl.workbook.xml.sheet_xml import rows_of

_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})[0-9]{1,7}["']""")


def numbered(part: bytes) -> bytes:
    """Return a worksheet part with `r` in every row and cell; the same object where it is so, or of another kind."""
    found = rows_of(part)
    if found is None:
        return part
    start, stop, prefix = found
    # Mostly `r` is the first attribute of all, and looking for those of which it is not takes a seventh of the time.
    unusual = re.compile(rb'<%sc(?! r=")|<%srow(?! r=")' % (prefix, prefix))
    lacking = re.compile(rb"<%s(?:row|c)(?=[\s/>])(?![^<>]*\sr\s*=)" % prefix)
    if not unusual.search(part, start, stop) or not lacking.search(part, start, stop):
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
