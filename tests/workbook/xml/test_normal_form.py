"""Rows and cells without `r` stand after the one before, for us as for Excel."""

from __future__ import annotations

import re

import pytest

from olsxl.workbook import AppendRow, Edit, SetCell, Workbook, patch, tables
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.xml.normal_form import numbered
from tests.workbook.books import changed_parts, new_row, saved, sheet_xml, updates_book, values, with_parts

SHEET = "xl/worksheets/sheet1.xml"
WAYS = {
    "none": r'(<row|<c) r="\w+"',
    "no cell": r'(<c) r="\w+"',
    "no row": r'(<row) r="\w+"',
    "every second row": r'(<row) r="[246]"',
    "the last columns": r'(<c) r="[DE]\d+"',
}


def book(way: str) -> bytes:
    """Return a workbook that leaves some numbers out."""
    data = saved(updates_book())
    text = re.sub(WAYS[way], r"\1", sheet_xml(data))
    assert text != sheet_xml(data)
    return with_parts(data, {SHEET: text})


@pytest.mark.parametrize("way", WAYS)
def test_rows_and_cells_are_read_by_their_position(way: str) -> None:
    whole = saved(updates_book())
    assert broken_invariants(book(way)) == []
    assert [table.ref for table in tables(book(way), sheets=True)] == [
        table.ref for table in tables(whole, sheets=True)
    ]
    assert Workbook(book(way)).cells("Log") == Workbook(whole).cells("Log")


@pytest.mark.parametrize("way", WAYS)
def test_a_row_and_a_cell_come_where_they_belong(way: str) -> None:
    edits: list[Edit] = [AppendRow("Updates", new_row()), SetCell("Log", "D3", "other")]
    after = patch(book(way), edits)
    assert values(after, "Log") == values(patch(saved(updates_book()), edits), "Log")
    assert broken_invariants(after) == []


def test_a_sheet_that_no_edit_touches_stays_as_it_was() -> None:
    after = patch(book("none"), [SetCell("Other", "A1", "x")])
    assert changed_parts(book("none"), after) == {"xl/worksheets/sheet2.xml"}


def test_a_row_after_a_gap_counts_from_there() -> None:
    rows = b'<row r="4"><c/><c r="D4"/><c s="1"/></row><row><c><v>1</v></c></row><row/>'
    told = (
        b'<row r="4"><c r="A4"/><c r="D4"/><c r="E4" s="1"/></row><row r="5"><c r="A5"><v>1</v></c></row><row r="6"/>'
    )
    for lead in (b"", b"x:"):
        part = b"<worksheet><sheetData>%s</sheetData></worksheet>"
        spelled = [re.sub(rb"<(/?)(?=\w)", rb"<\1" + lead, part % each) for each in (rows, told)]
        assert numbered(spelled[0]) == spelled[1]
        assert numbered(spelled[1]) is spelled[1]


def test_a_large_sheet_that_leaves_a_number_out_only_in_its_middle_is_told_all() -> None:
    rows = [b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(1, 40_001)]
    whole = b"<worksheet><sheetData>%s</sheetData></worksheet>"
    without = [*rows[:20_000], rows[20_000].replace(b' r="A20001"', b""), *rows[20_001:]]
    assert numbered(whole % b"".join(without)) == whole % b"".join(rows)
