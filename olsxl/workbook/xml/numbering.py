"""Rows and cells that do not say where they stand, told so: `r` may be left out, and each then follows the one before.

Source: ECMA-376-1, 18.3.1.73 (row) and 18.3.1.4 (c).
"""

from __future__ import annotations

import re
from typing import Final

from olsxl.workbook.xml.ranges import column_letters, column_number
from olsxl.workbook.xml.sheet_xml import root_tag

_LOOKED_AT: Final = 2**19
"""Bytes at either end of the rows that are looked at: a writer has one habit for a sheet, and all of it takes long.

Where a large sheet has another habit between them, who comes upon such a row refuses it.
"""
_NUMBER: Final = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})[0-9]{1,7}["']""")


def numbered(part: bytes) -> bytes:
    """Return a worksheet part with `r` in every row and cell; the same object where it is so, or of another kind."""
    tag, prefix = root_tag(part)
    start, stop = part.find(b"<%ssheetData" % prefix), part.rfind(b"</%ssheetData>" % prefix)
    if not re.match(rb"<%sworksheet[\s>]" % prefix, tag) or not 0 <= start < stop:
        return part
    lacking = re.compile(rb"<%s(?:row|c)(?=[\s/>])(?![^<>]*\sr\s*=)" % prefix)
    ends = ((start, min(stop, start + _LOOKED_AT)), (max(start, stop - _LOOKED_AT), stop))
    if not any(lacking.search(part, *end) for end in ends):
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
