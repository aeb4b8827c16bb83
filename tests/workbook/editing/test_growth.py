"""What follows a table that grows, and what is left alone."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl.chart import LineChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from olsxl.workbook import AppendRow, patch, ranges_not_extended, tables
from olsxl.workbook.invariants import broken_invariants
from tests.workbook import structures
from tests.workbook.books import (
    add_table,
    changed_parts,
    edited,
    new_row,
    opened,
    parts,
    saved,
    sheet_xml,
    totals_book,
    updates_book,
    values,
    with_calculated,
    with_parts,
)

SHEET = "xl/worksheets/sheet1.xml"
RED = PatternFill("solid", bgColor="FF0000")
TABLE = "xl/tables/table1.xml"


def appended(data: bytes, rows: int = 1) -> bytes:
    after = patch(data, [AppendRow("Updates", new_row(Hours=hours)) for hours in range(rows)])
    assert broken_invariants(after) == []
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C2:C6", "C2:C7"),
        ("A2:E6", "A2:E7"),
        ("A1:A6", "A1:A7"),
        ("C2:C4 C5:C6", "C2:C4 C5:C7"),
        ("C2:C5 C6", "C2:C5 C6:C7"),
        ("C6", "C6"),
        ("C2:C5", "C2:C5"),
        ("C2:C100", "C2:C100"),
        ("C2:F6", "C2:F6"),
        ("G2:G6", "G2:G6"),
        ("C2:C1048576", "C2:C1048576"),
    ],
)
def test_drop_downs_grow_where_they_cover_the_column_to_its_last_row(before: str, after: str) -> None:
    book = updates_book()
    choice = DataValidation(type="list", formula1='"a,b"')
    for area in before.split():
        choice.add(area)
    book["Log"].add_data_validation(choice)
    data = edited(saved(book), SHEET, (f'sqref="{choice.sqref}"', f'sqref="{before}"'))
    assert f'sqref="{after}"' in sheet_xml(appended(data))


def test_conditional_formats_grow_and_their_formulas_stay() -> None:
    book = updates_book()
    rule = FormulaRule(formula=["$E2>2"], fill=RED)  # type: ignore[no-untyped-call]  # the stub lacks them
    book["Log"].conditional_formatting.add("A2:E6", rule)
    after = sheet_xml(appended(saved(book), 3))
    assert '<conditionalFormatting sqref="A2:E9">' in after
    assert "<formula>$E2&gt;2</formula>" in after


X14 = '<ignoredErrors><ignoredError sqref="A2:A6" numberStoredAsText="1"/></ignoredErrors><tableParts'
EXTENSIONS = """<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
 xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"
><x14:dataValidation type="list"><x14:formula1><xm:f>Other!$A$2:$A$9</xm:f></x14:formula1
><xm:sqref>C2:C6 #REF!</xm:sqref></x14:dataValidation></x14:dataValidations></ext><ext
 uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"
><x14:cfRule type="expression" id="{F6C8B7A0-0001-4E7D-8A7D-0123456789AB}"><xm:f>$E2&gt;2</xm:f></x14:cfRule
><xm:sqref>A2:E6</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"""


def test_extension_lists_and_ignored_errors_grow_too() -> None:
    data = edited(saved(updates_book()), SHEET, ("<tableParts", X14), ("</worksheet>", EXTENSIONS))
    after = sheet_xml(appended(data))
    assert "<xm:sqref>C2:C7 #REF!</xm:sqref>" in after
    assert "<xm:sqref>A2:E7</xm:sqref>" in after
    assert '<ignoredError sqref="A2:A7"' in after
    assert "<xm:f>Other!$A$2:$A$9</xm:f>" in after
    assert "<xm:f>$E2&gt;2</xm:f>" in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Log!$A$2:$A$6", "Log!$A$2:$A$7"),
        ("Log!$A$1:$E$6", "Log!$A$1:$E$7"),
        ("OFFSET(Log!$A$1,0,0,COUNTA('Log'!$B$2:$B$6),1)", "OFFSET(Log!$A$1,0,0,COUNTA('Log'!$B$2:$B$7),1)"),
        ("Log!$A$4:$A$6", "Log!$A$4:$A$6"),
        ("Other!$A$2:$A$6", "Other!$A$2:$A$6"),
        ("[1]Log!$A$2:$A$6", "[1]Log!$A$2:$A$6"),
        ("Updates[Type]", "Updates[Type]"),
        ('"Log!$A$2:$A$6"', '"Log!$A$2:$A$6"'),
    ],
)
def test_names_of_whole_columns_follow(before: str, after: str) -> None:
    book = updates_book()
    book.defined_names["Named"] = DefinedName("Named", attr_text=before)
    assert opened(appended(saved(book))).defined_names["Named"].attr_text == after


def test_the_print_area_follows() -> None:
    book = updates_book()
    book["Log"].print_area = "A1:H6"
    assert opened(appended(saved(book), 2))["Log"].print_area == "'Log'!$A$1:$H$8"


def test_chart_sources_follow() -> None:
    book = updates_book()
    chart = LineChart()
    chart.add_data(Reference(book["Log"], min_col=5, min_row=1, max_row=6), titles_from_data=True)
    chart.set_categories(Reference(book["Log"], min_col=1, min_row=2, max_row=6))
    book.worksheets[0].add_chart(chart, "G5")
    data = saved(book)
    after = appended(data)
    assert changed_parts(data, after) == {SHEET, TABLE, "xl/charts/chart1.xml"}
    text = sheet_xml(after, "xl/charts/chart1.xml")
    assert "'Log'!$E$2:$E$7" in text
    assert "'Log'!$A$2:$A$7" in text
    assert "'Log'!E1" in text or "'Log'!$E$1" in text


def test_the_sources_of_newer_charts_follow() -> None:
    newer = "http://schemas.microsoft.com/office/drawing/2014/chartex"
    chart = f'<cx:chartSpace xmlns:cx="{newer}"><cx:f>Log!$E$2:$E$6</cx:f><cx:f>Log!$E$2:$E$5</cx:f></cx:chartSpace>'
    after = appended(with_newer_chart(saved(updates_book()), "xl/graphs/cx1.xml", chart))
    assert sheet_xml(after, "xl/graphs/cx1.xml") == chart.replace("$E$6", "$E$7")


def with_newer_chart(data: bytes, part: str, chart: str) -> bytes:
    override = f'<Override PartName="/{part}" ContentType="application/vnd.ms-office.chartex+xml"/></Types>'
    return with_parts(edited(data, "[Content_Types].xml", ("</Types>", override)), {part: chart})


LEFT = [
    ("=SUM(Log!E2:E6)", True),
    ("=COUNTA(Log!$A$1:$A$6)+1", True),
    ("=SUM(Log!E2:E5)", False),
    ("=SUM(Log!E2:E7)", False),
    ("=SUM(Log!E:E)", False),
    ("=SUM(E2:E6)", False),
    ("=SUM(Updates[Hours])", False),
    ("=Log!E6", False),
]


@pytest.mark.parametrize(("formula", "told"), LEFT)
def test_formulas_in_cells_are_left_as_they_stand_and_told_where_they_miss_the_new_row(
    formula: str, *, told: bool
) -> None:
    book = updates_book()
    book["Other"]["A3"] = formula
    data = saved(book)
    assert values(appended(data), "Other")[2][0] == formula
    assert ranges_not_extended(data, [AppendRow("Updates", {})]) == ["the formula in Other!A3"] * told


def test_a_formula_on_the_tables_own_sheet_is_left_too_and_told() -> None:
    book = updates_book()
    book["Log"]["G1"] = "=SUM(E2:E6)"
    data = saved(book)
    assert opened(appended(data))["Log"]["G1"].value == "=SUM(E2:E6)"
    assert ranges_not_extended(data, [AppendRow("Updates", {})]) == ["the formula in Log!G1"]


def test_the_formula_of_the_totals_row_follows_and_is_not_told() -> None:
    book = totals_book()
    book["Other"]["A3"] = "=SUM(Log!E2:E5)"
    data = saved(book)
    after = opened(patch(data, [AppendRow("Updates", new_row())]))
    assert (after["Log"]["E7"].value, after["Other"]["A3"].value) == ("=SUBTOTAL(109,E2:E6)", "=SUM(Log!E2:E5)")
    assert ranges_not_extended(data, [AppendRow("Updates", {})]) == ["the formula in Other!A3"]


@pytest.mark.parametrize(
    ("pivot", "told"),
    [
        (structures.PIVOT, []),
        (structures.PIVOT_OF_RANGE, ["the pivot table 'Kinds' on the sheet 'Other'"]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_pivot_table_of_a_range_is_left_and_told_and_one_of_the_table_follows(
    pivot: structures.Structure, told: list[str]
) -> None:
    data = structures.with_structures(pivot)
    assert changed_parts(data, appended(data)) == {SHEET, TABLE}
    assert ranges_not_extended(data, [AppendRow("Updates", {})]) == told


def test_the_filter_and_the_sort_of_the_table_grow_and_its_identity_stays() -> None:
    sort = '<sortState ref="A2:E6"><sortCondition ref="B2:B6"/></sortState><tableColumns'
    data = edited(saved(updates_book()), TABLE, ("<tableColumns", sort))
    after = sheet_xml(appended(data), TABLE)
    assert '<sortState ref="A2:E7"><sortCondition ref="B2:B7"/>' in after
    assert after.replace("A1:E7", "A1:E6").replace("A2:E7", "A2:E6").replace("B2:B7", "B2:B6") == sheet_xml(data, TABLE)


def test_a_filter_that_hides_rows_does_not_move_the_place_of_the_new_one() -> None:
    book = updates_book()
    for number in (4, 5, 6):
        book["Log"].row_dimensions[number].hidden = True
    after = appended(saved(book))
    assert values(after, "Log")[6][0] == "INC-9"
    assert not opened(after)["Log"].row_dimensions[7].hidden


def test_prepared_rows_are_filled_first_and_nothing_grows() -> None:
    book = updates_book()
    sheet = book["Log"]
    sheet.tables["Updates"].ref = "A1:E9"
    sheet["C7"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["B7"].number_format = "dd/mm/yyyy"
    data = saved(book)
    assert tables(data)[0].first_free_row == 7
    after = appended(data, 2)
    assert changed_parts(data, after) == {SHEET}
    assert opened(after)["Log"]["C7"].fill.fgColor.rgb == "0000FF00"
    assert [row[0] for row in values(after, "Log")[6:8]] == ["INC-9", "INC-9"]


def test_the_table_grows_only_by_what_its_prepared_rows_do_not_take() -> None:
    book = updates_book()
    book["Log"].tables["Updates"].ref = "A1:E8"
    assert opened(appended(saved(book), 5))["Log"].tables["Updates"].ref == "A1:E11"


def test_the_place_to_type_in_an_empty_table_is_filled_and_loses_its_mark() -> None:
    book = updates_book(0)
    book["Log"].tables["Updates"].ref = "A1:E2"
    data = edited(saved(book), TABLE, (' ref="A1:E2"', ' ref="A1:E2" insertRow="1"'))
    after = appended(data)
    assert "insertRow" not in sheet_xml(after, TABLE)
    assert 'ref="A1:E2"' in sheet_xml(after, TABLE)
    assert values(after, "Log")[1][0] == "INC-9"


THIS_ROW = "LEN(Updates[[#This Row],[Update]])"


@pytest.mark.parametrize(
    ("formula", "cells", "expected"),
    [
        (
            "LEN(Updates[[#This Row],[Update]])",
            "=LEN(Updates[[#This Row],[Update]])",
            "=LEN(Updates[[#This Row],[Update]])",
        ),
        ("LEN(D2)+$A$1", "=LEN(D{0})+$A$1", "=LEN(D5)+$A$1"),
        ("LEN(D9)", "=LEN(D{0})", "=LEN(D5)"),
    ],
)
def test_calculated_columns_get_their_formula(formula: str, cells: str, expected: str) -> None:
    data = with_calculated(formula, cells)
    after = patch(data, [AppendRow("Updates", new_row())])
    assert broken_invariants(after) == []
    assert values(after, "Log")[4][4] == expected


def test_a_value_given_for_a_calculated_column_wins() -> None:
    data = with_calculated("LEN(D2)", "=LEN(D{0})")
    assert values(patch(data, [AppendRow("Updates", new_row(Hours=3))]), "Log")[4][4] == 3


def test_a_row_with_only_calculated_formulas_counts_as_blank() -> None:
    book = opened(with_calculated("LEN(D2)", "=LEN(D{0})"))
    for column in range(1, 5):
        book["Log"].cell(4, column).value = None
    data = saved(book)
    assert tables(data)[0].first_free_row == 4
    after = values(patch(data, [AppendRow("Updates", new_row())]), "Log")
    assert (after[3][0], after[3][4]) == ("INC-9", "=LEN(D4)")


def test_workbooks_with_formulas_are_calculated_anew_and_others_do_not_ask_to_be_saved() -> None:
    plain = edited(saved(updates_book()), "xl/workbook.xml", ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""))
    book = updates_book()
    book["Other"]["A3"] = "=COUNTA(Log!A:A)"
    with_formula = edited(saved(book), "xl/workbook.xml", (' fullCalcOnLoad="1"', ""))
    assert "fullCalcOnLoad" not in sheet_xml(appended(plain), "xl/workbook.xml")
    assert '<calcPr calcId="124519" fullCalcOnLoad="1"/>' in sheet_xml(appended(with_formula), "xl/workbook.xml")


def test_a_missing_calculation_setting_is_put_where_the_schema_has_it() -> None:
    book = updates_book()
    book["Other"]["A3"] = "=COUNTA(Log!A:A)"
    data = edited(saved(book), "xl/workbook.xml", ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""))
    assert '</definedNames><calcPr fullCalcOnLoad="1"/>' in sheet_xml(appended(data), "xl/workbook.xml").replace(
        "<definedNames/>", "</definedNames>"
    ).replace("<definedNames />", "</definedNames>")


def test_data_beside_the_table_stays_in_its_row() -> None:
    book = updates_book()
    for number in range(1, 12):
        book["Log"].cell(number, 7, f"beside {number}")
    book["Log"]["A12"] = "far below"
    after = values(appended(saved(book)), "Log")
    assert [row[6] for row in after[:11]] == [f"beside {number}" for number in range(1, 12)]
    assert (after[6][0], after[11][0]) == ("INC-9", "far below")


def test_a_styled_empty_row_below_is_reused_with_its_height_and_styles() -> None:
    book = updates_book()
    book["Log"].row_dimensions[7].height = 33
    book["Log"]["D7"].fill = PatternFill("solid", fgColor="00FF00")
    after = opened(appended(saved(book)))["Log"]
    assert (after.row_dimensions[7].height, after["D7"].fill.fgColor.rgb) == (33, "0000FF00")
    assert after["D7"].value == "No Update"


def test_a_table_with_a_second_one_two_rows_below_takes_one_row() -> None:
    book = updates_book()
    for column in range(1, 3):
        book["Log"].cell(8, column, f"H{column}")
    add_table(book["Log"], "Second", "A8:B9")
    after = appended(saved(book))
    assert opened(after)["Log"].tables["Updates"].ref == "A1:E7"
    assert parts(after)["xl/tables/table2.xml"] == parts(saved(book))["xl/tables/table2.xml"]


def test_dates_count_from_1904_where_the_workbook_does() -> None:
    book = updates_book()
    book.epoch = datetime(1904, 1, 1)
    data = saved(book)
    after = appended(data)
    assert opened(after)["Log"]["B7"].value == datetime(2026, 2, 5)
    assert "<v>44596</v>" in sheet_xml(after)


def test_the_hint_which_columns_a_row_uses_is_widened() -> None:
    book = updates_book()
    book["Log"]["G7"] = "beside"
    data = edited(saved(book), SHEET, ('<row r="7">', '<row r="7" spans="7:7">'))
    assert '<row r="7" spans="1:7">' in sheet_xml(appended(data))
