"""Sheets that hold a list without a table."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from olsxl.workbook import AppendRow, EditRefused, patch, tables
from tests.workbook import structures
from tests.workbook.books import MAIN, OFFICE, edited, opened, saved, sheet_xml, values, with_parts


def list_book() -> openpyxl.Workbook:
    """Return a workbook with a list of three columns from B, below a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Training log"
    sheet["A1"] = "Training of all staff"
    sheet["A2"] = "kept by the deputy"
    for column, heading in enumerate(("Person ID", "Session on", "Attendance"), 2):
        sheet.cell(4, column, heading)
    sheet["B5"], sheet["C5"], sheet["D5"] = "P-1", date(2026, 1, 2), "Attended"
    sheet["C5"].number_format = "dd-mmm-yy"
    return book


def test_the_header_is_found_below_a_title() -> None:
    (table,) = tables(saved(list_book()), sheets=True)
    assert (table.name, table.ref, table.part) == ("Training log", "B4:D5", None)
    assert table.headings == ("Person ID", "Session on", "Attendance")
    assert (table.header_row, table.first_row, table.last_row, table.first_column) == (4, 5, 5, 2)
    assert (table.first_free_row, table.has_totals) == (6, False)


def test_sheets_are_only_given_when_asked_for() -> None:
    assert tables(saved(list_book())) == []


def test_an_empty_sheet_has_no_list() -> None:
    assert tables(saved(openpyxl.Workbook()), sheets=True) == []


def test_a_row_goes_to_the_first_blank_row() -> None:
    book = list_book()
    book["Training log"]["B12"] = "a note far below"
    after = patch(saved(book), [AppendRow("Training log", {"Person ID": "P-2", "Session on": date(2026, 2, 3)})] * 2)
    sheet = opened(after)["Training log"]
    assert [sheet.cell(row, 2).value for row in (5, 6, 7, 8, 12)] == ["P-1", "P-2", "P-2", None, "a note far below"]
    assert sheet["C7"].number_format == "dd-mmm-yy"


def test_a_list_stops_at_what_stands_below_its_blank_row() -> None:
    book = list_book()
    book["Training log"]["B7"] = "a note"
    data = saved(book)
    assert tables(data, sheets=True)[0].ref == "B4:D5"
    with pytest.raises(EditRefused, match="cell B7 below the list 'Training log'"):
        patch(data, [AppendRow("Training log", {"Person ID": "P-2"})] * 2)


def test_prepared_formulas_that_show_nothing_are_kept() -> None:
    book = list_book()
    data = edited(
        saved(book),
        "xl/worksheets/sheet1.xml",
        ("</sheetData>", '<row r="6"><c r="D6" t="str"><f>IF(B6="","","x")</f><v></v></c></row></sheetData>'),
    )
    after = patch(data, [AppendRow("Training log", {"Person ID": "P-2"})])
    assert values(after, "Training log")[5][1:] == ["P-2", None, '=IF(B6="","","x")']


def test_formats_of_a_list_grow_and_its_filter_with_its_hidden_name() -> None:
    book = list_book()
    sheet = book["Training log"]
    sheet.auto_filter.ref = "B4:D5"
    rule = FormulaRule(formula=["$B5>0"], font=Font(bold=True))  # type: ignore[no-untyped-call]  # the stub lacks them
    sheet.conditional_formatting.add("B5:D5", rule)
    after = patch(saved(book), [AppendRow("Training log", {"Person ID": "P-2"})])
    assert '<autoFilter ref="B4:D6"' in sheet_xml(after)
    assert 'sqref="B5:D6"' in sheet_xml(after)
    assert "$B$4:$D$6" in sheet_xml(after, "xl/workbook.xml")


def test_a_heading_with_an_escaped_character_is_found_as_it_reads() -> None:
    data = edited(saved(list_book()), "xl/worksheets/sheet1.xml", ("<t>Attendance</t>", "<t>At_x000D_\ntended</t>"))
    assert tables(data, sheets=True)[0].headings[2] == "At\r\ntended"
    after = patch(data, [AppendRow("Training log", {"At\r\ntended": 1})])
    assert opened(after)["Training log"]["D6"].value == 1


def test_a_list_that_is_a_pivot_table_is_refused() -> None:
    data = structures.with_structures(structures.pivot("a pivot table", 'name="Updates"'))
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>2</v></c></row>' for row in (11, 12))
    text = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
    head = f'<row r="10">{text.format("A10", "Type")}{text.format("B10", "Count")}</row>'
    data = edited(data, "xl/worksheets/sheet2.xml", ("</sheetData>", f"{head}{cells}</sheetData>"))
    with pytest.raises(EditRefused, match="the pivot table A10:B12, which fills the list 'Other'"):
        patch(data, [AppendRow("Other", {"Type": "x", "Count": 1})])


@pytest.mark.parametrize(("area", "refused"), [("$B$4:$D$5", True), ("$H$4:$J$5", False)])
def test_a_list_that_a_query_fills_is_refused(area: str, *, refused: bool) -> None:
    book = list_book()
    book.defined_names["ExternalData_1"] = DefinedName("ExternalData_1", attr_text=f"'Training log'!{area}")
    query = structures.Structure(
        "a query",
        parts={
            "xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{MAIN}" name="ExternalData_1" connectionId="1"/>'
        },
        relations=((structures.LOG_RELS, "rIdQ", f"{OFFICE}/queryTable", "../queryTables/queryTable1.xml"),),
    )
    data, edits = query.into(saved(book)), [AppendRow("Training log", {"Person ID": "P-2"})]
    if refused:
        with pytest.raises(EditRefused, match="the query 'ExternalData_1', which fills the list"):
            patch(data, edits)
    else:
        assert opened(patch(data, edits))["Training log"]["B6"].value == "P-2"


def test_a_filter_that_is_wider_than_the_list_grows_too() -> None:
    book = list_book()
    book["Training log"].auto_filter.ref = "A4:F5"
    after = patch(saved(book), [AppendRow("Training log", {"Person ID": "P-2"})])
    assert '<autoFilter ref="A4:F6"' in sheet_xml(after)
    assert "$A$4:$F$6" in sheet_xml(after, "xl/workbook.xml")


def test_the_filter_of_a_saved_view_stays_as_it_was() -> None:
    view = '<customSheetViews><customSheetView guid="{0A0B0C0D-0000-4000-8000-000000000001}" filter="1">'
    views = f'{view}<autoFilter ref="B4:D5"/></customSheetView></customSheetViews><pageMargins'
    book = list_book()
    book["Training log"].auto_filter.ref = "B4:D5"
    data = edited(saved(book), "xl/worksheets/sheet1.xml", ("<pageMargins", views))
    after = sheet_xml(patch(data, [AppendRow("Training log", {"Person ID": "P-2"})]))
    assert '<autoFilter ref="B4:D6"' in after
    assert views in after


def test_a_list_of_one_column_is_a_list() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = "Status", "Open"
    assert tables(saved(book), sheets=True)[0].ref == "A1:A2"


def test_headings_that_stand_twice_cannot_be_written_to() -> None:
    book = list_book()
    book["Training log"]["D4"] = "Person ID"
    with pytest.raises(EditRefused, match="more than one column"):
        patch(saved(book), [AppendRow("Training log", {"Person ID": "P-2"})])


SMALL, LARGE = ("Ref", "Hours"), ("Ref", "Hours", "Who", "What")


@pytest.mark.parametrize(
    ("first", "second"),
    [((1, 1, SMALL), (1, 4, LARGE)), ((1, 1, LARGE), (1, 6, SMALL)), ((1, 1, SMALL), (1, 4, SMALL))],
    ids=["the wider to the right", "the wider to the left", "one as wide as the other"],
)
def test_of_two_lists_with_the_same_headings_the_one_that_is_told_takes_the_row(
    first: tuple[int, int, tuple[str, ...]], second: tuple[int, int, tuple[str, ...]]
) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Log"
    for top, left, headings in (first, second):
        for at, heading in enumerate(headings):
            book.active.cell(top, left + at, heading)
            book.active.cell(top + 1, left + at, f"one {at}")
            book.active.cell(top + 2, left + at, 7)
    data = saved(book)
    (told,) = tables(data, sheets=True)
    for headings in (("Ref", "Hours"), ("hours",)):
        after = opened(patch(data, [AppendRow("Log", dict.fromkeys(headings, "new"))]))["Log"]
        new = [cell.coordinate for row in after.iter_rows() for cell in row if cell.value == "new"]
        columns = [told.first_column + SMALL.index(heading.capitalize()) for heading in headings]
        assert new == [after.cell(told.first_free_row, column).coordinate for column in columns]


def test_a_text_cell_where_no_shared_string_is_kept_is_blank() -> None:
    data = saved(list_book())
    empty = with_parts(data, {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="0" uniqueCount="0"/>'})
    sheet = "xl/worksheets/sheet1.xml"
    blank = edited(empty, sheet, ("</sheetData>", '<row r="6"><c r="B6" t="s"><v>0</v></c></row></sheetData>'))
    assert tables(blank, sheets=True)[0].ref == tables(data, sheets=True)[0].ref


@pytest.mark.parametrize("kind", ["", ' t="s"', ' t="n"', ' t="b"', ' t="e"'])
def test_a_value_of_blanks_alone_is_none(kind: str) -> None:
    data = saved(list_book())
    cell = f'<row r="6"><c r="B6"{kind}><v> </v></c></row></sheetData>'
    blank = edited(data, "xl/worksheets/sheet1.xml", ("</sheetData>", cell))
    assert tables(blank, sheets=True)[0].ref == tables(data, sheets=True)[0].ref
