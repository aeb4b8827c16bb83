"""A new last column of a table or list."""

from __future__ import annotations

import pytest
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from olsxl.workbook import AddColumn, EditRefused, broken_invariants, patch, tables
from tests.registers import add_table, book
from tests.workbook.books import changed_parts, edited, opened, parts, saved, totals_book

ROWS: list[list[object]] = [["Our log"], [], ["Day", "Story"], ["a", "b"], ["c", "d"]]
COLUMN = AddColumn("Log", "Ref", {4: "R-0001", 5: "R-0002"}, ("Day", "Story"))


def test_a_list_gets_it_beside_its_last_heading_and_in_its_look_and_its_filter_follows() -> None:
    made = book({"Log": ROWS})
    made["Log"]["B3"].font = Font(bold=True)
    made["Log"].auto_filter.ref = "A3:B5"
    data = saved(made)
    after = patch(data, [COLUMN])
    sheet = opened(after)["Log"]
    assert [cell.value for cell in sheet["C"]] == [None, None, "Ref", "R-0001", "R-0002"]
    assert sheet["C3"].font.bold
    assert not sheet["C4"].font.bold
    assert sheet.auto_filter.ref == "A3:C5"
    assert changed_parts(data, after) <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert "$A$3:$C$5" in parts(after)["xl/workbook.xml"].decode()


def test_a_table_grows_by_it_with_its_filter_and_its_columns() -> None:
    made = book({"Log": ROWS})
    add_table(made, "Log", "A3:B5", "Log1")
    after = patch(saved(made), [COLUMN])
    (table,) = tables(after)
    assert (table.ref, table.headings) == ("A3:C5", ("Day", "Story", "Ref"))
    assert opened(after)["Log"].tables["Log1"].autoFilter.ref == "A3:C5"
    assert broken_invariants(after) == []


def test_the_filter_of_a_table_with_totals_ends_above_them_also_where_libreoffice_wrote_it_over_them() -> None:
    data = edited(saved(totals_book()), "xl/tables/table1.xml", ('<autoFilter ref="A1:E5"', '<autoFilter ref="A1:E6"'))
    after = patch(data, [AddColumn("Updates", "Ref", {2: "R-0001"})])
    assert '<autoFilter ref="A1:F5"' in parts(after)["xl/tables/table1.xml"].decode()
    assert broken_invariants(after) == []


@pytest.mark.parametrize("obstacle", ["the content of cell C5", "the merged cells C4:D4"])
def test_where_something_stands_it_is_refused_by_name(obstacle: str) -> None:
    made = book({"Log": ROWS})
    if "merged" in obstacle:
        made["Log"].merge_cells("C4:D4")
    else:
        made["Log"]["C5"] = "A remark"
    with pytest.raises(EditRefused, match=f"{obstacle} beside the list 'Log'"):
        patch(saved(made), [COLUMN])


def test_no_list_is_joined_to_another_beside_it() -> None:
    made = book({"Log": ROWS})
    for row, text in enumerate(("Day", "k"), 3):
        made["Log"].cell(row, 4, text)
    with pytest.raises(EditRefused, match="the content of cell D3 beside the list 'Log'"):
        patch(saved(made), [COLUMN])
    add_table(made, "Log", "A3:B5", "Log1")  # its width is told, and stays so
    assert tables(patch(saved(made), [COLUMN]))[0].ref == "A3:C5"


def test_a_filter_of_other_rows_and_a_name_of_something_else_stay() -> None:
    made = book({"Log": ROWS})
    made["Log"].auto_filter.ref = "A3:A5"
    made.defined_names["Days"] = DefinedName("Days", attr_text="Log!$A$3:$B$5")
    sheet = opened(patch(saved(made), [COLUMN]))
    assert sheet["Log"].auto_filter.ref == "A3:A5"
    assert sheet.defined_names["Days"].attr_text == "Log!$A$3:$B$5"
