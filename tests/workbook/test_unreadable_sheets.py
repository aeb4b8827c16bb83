"""A sheet that cannot be read stops nothing but what asks for it, and is named wherever it is asked for."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import AppendRow, EditRefused, UnreadableWorkbook, Workbook, broken_invariants, patch, tables
from olsxl.workbook.editing import postconditions
from olsxl.workbook.reading import book
from olsxl.workbook.reading.row_scan import last_filled_of
from tests.workbook.books import edited, new_row, parts, saved, sheet_xml, updates_book, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

OTHER = "xl/worksheets/sheet2.xml"
FORMATTED = "".join(f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>' for row in range(2, 2000))


def failing_its_checksum(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo(OTHER)
    at = member.header_offset + 30 + len(OTHER) + member.compress_size - 1
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def replaced(content: str) -> Callable[[bytes], bytes]:
    return lambda data: with_parts(data, {OTHER: content})


def cut_short(data: bytes) -> bytes:
    text = sheet_xml(data, OTHER)
    return with_parts(data, {OTHER: text[: text.index("</row>")]})


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "tags that do not close": lambda data: edited(data, OTHER, ("</row>", "</rov>")),
    "its end missing": cut_short,
    "no sheet at all": replaced("hello"),
    "a cell of another row": lambda data: edited(data, OTHER, ('<c r="B1"', '<c r="B9"')),
    "a checksum that fails": failing_its_checksum,
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_sheet_stops_no_other(how: str) -> None:
    data = DAMAGED[how](saved(updates_book()))
    assert [table.name for table in tables(data, sheets=True)] == ["Updates"]
    after = patch(data, [AppendRow("Updates", new_row())])
    assert [table.ref for table in tables(after)] == ["A1:E7"]


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_sheet_is_named_by_whoever_asks_for_it(how: str) -> None:
    data = DAMAGED[how](edited(saved(updates_book()), "xl/worksheets/sheet1.xml", ('ref="A1:E6"', 'ref="A1:D6"')))
    with pytest.raises(UnreadableWorkbook, match="'Other'"):
        patch(data, [AppendRow("Other", {"left": "x"})])
    told = broken_invariants(data)
    assert any("'Other'" in sentence for sentence in told)
    assert "Log: the dimension A1:D6 does not cover A1:E6" in told  # what the others have broken is told as well


@pytest.mark.parametrize("damage", [cut_short, replaced("hello"), failing_its_checksum])
def test_no_cell_is_read_of_a_sheet_of_which_some_may_be_missing(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableWorkbook, match="'Other'"):
        Workbook(damage(saved(updates_book()))).cells("Other")


def formatted_far_down() -> bytes:
    """Return a workbook whose sheet `Other` has its formats down to row 1,999 and nothing below row 1."""
    return edited(saved(updates_book()), OTHER, ("</sheetData>", f"{FORMATTED}</sheetData>"))


def test_of_a_sheet_formatted_far_down_the_rows_to_delete_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MAX_PART", 50_000)
    data = formatted_far_down()
    with pytest.raises(UnreadableWorkbook, match=r"'Other', .* below row 1, .* click the number of row 2 "):
        patch(data, [AppendRow("Other", {"left": "x"})])
    assert tables(patch(data, [AppendRow("Updates", new_row())]))[0].ref == "A1:E7"


def test_a_sheet_full_of_records_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("olsxl.workbook.container.package.MAX_PART", 50_000)
    monkeypatch.setattr(book, "MAX_PART", 50_000)
    records = re.sub(r'<c r="(A\d+)" s="1"/>', r'<c r="\1"><v>1</v></c>', FORMATTED)
    data = edited(saved(updates_book()), OTHER, ("</sheetData>", f"{records}</sheetData>"))
    with pytest.raises(UnreadableWorkbook, match=r"of 0 MB, which is larger .*'Other'"):
        patch(data, [AppendRow("Other", {"left": "x"})])


def test_of_a_workbook_that_is_too_large_inside_the_largest_sheets_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MAX_XML", 50_000)
    with pytest.raises(UnreadableWorkbook, match=r"its sheet 'Other' has 0 MB and its sheet 'Log' has 0 MB"):
        tables(formatted_far_down())


def test_a_row_that_makes_a_sheet_too_large_to_be_read_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(updates_book())
    monkeypatch.setattr(postconditions, "MAX_PART", len(parts(data)["xl/worksheets/sheet1.xml"]) + 100)
    with pytest.raises(EditRefused, match="'Log', because of the size of the sheet"):
        patch(data, [AppendRow("Updates", new_row())])
    assert patch(data, [AppendRow("Other", {"left": "x"})])


@pytest.mark.parametrize("size", [1, 2, 7, 40, 10_000])
def test_the_last_row_that_holds_anything_is_found_however_the_sheet_comes_in_pieces(size: int) -> None:
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><x:row spans="1:1" r="7"><x:c r="A7" t="str"><x:v>row'
    blank = '</x:v></x:c></x:row><x:row r="8"/><x:row r="9"><x:c r="A9" s="1"/></x:row>'
    part = f"<x:worksheet><x:sheetData>{rows}{blank}</x:sheetData></x:worksheet>".encode()
    row, upto = last_filled_of(part[at : at + size] for at in range(0, len(part), size))
    assert row == 7
    assert part[upto:].startswith(b"/x:v>") or part[upto:].startswith(b":v>")
