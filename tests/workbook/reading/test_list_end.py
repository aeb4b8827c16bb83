"""Where a list on a sheet without a table ends: after its last record, whatever stands between and below."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest

from olsxl.workbook import AddLists, AppendRow, EditRefused, patch, tables
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.reading.opc import NAMESPACE
from tests.workbook.books import MAIN, OFFICE, add_table, opened, saved, sheet_xml, values, with_parts

HEADINGS = ["Incident ref", "Date", "Type", "Update"]
BLANK: list[Any] = []
NEW = {"Incident ref": "INC-9", "Type": "No Update"}
Rows = list[list[Any]]


def record(number: int) -> list[Any]:
    return [f"INC-{number}", date(2026, 1, number), "Progress", "talked"]


def sheet_of(rows: Rows, headings: list[Any] | None = None) -> openpyxl.Workbook:
    """Return a workbook with a list whose headings stand in row 1."""
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Updates"
    for cells in [headings or HEADINGS, *rows]:
        book.active.append(cells)
    return book


def place_of_new(rows: Rows) -> int:
    """Append a row, see that nothing else has changed, and return where it stands."""
    before = saved(sheet_of(rows))
    after = patch(before, [AppendRow("Updates", NEW)])
    assert broken_invariants(after) == []
    number = next(at for at, row in enumerate(values(after, "Updates"), 1) if row[0] == "INC-9")
    now = [row for at, row in enumerate(values(after, "Updates"), 1) if at != number and any(row)]
    assert now == [row for row in values(before, "Updates") if any(row)]
    return number


def refused(rows: Rows) -> str:
    with pytest.raises(EditRefused) as told:
        patch(saved(sheet_of(rows)), [AppendRow("Updates", NEW)])
    return str(told.value)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([record(1), record(2)], 4),
        ([record(1), BLANK, record(2)], 5),
        ([record(1), BLANK, BLANK, record(2), BLANK, record(3)], 8),
        ([BLANK, record(1)], 4),
        ([record(1), BLANK, ["February"], record(2)], 6),
        ([record(1), BLANK, ["February"], BLANK, record(2)], 7),
        ([record(1), BLANK, ["INC-2", date(2026, 2, 1)], record(3)], 6),
        ([record(1), BLANK, HEADINGS, record(2)], 6),
        ([record(1), BLANK, record(2), BLANK, ["INC-3"]], 7),
        ([record(1), BLANK, [None, date(2026, 2, 1)]], 5),
        ([record(1), BLANK, ["March"], ["INC-3", None, None, "talked"]], 6),
        ([record(1), BLANK, ["a note"], BLANK, record(2)], 7),
        ([["INC-1", None, "Progress"], BLANK, ["INC-2", None, "Progress"]], 5),
    ],
    ids=[
        *("none", "one", "several", "below the headings", "a label", "a label apart", "half a row", "headings again"),
        *("a record begun", "a day alone", "a label over a record begun", "a note between", "none full"),
    ],
)
def test_records_below_blank_rows_are_the_lists_own_and_the_new_row_comes_after_them(rows: Rows, expected: int) -> None:
    assert place_of_new(rows) == expected


@pytest.mark.parametrize(
    "below",
    [
        [["kept by the deputy"]],
        [["Progress", "something has happened"], ["No Update", "nothing has"]],
        [["Signed:", date(2026, 2, 1)]],
        [["Progress 1", "INC-1 and INC-2"], ["No Update 1", "INC-3"]],
        [["Total", 2, 3, 4]],
        [["Kind", "Count", "Share"], ["Progress", 3, 0.5]],
        [["Kind", "Meaning", "Who"], ["Progress", "something", "all"]],
    ],
    ids=[
        *("a note", "a legend", "a signature", "a legend with numbers", "a totals row"),
        *("a list with numbers below words", "a list with words below dates"),
    ],
)
def test_what_is_no_record_below_a_blank_row_ends_the_list(below: Rows) -> None:
    assert place_of_new([record(1), BLANK, *below]) == 3


def test_notes_below_a_totals_row_are_no_records() -> None:
    groups: Rows = [["Asia", 3, 4, 5], BLANK, ["Europe", 1, 2, 3], BLANK]
    assert place_of_new([*groups, ["TOTAL", 4, 6, 8], ["of all homes"], ["without those that moved"]]) == 5


def with_pivot(rows: Rows, location: str) -> bytes:
    pivot = f'<pivotTableDefinition xmlns="{MAIN}" name="Counts"><location {location}/></pivotTableDefinition>'
    related = f'<Relationship Id="rId1" Type="{OFFICE}/pivotTable" Target="../pivotTables/pivotTable1.xml"/>'
    return with_parts(
        saved(sheet_of(rows)),
        {
            "xl/pivotTables/pivotTable1.xml": pivot,
            "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{NAMESPACE}">{related}</Relationships>',
        },
    )


def test_the_page_field_of_a_pivot_table_is_the_heading_of_no_list() -> None:
    rows: Rows = [BLANK, ["Row Labels", "Count", "a", "b"], ["INC-1", 1, 2, 3]]
    with pytest.raises(EditRefused, match="the pivot table A1:D4, which fills the list"):
        patch(with_pivot(rows, 'ref="A3:D4" rowPageCount="1" colPageCount="1"'), [AppendRow("Updates", {})])


def test_a_pivot_table_below_is_no_part_of_the_list() -> None:
    rows: Rows = [record(1), BLANK, ["Row Labels", "Count"], ["INC-1", 1, "a", "b"], ["Grand Total", 1]]
    data = with_pivot(rows, 'ref="A4:D6"')
    assert tables(data, sheets=True)[0].ref == "A1:D2"
    assert 'r="A3" t="inlineStr"><is><t>INC-9' in sheet_xml(patch(data, [AppendRow("Updates", NEW)]))
    with pytest.raises(EditRefused, match=r"a pivot table \(A4:D6\) below the list 'Updates'"):
        patch(data, [AppendRow("Updates", NEW)] * 2)


def test_a_protected_sheet_is_refused_before_its_list_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    book = sheet_of([record(1)])
    book["Updates"].protection.sheet = True
    monkeypatch.delattr("olsxl.workbook.editing.append.list_of")
    with pytest.raises(EditRefused, match="sheet protection"):
        patch(saved(book), [AppendRow("Updates", NEW)])


def test_no_row_is_written_over_what_stands_below_the_list() -> None:
    rows: Rows = [record(1), BLANK, ["kept by the deputy"]]
    with pytest.raises(EditRefused, match="the content of cell A4 below the list 'Updates'"):
        patch(saved(sheet_of(rows)), [AppendRow("Updates", NEW)] * 2)


def test_a_row_that_may_be_a_heading_as_well_as_a_record_is_refused_by_its_number() -> None:
    people: Rows = [["Alder", "Staff", "Onsite", "here"], BLANK, ["Birch", "Agency", "Offsite", "there"]]
    told = refused(people)
    assert "row 4 below the blank rows of the list 'Updates'" in told
    assert "delete the blank rows where the list goes on" in told


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([record(1), BLANK, record(2), BLANK, [None, None, None, "talked"]], 6),
        ([record(1), BLANK, ["INC-2", "tomorrow"]], 4),
        ([record(1), BLANK, record(2), BLANK, [None, None, "Progress"], BLANK, ["kept by the deputy"]], 6),
    ],
    ids=["a text after gaps", "a reference and no day", "a text and a note"],
)
def test_a_record_begun_that_may_be_a_note_as_well_is_refused_by_its_number(rows: Rows, row: int) -> None:
    assert f"row {row} below the blank rows of the list 'Updates'" in refused(rows)


def test_a_note_directly_below_the_records_is_none_of_them() -> None:
    rows: Rows = [record(1), record(2), ["kept by the deputy"]]
    assert tables(saved(sheet_of(rows)), sheets=True)[0].last_row == 3
    assert "the content of cell A4 below the list 'Updates'" in refused(rows)


@pytest.mark.parametrize("first", ["INC-1", "Alder"])
def test_rows_in_several_runs_never_take_what_stands_below_into_the_list(first: str) -> None:
    data = saved(sheet_of([[first, "Staff", "Onsite", "here"], BLANK, ["kept by the deputy"]]))
    lists = AddLists("Choices", [("Kinds", "Kind", ["one"])])
    with pytest.raises(EditRefused, match="the content of cell A4 below the list 'Updates'"):
        patch(data, [AppendRow("Updates", NEW), lists, AppendRow("Updates", NEW)])


def test_a_record_begun_directly_below_the_others_is_one_of_them() -> None:
    assert place_of_new([record(1), record(2), ["INC-3"]]) == 5
    assert place_of_new([record(1), record(2), [None, None, None, "talked"]]) == 5


def test_headings_that_are_said_again_in_part_are_refused_by_their_row() -> None:
    again = ["Incident ref", "Date 2", "Kind 2", "Update 2"]
    assert "row 4 below the blank rows" in refused([record(1), BLANK, again, record(2)])


@pytest.mark.parametrize("label", ["Total", "Sub-total", "Grand total: 1", " totals"])
def test_a_totals_row_directly_below_is_neither_overwritten_nor_left_above_the_new_row(label: str) -> None:
    assert "the content of cell A3 below the list 'Updates'" in refused([record(1), [label, None, None, 3]])


def test_a_totals_row_of_formulas_alone_is_no_prepared_row() -> None:
    assert "the content of cell D3" in refused([record(1), [None, None, None, "=COUNTA(D2:D2)"]])


def test_an_update_that_speaks_of_a_total_is_a_record() -> None:
    assert place_of_new([record(1), ["INC-2", date(2026, 2, 1), "Progress", "Total refusal"]]) == 4


def test_a_list_that_formulas_fill_for_the_most_part_goes_on_below_a_gap() -> None:
    rows: Rows = [[f"INC-{at}", at, f"=B{at + 1}*2"] if at != 2 else BLANK for at in range(1, 5)]
    after = patch(saved(sheet_of(rows, ["Incident ref", "Hours", "Double"])), [AppendRow("Updates", {"Hours": 9})])
    assert values(after, "Updates")[5][1] == 9


def test_rows_prepared_with_formulas_are_filled_and_keep_them() -> None:
    rows: Rows = [[*record(1), "=ROW()"], *[[None, None, None, None, "=ROW()"]] * 3]
    after = patch(saved(sheet_of(rows, [*HEADINGS, "No."])), [AppendRow("Updates", NEW)])
    assert values(after, "Updates")[2] == ["INC-9", None, "No Update", None, "=ROW()"]
    assert values(after, "Updates")[3] == [None, None, None, None, "=ROW()"]


def test_rows_prepared_in_an_empty_list_are_filled_from_the_first() -> None:
    rows: Rows = [[None, None, None, None, "=ROW()"]] * 3
    after = patch(saved(sheet_of(rows, [*HEADINGS, "No."])), [AppendRow("Updates", NEW)])
    assert values(after, "Updates")[1] == ["INC-9", None, "No Update", None, "=ROW()"]


def test_rows_prepared_with_formats_alone_are_blank() -> None:
    book = sheet_of([record(1)])
    for number in range(3, 30):
        book["Updates"].cell(number, 2).number_format = "dd/mm/yyyy"
    assert tables(saved(book), sheets=True)[0].first_free_row == 3


@pytest.mark.parametrize("beside", [["Kind", "Meaning"], ["Kind", "Meaning", "Since", "Until", "By", "For", "Note"]])
@pytest.mark.parametrize("longer", [2, 9])
def test_of_two_lists_side_by_side_the_one_with_the_headings_gets_the_row(beside: list[str], longer: int) -> None:
    book = sheet_of([record(1), record(2), record(3)])
    sheet = book["Updates"]
    for column, heading in enumerate(beside, 6):
        sheet.cell(1, column, heading)
        for number in range(2, longer + 2):
            sheet.cell(number, column, f"{heading} {number}")
    before = saved(book)
    after = opened(patch(before, [AppendRow("Updates", NEW)]))["Updates"]
    assert after["A5"].value == "INC-9"
    assert [[after.cell(row, column).value for column in range(6, 13)] for row in range(1, 12)] == [
        [sheet.cell(row, column).value for column in range(6, 13)] for row in range(1, 12)
    ]


def test_a_title_as_wide_as_the_headings_is_not_taken_for_them() -> None:
    book = sheet_of([["kept by", "the deputy", "since"], HEADINGS, record(1)], ["Our", "updates", "of", "2026"])
    after = patch(saved(book), [AppendRow("Updates", NEW)])
    assert values(after, "Updates")[4][0] == "INC-9"


def test_a_column_without_a_heading_divides_no_list() -> None:
    headings = ["Incident ref", "Date", "", "Type", "Update"]
    book = sheet_of([["INC-1", date(2026, 1, 1), "mine", "Progress", "talked"]], headings)
    after = patch(saved(book), [AppendRow("Updates", NEW)])
    assert values(after, "Updates")[2] == ["INC-9", None, None, "No Update", None]


def test_a_list_beside_a_table_of_another_kind_gets_the_row() -> None:
    book = sheet_of([record(1)])
    sheet = book["Updates"]
    sheet["G1"], sheet["G2"] = "Kind", "Progress"
    add_table(sheet, "Kinds", "G1:G2")
    after = patch(saved(book), [AppendRow("Updates", NEW)])
    assert values(after, "Updates")[2][0] == "INC-9"
    assert opened(after)["Updates"].tables["Kinds"].ref == "G1:G2"


def test_a_long_list_with_a_gap_goes_on_after_its_last_row() -> None:
    rows: Rows = [[f"INC-1{at}", date(2026, 1, 1), "Progress", "talked"] for at in range(700)]
    assert place_of_new([record(1), BLANK, *rows, BLANK, ["a note"]]) == 704


def test_a_record_begun_below_a_gap_is_told_by_those_above_it_and_not_by_a_table_further_down() -> None:
    book = sheet_of([record(1), record(2), BLANK, ["INC-3"], BLANK, ["What", "Figure", "Why"], ["all", 3, "due"]])
    add_table(book["Updates"], "Figures", "A7:C8")
    after = patch(saved(book), [AppendRow("Updates", NEW)])
    assert [row[0] for row in values(after, "Updates")][3:8] == [None, "INC-3", "INC-9", "What", "all"]
