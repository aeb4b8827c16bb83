"""A totals row moves down, and everything that says where a cell is follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.pagebreak import Break

from olsxl.workbook import AppendRow, EditRefused, patch, tables
from tests.workbook.books import (
    OFFICE,
    add_table,
    edited,
    log,
    new_row,
    opened,
    parts,
    saved,
    sheet_xml,
    totals_book,
    values,
    with_chain,
)

if TYPE_CHECKING:
    import openpyxl


def appended(book: openpyxl.Workbook, rows: int = 1) -> bytes:
    return patch(saved(book), [AppendRow("Updates", new_row(Hours=hours)) for hours in range(rows)])


def test_the_totals_row_moves_down_and_covers_the_new_row() -> None:
    after = appended(totals_book(), 2)
    rows = values(after, "Log")
    assert [row[0] for row in rows] == ["Incident ref", "INC-0", "INC-1", "INC-2", "INC-3", "INC-9", "INC-9", "Total"]
    assert rows[-1][4] == "=SUBTOTAL(109,E2:E7)"
    table = opened(after)["Log"].tables["Updates"]
    assert (table.ref, table.autoFilter.ref) == ("A1:E8", "A1:E7")


def test_tables_tell_of_the_totals_row() -> None:
    (table,) = tables(saved(totals_book()))
    assert (table.has_totals, table.last_row, table.first_free_row) == (True, 5, 6)


def test_what_stands_below_moves_down_too() -> None:
    book = totals_book()
    sheet = log(book)
    sheet["A8"] = "a note"
    sheet["B9"] = "=E6*2"
    sheet.merge_cells("A10:C10")
    sheet["D8"].hyperlink = "https://example.org"
    sheet["A8"].comment = Comment("look", "me")
    sheet.row_dimensions[8].height = 40
    after = opened(appended(book))["Log"]
    assert after["A9"].value == "a note"
    assert after["B10"].value == "=E7*2"
    assert str(next(iter(after.merged_cells.ranges))) == "A11:C11"
    assert after["D9"].hyperlink is not None
    assert after["D9"].hyperlink.ref == "D9"
    assert after["A9"].comment is not None
    assert after.row_dimensions[9].height == 40


def test_merged_cells_of_the_totals_row_move_with_it() -> None:
    book = totals_book()
    log(book).merge_cells("A6:C6")
    assert [str(merged) for merged in log(opened(appended(book, 2))).merged_cells.ranges] == ["A8:C8"]


def test_merged_cells_that_would_reach_over_the_new_row_are_refused() -> None:
    book = totals_book()
    log(book).merge_cells("A5:A6")
    with pytest.raises(EditRefused, match="the merged cells A5:A7"):
        appended(book)


def test_the_box_of_a_note_moves_with_its_cell() -> None:
    book = totals_book()
    log(book)["A8"].comment = Comment("look", "me")
    data = saved(book)
    name = next(name for name in parts(data) if name.endswith(".vml"))
    assert "Row>7</" in parts(data)[name].decode()
    after = patch(data, [AppendRow("Updates", new_row())])
    assert "Row>8</" in parts(after)[name].decode()


def test_a_note_in_the_totals_row_goes_with_it_and_one_above_stays() -> None:
    book = totals_book()
    log(book)["A6"].comment = Comment("total", "me")
    log(book)["A3"].comment = Comment("row", "me")
    after = opened(appended(book))["Log"]
    assert [cell.coordinate for row in after.iter_rows() for cell in row if cell.comment] == ["A3", "A7"]


def test_references_from_other_sheets_and_names_follow() -> None:
    book = totals_book()
    book["Other"]["A5"] = "=Log!E6+SUM(Log!E2:E6)"
    book["Other"]["A6"] = "=\"Log!E6\"&'Log'!$E$6"
    book.defined_names["Total"] = DefinedName("Total", attr_text="Log!$E$6")
    after = opened(appended(book))
    assert after["Other"]["A5"].value == "=Log!E7+SUM(Log!E2:E7)"
    assert after["Other"]["A6"].value == "=\"Log!E6\"&'Log'!$E$7"
    assert after.defined_names["Total"].attr_text == "Log!$E$7"


def test_formats_and_drop_downs_below_move_and_those_of_the_column_grow() -> None:
    book = totals_book()
    sheet = log(book)
    choice = DataValidation(type="list", formula1='"a,b"')
    choice.add("C2:C5")
    choice.add("C9:C12")
    sheet.add_data_validation(choice)
    fill = PatternFill("solid", bgColor="FF0000")
    rule = FormulaRule(formula=["$E6>3"], fill=fill)  # type: ignore[no-untyped-call]  # the stub lacks them
    sheet.conditional_formatting.add("E6", rule)
    after = opened(appended(book))["Log"]
    assert str(after.data_validations.dataValidation[0].sqref) == "C2:C6 C10:C13"
    (rules,) = after.conditional_formatting
    assert str(rules.sqref) == "E7"
    assert rules.rules[0].formula == ["$E7>3"]


def test_a_table_below_moves_down_whole() -> None:
    book = totals_book()
    sheet = log(book)
    for row, line in enumerate([("Name", "Place"), ("x", "here"), ("y", "there")], 10):
        sheet.cell(row, 1).value, sheet.cell(row, 2).value = line
    add_table(sheet, "Below", "A10:B12")
    after = opened(appended(book, 3))["Log"]
    assert after.tables["Below"].ref == "A13:B15"
    assert after.tables["Below"].autoFilter.ref == "A13:B15"
    assert [after.cell(row, 1).value for row in (13, 14, 15)] == ["Name", "x", "y"]


def test_a_list_beside_the_table_is_not_torn_apart() -> None:
    book = totals_book()
    sheet = log(book)
    for row in range(1, 12):
        sheet.cell(row, 8, f"beside {row}")
    sheet["A8"] = "below"
    after = opened(appended(book))["Log"]
    assert [after.cell(row, 8).value for row in range(1, 12)] == [f"beside {row}" for row in range(1, 12)]
    assert [after.cell(row, 1).value for row in (5, 6, 7, 8, 9)] == ["INC-3", "INC-9", "Total", None, "below"]


def test_a_wide_table_below_and_a_list_beside_are_refused_by_name() -> None:
    book = totals_book()
    sheet = log(book)
    for row in range(1, 9):
        sheet.cell(row, 7, f"beside {row}")
    for column in range(1, 9):
        sheet.cell(10, column, f"H{column}")
    add_table(sheet, "Wide", "A10:H12")
    with pytest.raises(EditRefused, match=r"the table 'Wide' below and a list in column G beside"):
        appended(book)


def test_a_chart_below_moves_and_its_sources_follow() -> None:
    book = totals_book()
    sheet = log(book)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=1, max_row=5), titles_from_data=True)
    sheet.add_chart(chart, "A12")
    data = saved(book)
    after = patch(data, [AppendRow("Updates", new_row())])
    drawing, charts = parts(after)["xl/drawings/drawing1.xml"], parts(after)["xl/charts/chart1.xml"]
    assert b"<xdr:row>12</xdr:row>" in drawing.replace(b"<row>", b"<xdr:row>").replace(b"</row>", b"</xdr:row>")
    assert b"'Log'!$E$2:$E$6" in charts


def test_shared_formulas_below_are_written_out_where_they_move() -> None:
    data = saved(totals_book())
    shared = (
        '<row r="9"><c r="A9"><f t="shared" ref="A9:A10" si="0">E6+E2</f><v>1</v></c></row>'
        '<row r="10"><c r="A10"><f t="shared" si="0"/><v>1</v></c></row></sheetData>'
    )
    data = edited(data, "xl/worksheets/sheet1.xml", ("</sheetData>", shared))
    after = opened(patch(data, [AppendRow("Updates", new_row())]))["Log"]
    assert after["A10"].value == "=E7+E2"
    assert after["A11"].value == "=E8+E3"


def test_an_array_formula_below_moves_with_its_cells() -> None:
    book = totals_book()
    log(book)["A9"] = ArrayFormula("A9:A10", "=E2:E3*E6")
    after = sheet_xml(appended(book))
    assert '<c r="A10"><f t="array" ref="A10:A11">E2:E3*E7</f>' in after.replace(" /", "/")


@pytest.mark.parametrize("kind", ["calcChain", "other"])
def test_the_calculation_chain_follows_in_place_whether_it_is_referred_to_or_not(kind: str) -> None:
    data = with_chain(saved(totals_book()), '<c r="E6" i="1"/><c r="B2"/>')
    data = edited(data, "xl/_rels/workbook.xml.rels", (f"{OFFICE}/calcChain", f"{OFFICE}/{kind}"))
    after = patch(data, [AppendRow("Updates", new_row())])
    assert '<c r="E7" i="1"/><c r="B2"/>' in parts(after)["xl/calcChain.xml"].decode()


def test_a_long_calculation_chain_follows_to_its_end() -> None:
    many = "".join(f'<c r="F{row}"/>' for row in range(2, 210_000))
    data = with_chain(saved(totals_book()), f'<c r="B2" i="2"/>{many}<c r="E6" i="1"/>')
    after = parts(patch(data, [AppendRow("Updates", new_row())]))["xl/calcChain.xml"].decode()
    assert after == parts(data)["xl/calcChain.xml"].decode().replace('r="E6"', 'r="E7"')


def test_a_range_that_all_but_reaches_the_end_of_the_sheet_stays_within_it() -> None:
    book = totals_book()
    fill = PatternFill("solid", bgColor="FF0000")
    rule = FormulaRule(formula=["$E2>3"], fill=fill)  # type: ignore[no-untyped-call]  # the stub lacks them
    log(book).conditional_formatting.add("E2:E1048575", rule)
    assert 'sqref="E2:E1048576"' in sheet_xml(appended(book, 3))


def test_page_breaks_and_the_print_area_move() -> None:
    book = totals_book()
    sheet = log(book)
    sheet.row_breaks.append(Break(id=8))
    sheet.print_area = "A1:E9"
    after = opened(appended(book))["Log"]
    assert [found.id for found in after.row_breaks.brk] == [9]
    assert after.print_area == "'Log'!$A$1:$E$10"


EXTENSION = (
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule '
    'type="expression"><xm:f>$E$6&gt;2</xm:f></x14:cfRule><xm:sqref>A9:E9</xm:sqref></x14:conditionalFormatting>'
    "</x14:conditionalFormattings></ext></extLst>"
)
CHOICE = (
    '<dataValidations count="1"><dataValidation type="list" sqref="A8:A9"><formula1>Log!$A$8:$A$9</formula1>'
    "</dataValidation></dataValidations>"
)
ICONS = (
    '<conditionalFormatting sqref="E2:E5"><cfRule type="iconSet" priority="1"><iconSet><cfvo type="percent" val="0"/>'
    '<cfvo type="formula" val="$E$6"/><cfvo type="num" val="7"/></iconSet></cfRule></conditionalFormatting>'
)
WHAT_IF = (
    '<row r="9"><c r="C9"><f t="dataTable" ref="C9:C10" dt2D="1" dtr="1" r1="E6" r2="B9"/><v>1</v></c></row>'
    '<row r="10"><c r="C10"><v>1</v></c></row>'
)
CONSOLIDATED = (
    '<dataConsolidate><dataRefs count="2"><dataRef ref="A8:B9" sheet="Other"/><dataRef ref="A8:B9" sheet="Log"/>'
    "</dataRefs></dataConsolidate>"
)
PAGE = "<pageMargins"


@pytest.mark.parametrize(
    ("sheet", "before", "xml", "moved"),
    [
        (1, PAGE, '<protectedRanges><protectedRange name="x" sqref="A8:B9"/></protectedRanges>', 'sqref="A9:B10"'),
        (1, "<tableParts", '<ignoredErrors><ignoredError sqref="A6"/></ignoredErrors>', '<ignoredError sqref="A7"'),
        (1, "<tableParts", '<cellWatches><cellWatch r="E6"/></cellWatches>', '<cellWatch r="E7"'),
        (1, "</worksheet>", EXTENSION, "<xm:f>$E$7&gt;2</xm:f></x14:cfRule><xm:sqref>A10:E10</xm:sqref>"),
        (1, PAGE, '<hyperlinks><hyperlink ref="A8" location="Log!A9"/></hyperlinks>', 'ref="A9" location="Log!A10"'),
        (2, PAGE, '<hyperlinks><hyperlink ref="A8" location="Log!A9"/></hyperlinks>', 'ref="A8" location="Log!A10"'),
        (
            2,
            PAGE,
            CHOICE,
            'sqref="A8:A9"><formula1>Log!$A$9:$A$10</formula1>',
        ),
        (
            1,
            PAGE,
            '<scenarios><scenario name="x"><inputCells r="E8" val="1"/></scenario></scenarios>',
            '<inputCells r="E9"',
        ),
        (1, PAGE, ICONS, '<cfvo type="formula" val="$E$7"/>'),
        (1, "</sheetData>", WHAT_IF, '<f t="dataTable" ref="C10:C11" dt2D="1" dtr="1" r1="E7" r2="B10"/>'),
        (1, PAGE, CONSOLIDATED, '<dataRef ref="A8:B9" sheet="Other"/><dataRef ref="A9:B10" sheet="Log"/>'),
        (2, PAGE, CONSOLIDATED, '<dataRef ref="A8:B9" sheet="Other"/><dataRef ref="A9:B10" sheet="Log"/>'),
    ],
    ids=[
        "protected",
        "ignored",
        "watched",
        "x14",
        "a link",
        "a link from elsewhere",
        "a list elsewhere",
        "scenario",
        "icons",
        "what if",
        "consolidated",
        "consolidated elsewhere",
    ],
)
def test_what_says_where_a_cell_is_follows(sheet: int, before: str, xml: str, moved: str) -> None:
    part = f"xl/worksheets/sheet{sheet}.xml"
    data = edited(saved(totals_book()), part, (before, xml + before))
    assert moved not in sheet_xml(data, part)
    assert moved in sheet_xml(patch(data, [AppendRow("Updates", new_row())]), part)


def test_a_formula_across_several_sheets_is_refused_by_its_text() -> None:
    book = totals_book()
    book["Other"]["A3"] = "=SUM(Log:Other!E6)"
    with pytest.raises(EditRefused, match=r"the formula SUM\(Log:Other!E6\) across several sheets"):
        appended(book)


@pytest.mark.parametrize(
    ("part", "edit", "obstacle"),
    [
        (
            "xl/_rels/workbook.xml.rels",
            (
                "</Relationships>",
                f'<Relationship Id="rIdH" Type="{OFFICE}/revisionHeaders" Target="h.xml"/></Relationships>',
            ),
            "the change history of a shared workbook",
        ),
        (
            "xl/worksheets/sheet1.xml",
            ("<tableParts", '<webPublishItems count="0"/><tableParts'),
            "cells published as a web page",
        ),
        (
            "xl/worksheets/sheet1.xml",
            ("</sheetData>", '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'),
            "the last row of the sheet",
        ),
    ],
    ids=["shared", "published", "full"],
)
def test_what_cannot_move_is_refused_by_name(part: str, edit: tuple[str, str], obstacle: str) -> None:
    data = edited(saved(totals_book()), part, edit)
    with pytest.raises(EditRefused, match=obstacle):
        patch(data, [AppendRow("Updates", new_row())])


def test_an_empty_row_prepared_above_the_totals_is_filled_and_nothing_moves() -> None:
    book = totals_book()
    sheet = log(book)
    for column in range(1, 6):
        sheet.cell(5, column).value = None
    after = opened(appended(book))["Log"]
    assert after["A5"].value == "INC-9"
    assert after["A6"].value == "Total"
    assert after.tables["Updates"].ref == "A1:E6"
