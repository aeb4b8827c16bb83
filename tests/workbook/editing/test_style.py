"""The new row looks as the manager's rows usually look."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.styles import Alignment, Font, PatternFill

from olsxl.workbook import AppendRow, patch
from tests.workbook.books import (
    add_table,
    changed_parts,
    edited,
    new_row,
    opened,
    saved,
    sheet_xml,
    updates_book,
)

SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"


def undated() -> openpyxl.Workbook:
    """Return a workbook with a table whose date column has no date format yet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for row in (["Ref", "Date"], ["a", "no date yet"]):
        sheet.append(row)
    sheet["B2"].font = Font(bold=True)
    add_table(sheet, "Updates", "A1:B2")
    return book


def dated(data: bytes, value: object) -> bytes:
    return patch(data, [AppendRow("Updates", {"Ref": "b", "Date": value})])


def test_the_usual_style_wins_over_the_row_above() -> None:
    book = updates_book(20)
    sheet = book["Log"]
    for number in range(2, 22):
        sheet.cell(number, 4).alignment = Alignment(wrap_text=True)
    sheet["D21"].alignment = Alignment()
    sheet["D21"].fill = PatternFill("solid", fgColor="FFFF00")
    after = opened(patch(saved(book), [AppendRow("Updates", new_row())]))["Log"]
    assert after["D22"].alignment.wrap_text
    assert after["D22"].fill.fill_type is None


def test_cells_without_a_value_are_styled_too() -> None:
    book = updates_book()
    for number in range(2, 7):
        book["Log"].cell(number, 5).fill = PatternFill("solid", fgColor="FFFF00")
    after = opened(patch(saved(book), [AppendRow("Updates", new_row())]))["Log"]
    assert (after["E7"].value, after["E7"].fill.fill_type) == (None, "solid")


def test_the_usual_height_is_taken_and_nothing_hidden_or_grouped() -> None:
    book = updates_book()
    for number in range(2, 7):
        row = book["Log"].row_dimensions[number]
        row.height, row.hidden, row.outlineLevel, row.collapsed = 40, True, 2, True
    text = sheet_xml(patch(saved(book), [AppendRow("Updates", new_row())]))
    assert '<row r="7" ht="40" customHeight="1">' in text


def test_a_height_that_excel_chose_is_not_taken() -> None:
    data = edited(saved(updates_book()), SHEET, ('<row r="6"', '<row r="6" ht="15"'))
    assert '<row r="7">' in sheet_xml(patch(data, [AppendRow("Updates", new_row())]))


def test_identities_of_rows_are_not_copied() -> None:
    namespace = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    data = edited(
        saved(updates_book()),
        SHEET,
        ("<worksheet ", f"<worksheet {namespace} "),
        ('<row r="6"', '<row r="6" x14ac:dyDescent="0.25" thickBot="1"'),
    )
    assert '<row r="7">' in sheet_xml(patch(data, [AppendRow("Updates", new_row())]))


def test_a_date_format_of_the_workbook_is_used_before_one_is_added() -> None:
    book = undated()
    book.create_sheet("Other")["A1"] = 5
    book["Other"]["A1"].number_format = "yyyy-mm-dd"
    data = saved(book)
    after = dated(data, date(2026, 1, 2))
    assert opened(after)["Log"]["B3"].number_format == "yyyy-mm-dd"
    assert STYLES not in changed_parts(data, after)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (date(2026, 1, 2), "mm-dd-yy"),
        (datetime.fromisoformat("2026-01-02T03:04"), "m/d/yy h:mm"),
        (time(3, 4), "h:mm"),
    ],
)
def test_one_cell_format_is_added_where_the_workbook_has_none(value: object, code: str) -> None:
    data = saved(undated())
    after = dated(data, value)
    cell = opened(after)["Log"]["B3"]
    assert (cell.number_format, cell.font.bold) == (code, True)
    before, now = sheet_xml(data, STYLES), sheet_xml(after, STYLES)
    assert now.count("<xf ") == before.count("<xf ") + 1
    assert len(now) - len(before) < 200


def test_two_dates_add_one_format() -> None:
    data = saved(undated())
    edits = [AppendRow("Updates", {"Date": date(2026, 1, day)}) for day in (1, 2)]
    assert sheet_xml(patch(data, edits), STYLES) == sheet_xml(dated(data, date(2026, 1, 1)), STYLES)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("[$-809]d mmmm yyyy;@", True),
        ('0.00" days"', False),
        ("0.00_);[Red]\\d0", False),
        ("[h]:mm", False),
        ("mmm-yy", True),
        ("General", False),
        ("@", False),
    ],
)
def test_date_formats_are_told_from_others(code: str, is_date: bool) -> None:
    book = undated()
    book["Log"]["B2"].number_format = code
    after = opened(dated(saved(book), date(2026, 1, 2)))["Log"]["B3"].number_format
    assert (after == code) == is_date


def test_an_empty_table_takes_the_styles_of_its_columns() -> None:
    data = saved(updates_book(0))
    columns = '<cols><col min="4" max="4" width="70" style="1"/></cols><sheetData>'
    data = edited(data, SHEET, ("<sheetData>", columns))
    after = patch(
        edited(data, "xl/tables/table1.xml", ('ref="A1:E1"', 'ref="A1:E2"')), [AppendRow("Updates", {"Update": "x"})]
    )
    assert '<c r="D2" s="1" t="inlineStr">' in sheet_xml(after)


def test_a_column_that_was_never_filled_takes_the_number_format_of_the_table() -> None:
    book = updates_book()
    book["Other"]["A5"].number_format = "0.000"
    for number in range(2, 7):
        del book["Log"]._cells[number, 5]
    data = edited(saved(book), "xl/tables/table1.xml", ('name="Hours"', 'name="Hours" dataDxfId="0"'))
    number = re.findall(r'numFmtId="(\d+)" formatCode="0.000"', sheet_xml(data, STYLES))[0]
    dxf = f'<dxfs count="1"><dxf><numFmt numFmtId="{number}" formatCode="0.000"/></dxf></dxfs>'
    data = edited(data, STYLES, ("</cellStyles>", f"</cellStyles>{dxf}"))
    after = opened(patch(data, [AppendRow("Updates", new_row(Hours=2))]))
    assert after["Log"]["E7"].number_format == "0.000"
