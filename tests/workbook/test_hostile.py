"""Files made to do harm are refused by name, and within 500 MB."""

from __future__ import annotations

import io
import random
import struct
import time
import tracemalloc
import zipfile

import pytest

from olsxl.workbook import AppendRow, patch, tables
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.reading import book, formulas
from tests.workbook.books import MAIN, OFFICE, edited, parts, saved, totals_book, updates_book, with_parts

pytestmark = pytest.mark.proof

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


def test_a_tag_with_a_million_attributes() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(200_000))
    data = edited(saved(updates_book()), SHEET, ("<pageMargins", f"<pageMargins {attributes}"))
    assert "nested or filled" in refused_append(data)


def test_more_tables_than_any_register_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "_MAX_TAGS", 10_000)
    table = parts(saved(updates_book()))[TABLE].decode().replace("</table>", "<a/>" * 1_900 + "</table>")
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/table" Target="/xl/tables/t{number}.xml"/>' for number in range(6)
    )
    many = {f"xl/tables/t{number}.xml": table for number in range(6)}
    data = with_parts(edited(saved(updates_book()), rels, ("</Relationships>", f"{relations}</Relationships>")), many)
    assert "tables and drawings" in refused(data)


def test_parts_that_are_large_together_are_read_all_the_same() -> None:
    data = saved(updates_book())
    tables_ = {
        TABLE: parts(data)[TABLE].decode().replace("</table>", "<!-- {} -->".format("x" * 2**19) * 3 + "</table>")
    }
    after = patch(with_parts(data, tables_), [AppendRow("Updates", {"Update": "x"})] * 2)
    assert tables(after)[0].ref == "A1:E8"


def test_more_sheets_than_any_register_has() -> None:
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number}"/>' for number in range(9, 1_009))
    assert "more sheets" in refused(edited(saved(updates_book()), BOOK, ("</sheets>", f"{sheets}</sheets>")))


def test_a_format_of_a_hundred_thousand_ranges_is_grown_soon() -> None:
    areas = " ".join(f"{letter}6" for letter in "ABCDE" * 20_000)
    xml = f'<conditionalFormatting sqref="A2:A5 {areas}"/><pageMargins'
    started = time.process_time()
    after = patch(edited(saved(updates_book()), SHEET, ("<pageMargins", xml)), [AppendRow("Updates", {"Update": "x"})])
    assert time.process_time() - started < 10
    assert 'sqref="A2:A5 A6:A7 B6 C6 D6 E6 A6:A7 B6' in parts(after)[SHEET].decode()


def test_a_text_of_many_megabytes_around_the_rows_is_read_soon() -> None:
    text = "".join(random.Random(1).choices("abcdefgh", k=100_000)) * 100  # noqa: S311 - must be the same each time
    header = f"<headerFooter><oddHeader>{text}</oddHeader></headerFooter><tableParts"
    started = time.process_time()
    patch(edited(saved(updates_book()), SHEET, ("<tableParts", header)), [AppendRow("Updates", {"Update": "x"})])
    assert time.process_time() - started < 10


def test_shared_formulas_that_are_far_longer_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formulas, "_MAX_LENGTH", 50_000)
    first = f'<row r="9"><c r="G9"><f t="shared" ref="G9" si="0">{"A6+" * 2_000}1</f></c></row>'
    others = "".join(f'<row r="{row}"><c r="G{row}"><f t="shared" si="0"/></c></row>' for row in range(10, 1_000))
    data = edited(saved(totals_book()), SHEET, ("</sheetData>", f"{first}{others}</sheetData>"))
    assert "more formulas" in refused_append(data)


def test_a_table_that_claims_the_whole_sheet_is_not_walked_row_by_row() -> None:
    data = edited(saved(updates_book()), TABLE, ('ref="A1:E6"', 'ref="A1:E1048576"'))
    assert tables(data)[0].first_free_row == 7


@pytest.mark.parametrize("ref", ["A1:ZZZ9", "A0:B2", "B2:A1", "A1:B9999999", "", "A1:B2:C3", "1:5"])
def test_ranges_that_do_not_exist(ref: str) -> None:
    assert "damaged" in refused(edited(saved(updates_book()), TABLE, ('ref="A1:E6"', f'ref="{ref}"')))
