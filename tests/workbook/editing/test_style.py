"""The new row looks as the manager's rows usually look."""

from __future__ import annotations

import re
from copy import copy
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from olsxl.workbook import AppendRow, patch
from tests.workbook.books import (
    add_table,
    changed_parts,
    edited,
    new_row,
    opened,
    parts,
    saved,
    sheet_xml,
    updates_book,
    with_parts,
    zipped,
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


def test_styles_that_the_workbook_refers_to_and_that_are_lost_come_back_in_their_place() -> None:
    whole = saved(undated())
    content = {**parts(whole), SHEET: re.sub(' s="[0-9]+"', "", sheet_xml(whole)).encode()}
    del content[STYLES]
    after = dated(zipped(content), date(2026, 11, 22))
    assert parts(after).keys() - content.keys() == {STYLES}
    assert parts(after)["[Content_Types].xml"] == content["[Content_Types].xml"]
    assert opened(after)["Log"]["B3"].value == datetime(2026, 11, 22)


def test_where_no_cell_of_a_column_stands_the_new_one_looks_as_its_rows() -> None:
    book = updates_book()
    book["Log"]["H1"].fill = PatternFill("solid", fgColor="FFFF00")
    for row in range(2, 7):
        book["Log"].cell(row, 5).value = None
    text = re.sub('<row r="([2-6])">', r'<row r="\1" s="1" customFormat="1">', sheet_xml(saved(book)))
    data = with_parts(saved(book), {SHEET: re.sub('<c r="E[2-6]"[^>]*/>', "", text)})
    after = opened(patch(data, [AppendRow("Updates", new_row())]))["Log"]
    assert (after["E7"].fill.fill_type, after["D7"].fill.fill_type) == ("solid", None)


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


@pytest.mark.parametrize("bold", [False, True])
def test_a_date_format_of_the_workbook_is_used_and_the_look_of_the_column_stays(*, bold: bool) -> None:
    book = undated()
    book["Log"]["B2"].font = Font(bold=True) if bold else copy(book["Log"]["A2"].font)
    book.create_sheet("Other")["A1"] = 5
    book["Other"]["A1"].number_format = "yyyy-mm-dd"
    data = saved(book)
    after = dated(data, date(2026, 1, 2))
    new = opened(after)["Log"]["B3"]
    assert (new.number_format, bool(new.font.bold)) == ("yyyy-mm-dd", bold)
    assert (STYLES in changed_parts(data, after)) == bold


def formats_book(*codes: str) -> openpyxl.Workbook:
    """Return the workbook without a date format in the column, and with these elsewhere."""
    book = undated()
    other = book.create_sheet("Other")
    for row, code in enumerate(codes, 1):
        other.cell(row, 1, 46330).number_format = code
    return book


DAY, MINUTE, HOUR = date(2026, 1, 2), datetime.fromisoformat("2026-01-02T03:04"), time(3, 4)


@pytest.mark.parametrize(
    ("codes", "value", "expected"),
    [
        (["mmm-yy", "dd/mm/yyyy"], DAY, "dd/mm/yyyy"),
        (["dd-mmm-yyyy", "[$-809]dd/mm/yyyy;@"], DAY, "[$-809]dd/mm/yyyy;@"),
        (["yyyy-mm-dd", "d mmmm yyyy"], DAY, "d mmmm yyyy"),
        (["mm-dd-yy", "ddd d mmm yy"], DAY, "ddd d mmm yy"),
        (["m/d/yyyy", "mm-dd-yy"], DAY, "mm-dd-yy"),
        (["mmm-yy", "d-mmm", "yyyy", "ddd", "mm:ss"], DAY, "mm-dd-yy"),
        (["dd/mm/yyyy hh:mm"], DAY, "mm-dd-yy"),
        ([r"dd\/mm\/yyyy"], DAY, r"dd\/mm\/yyyy"),
        (["dd/mm/yyyy", "d mmm yyyy h:mm AM/PM"], MINUTE, "d mmm yyyy h:mm AM/PM"),
        (["dd/mm/yyyy", "hh:mm", "mm:ss"], MINUTE, "m/d/yy h:mm"),
        (["dd/mm/yyyy hh:mm", "mm:ss", "hh:mm:ss"], HOUR, "hh:mm:ss"),
        (["dd/mm/yyyy hh:mm"], HOUR, "h:mm"),
    ],
)
def test_a_date_takes_the_plainest_format_that_tells_all_of_it(codes: list[str], value: object, expected: str) -> None:
    after = dated(saved(formats_book(*codes)), value)
    assert opened(after)["Log"]["B3"].number_format == expected
    assert opened(dated(after, value))["Log"]["B4"].number_format == expected


def test_a_date_format_of_some_cells_of_the_column_comes_before_those_elsewhere() -> None:
    book = formats_book("dd/mm/yyyy")
    for row in range(3, 8):
        book["Log"].cell(row, 1, "x")
        book["Log"].cell(row, 2, "text").font = Font(bold=True)
    book["Log"]["B4"].value = 46330
    book["Log"]["B4"].number_format = "d mmm yyyy"
    book["Log"].tables["Updates"].ref = "A1:B7"
    assert opened(dated(saved(book), DAY))["Log"]["B8"].number_format == "d mmm yyyy"


def test_a_date_among_texts_keeps_border_fill_font_alignment_and_protection() -> None:
    book = formats_book("dd/mm/yyyy")
    look: dict[str, Any] = {
        "font": Font(name="Arial", size=9, italic=True),
        "fill": PatternFill("solid", fgColor="FFFF99"),
        "border": Border(bottom=Side(style="thin")),
        "alignment": Alignment(wrap_text=True, vertical="top"),
        "protection": Protection(locked=False),
    }
    for name, value in {**look, "number_format": "@"}.items():
        setattr(book["Log"]["B2"], name, value)
    data = saved(book)
    for at in (3, 4):
        data = dated(data, DAY)
        new = opened(data)["Log"].cell(at, 2)
        assert new.number_format == "dd/mm/yyyy"
        assert {name: getattr(new, name) for name in look} == look


def test_a_date_in_a_column_of_quoted_texts_is_not_quoted() -> None:
    book = undated()
    book["Log"]["B2"].quotePrefix = True
    new = opened(dated(saved(book), DAY))["Log"]["B3"]
    assert (new.quotePrefix, new.font.bold) == (False, True)


@pytest.mark.parametrize(("group", "count"), [("", 2), ('<cellXfs count="0"/>', 2), ("short", 9)])
def test_cells_whose_format_is_not_there_stay_numbers(group: str, count: int) -> None:
    data = saved(undated())
    styles = sheet_xml(data, STYLES)
    whole = re.search("<cellXfs.*</cellXfs>", styles)
    assert whole
    if group == "short":
        data = edited(data, SHEET, ("</sheetData>", '<row r="9"><c r="A9" s="7"><v>5</v></c></row></sheetData>'))
    else:
        data = edited(data, STYLES, (whole[0], group))
        data = edited(data, SHEET, (' s="1"', ""))
    after = dated(data, DAY)
    found = opened(after)["Log"]
    assert found["B3"].value == datetime(2026, 1, 2)
    assert found["A9"].number_format == "General"
    assert f'<cellXfs count="{count}">' in sheet_xml(after, STYLES)
    assert (
        len(re.findall("<xf ?", sheet_xml(after, STYLES).partition("<cellXfs")[2].partition("</cellXfs")[0])) == count
    )


def test_styles_with_a_prefix_get_a_format_with_it() -> None:
    data = saved(undated())
    styles = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet_xml(data, STYLES)).replace("xmlns=", "xmlns:x=")
    data = edited(data, STYLES, (sheet_xml(data, STYLES), styles))
    after = dated(data, DAY)
    assert opened(after)["Log"]["B3"].value == datetime(2026, 1, 2)
    assert sheet_xml(after, STYLES).count("<x:xf ") == styles.count("<x:xf ") + 1


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
