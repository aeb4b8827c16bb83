"""Rows at the end of a table."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import AppendRow, EditRefused, patch, tables
from tests.libreoffice import resaved
from tests.workbook.books import (
    changed_parts,
    new_row,
    opened,
    saved,
    sheet_xml,
    updates_book,
    values,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_no_edits_give_the_same_bytes() -> None:
    data = saved(updates_book())
    assert patch(data, []) is data


def test_a_row_is_added_below_the_table_and_nothing_else_is_changed() -> None:
    data = saved(updates_book())
    after = patch(data, [AppendRow("Updates", new_row(Hours=1.5))])
    assert changed_parts(data, after) == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    assert values(after, "Log")[:-1] == values(data, "Log")
    assert values(after, "Log")[-1] == ["INC-9", datetime(2026, 2, 5), "No Update", "No Update", 1.5]
    assert opened(after)["Log"].tables["Updates"].ref == "A1:E7"


def test_several_rows_keep_their_order() -> None:
    after = patch(saved(updates_book()), [AppendRow("Updates", new_row(Hours=hours)) for hours in (3, 1, 2)])
    assert [row[4] for row in values(after, "Log")[-3:]] == [3, 1, 2]


def test_rows_for_one_table_keep_their_order_whether_they_name_it_or_its_sheet() -> None:
    names = ("Updates", "Log", "UPDATES", "log")
    rows = [AppendRow(name, {"Incident ref": f"INC-{number}"}) for number, name in enumerate(names, 10)]
    after = values(patch(saved(updates_book()), rows), "Log")
    assert [row[0] for row in after[6:]] == ["INC-10", "INC-11", "INC-12", "INC-13"]


def test_a_new_date_looks_like_the_dates_above_it() -> None:
    after = patch(saved(updates_book()), [AppendRow("Updates", new_row())])
    assert opened(after)["Log"]["B7"].number_format == "dd/mm/yyyy"


def test_a_reference_that_the_column_makes_of_numbers_is_the_number_and_another_text_stays() -> None:
    book = updates_book()
    for number, cell in enumerate(book["Log"]["A"][1:], 1):
        cell.value, cell.number_format = number, '"INC-"0000'
    rows = [AppendRow("Updates", {"Incident ref": ref}) for ref in ("INC-0007", "INC-7", "INC-12345")]
    after = opened(patch(saved(book), rows))["Log"]
    assert [cell.value for cell in after["A"][-3:]] == [7, "INC-7", 12345]
    assert {cell.number_format for cell in after["A"][-3:]} == {'"INC-"0000'}


def test_a_reference_that_the_column_makes_of_texts_is_the_text_that_it_shows() -> None:
    book = updates_book()
    for number, cell in enumerate(book["Log"]["A"][1:], 1):
        cell.value, cell.number_format = f"{number:04}", '"INC-"@'
    after = opened(patch(saved(book), [AppendRow("Updates", {"Incident ref": "INC-0007"})]))["Log"]
    assert (after["A"][-1].value, after["A"][-1].number_format) == ("0007", '"INC-"@')


def test_text_that_looks_like_a_formula_stays_text() -> None:
    after = patch(saved(updates_book()), [AppendRow("Updates", new_row(Update="=1+1"))])
    assert '<c r="D7" t="inlineStr"><is><t>=1+1</t></is></c>' in sheet_xml(after)


def test_the_table_is_found_by_its_sheet_and_without_regard_to_case() -> None:
    data = saved(updates_book())
    assert patch(data, [AppendRow("updates", new_row())]) == patch(data, [AppendRow("LOG", new_row())])


def test_a_heading_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(EditRefused, match="heading 'Colour'"):
        patch(saved(updates_book()), [AppendRow("Updates", {"Colour": "red"})])


def test_tables_tell_where_everything_is() -> None:
    (table,) = tables(saved(updates_book()))
    assert (table.name, table.sheet, table.ref) == ("Updates", "Log", "A1:E6")
    assert (table.header_row, table.first_row, table.last_row, table.first_free_row) == (1, 2, 6, 7)


@pytest.mark.office
def test_a_workbook_that_libreoffice_saved_takes_a_row(tmp_path: Path) -> None:
    data = resaved(saved(updates_book()), tmp_path)
    after = patch(data, [AppendRow("Updates", new_row(Date=date(2026, 3, 1)))])
    assert changed_parts(data, after) == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}
    assert values(after, "Log")[:-1] == values(data, "Log")
    assert opened(after)["Log"]["B7"].number_format == opened(data)["Log"]["B6"].number_format
