"""Formulas in columns: what is theirs in a new row, and what of a row is typed and what is only calculated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import AppendRow, patch, tables
from tests.workbook.books import (
    add_table,
    edited,
    new_row,
    opened,
    saved,
    sheet_xml,
    updates_book,
    values,
    with_calculated,
)

if TYPE_CHECKING:
    import openpyxl

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
SHARED = '<f t="shared" ref="F2:F6" si="3">E2*2</f>'


def doubled_book(prepared: int = 0) -> openpyxl.Workbook:
    """Return a workbook whose table has its hours doubled in F2:F6 by formulas, and so many rows prepared with them."""
    book = updates_book()
    sheet = book["Log"]
    del sheet.tables["Updates"]
    sheet["F1"] = "Doubled"
    for number in range(2, 7 + prepared):
        sheet.cell(number, 6, f"=E{number}*2")
    add_table(sheet, "Updates", f"A1:F{6 + prepared}")
    return book


def row_after(data: bytes, number: int, name: str = "Updates") -> list[object]:
    return values(patch(data, [AppendRow(name, new_row())]), "Log")[number - 1]


def test_a_formula_copied_down_goes_on_where_the_table_does_not_declare_it() -> None:
    assert row_after(saved(doubled_book()), 7)[5] == "=E7*2"


def test_blank_rows_between_records_do_not_end_a_formula_copied_down() -> None:
    book = updates_book(0)
    del book["Log"].tables["Updates"]
    book["Log"]["F1"] = "Doubled"
    for number in (2, 5, 8, 11):
        for column, value in enumerate([f"INC-{number}", None, "Progress", "text", 1, f"=E{number}*2"], 1):
            book["Log"].cell(number, column, value)
    assert row_after(saved(book), 12, "Log")[5] == "=E12*2"


def test_a_formula_copied_down_goes_on_in_a_list() -> None:
    book = doubled_book()
    del book["Log"].tables["Updates"]
    assert row_after(saved(book), 7, "Log")[5] == "=E7*2"


def test_a_formula_that_each_row_has_as_the_first_row_needs_it_goes_on_for_the_new_row() -> None:
    book = doubled_book()
    for number in range(3, 7):
        book["Log"].cell(number, 6, "=E2*2")
    assert row_after(saved(book), 7)[5] == "=E7*2"


@pytest.mark.parametrize("formula", ["=H2*2", "=E1*2", "=Other!A2*2", "=SUM(E2:E3)"])
def test_a_cell_that_every_row_refers_to_is_no_habit(formula: str) -> None:
    book = doubled_book()
    for number in range(2, 7):
        book["Log"].cell(number, 6, formula)
    assert row_after(saved(book), 7)[5] is None


def test_a_formula_that_the_cells_share_goes_on() -> None:
    others = [(f"<f>E{number}*2</f>", '<f t="shared" si="3"/>') for number in range(3, 7)]
    assert row_after(edited(saved(doubled_book()), SHEET, ("<f>E2*2</f>", SHARED), *others), 7)[5] == "=E7*2"


def test_a_group_of_shared_formulas_without_a_first_one_is_left_alone() -> None:
    cells = [(f"<f>E{number}*2</f>", '<f t="shared" si="3"/>') for number in range(2, 7)]
    assert row_after(edited(saved(doubled_book()), SHEET, *cells), 7)[5] is None


def test_a_formula_of_two_rows_is_no_habit() -> None:
    book = doubled_book()
    for number in (2, 3, 4):
        book["Log"].cell(number, 6, number)
    assert row_after(saved(book), 7)[5] is None


def test_one_odd_formula_among_the_last_does_not_end_the_habit() -> None:
    book = doubled_book()
    book["Log"]["F6"] = "=E2+1"
    assert row_after(saved(book), 7)[5] == "=E7*2"


def test_rows_prepared_with_a_formula_copied_down_are_blank() -> None:
    data = saved(doubled_book(prepared=5))
    assert tables(data)[0].first_free_row == 7
    assert row_after(data, 7)[:6:5] == ["INC-9", "=E7*2"]


def test_a_formula_that_no_other_row_has_makes_a_row_filled() -> None:
    book = doubled_book(prepared=5)
    book["Log"]["C7"] = "=UPPER(C6)"
    assert tables(saved(book))[0].first_free_row == 8


def test_a_value_typed_over_the_formula_of_a_calculated_column_is_not_overwritten() -> None:
    book = opened(with_calculated("LEN(D2)", "=LEN(D{0})"))
    for column in range(1, 5):
        book["Log"].cell(4, column).value = None
    book["Log"]["E4"] = 7
    data = saved(book)
    assert tables(data)[0].first_free_row == 5
    after = values(patch(data, [AppendRow("Updates", new_row())]), "Log")
    assert (after[3][4], after[4][0]) == (7, "INC-9")


@pytest.mark.parametrize("stored", ["", "<v>1</v>"], ids=["never calculated", "calculated"])
def test_a_table_that_formulas_fill_in_all_columns_has_no_blank_row(stored: str) -> None:
    book = updates_book()
    sheet = book["Log"]
    for row in range(2, 7):
        for column, letter in enumerate("ABCDE", 1):
            sheet.cell(row, column, f"=Other!{letter}{row}")
    data = saved(book)
    text = [(f"<f>Other!A{row}</f><v></v>", f"<f>Other!A{row}</f>{stored}") for row in range(2, 7)]
    data = edited(data, SHEET, *text)
    assert tables(data)[0].first_free_row == 7
    after = values(patch(data, [AppendRow("Updates", new_row())]), "Log")
    assert (after[5][0], after[6][0], after[6][4]) == ("=Other!A6", "INC-9", "=Other!E7")


def declared(formula: str, *cells: str) -> bytes:
    """Return a workbook whose column Doubled is calculated by a formula, with these in F2 and below."""
    data = saved(doubled_book())
    was = [(f"<f>E{number}*2</f>", cell) for number, cell in enumerate(cells, 2)]
    whole = f'name="Doubled"><calculatedColumnFormula>{formula}</calculatedColumnFormula></tableColumn>'
    text = re.sub(r'name="Doubled"\s*/>', whole, sheet_xml(data, TABLE))
    return edited(edited(data, SHEET, *was), TABLE, (sheet_xml(data, TABLE), text))


@pytest.mark.parametrize(
    "cells",
    [
        [SHARED, *['<f t="shared" si="3"/>'] * 2, "<f>E5*100</f>"],
        [SHARED, *['<f t="shared" si="3"/>'] * 3, "<f>E6*100</f>"],
        ["<f>E2*100</f>", '<f t="shared" ref="F3:F6" si="0">E3*2</f>', *['<f t="shared" si="0"/>'] * 3],
        [SHARED, *[f"<f>E{number}*100</f>" for number in (3, 4, 5, 6)]],
        [SHARED, '<f t="shared" si="3"/>', '<f t="array" ref="F4">E4*100</f>', '<f t="shared" si="3"/>'],
        ["<f>E2*100</f>", "<f>E3*2</f>", "<f>E4*3</f>", "<f>E5*4</f>", "<f>E6*5</f>"],
        ["", "", "", "", ""],
    ],
    ids=["one above", "the last", "the first", "all but the first", "an array", "each another", "none left"],
)
def test_a_calculated_column_goes_on_with_its_formula_and_never_with_an_exceptions(cells: list[str]) -> None:
    data = declared("E2*2", *cells)
    before, after = values(data, "Log"), values(patch(data, [AppendRow("Updates", new_row())] * 2), "Log")
    assert [row[5] for row in after[6:]] == ["=E7*2", "=E8*2"]
    shown = [[getattr(value, "text", value) for value in row] for row in (*before, *after)]
    assert shown[:6] == shown[6:12]


def test_a_formula_that_no_cell_has_so_gives_way_to_the_habit_of_the_shared_ones() -> None:
    data = declared("E9*2", SHARED, *['<f t="shared" si="3"/>'] * 3, "<f>E6*100</f>")
    assert row_after(data, 7)[5] == "=E7*2"


def test_of_two_groups_with_one_number_the_lower_one_counts() -> None:
    upper = ['<f t="shared" ref="F2:F3" si="3">E2*7</f>', '<f t="shared" si="3"/>']
    lower = ['<f t="shared" ref="F4:F6" si="3">E4*2</f>', *['<f t="shared" si="3"/>'] * 2]
    cells = [(f"<f>E{number}*2</f>", cell) for number, cell in enumerate([*upper, *lower], 2)]
    assert row_after(edited(saved(doubled_book()), SHEET, *cells), 7)[5] == "=E7*2"
