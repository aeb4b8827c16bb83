"""Coverage: of every filled row of a register it is known whether it was read, and what was not is told."""

from __future__ import annotations

from datetime import date

import pytest

from olsxl.config import parse
from olsxl.register import reading, schema
from tests.registers import (
    add_table,
    book,
    closed,
    grid,
    incident,
    incident_register,
    person,
    plain,
    review,
    saved,
    session,
    training_register,
    update,
    with_cells,
)

LOG: list[list[object]] = [
    ["Ref", "Date reported", "Child", "What happened", "Status"],
    ["INC-1", date(2026, 11, 2), "C-7F3K", "A tablet was used after the agreed hour", "Open"],
    ["INC-2", date(2026, 11, 5), "C-2B9D", "A message from a stranger was shown to staff", "Closed"],
    ["INC-3", date(2026, 11, 9), "C-7F3K", "A game for adults was found on a phone", "Open"],
]
"""A plain list of a home, with headings of its own."""

SETTINGS = """
[register]
ref_pattern = "INC-1"
[columns.incidents]
"Incident ref" = "Ref"
"Child refs" = "Child"
Summary = "What happened"
"""

RECORD: list[object] = ["INC-4", date(2026, 11, 12), "C-2B9D", "Somebody asked for a picture in a game", "Open"]


def unread(data: bytes, settings: str = "", *, training: bool = False) -> list[tuple[str, str, int, str]]:
    """Sheet, first cell, number of rows and reason of each span that was not read."""
    read = reading.training_register if training else reading.incident_register
    found = read(data, "register.xlsx", parse(settings)).unread
    return [(span.sheet, span.first, span.rows, span.why) for span in found]


def log(*rows: list[object], **sheets: list[list[object]]) -> bytes:
    """The list with rows below it, and other sheets."""
    return plain({"Incidents": [*LOG, *rows], **sheets})


def test_a_register_of_ours_is_read_whole_blank_or_filled() -> None:
    assert unread(incident_register()) == []
    assert unread(incident_register(incident(), closed(2), update(), review())) == []
    assert unread(training_register(person(), session()), training=True) == []


def test_a_plain_list_is_read_whole_with_its_title_banners_totals_key_and_signature() -> None:
    title: list[list[object]] = [["ONLINE SAFETY LOG"], ["Home:", "Larkfield", "Printed:", date(2026, 11, 20)], []]
    below: list[list[object]] = [
        ["NOVEMBER 2026"],
        RECORD,
        ["Total", 4],
        [],
        ["Key:", "O = open", "C = closed"],
        ["Reviewed by: J Fern", None, "Date:", date(2026, 11, 20)],
        ["Signature ......................"],
        ["END OF LOG"],
    ]
    assert unread(plain({"Incidents": [*title, *LOG, *below]}), SETTINGS) == []


def test_a_sheet_that_nobody_named_is_told_with_its_first_cell_and_its_rows() -> None:
    data = log(Meetings=[[], ["When", "Who"], [date(2026, 11, 3), "the network meeting"]])
    assert unread(data, SETTINGS) == [("Meetings", "A2", 2, "unknown-sheet")]


def test_a_sheet_that_was_set_aside_is_not_told_whatever_the_case_of_its_name() -> None:
    data = log(Contacts=[["Name", "Phone"], ["School", "01632 960 001"]])
    assert unread(data, SETTINGS) == [("Contacts", "A1", 2, "unknown-sheet")]
    assert unread(data, SETTINGS + '[sheets]\nleave = ["contacts "]\n') == []


def test_a_record_after_blank_rows_is_read_and_a_lone_remark_there_is_told() -> None:
    assert unread(log([], [], RECORD), SETTINGS) == []
    assert unread(log([], [], ["Ask the school about the other phone"]), SETTINGS) == [
        ("Incidents", "A7", 1, "outside-list")
    ]


def test_a_record_above_the_headings_is_told() -> None:
    data = plain({"Incidents": [["LOG"], RECORD, [], *LOG]})
    assert unread(data, SETTINGS) == [("Incidents", "A2", 1, "outside-list")]


def test_a_record_beside_the_list_is_told_and_a_remark_beside_a_record_is_its_own() -> None:
    beside = [LOG[0], [*LOG[1], None, None, *RECORD], [*LOG[2], None, "see the blue file"], LOG[3]]
    assert unread(plain({"Incidents": beside}), SETTINGS) == [("Incidents", "H2", 1, "outside-list")]


def test_columns_of_the_home_s_own_belong_to_its_records() -> None:
    wider = [[*row, own] for row, own in zip(LOG, ["Keyworker told", date(2026, 11, 3), "yes", "no"], strict=True)]
    assert unread(plain({"Incidents": wider}), SETTINGS) == []


def test_rows_of_one_block_are_one_span() -> None:
    remarks: list[list[object]] = [["Remember the new phones"], ["And the tablets in the office"]]
    assert unread(log([], *remarks, [], ["Ask the school too"]), SETTINGS) == [
        ("Incidents", "A6", 2, "outside-list"),
        ("Incidents", "A9", 1, "outside-list"),
    ]


def test_rows_below_a_table_are_unread_and_told_by_their_own_rule() -> None:
    made = book({"Incidents": [*LOG, RECORD, RECORD]})
    add_table(made, "Incidents", "A1:E4", "Incidents")
    register = reading.incident_register(saved(made), "register.xlsx", parse(SETTINGS))
    (span,) = register.unread
    assert (span.first, span.rows, span.why, span.told) == ("A5", 2, "outside-list", True)


def test_a_row_without_a_reference_or_an_update_without_a_day_is_unread() -> None:
    undated = incident(2, incident_ref=None, reported_on=None)
    data = incident_register(incident(), undated, update(), update(1, date=None))
    assert unread(data) == [("Incidents", "A3", 1, "no-key"), ("Updates", "B3", 1, "no-date")]


def test_a_pair_with_a_text_and_no_day_is_unread() -> None:
    rows: list[list[object]] = [
        [*row, day, text]
        for row, day, text in zip(
            LOG, ["Update 1 date", None, None, None], ["Update 1", "rang the school", None, None], strict=True
        )
    ]
    settings = SETTINGS.replace("[register]", '[register]\nupdate_date = "Update 1 date"\nupdate_text = "Update 1"')
    assert unread(plain({"Incidents": rows}), settings) == [("Incidents", "F2", 1, "no-date")]


def test_what_formulas_show_is_no_row_that_somebody_filled() -> None:
    made = book({"Incidents": LOG, "Figures": [["Figures of this log"], ["Open"], ["Closed"]]})
    data = with_cells(made, "Figures", {"B2": "><f>COUNTA(Incidents!A:A)</f><v>4</v>"})
    assert unread(data, SETTINGS) == []


def test_an_empty_sheet_and_a_hidden_one_are_not_told() -> None:
    made = book({"Incidents": LOG, "Sheet2": [], "Old": [RECORD]})
    made["Old"].sheet_state = "hidden"
    assert unread(saved(made), SETTINGS) == []


def test_a_record_on_the_sheet_of_explanations_is_told() -> None:
    words: list[list[object]] = [["How to fill this in"], ["Date", "the day on which it was told, as in 22/11/2026"]]
    assert unread(log(**{"Read me": words}), SETTINGS) == []
    assert unread(log(**{"Read me": [*words, RECORD]}), SETTINGS) == [("Read me", "A1", 1, "unknown-sheet")]


def test_the_rows_of_people_who_are_told_by_name_are_read_and_sections_are_furniture() -> None:
    rows: list[list[object]] = [
        ["TRAINING MATRIX"],
        ["Name", "Role", "Started", "Online safety"],
        ["Night staff"],
        ["Person Example", "Waking night", date(2026, 1, 5), date(2026, 2, 3)],
        ["Other Example", "Waking night", date(2026, 1, 5), "Booked 14/12/26"],
        ["% in date", None, None, 0.5],
        [],
        ["Green = in date   Red = overdue"],
    ]
    settings = """
[sheets]
people = "Matrix"
training = "Matrix"
[columns.people]
"Person ID" = ""
"Full name" = "Name"
"Started on" = "Started"
[columns.training]
"Person ID" = ""
"Full name" = "Name"
"Session on" = ""
Attendance = ""
"""
    assert unread(plain({"Matrix": rows}), settings, training=True) == []


@pytest.mark.parametrize("rows", [10_000])
def test_a_large_sheet_that_was_not_read_is_one_span(rows: int) -> None:
    data = log(Old=[RECORD] * rows)
    assert unread(data, SETTINGS) == [("Old", "A1", rows, "unknown-sheet")]


def test_of_two_lists_on_one_sheet_neither_is_told_for_the_other() -> None:
    updates = grid(schema.UPDATES, update(), update(2))
    both = [
        [*row, None, *other]
        for row, other in zip(grid(schema.INCIDENTS, incident(), incident(2)), updates, strict=True)
    ]
    made = book({"Register": both})
    width = len(schema.INCIDENTS.columns)
    add_table(made, "Register", "A1:AN3", "Incidents")
    add_table(made, "Register", "AP1:AW3", "Updates")
    assert width == 40
    assert unread(saved(made)) == []


def test_a_sheet_with_the_headings_of_a_named_one_is_read_from_the_day_it_is_there() -> None:
    new: list[list[object]] = [["NEW YEAR"], LOG[0], RECORD]
    notes: list[list[object]] = [["Ref", "Status"], ["INC-9", "Open"]]
    data = log(**{"2027": new, "Notes": notes})
    register = reading.incident_register(data, "register.xlsx", parse(SETTINGS))
    assert list(register.incidents.frame["Incident ref"]) == ["INC-1", "INC-2", "INC-3", "INC-4"]
    assert [region.sheet for _, region in register.incidents.unnamed] == ["2027"]
    assert register.incidents.last_named.sheet == "Incidents"
    assert unread(data, SETTINGS) == [("Notes", "A1", 2, "unknown-sheet")]
    left = reading.incident_register(data, "register.xlsx", parse(SETTINGS + '[sheets]\nleave = ["2027", "Notes"]\n'))
    assert len(left.incidents.frame) == 3
