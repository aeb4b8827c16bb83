"""What grows or moves with a table does so once, and as far as the table, however often a part is spoken of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from olsxl.workbook import AppendRow, SetCell, Workbook, patch
from olsxl.workbook.invariants import broken_invariants
from tests.workbook.books import (
    edited,
    log,
    new_row,
    opened,
    parts,
    saved,
    sheet_xml,
    totals_book,
    updates_book,
    values,
    with_parts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook as Book

SHEET, RELS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
TABLE, CHART = "xl/tables/table1.xml", "xl/charts/chart1.xml"


def appended(data: bytes, rows: int = 1) -> bytes:
    after = patch(data, [AppendRow("Updates", new_row(Hours=hours)) for hours in range(rows)])
    assert broken_invariants(after) == broken_invariants(data)  # nothing is newly broken
    return after


def with_totals_formula(formula: str, rows: int = 4) -> bytes:
    """Return a workbook whose totals row has a formula of its own, in the cell and in the table's part."""
    book = totals_book(rows)
    log(book).cell(rows + 2, 5).value = f"={formula}"
    data = saved(book)
    kept = f'totalsRowFunction="custom"><totalsRowFormula>{formula}</totalsRowFormula></tableColumn>'
    text = re.sub(r'totalsRowFunction="sum"\s*/>', kept, sheet_xml(data, TABLE))
    return edited(data, TABLE, (sheet_xml(data, TABLE), text))


@pytest.mark.parametrize(
    ("formula", "after_three"),
    [
        ("SUM(E2:E5)", "SUM(E2:E8)"),
        ("AVERAGE($E$2:$E$5)", "AVERAGE($E$2:$E$8)"),
        ("COUNTA(A1:A5)", "COUNTA(A1:A8)"),
        ("SUBTOTAL(103,Log!C2:E5)", "SUBTOTAL(103,Log!C2:E8)"),
        ("SUM('Log'!E$2:E$5)/COUNT(E2:E5)", "SUM('Log'!E$2:E$8)/COUNT(E2:E8)"),
        ("SUM(E2:E4)", "SUM(E2:E4)"),
        ("SUM(E5:E2)", "SUM(E2:E8)"),
        ("SUM(Other!E2:E5)", "SUM(Other!E2:E5)"),
        ("E5-E2", "E5-E2"),
        ("SUM(E2:E5)+A9", "SUM(E2:E8)+A12"),
        ("SUM(Updates[Hours])", "SUM(Updates[Hours])"),
    ],
)
@pytest.mark.parametrize("at_once", [3, 1])
def test_a_totals_formula_by_range_ends_on_the_last_row_in_both_places(
    formula: str, after_three: str, at_once: int
) -> None:
    data = with_totals_formula(formula)
    for _ in range(0, 3, at_once):
        data = appended(data, at_once)
    assert values(data, "Log")[8][4] == f"={after_three}"
    assert f"<totalsRowFormula>{after_three}</totalsRowFormula>" in sheet_xml(data, TABLE)


def test_a_totals_formula_over_one_row_grows_with_it() -> None:
    after = appended(with_totals_formula("SUM(E2:E2)", rows=1), 2)
    assert values(after, "Log")[4][4] == "=SUM(E2:E4)"
    assert "<totalsRowFormula>SUM(E2:E4)</totalsRowFormula>" in sheet_xml(after, TABLE)


def related_twice(data: bytes) -> bytes:
    """Return the workbook with each relationship of its first sheet said once more, in capital letters."""
    found = re.findall(r"<Relationship\b[^>]*/>", sheet_xml(data, RELS))
    assert found
    again = [re.sub(r'Id="[^"]*"', f'Id="again{at}"', each) for at, each in enumerate(found)]
    louder = [
        re.sub(r'Target="[^"]*/', lambda target: target[0].upper().replace("TARGET", "Target"), each) for each in again
    ]
    return edited(data, RELS, ("</Relationships>", "".join(louder) + "</Relationships>"))


def test_notes_and_drawings_that_are_related_twice_move_once() -> None:
    book = totals_book()
    log(book)["A9"].comment = Comment("look", "Jo")
    chart = BarChart()
    chart.add_data(Reference(log(book), min_col=5, min_row=1, max_row=5), titles_from_data=True)
    log(book).add_chart(chart, "A12")
    data = saved(book)
    once, twice = parts(appended(data)), parts(appended(related_twice(data)))
    assert {name for name in once if once[name] != twice[name]} == {RELS}


def test_a_chart_that_is_declared_twice_follows_once() -> None:
    book = totals_book()
    chart = BarChart()
    chart.add_data(Reference(log(book), min_col=5, min_row=6, max_row=6))
    log(book).add_chart(chart, "A12")
    data = saved(book)
    override = next(
        each for each in re.findall(r"<Override[^>]*>", sheet_xml(data, "[Content_Types].xml")) if CHART in each
    )
    after = appended(edited(data, "[Content_Types].xml", (override, override * 2)))
    assert "'Log'!$E$7<" in sheet_xml(after, CHART)


FILTERED = "http://schemas.microsoft.com/office/drawing/2012/chart"


@pytest.mark.parametrize("around", ["fullRef", "levelRef", "formulaRef"])
@pytest.mark.parametrize("totals", [False, True])
def test_the_ranges_of_a_chart_with_filtered_rows_grow(around: str, *, totals: bool) -> None:
    book = totals_book(5) if totals else updates_book()
    chart = BarChart()
    chart.add_data(Reference(log(book), min_col=5, min_row=2, max_row=6))
    log(book).add_chart(chart, "G2")
    whole = f'<ext xmlns:c15="{FILTERED}"><c15:{around}><c15:sqref>Log!$E$2:$E$6</c15:sqref></c15:{around}></ext>'
    data = edited(
        saved(book), CHART, ("<f>'Log'!$E$2:$E$6</f>", f"<extLst>{whole}</extLst><f>(Log!$E$2:$E$3,Log!$E$5:$E$6)</f>")
    )
    after = sheet_xml(appended(appended(data)), CHART)
    assert "<c15:sqref>Log!$E$2:$E$8</c15:sqref>" in after
    assert "<f>(Log!$E$2:$E$3,Log!$E$5:$E$8)</f>" in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Log!$E$6", "Log!$E$6"),
        ("(Log!$E$2,Log!$E$6)", "(Log!$E$2,Log!$E$6:$E$7)"),
        ("(Log!$E$3,Log!$E$6)", "(Log!$E$3,Log!$E$6)"),
        ("Log!$E$1", "Log!$E$1"),
    ],
)
def test_a_series_in_several_cells_grows_where_it_begins_with_the_table(before: str, after: str) -> None:
    book = updates_book()
    chart = BarChart()
    chart.add_data(Reference(log(book), min_col=5, min_row=2, max_row=6))
    log(book).add_chart(chart, "G2")
    data = edited(saved(book), CHART, ("'Log'!$E$2:$E$6", before))
    assert f"<f>{after}</f>" in sheet_xml(appended(data), CHART)


def test_a_series_across_a_table_of_one_row_stays() -> None:
    book = updates_book(1)
    chart = BarChart()
    chart.add_data(Reference(log(book), min_col=2, max_col=5, min_row=2, max_row=2), from_rows=True)
    log(book).add_chart(chart, "G2")
    assert "<f>'Log'!$B$2:$E$2</f>" in sheet_xml(appended(saved(book)), CHART)


@pytest.mark.parametrize(
    ("beside", "expected"), [(0, "A1:E11"), (3, "A1:H11"), (6, "A1:H11"), (11, "A1:H11"), (30, "A1:H30")]
)
def test_the_dimension_covers_the_cells_and_no_more(beside: int, expected: str) -> None:
    book = totals_book()
    for row in range(1, beside + 1):
        log(book).cell(row, 8, f"beside {row}")
    data = saved(book)
    for rows in (2, 3):
        data = appended(data, rows)
    assert f'<dimension ref="{expected}"' in sheet_xml(data)
    assert opened(data)["Log"].dimensions == expected


@pytest.mark.parametrize("ref", ["A1", "A1:A1", "B2:C3", "A1:E3"])
@pytest.mark.parametrize("book", [updates_book, totals_book])
def test_a_dimension_that_leaves_cells_out_covers_them_after_a_row(ref: str, book: Callable[[], Book]) -> None:
    made = book()
    log(made)["H3"] = "beside"
    data = re.sub('<dimension ref="[^"]*"', f'<dimension ref="{ref}"', sheet_xml(saved(made)))
    data = data.replace("</sheetData>", '<row r="20" ht="30" customHeight="1"/></sheetData>')
    after = patch(with_parts(saved(made), {SHEET: data}), [AppendRow("Updates", new_row())])
    assert '<dimension ref="A1:H7"' in sheet_xml(after)
    assert broken_invariants(after) == []


def test_such_a_dimension_covers_cells_too_that_are_named_in_small_letters() -> None:
    data = saved(updates_book())
    text = re.sub('<c r="([A-Z]+)', lambda cell: cell[0].lower(), sheet_xml(data)).replace("A1:E6", "A1")
    after = patch(with_parts(data, {SHEET: text}), [SetCell("Log", "D3", "x")])
    assert '<dimension ref="A1:E6"' in sheet_xml(after)


@pytest.mark.parametrize("ref", ["", "A1:E6 G1:H2", "none"])
def test_a_dimension_that_is_no_range_stays_and_stops_nothing(ref: str) -> None:
    data = edited(
        saved(updates_book()), "xl/worksheets/sheet1.xml", ('dimension ref="A1:E6"', f'dimension ref="{ref}"')
    )
    after = patch(data, [AppendRow("Updates", new_row()), SetCell("Log", "D3", "x")])
    assert f'dimension ref="{ref}"' in sheet_xml(after)
    assert Workbook(after).cells("Log").columns[0][6] == "INC-9"
    assert broken_invariants(after) == broken_invariants(data) == [f"Log: the dimension '{ref}' is no range"]
