"""Registers as managers keep them, read into tables whose every cell can say where it stands."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl.worksheet.table import TableColumn

from olsxl.config import ConfigError, parse
from olsxl.register import reading, schema
from olsxl.register.table import ROWS_PER_SHEET, UNREADABLE, RegisterTable, folded
from olsxl.review.plan import open_records
from olsxl.workbook import column_letters
from tests.libreoffice import resaved
from tests.registers import (
    LAST_REVIEW,
    add_table,
    book,
    closed,
    grid,
    incident,
    incident_register,
    no_update,
    person,
    plain,
    ref,
    review,
    saved,
    session,
    training_register,
    update,
    with_cells,
)

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.register.registers import IncidentRegister

REPORTED = date(2026, 11, 10)
YEARS = '[sheets]\nincidents = ["Log 2025", "Log 2026"]'


Rows = list[list[object]]


def read(data: bytes, settings: str = "") -> IncidentRegister:
    return reading.incident_register(data, "incident-register.xlsx", parse(settings))


def incidents(rows: Rows, settings: str = "") -> RegisterTable:
    """The table of incidents of a plain sheet with these rows."""
    return read(plain({"Incidents": rows}), settings).incidents


def column(heading: str, *values: object) -> RegisterTable:
    """Incidents of a plain sheet of references and one more column."""
    return incidents([["Incident ref", heading], *([ref(number), value] for number, value in enumerate(values, 1))])


def odd(table: RegisterTable) -> list[tuple[str, str, str]]:
    return [(odd.kind, table.where(odd.row, odd.heading), odd.typed) for odd in table.issues]


def refs(table: RegisterTable) -> list[str]:
    return [*table.frame["Incident ref"]]


def days_of(table: RegisterTable, heading: str) -> list[date | None]:
    return [None if pd.isna(moment) else moment.date() for moment in table.frame[heading]]


# where things stand


def test_rows_are_numbered_as_in_excel_and_every_cell_says_where_it_stands() -> None:
    register = read(incident_register(incident(1), incident(2), update(2), review()))
    assert [*register.incidents.frame.index] == [2, 3]
    assert register.incidents.where(3, "Reported on") == "Incidents!E3"
    assert register.updates.where(2, "Update") == "Updates!D2"
    assert register.reviews.where(2, "Seal") == "Reviews!Q2"


def test_every_heading_of_the_schema_is_a_column_with_its_own_kind_of_value() -> None:
    register = read(
        incident_register(incident(1), no_update(entered_at=datetime(2026, 11, 12, 16, 0, 5)), review(open=3))
    )
    for table in register.tables:
        assert tuple(table.frame.columns) == table.schema.headings
    assert register.incidents.frame["Reported on"].dtype == "datetime64[us]"
    assert register.incidents.frame["Ofcom ref"].tolist() == [""]
    assert register.updates.frame["Entered at"].tolist() == [pd.Timestamp(2026, 11, 12, 16, 0, 5)]
    assert register.reviews.frame["Open"].tolist() == [3]


def test_a_table_is_found_by_its_name_on_whatever_sheet_it_stands() -> None:
    made = book({"Cover": [["Incidents"]], "Page 1": [[], [None, *grid(schema.INCIDENTS)[0]]]})
    made["Page 1"].append([None, *grid(schema.INCIDENTS, incident(5))[1]])
    add_table(made, "Page 1", "B2:AO3", "INCIDENTS")
    table = read(saved(made)).incidents
    assert refs(table) == [ref(5)]
    assert table.where(3, "Incident ref") == "Page 1!B3"


@pytest.mark.parametrize("name", ["Incidents", "INCIDENTS", " incidents "])
def test_a_sheet_is_found_by_its_name_whatever_its_case_and_blanks(name: str) -> None:
    table = read(plain({name: grid(schema.INCIDENTS, incident(5))})).incidents
    assert (refs(table), table.sheet(2)) == ([ref(5)], name)


def test_the_table_of_a_sheet_is_read_whatever_its_name() -> None:
    made = book({"Incidents": [*grid(schema.INCIDENTS, incident(5)), [None], ["outside"]]})
    add_table(made, "Incidents", "A1:AN2", "Table1")
    assert refs(read(saved(made)).incidents) == [ref(5)]


def test_of_several_tables_on_a_sheet_the_one_with_our_headings_is_read() -> None:
    laid_out = grid(schema.INCIDENTS, incident(5))
    made = book({"Incidents": [[*laid_out[0], None, "Colour", "Status"], [*laid_out[1], None, "red", "Open"]]})
    add_table(made, "Incidents", "AP1:AQ2", "Legend")
    add_table(made, "Incidents", "A1:AN2", "Table1")
    table = read(saved(made)).incidents
    assert (refs(table), table.regions[0].table) == ([ref(5)], "Table1")


def test_a_legend_that_is_a_table_does_not_hide_a_plain_register_on_its_sheet() -> None:
    laid_out = grid(schema.INCIDENTS, incident(5))
    made = book({"Incidents": [[*laid_out[0], None, "Colour", "Meaning"], [*laid_out[1], None, "red", "urgent"]]})
    add_table(made, "Incidents", "AP1:AQ2", "Legend")
    table = read(saved(made)).incidents
    assert (refs(table), table.regions[0].table) == ([ref(5)], None)


def test_a_sheet_of_another_name_is_named_in_the_config() -> None:
    table = read(plain({"The log": grid(schema.INCIDENTS, incident(5))}), '[sheets]\nincidents = "the log"').incidents
    assert refs(table) == [ref(5)]


def test_a_sheet_that_is_missing_is_a_table_without_rows() -> None:
    table = read(plain({"Incidents": grid(schema.INCIDENTS)})).updates
    assert (table.regions, table.missing, len(table.frame)) == ((), ("Updates",), 0)
    assert not table.has("Incident ref")
    assert table.heading("By") == "By"


def test_an_empty_sheet_has_no_headings_and_no_rows() -> None:
    table = incidents([])
    assert (len(table.frame), table.has("Incident ref"), table.missing) == (0, False, ())


# a sheet a year


def test_each_year_has_its_sheet_and_every_cell_names_the_right_one() -> None:
    old = grid(schema.INCIDENTS, incident(1), incident(2))
    new: Rows = [["The log"], [], *grid(schema.INCIDENTS, incident(3))]
    table = read(plain({"Log 2025": old, "Log 2026": new}), YEARS).incidents
    assert [*table.frame.index] == [2, 3, ROWS_PER_SHEET + 4]
    assert refs(table) == [ref(1), ref(2), ref(3)]
    assert [table.where(row, "Status") for row in table.frame.index] == ["Log 2025!AK2", "Log 2025!AK3", "Log 2026!AK4"]


def test_each_year_has_its_own_headings_and_what_only_one_has_is_not_in_the_table() -> None:
    old: Rows = [["incident ref", "Reported on", "Status"], [ref(1), REPORTED, "Open"]]
    new: Rows = [["Status", "INCIDENT REF", "Owner"], ["Closed", ref(2), "P-001"]]
    table = read(plain({"Log 2025": old, "Log 2026": new}), YEARS).incidents
    assert table.has("Incident ref", "Status")
    assert not table.has("Owner")
    assert (table.heading("Incident ref", 2), table.heading("Incident ref", ROWS_PER_SHEET + 2)) == (
        "incident ref",
        "INCIDENT REF",
    )
    assert table.cell(2, "Owner") is None
    assert table.where(2, "Owner") == "Log 2025"
    assert table.cell(ROWS_PER_SHEET + 2, "Owner") == "C2"
    assert days_of(table, "Reported on") == [REPORTED, None]


def test_an_empty_year_is_no_fault() -> None:
    table = read(
        plain({"Log 2025": grid(schema.INCIDENTS, incident(1)), "Log 2026": grid(schema.INCIDENTS)}), YEARS
    ).incidents
    assert refs(table) == [ref(1)]
    assert table.frame["Reported on"].dtype == "datetime64[us]"


def test_a_year_that_is_missing_is_named() -> None:
    table = read(plain({"Log 2025": grid(schema.INCIDENTS, incident(1))}), YEARS).incidents
    assert (refs(table), table.missing) == ([ref(1)], ("Log 2026",))


def test_a_sheet_that_is_named_twice_is_read_once() -> None:
    data = plain({"Log 2025": grid(schema.INCIDENTS, incident(1))})
    assert refs(read(data, '[sheets]\nincidents = ["Log 2025", "log 2025 "]').incidents) == [ref(1)]


# headings


def test_the_header_row_may_stand_below_a_title() -> None:
    rows: Rows = [
        ["Online safety incidents"],
        ["Status: confidential"],
        [],
        *grid(schema.INCIDENTS, incident(1), incident(2)),
    ]
    table = incidents(rows)
    assert ([*table.frame.index], table.regions[0].header_row) == ([5, 6], 4)


def test_columns_stand_in_any_order_among_others_and_from_any_column_on() -> None:
    rows: Rows = [
        [None, None, "Weather", "Status", "reported\nON", "Log no."],
        [None, None, "rain", "Closed", REPORTED, "A-1"],
    ]
    table = incidents(rows, '[columns.incidents]\n"Incident ref" = "log no."')
    assert (refs(table), [*table.frame["Status"]], days_of(table, "Reported on")) == (["A-1"], ["Closed"], [REPORTED])
    assert [table.cell(2, heading) for heading in ("Incident ref", "Reported on", "Status")] == ["F2", "E2", "D2"]
    assert table.heading("Reported on") == "reported ON"
    assert table.regions[0].headings["Reported on"] == "reported\nON"


def test_a_table_whose_header_row_is_switched_off_is_read_by_its_columns() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1))[1:]})
    add_table(made, "Incidents", "A1:AN1", "Incidents", headerRowCount=0)
    for number, heading in enumerate(schema.INCIDENTS.headings, 1):
        made["Incidents"].tables["Incidents"].tableColumns.append(TableColumn(id=number, name=heading))
    table = read(saved(made)).incidents
    assert (refs(table), [*table.frame.index]) == ([ref(1)], [1])


# rows


def test_blank_rows_between_are_none_and_lose_no_row_below() -> None:
    head, one, two = grid(schema.INCIDENTS, incident(1), incident(2))
    table = incidents([head, one, [], [None, "  ", "\u00a0"], two])
    assert [*table.frame.index] == [2, 5]
    assert odd(table) == []


def test_rows_prepared_in_a_table_are_none() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1))})
    add_table(made, "Incidents", "A1:AN50", "Incidents")
    assert [*read(saved(made)).incidents.frame.index] == [2]


def test_a_row_in_which_formulas_alone_show_something_is_none() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1))})
    calculated = ' t="str"><f>1</f><v>Open</v>'
    failed = ' t="e"><f>1</f><v>#N/A</v>'
    data = with_cells(made, "Incidents", {"AK3": calculated, "D3": "><f>1</f>", "B3": failed, "AK2": calculated})
    table = read(data).incidents
    assert [*table.frame.index] == [2]
    assert odd(table) == [("formula", "Incidents!AK2", "")]


def test_a_column_of_formulas_is_odd_from_its_first_row_with_data_on() -> None:
    made = book({"Incidents": [grid(schema.INCIDENTS)[0], [None], grid(schema.INCIDENTS, incident(1))[1]]})
    data = with_cells(made, "Incidents", {f"AK{row}": ' t="str"><f>1</f><v>Closed</v>' for row in (2, 3)})
    table = read(data).incidents
    assert (odd(table), [*table.frame["Status"]]) == ([("formula", "Incidents!AK3", "")], ["Closed"])


@pytest.mark.parametrize("label", ["Total", "Totals:", "GRAND TOTAL", "Sub-total"])
def test_the_totals_row_of_a_plain_sheet_is_no_record(label: str) -> None:
    assert refs(incidents([*grid(schema.INCIDENTS, incident(1)), [label, 12]])) == [ref(1)]


def test_the_totals_row_of_a_table_is_no_record_and_not_outside_it() -> None:
    made = book({"Incidents": [*grid(schema.INCIDENTS, incident(1)), ["12 in all", 12]]})
    add_table(made, "Incidents", "A1:AN3", "Incidents", totalsRowCount=1)
    table = read(saved(made)).incidents
    assert (refs(table), odd(table)) == ([ref(1)], [])


def test_data_below_a_table_is_not_read_but_told() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1), incident(2), incident(3))})
    add_table(made, "Incidents", "A1:AN2", "Incidents")
    table = read(saved(made)).incidents
    assert (refs(table), odd(table)) == ([ref(1)], [("outside", "Incidents!A3", ref(2))])


def below(rows: Rows, *tables: tuple[str, str], sheet: schema.Sheet = schema.INCIDENTS) -> RegisterTable:
    """A sheet whose Excel table is its first two rows, with these rows below it, and with further tables."""
    own = {schema.INCIDENTS: incident(1), schema.UPDATES: update(1)}[sheet]
    made = book({sheet.name: [*grid(sheet, own), *rows]})
    add_table(made, sheet.name, f"A1:{column_letters(len(sheet.headings))}2", sheet.name)
    for area, name in tables:
        add_table(made, sheet.name, area, name)
    register = read(saved(made))
    return register.incidents if sheet is schema.INCIDENTS else register.updates


def blocks(table: RegisterTable) -> list[tuple[str, str]]:
    """Where each block of rows outside a table is told, and its last row."""
    return [(table.where(odd.row, odd.heading), odd.meaning) for odd in table.issues_of("outside")]


RECORDS = grid(schema.INCIDENTS, incident(2), incident(3), incident(4))[1:]


@pytest.mark.parametrize("blank", [1, 2, 40])
def test_records_below_blank_rows_below_a_table_are_told_as_one_block(blank: int) -> None:
    gap: Rows = [[None]] * blank
    table = below([*gap, *RECORDS])
    assert (refs(table), blocks(table)) == ([ref(1)], [(f"Incidents!A{3 + blank}", str(5 + blank))])


def test_an_update_below_blank_rows_below_the_table_of_updates_is_told() -> None:
    table = below([[None], [None], grid(schema.UPDATES, update(2))[1]], sheet=schema.UPDATES)
    assert (refs(table), blocks(table)) == ([ref(1)], [("Updates!A5", "5")])


def test_every_block_below_a_table_is_told_also_after_one_directly_below() -> None:
    first, second, third = RECORDS
    assert blocks(below([first, [None], second, [None], [None], third])) == [
        ("Incidents!A3", "3"),
        ("Incidents!A5", "5"),
        ("Incidents!A8", "8"),
    ]


def test_a_half_filled_row_within_a_block_belongs_to_it_and_a_total_below_does_not() -> None:
    assert blocks(below([[None], RECORDS[0], [ref(9)], ["Total", 2]])) == [("Incidents!A4", "5")]


def test_a_record_below_a_total_that_somebody_keeps_below_a_table_is_told() -> None:
    assert blocks(below([["Total", 1], RECORDS[0]])) == [("Incidents!A4", "4")]


@pytest.mark.parametrize(
    "row",
    [
        ["Please keep this sheet in order"],
        ["Open", "the record is under review"],
        [None, "SG-9", "Larkfield House", "not a reference in sight"],
        ["Total", 12, 3, 4],
        grid(schema.INCIDENTS)[0],
    ],
    ids=["a note", "a line of a legend", "no key", "a total", "the headings again"],
)
def test_what_is_no_record_may_stand_further_below_a_table(row: list[object]) -> None:
    assert blocks(below([[None], row])) == []


def test_formulas_further_below_a_table_are_no_record_however_they_are_labelled() -> None:
    made = book({"Incidents": [*grid(schema.INCIDENTS, incident(1)), [None], ["Open at the moment"]]})
    add_table(made, "Incidents", "A1:AN2", "Incidents")
    data = with_cells(made, "Incidents", {f"{letter}4": "><f>COUNTA(C2)</f><v>1</v>" for letter in "CDE"})
    assert blocks(read(data).incidents) == []


LEGEND: Rows = [["Word", "Means", "Who", "Since"], ["Open", "under review", "manager", "2025"]]


def test_a_legend_that_is_a_table_may_stand_further_below() -> None:
    assert blocks(below([[None], *LEGEND], ("A4:D5", "Legend"))) == []


def test_a_record_below_a_legend_that_is_a_table_is_told() -> None:
    assert blocks(below([[None], *LEGEND, [None], RECORDS[0]], ("A4:D5", "Legend"))) == [("Incidents!A7", "7")]


def test_a_row_outside_a_second_table_of_the_sheet_is_told_of_that_table_alone() -> None:
    head, first, second = grid(schema.UPDATES, update(1), update(2))
    made = book({"Log": [*grid(schema.INCIDENTS, incident(1)), [None], head, first, [None], second]})
    add_table(made, "Log", "A1:AN2", "Incidents")
    add_table(made, "Log", "A4:H5", "Updates")
    register = read(saved(made))
    assert (blocks(register.incidents), blocks(register.updates)) == ([], [("Log!A7", "7")])


def test_a_row_without_a_reference_is_read_and_told() -> None:
    head, row = grid(schema.INCIDENTS, incident(1, incident_ref=None))
    table = incidents([head, row])
    assert ([*table.frame.index], odd(table)) == ([2], [("no-key", "Incidents!A2", "")])


# references that a number format makes


def numbered(sheets: dict[str, Rows], *formats: tuple[str, str, str]) -> bytes:
    """Plain sheets, some columns of which show their numbers by a format: sheet, column, code."""
    made = book(sheets)
    for sheet, letter, code in formats:
        for cell in made[sheet][letter][1:]:
            cell.number_format = code
    return saved(made)


NUMBERED: Rows = [["Incident ref", "Reported on"], [1, REPORTED], [2, REPORTED]]
INC = ("Incidents", "A", '"INC-"0000')


def named(*typed: object, more: tuple[tuple[str, str, str], ...] = ()) -> list[str]:
    """What updates with these references name."""
    rows: Rows = [["Incident ref", "Date", "Update"], *([ref, REPORTED, "Rang"] for ref in typed)]
    return refs(read(numbered({"Incidents": NUMBERED, "Updates": rows}, INC, *more)).updates)


def test_a_reference_is_what_its_number_shows() -> None:
    assert refs(incidents(NUMBERED)) == ["1", "2"]
    assert refs(read(numbered({"Incidents": NUMBERED}, INC)).incidents) == ["INC-0001", "INC-0002"]


def test_a_bare_number_in_updates_is_the_reference_that_its_record_shows() -> None:
    assert named("INC-0002", 2, " 2", "0002", "inc-0002") == [*["INC-0002"] * 4, "inc-0002"]


def test_a_number_that_is_shown_otherwise_in_updates_is_its_records_reference() -> None:
    assert named(2, more=(("Updates", "A", '"REF "0'),)) == ["INC-0002"]


def test_a_text_is_the_reference_that_its_format_shows_and_is_meant_where_it_is_typed_bare() -> None:
    stored: Rows = [["Incident ref", "Reported on"], ["0001", REPORTED], ["7b", REPORTED]]
    typed: tuple[object, ...] = ("INC-0001", "0001", 1, "7B", "INC-7b", "8")
    updates: Rows = [["Incident ref", "Date"], *([ref, REPORTED] for ref in typed)]
    register = read(numbered({"Incidents": stored, "Updates": updates}, ("Incidents", "A", '"INC-"@')))
    assert refs(register.incidents) == ["INC-0001", "INC-7b"]
    assert refs(register.updates) == [*["INC-0001"] * 3, "INC-7b", "INC-7b", "8"]


def test_a_number_that_no_record_has_stays_as_it_is() -> None:
    assert named(7, "7 or so", "9" * 40) == ["7", "7 or so", "9" * 40]


def test_a_number_that_two_records_have_is_neither() -> None:
    sheets: dict[str, Rows] = {
        "Log 2025": NUMBERED,
        "Log 2026": NUMBERED,
        "Updates": [["Incident ref", "Date"], [2, REPORTED]],
    }
    years = [(year, "A", f'"{year[-2:]}-"000') for year in ("Log 2025", "Log 2026")]
    assert refs(read(numbered(sheets, *years), YEARS).updates) == ["2"]


def test_a_person_id_is_what_its_number_shows() -> None:
    people: Rows = [["Person ID", "Full name", "Started on"], [1, "Jane Fern", REPORTED], [2, "Tom Elm", REPORTED]]
    attended: Rows = [["Person ID", "Session on"], ["P001", REPORTED], [2, REPORTED]]
    data = numbered({"People": people, "Training": attended}, ("People", "A", '"P"000'))
    register = reading.training_register(data, "training-register.xlsx", parse(""))
    assert (refs_of(register.people), refs_of(register.training)) == (["P001", "P002"], ["P001", "P002"])


def refs_of(table: RegisterTable) -> list[str]:
    return [*table.frame["Person ID"]]


def test_a_count_stays_a_number_however_it_is_shown() -> None:
    data = numbered({"Reviews": [["Review", "Open"], ["2026-W46", 3]]}, ("Reviews", "B", '0" open"'))
    assert [*read(data).reviews.frame["Open"]] == [3]


# dates


TYPED = {
    "10/11/2026": "text-date",
    "10.11.26": "text-date",
    " 10 November 2026 ": "text-date",
    "Tue 10th Nov 2026": "text-date",
    "2026-11-10": "text-date",
    "10/11/2026 15:30": "text-date",
    "10\u204411\u20442026": "text-date",
    "Tue, 10 Nov 2026 09:00:00 +0000": "text-date",
    "20261110": "text-date",
    "11/22/2026": "no-date",
    "yesterday": "no-date",
}


@pytest.mark.parametrize(("typed", "kind"), TYPED.items())
def test_a_date_typed_as_text_is_understood_day_first_or_not_at_all(typed: str, kind: str) -> None:
    table = column("Reported on", typed)
    assert odd(table) == [(kind, "Incidents!B2", typed)]
    assert days_of(table, "Reported on") == [REPORTED if kind == "text-date" else None]


def test_dates_and_times_are_read_as_days() -> None:
    table = column("Reported on", REPORTED, datetime(2026, 11, 10, 23, 59), None, "  ")
    assert (days_of(table, "Reported on"), odd(table)) == ([REPORTED, REPORTED, None, None], [])


def test_a_number_that_is_a_likely_day_is_a_date_whose_cell_has_lost_its_format() -> None:
    table = column("Reported on", 46336, 46336.75)
    assert (days_of(table, "Reported on"), odd(table)) == ([REPORTED, REPORTED], [])


def test_a_number_of_year_month_and_day_is_read_and_told() -> None:
    table = column("Reported on", 20261110)
    assert (days_of(table, "Reported on"), odd(table)) == ([REPORTED], [("text-date", "Incidents!B2", "20261110")])


def test_a_number_that_shows_a_day_by_its_format_is_read_and_told() -> None:
    rows: Rows = [["Incident ref", "Reported on"], [ref(1), 10112026]]
    table = read(numbered({"Incidents": rows}, ("Incidents", "B", r"00\/00\/0000"))).incidents
    assert (days_of(table, "Reported on"), odd(table)) == ([REPORTED], [("text-date", "Incidents!B2", "10/11/2026")])


@pytest.mark.parametrize(
    "typed", ["2026-11-10T14:00:00.000Z", "2026-11-09T23:30:00-01:00", "2026-11-10", "2026-11-10T14:00"]
)
def test_a_cell_that_holds_a_date_in_iso_form_is_a_date(typed: str) -> None:
    made = book({"Incidents": [["Incident ref", "Reported on"], [ref(1), None]]})
    table = read(with_cells(made, "Incidents", {"B2": f' t="d"><v>{typed}</v>'})).incidents
    assert (days_of(table, "Reported on"), odd(table)) == ([REPORTED], [])


@pytest.mark.parametrize("value", [7, 0, -3.5, 20261310, 10132026, True, time(16)])
def test_any_other_number_is_no_date(value: object) -> None:
    table = column("Reported on", value)
    assert [kind for kind, _, _ in odd(table)] == ["no-date"]
    assert days_of(table, "Reported on") == [None]


def test_a_workbook_that_counts_from_1904_has_the_same_days() -> None:
    rows: Rows = [["Incident ref", "Reported on"], ["A-1", REPORTED], ["A-2", 46336 - 1462]]
    made = book({"Incidents": rows})
    made.epoch = datetime(1904, 1, 1)
    assert days_of(read(saved(made)).incidents, "Reported on") == [REPORTED, REPORTED]


def test_a_stamp_keeps_its_time() -> None:
    stamps = [datetime(2026, 11, 12, 16, 5), "12/11/2026 16:05"]
    rows: Rows = [["Incident ref", "Entered at"], *([ref(1), stamp] for stamp in stamps)]
    table = read(plain({"Updates": rows})).updates
    assert table.frame["Entered at"].tolist() == [pd.Timestamp(2026, 11, 12, 16, 5)] * 2


# references, texts, counts


@pytest.mark.parametrize(
    ("typed", "understood"),
    [(" A-1 ", "A-1"), ("A-1\u00a0", "A-1"), (7, "7"), ("007", "007"), (7.0, "7"), (7.5, "7.5"), (2.0**60, str(2**60))],
)
def test_a_reference_is_text_without_outer_blanks(typed: object, understood: str) -> None:
    assert refs(incidents([["Incident ref", "Status"], [typed, "Open"]])) == [understood]


def test_references_are_alike_whatever_their_case_blanks_and_dashes() -> None:
    typed = pd.Series(["A-1", "a-1", "A\u20111", " A-1", "A-2"], dtype=object)
    assert folded(typed).nunique() == 2


def test_text_stays_as_it_was_typed_and_blank_is_blank() -> None:
    typed = ["  two\nlines ", " ", "\u00a0", 12, 12.5, True, REPORTED, datetime(2026, 11, 10, 9, 30)]
    shown = ["  two\nlines ", "", "", "12", "12.5", "TRUE", "10/11/2026", "10/11/2026 09:30"]
    assert [*column("Summary", *typed).frame["Summary"]] == shown


# allowed values


def test_a_value_is_understood_and_remembered_as_it_was_typed() -> None:
    table = column("Status", "Open", " closed", "gone", None)
    assert [*table.frame["Status"]] == ["Open", "Closed", UNREADABLE, ""]
    assert odd(table) == [("loose-value", "Incidents!B3", " closed"), ("unknown-value", "Incidents!B4", "gone")]
    assert table.typed("Status") == {3: " closed", 4: "gone"}
    assert table.unclear("Status") == {4}


def test_values_of_the_config_are_understood() -> None:
    settings = '[values.status]\n"Live" = "Open"\n[lists]\nstatus = ["Closed, archived"]'
    rows: Rows = [["Incident ref", "Status"], ["A-1", "live"], ["A-2", "closed, archived"]]
    table = incidents(rows, settings)
    assert [*table.frame["Status"]] == ["Open", "Closed, archived"]
    assert [kind for kind, _, _ in odd(table)] == ["loose-value"]


def test_the_lists_of_the_workbook_add_values() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1, platform="x", status="Closed - moved on"))})
    lists = made.create_sheet("Lists")
    for cells in ([None], [None, "Status", "Empty"], [None, "Open"], [None, "Closed - moved on"], [None, None]):
        lists.append(cells)
    add_table(made, "Lists", "B2:B5", "List_status")
    add_table(made, "Lists", "C2:C5", "List_base")
    table = read(saved(made)).incidents
    assert ([*table.frame["Status"]], odd(table)) == (["Closed - moved on"], [])


def test_a_table_of_the_managers_own_that_is_called_like_a_list_is_left_alone() -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident(1)), "Mine": [["x"], ["y"]]})
    add_table(made, "Mine", "A1:A2", "List_of_things")
    assert odd(read(saved(made)).incidents) == []


@pytest.mark.parametrize("settings", ['[lists]\nplatfrm = ["A"]', '[columns.updates]\n"Whoever" = "By"'])
def test_a_config_that_speaks_of_what_there_is_not_is_refused(settings: str) -> None:
    with pytest.raises(ConfigError):
        read(incident_register(), settings)


# what cannot be read


NOT_READ = {
    ' t="e"><v>#N/A</v>': ("excel-error", "#N/A"),
    ' t="e"><f>1/0</f><v>#DIV/0!</v>': ("excel-error", "#DIV/0!"),
    "><f>B1</f>": ("no-value", ""),
}


@pytest.mark.parametrize(("xml", "kind"), NOT_READ.items())
def test_a_status_that_cannot_be_read_leaves_the_record_open(xml: str, kind: tuple[str, str]) -> None:
    data = with_cells(book({"Incidents": grid(schema.INCIDENTS, closed(1), closed(2))}), "Incidents", {"AK3": xml})
    table = read(data).incidents
    assert [*table.frame["Status"]] == ["Closed", UNREADABLE]
    assert (kind[0], "Incidents!AK3", kind[1]) in odd(table)
    assert [*table.frame.index[open_records(table.frame, None)]] == [3]


@pytest.mark.parametrize("status", ["Closed?", "Closed but see file", "finished", None])
def test_a_status_that_is_not_understood_leaves_the_record_open(status: str | None) -> None:
    table = read(incident_register(closed(1, status=status))).incidents
    assert [*table.frame.index[open_records(table.frame, None)]] == [2]


def test_a_status_that_a_formula_gives_is_read() -> None:
    cells = {"AK2": ' t="str"><f>1</f><v>Closed</v>'}
    table = read(with_cells(book({"Incidents": grid(schema.INCIDENTS, closed(1))}), "Incidents", cells)).incidents
    assert not open_records(table.frame, None).any()


@pytest.mark.parametrize(("xml", "kind"), NOT_READ.items())
def test_a_reference_that_cannot_be_read_is_told_once(xml: str, kind: tuple[str, str]) -> None:
    data = with_cells(book({"Incidents": grid(schema.INCIDENTS, incident(1))}), "Incidents", {"A2": xml})
    table = read(data).incidents
    assert [odd for odd in odd(table) if odd[0] != "formula"] == [(kind[0], "Incidents!A2", kind[1])]
    assert refs(table) == [""]


@pytest.mark.parametrize("xml", NOT_READ)
def test_a_date_that_cannot_be_read_is_none(xml: str) -> None:
    data = with_cells(book({"Incidents": grid(schema.INCIDENTS, incident(1))}), "Incidents", {"E2": xml})
    table = read(data).incidents
    assert days_of(table, "Reported on") == [None]
    assert table.unclear("Reported on") == {2}


# other programs, other registers


def test_a_reference_and_a_day_that_were_pasted_are_read_as_they_look() -> None:
    pasted = incident(1, incident_ref="\u200eOLS\u20112026\u20110001\u200b")
    register = read(incident_register(pasted, update(1, date="2026-11-21T23:30:00.1234567Z")))
    assert [*register.incidents.frame["Incident ref"]] == ["OLS-2026-0001"]
    assert [*register.updates.frame["Date"]] == [pd.Timestamp(2026, 11, 21)]
    assert [(i.kind, i.meaning) for i in register.updates.issues] == [("text-date", "21/11/2026")]


def test_the_training_register_is_read_likewise() -> None:
    data = training_register(person(1), person(2), session(1), session(2, attendance="partial"))
    register = reading.training_register(data, "training-register.xlsx", parse(""))
    assert [*register.people.frame["Person ID"]] == ["P-001", "P-002"]
    assert [*register.training.frame["Attendance"]] == ["Attended", "Partial"]
    assert [table.workbook for table in register.tables] == ["training-register.xlsx"] * 2


@pytest.mark.office
def test_a_register_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    rows = incident(1, reported_on="10/11/2026"), closed(2), update(1), no_update(2), review(), review(LAST_REVIEW)
    before = incident_register(*rows)
    ours, theirs = read(before), read(resaved(before, tmp_path))
    for own, other in zip(ours.tables, theirs.tables, strict=True):
        pd.testing.assert_frame_equal(own.frame, other.frame)
        assert (own.issues, own.regions[0].columns) == (other.issues, other.regions[0].columns)


def test_columns_are_named_as_in_excel() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 52, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "ZZ",
        "AAA",
        "XFD",
    ]
