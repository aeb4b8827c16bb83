"""Small registers of any layout: what is recognised, and what is rather not taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl.adopt import NotUnderstood, settings_text, understand
from olsxl.adopt.columns import canonical
from olsxl.adopt.doubts import Inquiry
from olsxl.adopt.telling import told
from olsxl.adopt.words import LIKELY
from olsxl.config import parse
from olsxl.register import reading, schema
from tests.registers import add_table, book, plain, saved, with_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from olsxl.adopt import Understanding

TODAY = date(2026, 11, 22)
HEADINGS: list[object] = ["Log no", "Date reported", "YP", "What happened", "Status"]


def row(number: int, status: str = "Open", day: object = date(2026, 11, 2)) -> list[object]:
    return [f"L{number}", day, "C-7F3K", f"Story {number}", status]


def log(*rows: list[object], headings: Sequence[object] | None = None, sheet: str = "Log") -> Understanding:
    body = rows or (row(1), row(2, "Closed"), row(3))
    return understood({sheet: [headings or HEADINGS, *body]})


def understood(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Understanding:
    return understand(plain(sheets), "register.xlsx", TODAY)


def test_titles_and_blank_rows_above_the_headings_are_passed_over() -> None:
    found = understood(
        {"Log": [["Our log"], ["Manager: Rowan Example", None, "keep up to date"], [], HEADINGS, row(1), [], row(2)]}
    )
    (only,) = found.lists
    assert (only.grid.header_row, len(only.grid.rows)) == (4, 2)


def test_an_excel_table_is_taken_by_its_own_header() -> None:
    made = book({"Log": [[], [], [None, None, *HEADINGS], [None, None, *row(1)], [None, None, *row(2, "Closed")]]})
    add_table(made, "Log", "C3:G5", "tblLog")
    (only,) = understand(saved(made), "register.xlsx", TODAY).lists
    assert (only.grid.table, only.grid.header_row, only.columns["Incident ref"]) == ("tblLog", 3, 3)


@pytest.mark.parametrize(
    "typed", ["LOG NO.", "Log\nno", "log  number", "Case ref", "Unique ID", "Ref.", "Manager: Ref"]
)
def test_the_reference_is_known_by_many_headings(typed: str) -> None:
    found = log(headings=[typed, *HEADINGS[1:]])
    assert found.lists[0].columns["Incident ref"] == 1


def test_a_heading_with_a_slip_of_the_pen_is_known() -> None:
    found = log(headings=["Log no", "Date reportd", "YP", "What hapened", "Satus"])
    assert {"Reported on", "Summary", "Status"} <= set(found.lists[0].columns)


def test_a_column_is_not_taken_whose_cells_say_otherwise() -> None:
    rows = [[*row(number), "soon", "a bit", date(2026, 1, number)] for number in (1, 2, 3)]
    found = log(*rows, headings=[*HEADINGS, "Date closed", "Risk level", "Owner"])
    assert not {"Closed on", "Risk level", "Owner"} & set(found.lists[0].columns)


def test_days_typed_as_text_in_any_style_make_a_column_of_days() -> None:
    typed = ["03/04/26", "12.05.2026", "1 Nov 2026", "9th January 2026", datetime(2026, 3, 1, 14, 5)]
    found = log(*(row(number, day=day) for number, day in enumerate(typed)))
    assert found.lists[0].columns["Reported on"] == 2


def test_the_one_date_of_a_register_serves_as_the_day_of_the_report_and_that_is_said() -> None:
    found = log(headings=["Log no", "Date of incident", *HEADINGS[2:]])
    assert found.names["Reported on"] == "Date of incident"
    assert found.names["Occurred on"] == ""
    assert any("serves for Reported on" in remark for remark in found.remarks)


def test_of_two_columns_headed_alike_neither_is_taken_and_that_is_said() -> None:
    rows = [[*row(number), "Ann", "Bob"] for number in (1, 2)]
    found = log(*rows, headings=[*HEADINGS, "Owner", "Owner"])
    assert found.names["Owner"] == ""
    assert any("more than one column is headed 'Owner'" in remark for remark in found.remarks)


def test_a_single_pair_of_date_and_update_stands_for_the_sheet_of_updates() -> None:
    rows = [[*row(number), date(2026, 11, 17), "Rang school"] for number in (1, 2)]
    found = log(*rows, headings=[*HEADINGS, "Date", "Update"])
    assert (found.in_row.pairs, found.updates) == ((("Date", "Update"),), None)


@pytest.mark.parametrize(
    "headings",
    [
        ["Update 1 date", "Update 1", "Update 2 date", "Update 2", "Update 3 date", "Update 3"],
        ["Date of 1st follow-up", "1st follow-up", "Date of 2nd follow-up", "2nd follow-up"],
        ["Follow up 1", "Date 1", "Follow up 2", "Date 2"],
        ["Date2", "Update", "Date3", "Update2", "Date4", "Update3"],  # as Excel numbers what is headed alike
        ["First review date", "First review", "Second review date", "Second review"],
    ],
)
def test_several_pairs_of_columns_are_each_an_update_also_those_that_are_blank_yet(headings: list[str]) -> None:
    text_first = "follow up" in headings[0].casefold()
    pair: list[object] = [date(2026, 11, 17), "Rang school"]
    blank: list[object] = [None] * (len(headings) - 2)
    found = log(
        *([*row(n), *(pair[::-1] if text_first else pair), *blank] for n in (1, 2)), headings=[*HEADINGS, *headings]
    )
    days, texts = headings[text_first::2], headings[not text_first :: 2]
    assert found.in_row.pairs == tuple(zip(days, texts, strict=True))
    settings = parse(settings_text("The home", "register.xlsx", found)).register_
    assert (settings.update_date, settings.update_text) == (days, texts)


def test_days_behind_texts_belong_to_them_in_their_order() -> None:
    filled = [date(2026, 11, 17), None, "Rang school", None]
    found = log(*([*row(n), *filled] for n in (1, 2)), headings=[*HEADINGS, "Date 1", "Date 2", "Update 1", "Update 2"])
    assert found.in_row.pairs == (("Date 1", "Update 1"), ("Date 2", "Update 2"))


def test_days_by_which_something_is_due_are_no_updates() -> None:
    planned = [date(2026, 11, 17), "Ring school", date(2026, 11, 18), "Ring SW"]
    headings = [*HEADINGS, "Action 1 due", "Action 1", "Action 2 due", "Action 2"]
    assert log(*([*row(n), *planned] for n in (1, 2)), headings=headings).in_row.pairs == ()


@pytest.mark.parametrize(
    "note", ["12/11 rang SW. 15/11 school met.", "12.11.26 rang\n15.11.26 met", "1 Nov rang; 3 Nov met"]
)
def test_notes_that_grow_are_known_by_their_dated_parts_whatever_their_heading(note: str) -> None:
    found = log([*row(1), note], [*row(2), None], headings=[*HEADINGS, "Odds and ends"])
    assert found.in_row.notes == ("Odds and ends",)


def test_several_columns_of_notes_headed_alike_but_for_a_number_are_all_read_one_dated_part_in_each() -> None:
    headings = [*HEADINGS, "Follow up 1", "2nd follow up", "Follow up 3"]
    found = log(
        [*row(1), "8/11 - rang SW", None, None], [*row(2), "9/11 - told mum", "15/11 met", None], headings=headings
    )
    assert (found.in_row.notes, found.doubts) == (("Follow up 1", "2nd follow up", "Follow up 3"), ())


def test_below_a_heading_of_the_latest_action_stand_the_day_and_the_author_of_an_update_and_not_of_the_record() -> None:
    above = [None] * 5 + ["Last action", None, None]
    headings = [*HEADINGS, "Date", "By", "Note"]
    done = [date(2026, 11, 19), "MH", "Interview booked"]
    found = understood({"Log": [above, headings, [*row(1), *done], [*row(2), *done], row(3)]})
    assert [pair.day for pair in found.in_row.pairs] == ["Date"]
    assert (found.names["Reported by"], found.names["Reported on"]) == ("", "Date reported")


def test_of_an_export_the_status_and_the_managers_comments_are_known_by_their_headings() -> None:
    headings = ["Record ID", "Created Date", "YP Ref", "Form Type", "Narrative", "Manager Comments", "Record Status"]
    stamp = "2026-11-02 14:33:02"
    found = understood(
        {
            "Export": [
                headings,
                ["48021", stamp, "YP1", "Online safety", "Story 1", "17/11 social worker came", "ACTIVE"],
                ["48022", stamp, "YP2", "Online safety", "Story 2", None, "FINALISED"],
                ["48023", stamp, "YP1", "Online safety", "Story 3", None, "PENDING REVIEW"],
            ]
        }
    )
    assert (found.names["Status"], found.in_row.notes) == ("Record Status", ("Manager Comments",))
    assert found.values["status"].unknown == {}


def test_where_no_status_is_known_a_heading_that_says_state_is_offered_and_references_and_stamps_are_not() -> None:
    headings = ["Record ID", "Date reported", "YP Ref", "Young person", "Narrative", "Entry state", "Exported"]
    rows = [
        ["48021", date(2026, 11, 2), "YP1", "C-7F3K", "Story 1", "Blue", "2026-11-22 09:00:00"],
        ["48022", date(2026, 11, 2), "YP2", "C-7F3K", "Story 2", "Grey", "2026-11-22 09:00:00"],
        ["48023", date(2026, 11, 2), "YP1", "C-7F3K", "Story 3", "Pink", "2026-11-22 09:00:00"],
    ]
    choices = {doubt.id: doubt.choices for doubt in understood({"Export": [headings, *rows]}).doubts}
    assert (choices["status"], choices.get("notes")) == (("Entry state", "none of them"), None)


def test_a_line_for_a_signature_below_the_list_is_not_counted_as_a_record() -> None:
    found = log(row(1), row(2), [None, None, None, "Manager: Rowan Example"])
    assert told(found).startswith("Incidents: sheet 'Log', headings in row 1, 2 records.")


def test_a_text_that_names_one_day_is_no_note_that_grows() -> None:
    found = log([*row(1), "12/11 is her birthday"], [*row(2), "nothing"], headings=[*HEADINGS, "Odds and ends"])
    assert found.in_row.notes == ()


def test_what_was_closed_before_this_week_is_history() -> None:
    assert log().since == date(2026, 11, 16)


def test_where_only_closed_records_have_a_status_the_others_are_open_and_none_is_history() -> None:
    found = log(row(1, ""), row(2, "Closed"), row(3, ""))
    assert found.since is None


def test_references_and_child_references_give_their_patterns() -> None:
    found = log(*([f"SB-26-{n:02}", date(2026, 1, n), f"SB{n:02}", "Story", "Open"] for n in range(1, 12)))
    assert (found.ref_pattern, found.child_pattern) == ("SB-26-01", "SB01")
    assert log().child_pattern is None


def test_initials_give_no_pattern_of_child_references() -> None:
    assert log(*([f"L{n}", date(2026, 1, n), "KT", "Story", "Open"] for n in (1, 2, 3))).child_pattern is None


def test_numbers_that_begin_again_on_each_sheet_are_told_apart_by_it() -> None:
    found = understood({"2025": [HEADINGS, row(1), row(2)], "2026": [HEADINGS, row(1, "Closed")], "Notes": [["x"]]})
    assert [each.grid.sheet for each in found.lists] == ["2025", "2026"]
    assert (found.ref_by_sheet, found.ref_pattern, found.aside) == (True, "2025/L1", ("Notes",))


def test_updates_that_name_such_a_record_by_its_number_alone_are_set_aside_and_that_is_said() -> None:
    updates: list[list[object]] = [["Log no", "Date", "Update", "By"], ["L1", date(2026, 11, 17), "Rang", "RE"]]
    found = understood({"2025": [HEADINGS, row(1), row(2)], "2026": [HEADINGS, row(1)], "Contacts": updates})
    assert (found.updates, found.left) == (None, ("Contacts",))
    assert any("nobody can tell which is meant: it is not read" in remark for remark in found.remarks)


def test_a_sheet_of_updates_is_known_by_the_records_it_names() -> None:
    lines: list[list[object]] = [["Ref", "When", "What", "Who"], ["L1", date(2026, 11, 17), "Rang", "RE"]]
    others: list[list[object]] = [["Ref", "When", "What", "Who"], ["X9", date(2026, 11, 17), "Rang", "RE"]]
    found = understood({"Log": [HEADINGS, row(1), row(2)], "Petty cash": others, "Contacts": lines})
    assert found.updates
    assert found.updates.assigned.grid.sheet == "Contacts"
    assert found.left == ("Petty cash",)


def test_records_whose_numbers_are_shown_as_references_are_known_by_them_and_by_the_bare_number() -> None:
    lines: list[list[object]] = [
        ["Ref", "When", "What", "Who"],
        [1, date(2026, 11, 17), "Rang", "RE"],
        [2, date(2026, 11, 18), "Rang again", "RE"],
    ]
    made = book({"Log": [HEADINGS, *([n, *row(n)[1:]] for n in (1, 2, 3))], "Contacts": lines})
    for cell in made["Log"]["A"][1:]:
        cell.number_format = '"INC-"0000'
    found = understand(saved(made), "register.xlsx", TODAY)
    assert (found.ref_pattern, found.updates and found.updates.assigned.grid.sheet) == ("INC-0001", "Contacts")


def test_updates_that_nobody_signs_are_set_aside_until_a_column_is_named_and_that_is_said() -> None:
    lines: list[list[object]] = [
        ["Ref", "When", "What", "Wrote it"],
        ["L1", date(2026, 11, 17), "Rang the school, who were cross", "RE"],
    ]
    data = plain({"Log": [HEADINGS, row(1), row(2)], "Contacts": lines})
    found = understand(data, "register.xlsx", TODAY)
    assert (found.updates, found.left) == (None, ("Contacts",))
    assert any("no column says who wrote each, so it is not read" in remark for remark in found.remarks)
    assert [(d.id, d.choices) for d in found.doubts] == [("updates-by", ("Wrote it", "none of them"))]
    named = understand(data, "register.xlsx", TODAY, Inquiry({"updates-by": ("Wrote it",)})).updates
    assert named
    assert named.assigned.name("By") == "Wrote it"


def without(heading: str) -> Understanding:
    at = HEADINGS.index(heading)
    return understood({"Log": [[*cells[:at], *cells[at + 1 :]] for cells in (HEADINGS, row(1), row(2, "Closed"))]})


def test_a_register_without_a_day_of_report_is_refused_with_what_to_type() -> None:
    with pytest.raises(
        NotUnderstood, match=r"sheet 'Log', headings in row 1: .* Add a column headed 'Reported on' with"
    ):
        without("Date reported")


@pytest.mark.parametrize(
    ("lacking", "ours", "told"),
    [("Log no", "Incident ref", "gives each a reference like R-0001"), ("Status", "Status", "each is open, but below")],
)
def test_one_without_references_or_a_status_is_taken_on_and_a_person_is_told(
    lacking: str, ours: str, told: str
) -> None:
    found = without(lacking)
    assert found.names[ours] == ""
    assert any(told in remark for remark in found.remarks)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="Put a row of headings above the records"):
        understood({"Sheet1": []})


@pytest.mark.parametrize(
    "sheet",
    [s for s in (*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER) if s.name in LIKELY],
    ids=lambda s: s.name,
)
def test_likely_headings_are_of_headings_of_ours(sheet: schema.Sheet) -> None:
    of_people = {"Full name", "Role"} if sheet == schema.TRAINING else set()  # where a list has no Person ID
    assert set(LIKELY[sheet.name]) <= set(sheet.headings) | of_people
    assert all(canonical(alias) for own in LIKELY[sheet.name].values() for alias in own)


NAMES = {
    ours: [ours, *LIKELY["Incidents"][ours][:6]]
    for ours in ("Incident ref", "Reported on", "Summary", "Status", "Child refs")
}


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(list(NAMES)),
    st.lists(st.sampled_from(["Weather", "Shift", "Room", "Staff on duty"]), unique=True, max_size=3),
    st.data(),
)
def test_whatever_the_order_and_the_words_every_record_is_read_back_as_it_was_typed(
    order: list[str], more: list[str], data: st.DataObject
) -> None:
    headings = [data.draw(st.sampled_from(NAMES[ours])) for ours in order] + more
    cells = {"Incident ref": "L{}", "Summary": "Story {}", "Status": "Open", "Child refs": "C-7F3K"}
    rows = [
        [date(2026, 11, n) if ours == "Reported on" else cells[ours].format(n) for ours in order] + ["x"] * len(more)
        for n in (1, 2, 3)
    ]
    bytes_ = plain({"Log": [headings, *rows]})
    found = understand(bytes_, "register.xlsx", TODAY)
    config = parse(settings_text("Home", "register.xlsx", found))
    frame = reading.incident_register(bytes_, "register.xlsx", config).incidents.frame
    assert [*frame["Incident ref"]] == ["L1", "L2", "L3"]
    assert [*frame["Status"]] == ["Open"] * 3
    assert [*frame["Summary"]] == ["Story 1", "Story 2", "Story 3"]
    assert [day.day for day in frame["Reported on"]] == [1, 2, 3]


def test_a_status_is_known_by_what_stands_in_it_where_its_heading_does_not_say_so_and_a_person_is_told() -> None:
    rows = (row(1, "In progress"), row(2, "Resolved"), row(3, "NFA"))
    found = log(*rows, headings=[*HEADINGS[:-1], "Where are we"])
    assert found.lists[0].name("Status") == "Where are we"
    assert any("'Where are we' was taken for it" in remark for remark in found.remarks)


@pytest.mark.parametrize("values", [("done", "awaiting", "done"), ("Closed", "Closed", "Closed"), ("NFA", "Open", "?")])
def test_what_may_be_no_status_is_never_taken_for_one(values: tuple[str, str, str]) -> None:
    rows = [row(number, value) for number, value in enumerate(values, 1)]
    assert log(*rows, headings=[*HEADINGS[:-1], "LA informed"]).names["Status"] == ""


def test_one_slip_of_the_pen_in_ten_does_not_hide_a_status() -> None:
    rows = [row(number, "NFA" if number % 2 else "Open") for number in range(1, 20)]
    found = log(*rows, row(20, "Opne"), headings=[*HEADINGS[:-1], "What now"])
    assert found.names["Status"] == "What now"
    assert [*found.values["status"].unknown] == ["Opne"]


def test_a_key_on_the_sheet_says_what_the_words_of_a_column_mean() -> None:
    rows = [row(number, word) for number, word in enumerate(("RED", "AMBER", "GREEN", "Green", "red"), 1)]
    keys: list[list[list[object]]] = [
        [["Key:", "RED = open", "AMBER = waiting", "GREEN = closed"], []],
        [["Red: open, amber: waiting for others, green: closed"]],
        [["RED", "Open"], ["AMBER", "Monitoring"], ["GREEN", "Closed"]],
    ]
    for key in keys:
        found = understood({"Log": [*key, [*HEADINGS[:-1], "RAG"], *rows]})
        assert (found.names["Status"], found.names["Risk level"]) == ("RAG", "")
        assert found.values["status"].mapped["GREEN"] == "Closed"
        assert found.values["status"].mapped["RED"] == "Open"


def test_without_a_key_red_amber_and_green_are_how_bad_it_is() -> None:
    rows = [row(number, word) for number, word in enumerate(("RED", "AMBER", "GREEN"), 1)]
    found = log(*rows, headings=[*HEADINGS[:-1], "RAG"])
    assert (found.names["Status"], found.names["Risk level"]) == ("", "RAG")


@pytest.mark.parametrize(
    ("first", "second", "reported"),
    [
        ("Date & time", "Date told RM", "Date told RM"),
        ("When", "Told RM", "Told RM"),
        ("Timestamp", "Date and time it happened", "Timestamp"),
        ("Day it was", "Day we heard", "Day we heard"),
        ("Day we heard", "Day it was", "Day we heard"),
        ("Date", "When", "When"),
    ],
)
def test_of_two_dates_the_later_one_is_the_day_of_the_report(first: str, second: str, reported: str) -> None:
    early, late = datetime(2026, 11, 2, 20, 15), datetime(2026, 11, 3, 8)
    days = [late, early] if reported == first else [early, late]
    rows = [[f"L{n}", *days, "C-7F3K", "Story", "Open"] for n in (1, 2, 3)]
    found = log(*rows, headings=["Log no", first, second, "YP", "What happened", "Status"])
    other = second if reported == first else first
    assert (found.names["Reported on"], found.names["Occurred on"]) == (reported, other)


@pytest.mark.parametrize("heading", ["Date & time", "When", "Date told RM", "Timestamp", "Date", "Day it came up"])
def test_a_lone_date_is_the_day_of_the_report(heading: str) -> None:
    assert log(headings=["Log no", heading, *HEADINGS[2:]]).names["Reported on"] == heading


def test_a_formula_that_counts_the_rows_is_no_reference() -> None:
    made = book({"Log": [HEADINGS, *(row(n) for n in (1, 2, 3))]})
    counted = with_cells(made, "Log", {f"A{n}": f"><f>ROW()-1</f><v>{n - 1}</v>" for n in (2, 3, 4)})
    assert understand(counted, "register.xlsx", TODAY).names["Incident ref"] == ""


@pytest.mark.parametrize("again", [None, "L1"])
def test_a_status_that_stands_in_the_first_row_of_each_record_alone_is_one(again: str | None) -> None:
    headings: list[object] = ["Log no", "Date reported", "What happened", "Outcome"]
    first: list[list[object]] = [
        [f"L{n}", date(2026, 11, 2), "Story", said] for n, said in ((1, "Open"), (2, "Closed"))
    ]
    below: list[list[object]] = [[again, date(2026, 11, 3), "Rang", None]] * 3
    assert log(first[1], first[0], *below, headings=headings).names["Status"] == "Outcome"


def test_a_column_headed_site_is_of_apps_where_its_cells_name_them() -> None:
    found = [
        log(*([*row(n), site] for n in (1, 2, 3)), headings=[*HEADINGS, "Site"]).names
        for site in ("Snapchat", "Larkfield")
    ]
    assert [(names["Platform"], names["Service"]) for names in found] == [("Site", ""), ("", "Site")]


def test_notes_may_grow_under_a_heading_of_ours() -> None:
    rows = [[*row(1), "3/11 rang SW. 18/11 met"], [*row(2), "4/11 school told"], [*row(3), "tablet taken"]]
    assert log(*rows, headings=[*HEADINGS, "Actions"]).in_row.notes == ("Actions",)


def test_a_narrative_in_which_days_are_named_is_no_notes_cell() -> None:
    rows = [[*row(1), "Talked. 3/11 at home. 4/11 at school"], [*row(2), "Phone taken"], [*row(3), "Told mum"]]
    assert log(*rows, headings=[*HEADINGS, "Actions"]).in_row.notes == ()


DONE: list[list[object]] = [
    ["Log no", "Due by", "Done on", "By", "Which way", "Comments"],
    ["L1", date(2026, 11, 10), date(2026, 11, 17), "RE", "phone", "Rang the school, who were cross"],
    ["L2", date(2026, 12, 1), date(2026, 11, 18), "RE", "visit", "Met both carers"],
]


def test_a_sheet_whose_rows_name_records_is_one_of_updates_whatever_its_headings_until_a_person_denies_it() -> None:
    data = plain({"Log": [HEADINGS, row(1), row(2)], "Steps": DONE})
    found = understand(data, "register.xlsx", TODAY)
    assert found.updates
    names = {ours: found.updates.assigned.name(ours) for ours in ("Incident ref", "Date", "Update", "By")}
    assert names == {"Incident ref": "Log no", "Date": "Done on", "Update": "Comments", "By": "By"}
    assert [(d.id, d.taken) for d in found.doubts] == [("actions", ("yes",))]
    denied = understand(data, "register.xlsx", TODAY, Inquiry({"actions": ("no",)}))
    assert (denied.updates, denied.left) == (None, ("Steps",))


def test_a_sheet_that_names_records_only_with_what_is_planned_is_none() -> None:
    planned = [[*line[:2], *line[3:]] for line in DONE]
    found = understood({"Log": [HEADINGS, row(1), row(2)], "Steps": planned})
    assert (found.updates, found.left, found.doubts) == (None, ("Steps",), ())


def test_below_records_without_a_reference_a_row_of_totals_is_none() -> None:
    sheets: dict[str, list[list[object]]] = {
        "Log": [
            ["Date", "Child", "What", "Action", "Signed off"],
            ["JANUARY"],
            [date(2026, 1, 5), "C1", "a", "b", "JB 9/1"],
            ["NOVEMBER"],
            [date(2026, 11, 3), "C2", "c", "d", None],
            ["Total", None, 2],
        ]
    }
    found = understood(sheets)
    config = parse(settings_text("The home", "register.xlsx", found))
    register = reading.incident_register(plain(sheets), "register.xlsx", config).incidents
    assert ([*register.frame["Status"]], register.issues) == (["Closed", "Open"], ())


CHILD: list[object] = ["No", "Date told RM", "What happened", "What we did", "Outcome"]


def test_a_column_of_open_and_closed_is_the_status_also_under_outcome_and_on_a_sheet_where_all_are_open() -> None:
    found = understood(
        {
            "AB": [
                CHILD,
                [1, date(2026, 9, 1), "x", "y", "Closed"],
                [2, date(2026, 11, 10), "x", "24/11 SW rang", "Open"],
            ],
            "CD": [CHILD, [1, date(2026, 11, 24), "x", "y", "Open"]],
        }
    )
    assert [each.grid.sheet for each in found.lists] == ["AB", "CD"]
    assert (found.names["Status"], found.names["Outcome"]) == ("Outcome", "")


def test_notes_that_grow_are_known_by_the_cells_of_every_sheet() -> None:
    headings: list[object] = ["Ref", "Date", "YP", "Description", "Actions", "Open/Closed"]
    found = understood(
        {
            "Oct": [headings, ["1/10", date(2026, 10, 5), "C1", "x", "6.10 rang", "Open"]],
            "Nov": [headings, ["1/11", date(2026, 11, 5), "C1", "x", "6.11 rang; 25.11 met", "Open"]],
        }
    )
    assert found.in_row.notes == ("Actions",)


def test_the_day_of_the_latest_update_is_known_whoever_writes_it() -> None:
    found = log(
        [*row(1), "spoke", date(2026, 11, 20)],
        [*row(2), None, None],
        headings=[*HEADINGS, "RM update", "RM's update date"],
    )
    assert found.in_row.pairs == (("RM's update date", "RM update"),)


def test_a_childs_own_sheet_with_a_day_a_concern_and_a_status_is_one_of_records() -> None:
    headings: list[object] = ["Date", "Concern", "Status"]
    found = understood(
        {
            "AB": [headings, [date(2026, 9, 1), "x", "Closed"], [date(2026, 11, 10), "y", "Open"]],
            "CD": [headings, [date(2026, 11, 3), "z", "Open"]],
        }
    )
    assert [each.grid.sheet for each in found.lists] == ["AB", "CD"]


@pytest.mark.parametrize("sheet", ["Archive", "Archived records", "ARCHIVE 2025"])
def test_without_a_status_what_stands_on_a_sheet_of_the_archive_is_closed(sheet: str) -> None:
    headings: list[object] = ["Ref", "Reported", "YP", "What happened"]
    sheets: dict[str, list[list[object]]] = {
        "Live": [headings, ["L2", date(2026, 11, 2), "C1", "x"]],
        sheet: [headings, ["L1", date(2026, 1, 2), "C1", "x"]],
    }
    config = parse(settings_text("The home", "register.xlsx", understood(sheets)))
    register = reading.incident_register(plain(sheets), "register.xlsx", config).incidents
    assert [*register.frame["Status"]] == ["Open", "Closed"]


def test_where_no_column_says_what_happened_that_is_asked_for_and_no_reference() -> None:
    rows: list[list[object]] = [
        ["Date reported", "YP", "App", "How long"],
        [date(2026, 11, 3), "C1", "Roblox", "2 h"],
    ]
    with pytest.raises(NotUnderstood) as refused:
        understood({"Log": rows})
    assert "no column that could be read says what happened. Add a column headed 'Summary'" in str(refused.value)
    assert "Incident ref" not in str(refused.value)
