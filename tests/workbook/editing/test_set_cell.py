"""One cell gets another value."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl.worksheet.formula import ArrayFormula

from olsxl.workbook import AddLists, AddSheet, AppendRow, Edit, EditRefused, SetCell, broken_invariants, patch, tables
from tests.workbook import structures
from tests.workbook.books import (
    changed_parts,
    edited,
    opened,
    parts,
    saved,
    sheet_xml,
    updates_book,
    values,
    with_chain,
)

MAY = datetime.fromisoformat("2026-05-06")
NOVEMBER = datetime.fromisoformat("2026-11-26")


def test_a_cell_gets_a_value_and_keeps_its_style() -> None:
    data = saved(updates_book())
    after = patch(data, [SetCell("log", "B3", date(2026, 5, 6)), SetCell("Log", "D3", " two words ")])
    assert changed_parts(data, after) == {"xl/worksheets/sheet1.xml"}
    sheet = opened(after)["Log"]
    assert (sheet["B3"].value, sheet["B3"].number_format) == (MAY, "dd/mm/yyyy")
    assert sheet["D3"].value == " two words "


def test_a_cell_that_makes_texts_of_numbers_gets_the_number() -> None:
    book = updates_book()
    book["Log"]["A3"].number_format = '"INC-"0000'
    after = opened(patch(saved(book), [SetCell("Log", "A3", "INC-0007"), SetCell("Log", "A4", "INC-0007")]))["Log"]
    assert (after["A3"].value, after["A4"].value) == (7, "INC-0007")


def test_a_cell_that_was_not_there_is_made_in_its_place() -> None:
    after = patch(
        saved(updates_book()), [SetCell("Log", "H3", 1), SetCell("Log", "G20", True), SetCell("Log", "G3", 2)]
    )
    sheet = opened(after)["Log"]
    assert (sheet["G3"].value, sheet["H3"].value, sheet["G20"].value) == (2, 1, True)
    assert 'dimension ref="A1:H20"' in sheet_xml(after)


def test_a_cell_that_never_stood_takes_the_style_of_its_row_or_column() -> None:
    columns = '<cols><col min="8" max="9" width="9" style="1"/></cols><sheetData>'
    row = '<row r="9" s="1" customFormat="1"/></sheetData>'
    data = edited(saved(updates_book()), "xl/worksheets/sheet1.xml", ("<sheetData>", columns), ("</sheetData>", row))
    after = sheet_xml(patch(data, [SetCell("Log", "H3", 5), SetCell("Log", "D9", 6), SetCell("Log", "J3", 7)]))
    assert '<c r="H3" s="1"><v>5</v></c><c r="J3"><v>7</v></c>' in after
    assert '<c r="D9" s="1"><v>6</v></c>' in after


def test_of_two_values_for_one_cell_the_later_wins_however_the_cell_is_spelled() -> None:
    edits = [SetCell("Log", "D3", 1), SetCell("LOG", "$d$3", 2), SetCell("Log", "D3", 3)]
    assert values(patch(saved(updates_book()), edits), "Log")[2][3] == 3


def test_none_empties_a_cell() -> None:
    assert opened(patch(saved(updates_book()), [SetCell("Log", "D3", None)]))["Log"]["D3"].value is None


def test_a_chain_that_nothing_refers_to_forgets_the_formula_too() -> None:
    book = updates_book()
    book["Log"]["G2"], book["Log"]["G3"] = "=E2", "=E3"
    data = edited(
        with_chain(saved(book), '<c r="G2" i="1"/><c r="G3"/>'), "xl/_rels/workbook.xml.rels", ("/calcChain", "/other")
    )
    after = patch(data, [SetCell("Log", "G2", 5)])
    assert sheet_xml(after, "xl/calcChain.xml").endswith('<c r="G3" i="1"/></calcChain>')


def test_a_formula_that_is_overwritten_leaves_the_calculation_chain() -> None:
    book = updates_book()
    book["Log"]["G2"], book["Log"]["G3"] = "=E2", "=E3"
    data = with_chain(saved(book), '<c r="G2" i="1"/><c r="G3"/>')
    after = patch(data, [SetCell("Log", "G2", 5)])
    assert '<c r="G3" i="1"/>' in sheet_xml(after, "xl/calcChain.xml")
    assert 'r="G2"' not in sheet_xml(after, "xl/calcChain.xml")


def test_a_chain_that_would_be_empty_goes_with_all_that_names_it() -> None:
    book = updates_book()
    book["Log"]["G2"] = "=E2"
    after = patch(with_chain(saved(book), '<c r="G2" i="1"/>'), [SetCell("Log", "G2", 5)])
    assert "xl/calcChain.xml" not in parts(after)
    assert all(b"calcChain" not in part for part in parts(after).values())
    assert opened(after)["Log"]["G2"].value == 5


def test_the_others_keep_a_formula_that_they_shared_with_an_overwritten_cell() -> None:
    data = edited(
        saved(updates_book()),
        "xl/worksheets/sheet1.xml",
        ('<c r="E2" t="n"><v>0.5</v></c>', '<c r="E2"><f t="shared" ref="E2:E3" si="0">A2&amp;"x"</f><v>1</v></c>'),
        ('<c r="E3" t="n"><v>1.5</v></c>', '<c r="E3"><f t="shared" si="0"/><v>1</v></c>'),
    )
    after = patch(data, [SetCell("Log", "E2", 7)])
    assert (opened(after)["Log"]["E2"].value, opened(after)["Log"]["E3"].value) == (7, '=A3&"x"')
    both = opened(patch(data, [SetCell("Log", "E2", 7), SetCell("Log", "E3", 8)]))["Log"]
    assert (both["E2"].value, both["E3"].value) == (7, 8)


@pytest.mark.proof
def test_cells_far_apart_on_a_long_sheet_are_set_together() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"/></row>' for row in range(7, 120_000))
    data = edited(saved(updates_book()), "xl/worksheets/sheet1.xml", ("</sheetData>", f"{rows}</sheetData>"))
    after = opened(patch(data, [SetCell("Log", cell, "x") for cell in ("B7", "D500", "A119999", "A120005")]))["Log"]
    assert [after[cell].value for cell in ("B7", "D500", "A119999", "A120005", "A120000")] == ["x"] * 4 + [None]


@pytest.mark.parametrize(
    ("cell", "structure"),
    [("A1", "header row of 'Updates'"), ("B11", "merged cells A11:C11"), ("G3", "array formula in G2:G4")],
)
def test_a_cell_that_is_part_of_something_is_refused_by_name(cell: str, structure: str) -> None:
    book = updates_book()
    book["Log"].merge_cells("A11:C11")
    book["Log"]["G2"] = ArrayFormula("G2:G4", "=E2:E4*2")
    with pytest.raises(EditRefused, match=structure):
        patch(saved(book), [SetCell("Log", cell, "x")])


@pytest.mark.parametrize("cell", ["", "A0", "AAAA1", "XFE1", "A1048577", "A1:B2", "1A"])
def test_a_cell_that_excel_does_not_have_is_refused(cell: str) -> None:
    with pytest.raises(EditRefused, match="cell name"):
        patch(saved(updates_book()), [SetCell("Log", cell, 1)])


def test_a_cell_of_a_pivot_table_is_refused() -> None:
    with pytest.raises(EditRefused, match="the pivot table A10:B12"):
        patch(structures.with_structures(structures.PIVOT), [SetCell("Other", "B11", 1)])


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(EditRefused, match="the sheets are 'Log', 'Other'"):
        patch(saved(updates_book()), [SetCell("Lgo", "A1", 1)])


def test_a_new_sheet_takes_rows_at_once() -> None:
    data = saved(updates_book())
    edits: list[Edit] = [
        AddSheet("Reviews 2", ["Review", "Reviewed on"]),
        AppendRow("Reviews_2", {"Review": "2026-W47"}),
        AppendRow("Reviews 2", {"Review": "2026-W48", "Reviewed on": date(2026, 11, 26)}),
    ]
    after = patch(data, edits)
    assert opened(after).sheetnames == ["Log", "Other", "Reviews 2"]
    assert values(after, "Reviews 2")[1:] == [["2026-W47", None], ["2026-W48", NOVEMBER]]
    assert opened(after)["Reviews 2"].tables["Reviews_2"].ref == "A1:B3"
    assert values(after, "Log") == values(data, "Log")


def test_adding_a_sheet_changes_only_what_lists_the_parts() -> None:
    data = saved(updates_book())
    assert changed_parts(data, patch(data, [AddSheet("New", ["One"])])) == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/_rels/sheet3.xml.rels",
        "xl/tables/table2.xml",
    }


LISTS = AddLists("Lists", [("List_type", "Type", ["Action", "Decision"]), ("List_by", "By", ["A & B"])])


def test_lists_stand_side_by_side_each_a_table_of_its_own() -> None:
    after = patch(saved(updates_book()), [LISTS])
    assert values(after, "Lists") == [["Type", None, "By"], ["Action", None, "A & B"], ["Decision", None, None]]
    assert dict(opened(after)["Lists"].tables.items()) == {  # type: ignore[no-untyped-call]
        "List_type": "A1:A3",
        "List_by": "C1:C2",
    }
    assert broken_invariants(after) == []


def test_a_new_sheet_may_offer_the_values_of_a_list_and_goes_on_offering_them() -> None:
    sheet = AddSheet("New", ["When", "Type"], {"Type": LISTS.areas()["List_type"]})
    after = patch(saved(updates_book()), [LISTS, sheet, *[AppendRow("New", {"Type": "Action"})] * 3])
    (rule,) = opened(after)["New"].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1, rule.errorStyle) == ("B2:B4", "'Lists'!$A$2:$A$3", "warning")
    assert broken_invariants(after) == []


def test_a_heading_that_looks_like_an_escape_is_found_again() -> None:
    headings = ["_x0041_", "two\nlines", "a & b"]
    after = patch(saved(updates_book()), [AddSheet("New", headings), AppendRow("New", dict.fromkeys(headings, 1))])
    assert broken_invariants(after) == []
    assert tables(after)[1].headings == tuple(headings)
    assert values(after, "New")[1] == [1, 1, 1]


def test_a_list_whose_name_is_taken_is_refused() -> None:
    with pytest.raises(EditRefused, match="the name List_type"):
        patch(saved(updates_book()), [LISTS, AddLists("More", [("List_type", "Type", ["Action"])])])


@pytest.mark.parametrize("name", ["", "log", "History", "a:b", "x" * 32, "😀" * 16, "'quoted'", "what?"])
def test_a_name_that_excel_would_not_take_is_refused(name: str) -> None:
    with pytest.raises(EditRefused, match="its name"):
        patch(saved(updates_book()), [AddSheet(name, ["One"])])


@pytest.mark.parametrize("headings", [[], ["One", "one"], [" "], ["x" * 256]])
def test_headings_that_excel_would_not_take_are_refused(headings: list[str]) -> None:
    with pytest.raises(EditRefused, match="its headings"):
        patch(saved(updates_book()), [AddSheet("New", headings)])


def test_a_protected_structure_refuses_a_new_sheet() -> None:
    data = edited(
        saved(updates_book()), "xl/workbook.xml", ("<workbookProtection", '<workbookProtection lockStructure="1"')
    )
    with pytest.raises(EditRefused, match="protected structure"):
        patch(data, [AddSheet("New", ["One"])])
