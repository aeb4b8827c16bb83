"""How a worksheet is laid out: what is hidden and holds something, what is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl.worksheet.filters import FilterColumn, Filters

from olsxl.workbook.reading.layout import Hidden, Layout
from olsxl.workbook.reading.opened import Workbook
from olsxl.workbook.xml.ranges import Range
from tests.workbook.books import edited, saved, sheet_xml, updates_book, with_parts, with_shared_texts

if TYPE_CHECKING:
    from typing import Literal

    import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


def layout(data: bytes, headings: int = 1) -> Layout:
    return Workbook(data).layouts({"Log": headings})["Log"]


def with_hidden(*columns: str, rows: tuple[int, ...] = ()) -> openpyxl.Workbook:
    book = updates_book()
    for column in columns:
        book["Log"].column_dimensions[column].hidden = True
    for row in rows:
        book["Log"].row_dimensions[row].hidden = True
    return book


def test_of_a_hidden_column_its_first_cell_below_the_headings_is_told() -> None:
    assert layout(saved(with_hidden("D"))).columns == (Hidden(4, 4, "D2"),)
    assert layout(saved(with_hidden("D")), headings=0).columns == (Hidden(4, 4, "D1"),)
    assert layout(with_shared_texts(saved(with_hidden("D")))).columns == (Hidden(4, 4, "D2"),)


def test_a_hidden_column_that_holds_nothing_is_not_told() -> None:
    book = with_hidden("D", "F", "AD")
    for row in range(2, 5):
        book["Log"].cell(row, 4).value = None
    book["Log"]["DA2"] = "in a column whose letters begin alike"
    book["Log"]["E3"] = 'says "D3" and "AD2'
    assert layout(saved(book)).columns == (Hidden(4, 4, "D5"),)


def test_of_several_hidden_columns_that_are_told_as_one_the_first_that_holds_something_is_named() -> None:
    data = saved(with_hidden("D"))
    text = sheet_xml(data)
    column = '<cols><col min="5" max="16384" width="9" hidden="true"/></cols>'
    start, stop = text.index("<cols>"), text.index("</cols>") + len("</cols>")
    assert layout(with_parts(data, {SHEET: text[:start] + column + text[stop:]})).columns == (Hidden(5, 16384, "E2"),)


def test_hidden_rows_are_told_in_runs_each_with_its_first_cell() -> None:
    book = with_hidden(rows=(2, 3, 6, 9))
    assert layout(saved(book)).rows == (Hidden(2, 3, "A2"), Hidden(6, 6, "A6"))


def test_rows_that_a_filter_hides_are_not_told() -> None:
    book = with_hidden(rows=(2, 3))
    sheet = book["Log"]
    del sheet.tables["Updates"]
    sheet.auto_filter.ref = "A1:E3"
    assert len(layout(saved(book)).rows) == 1
    sheet.auto_filter.filterColumn = [FilterColumn(colId=2, filters=Filters(filter=["Progress"]))]
    assert layout(saved(book)).rows == ()
    sheet.row_dimensions[5].hidden = True
    assert layout(saved(book)).rows == (Hidden(5, 5, "A5"),)


def test_rows_that_an_advanced_filter_hides_are_not_told() -> None:
    data = edited(saved(with_hidden(rows=(2,))), SHEET, ("<sheetPr>", '<sheetPr filterMode="1">'))
    assert layout(data).rows == ()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_with_its_first_cell_though_nobody_asked_for_it(
    state: Literal["hidden", "veryHidden"],
) -> None:
    book = updates_book()
    book["Other"].sheet_state = state
    layouts = Workbook(saved(book)).layouts({})
    assert {name: (found.hidden, found.first) for name, found in layouts.items()} == {"Other": (True, "A1")}


def test_merged_cells_are_told_as_they_are() -> None:
    book = updates_book()
    book["Log"].merge_cells("A9:C10")
    book["Log"].merge_cells("G1:G2")
    assert layout(saved(book)).merged == (Range(1, 9, 3, 10), Range(7, 1, 7, 2))


def test_an_embedded_file_lies_where_its_anchor_says_and_a_control_is_none() -> None:
    place = "<from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></from><to><xdr:col>2</xdr:col><xdr:row>5</xdr:row></to>"
    anchor = f'<objectPr><anchor xmlns:xdr="{DRAWING}">{place}</anchor></objectPr>'
    control = (
        f'<controls><control shapeId="7" name="Box">{anchor.replace("objectPr", "controlPr")}</control></controls>'
    )
    data = saved(updates_book())
    assert layout(edited(data, SHEET, ("</worksheet>", control + "</worksheet>"))).pictures == ()
    file = f'<oleObjects><oleObject progId="Package" shapeId="7">{anchor}</oleObject></oleObjects>'
    assert layout(edited(data, SHEET, ("</worksheet>", file + "</worksheet>"))).pictures == (Range(2, 3, 3, 6),)
