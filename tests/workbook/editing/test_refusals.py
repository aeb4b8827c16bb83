"""What is refused: by name, with a way out, and before anything is changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from openpyxl.worksheet.table import TableColumn

from olsxl.errors import OlsxlError
from olsxl.workbook import AppendRow, EditRefused, patch
from tests.workbook import structures
from tests.workbook.books import HEADINGS, OFFICE, add_table, edited, new_row, saved, updates_book, with_parts

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"


def refused(data: bytes, **values: object) -> EditRefused:
    with pytest.raises(EditRefused) as caught:
        patch(data, [AppendRow("Updates", new_row(**values))])
    assert caught.value.exit_status == 2
    assert str(caught.value).startswith("Nothing was written to ")
    assert str(caught.value).endswith(".")
    return caught.value


def test_the_refusal_is_one_of_our_failures_and_names_sheet_structure_and_way_out() -> None:
    book = updates_book()
    book["Log"].protection.enable()
    failure = refused(saved(book))
    assert isinstance(failure, OlsxlError)
    assert (failure.sheet, failure.structure) == ("Log", "sheet protection")
    assert "Unprotect Sheet" in failure.fix


def test_a_sheet_whose_protection_is_switched_off_takes_rows() -> None:
    book = updates_book()
    book["Log"].protection.enable()
    book["Log"].protection.disable()
    assert patch(saved(book), [AppendRow("Updates", new_row())])


def test_a_query_behind_the_table() -> None:
    data = edited(saved(updates_book()), TABLE, (' ref="A1:E6"', ' ref="A1:E6" tableType="queryTable"'))
    assert "query behind the table 'Updates'" in refused(data).structure


def test_a_query_that_only_the_relationship_shows() -> None:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/queryTable" Target="../queryTables/queryTable1.xml"/>'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{namespace}">{relation}</Relationships>'
    data = with_parts(saved(updates_book()), {"xl/tables/_rels/table1.xml.rels": rels})
    assert "query behind the table" in refused(data).structure


def test_an_xml_map_behind_a_column() -> None:
    data = saved(updates_book())
    mapped = '<tableColumn id="9" name="Hours"><xmlColumnPr mapId="1" xpath="/a" xmlDataType="string"/></tableColumn>'
    data = edited(data, TABLE, ('<tableColumn id="5" name="Hours"/>', mapped))
    assert "XML map behind the table" in refused(data).structure


def test_a_table_without_its_header_row() -> None:
    book = updates_book()
    table = book["Log"].tables["Updates"]
    table.headerRowCount, table.ref, table.autoFilter = 0, "A2:E6", None
    table.tableColumns = [TableColumn(id=at, name=heading) for at, heading in enumerate(HEADINGS, 1)]
    assert "hidden header row" in refused(saved(book)).structure


def test_a_signed_package() -> None:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = f"{namespace}/digital-signature/origin"
    relation = f'<Relationship Id="rIdS" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    data = edited(saved(updates_book()), "_rels/.rels", ("</Relationships>", relation))
    assert "digital signature" in refused(data).structure


def test_a_signature_that_no_relationship_names() -> None:
    data = with_parts(saved(updates_book()), {"_XmlSignatures/sig1.xml": "<Signature/>"})
    assert "digital signature" in refused(data).structure


@pytest.mark.parametrize("cell", ["A7", "E7", "C7"])
def test_content_in_the_row_below(cell: str) -> None:
    book = updates_book()
    book["Log"][cell] = "in the way"
    assert refused(saved(book)).structure == f"the content of cell {cell} below the table 'Updates'"


def test_a_formula_in_the_row_below_even_where_it_shows_nothing() -> None:
    book = updates_book()
    book["Log"]["B7"] = '=""'
    assert "cell B7" in refused(saved(book)).structure


def test_another_table_in_the_row_below() -> None:
    book = updates_book()
    book["Log"]["B7"], book["Log"]["C7"] = "One", "Two"
    add_table(book["Log"], "Second", "B7:C9")
    assert refused(saved(book)).structure == "the table 'Second' (B7:C9) below the table 'Updates'"


def test_a_pivot_table_in_the_rows_below() -> None:
    data = structures.with_structures(structures.PIVOT_BELOW)
    with pytest.raises(EditRefused, match=r"a pivot table \(A10:B12\) below the table 'Updates'"):
        patch(data, [AppendRow("Updates", {})] * 4)


def test_merged_cells_in_the_row_below() -> None:
    book = updates_book()
    book["Log"].merge_cells("C7:D8")
    assert "merged cells C7:D8" in refused(saved(book)).structure


def test_the_end_of_the_sheet() -> None:
    last = '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    data = edited(saved(updates_book()), TABLE, ('ref="A1:E6"', 'ref="A1:E1048576"'))
    assert refused(edited(data, SHEET, ("</sheetData>", last))).structure == "the end of the sheet"


@pytest.mark.parametrize(
    "value",
    [
        "a\x00b",
        "a\x1fb",
        "x" * 32_768,
        "\ud800",
        "\ufffe",
        float("nan"),
        Decimal("sNaN"),
        float("inf"),
        10**400,
        2**53 + 1,
    ],
    ids=["null", "control", "long", "surrogate", "no character", "nan", "signal", "infinite", "huge", "inexact"],
)
def test_a_value_that_no_cell_can_hold_is_refused_with_its_heading(value: object) -> None:
    assert refused(saved(updates_book()), Update=value).structure == "the value for 'Update'"


def test_a_date_before_excel_begins() -> None:
    assert "no day as early" in refused(saved(updates_book()), Date=date(1899, 1, 1)).why


def test_a_table_that_is_not_there_with_the_sheets_that_are() -> None:
    with pytest.raises(EditRefused, match="its sheets are 'Log', 'Other'"):
        patch(saved(updates_book()), [AppendRow("Reviews", {})])


def test_a_sheet_with_several_tables_asks_which() -> None:
    book = updates_book()
    book["Log"]["G1"] = "One"
    add_table(book["Log"], "Second", "G1:G2")
    with pytest.raises(EditRefused, match="the tables Updates, Second"):
        patch(saved(book), [AppendRow("Log", {})])


def test_one_refused_edit_leaves_all_undone() -> None:
    data = saved(updates_book())
    with pytest.raises(EditRefused):
        patch(data, [AppendRow("Updates", new_row()), AppendRow("Nowhere", {})])
