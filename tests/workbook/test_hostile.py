"""Files made to do harm are refused by name, and within 500 MB."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest

from olsxl.workbook import AppendRow, patch, tables
from olsxl.workbook.errors import UnreadableWorkbook
from tests.workbook.books import MAIN, edited, parts, saved, updates_book, with_parts

SHEET, TABLE, BOOK = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"


def within_memory(data: bytes) -> str:
    """Refuse a file, and see that this took less than 500 MB beyond the file."""
    tracemalloc.start()
    try:
        return refused_append(data)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 500 * 2**20


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        patch(data, [AppendRow("Updates", {"Update": "x"})])
    with pytest.raises(UnreadableWorkbook):
        tables(data, sheets=True)
    return str(caught.value)


def with_huge_part(size: int) -> bytes:
    """Return a workbook with a sheet of so many blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts(saved(updates_book())).items():
            if name != SHEET:
                archive.writestr(name, content)
        with archive.open(SHEET, "w") as member:
            for _ in range(size // 2**20):
                member.write(b" " * 2**20)
    return out.getvalue()


def test_a_part_that_is_a_thousand_times_larger_inside() -> None:
    assert "larger than any register" in refused(with_huge_part(64 * 2**20))


def test_a_part_that_says_it_is_small() -> None:
    data = bytearray(with_huge_part(64 * 2**20))
    at = bytes(data).rindex(SHEET.encode()) - 46  # its record in the list of parts
    data[at + 24 : at + 28] = struct.pack("<I", 1000)
    assert "fails its checksum" in within_memory(bytes(data))


def test_many_parts_that_are_each_below_the_limit() -> None:
    small = saved(updates_book())
    extra = {f"xl/extra{number}.xml": b" " * (9 * 2**20) for number in range(40)}
    assert "larger inside than any register" in refused(with_parts(small, extra))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("part", [SHEET, TABLE, BOOK])
@pytest.mark.parametrize("declaration", [ENTITIES, OUTSIDE], ids=["expansion", "external"])
def test_entities_inside_and_outside(part: str, declaration: str) -> None:
    text = parts(saved(updates_book()))[part].decode()
    data = with_parts(saved(updates_book()), {part: declaration + text[text.index("<", 1 if "<?" in text else 0) :]})
    with pytest.raises(UnreadableWorkbook, match="document type"):
        patch(data, [AppendRow("Updates", {"Update": "x"})])


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "xl\\..\\..\\evil.xml", ".."])
def test_part_names_that_lead_out_of_the_package(name: str) -> None:
    assert "forbidden name" in refused(with_parts(saved(updates_book()), {name: b"x"}))


def test_two_parts_of_one_name() -> None:
    assert "two parts of one name" in refused(with_parts(saved(updates_book()), {"XL/workbook.xml": b"x"}))


def test_a_million_columns() -> None:
    columns = "".join(f'<tableColumn id="{at}" name="c{at}"/>' for at in range(300_000))
    table = f'<table xmlns="{MAIN}" id="1" name="T" displayName="Updates" ref="A1:XFD2"><tableColumns>{columns}'
    assert "nested or filled" in refused(with_parts(saved(updates_book()), {TABLE: f"{table}</tableColumns></table>"}))


def test_a_million_cells_in_one_row() -> None:
    cells = "".join(f'<c r="{letter}7"/>' for letter in ["A"] * 1_000_000)
    data = edited(saved(updates_book()), SHEET, ("</sheetData>", f'<row r="7">{cells}</row></sheetData>'))
    assert "has a part" in refused_append(data)


def refused_append(data: bytes) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        patch(data, [AppendRow("Updates", {"Update": "x"})])
    return str(caught.value)


def test_deep_nesting() -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    data = edited(saved(updates_book()), SHEET, ("</worksheet>", f"{deep}</worksheet>"))
    assert "nested or filled" in refused_append(data)


def test_a_table_that_claims_the_whole_sheet_is_not_walked_row_by_row() -> None:
    data = edited(saved(updates_book()), TABLE, ('ref="A1:E6"', 'ref="A1:E1048576"'))
    assert tables(data)[0].first_free_row == 7


@pytest.mark.parametrize("ref", ["A1:ZZZ9", "A0:B2", "B2:A1", "A1:B9999999", "", "A1:B2:C3", "1:5"])
def test_ranges_that_do_not_exist(ref: str) -> None:
    assert "damaged" in refused(edited(saved(updates_book()), TABLE, ('ref="A1:E6"', f'ref="{ref}"')))
