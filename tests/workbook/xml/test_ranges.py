"""Ranges in A1 notation, whole rows and columns among them."""

from __future__ import annotations

import pytest

from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.xml.ranges import MAX_COLUMN, MAX_ROW, Range


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("B2", Range(2, 2, 2, 2)),
        ("$B$2:H20", Range(2, 2, 8, 20)),
        (" B2:H20 ", Range(2, 2, 8, 20)),
        ("1:1", Range(1, 1, MAX_COLUMN, 1)),
        ("$3:$5", Range(1, 3, MAX_COLUMN, 5)),
        ("A:A", Range(1, 1, 1, MAX_ROW)),
        ("$A:XFD", Range(1, 1, MAX_COLUMN, MAX_ROW)),
    ],
)
def test_a_range_is_read_also_where_it_is_of_whole_rows_or_columns(text: str, area: Range) -> None:
    assert Range.parse(text) == area


@pytest.mark.parametrize("text", ["", "1", "A", "A:1", "0:1", "2:1", "C:A", "A:XFE", "1:1048577", "B2:A1", "1:B2"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(UnreadableWorkbook):
        Range.parse(text)
