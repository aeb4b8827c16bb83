"""The proof over the corpus sees what must not change: each fault put into a good result is told."""

from __future__ import annotations

import pytest

from olsxl.workbook import AppendRow, patch, tables
from tests.unchanged import DIFF, touched
from tests.workbook.books import edited, log, new_row, saved, totals_book, updates_book, with_parts

SHEET, TABLE, STYLES = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/styles.xml"
OTHER = "xl/worksheets/sheet2.xml"

pytestmark = pytest.mark.skipif(not DIFF.is_file(), reason=f"the comparison of workbooks is not at {DIFF}")


def told(before: bytes, after: bytes) -> list[str]:
    return touched(before, after, tables(before)[0])


def test_a_row_that_was_added_is_no_fault() -> None:
    data = saved(updates_book())
    assert told(data, patch(data, [AppendRow("Updates", new_row())])) == []


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, "text 3", "text 4"),
        (SHEET, '<row r="3">', '<row r="3" ht="20">'),
        (SHEET, '<row r="7">', '<row r="9"><c r="A9"><v>1</v></c></row><row r="7">'),
        (SHEET, 'bottom="1"', 'bottom="2"'),
        (SHEET, "<pageMargins", '<printOptions gridLines="1"/><pageMargins'),
        (TABLE, "TableStyleMedium2", "TableStyleLight2"),
        (STYLES, "Calibri", "Arial"),
        (OTHER, "left", "right"),
    ],
)
def test_what_else_changed_is_told(part: str, old: str, new: str) -> None:
    data = saved(updates_book())
    after = patch(data, [AppendRow("Updates", new_row())])
    assert told(data, edited(after, part, (old, new))) != []


def test_a_part_that_was_added_or_lost_is_told() -> None:
    data = saved(updates_book())
    after = patch(data, [AppendRow("Updates", new_row())])
    more = with_parts(after, {"xl/media/image1.png": b"x"})
    assert told(data, more) == ["xl/media/image1.png is new"]
    assert told(more, after) == ["xl/media/image1.png: it had no reason to change"]


def moved_book() -> bytes:
    book = totals_book()
    log(book)["A9"], log(book)["B9"] = "below", "=E6*2"
    return saved(book)


def test_a_totals_row_that_moved_with_what_is_below_is_no_fault() -> None:
    data = moved_book()
    assert told(data, patch(data, [AppendRow("Updates", new_row())])) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<t>below</t>", "<t>above</t>"),
        ('<c r="A10"', '<c s="1" r="A10"'),
        ("<f>E7*2</f>", "<f>E7+2</f>"),
        ('<c r="B10">', '<c r="B12">'),
    ],
)
def test_a_cell_that_did_not_come_along_as_it_was_is_told(old: str, new: str) -> None:
    data = moved_book()
    after = patch(data, [AppendRow("Updates", new_row())])
    assert told(data, edited(after, SHEET, (old, new))) != []
