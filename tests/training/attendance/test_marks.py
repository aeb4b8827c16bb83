from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from olsxl.training.attendance.marks import kind
from olsxl.training.attendance.plan import Asked
from tests.training.attendance.sheets import DAY, marked, of_workbook, planned, understood


@pytest.mark.parametrize("tick", ["✓", "✔️", "√", "☑", "y", "Yes", "YES ", "1", "true", "Present", "signed", "x", "X"])
def test_a_tick_is_attendance(tick: str) -> None:
    assert marked(tick).people == ("P-001",)


@pytest.mark.parametrize(
    "moment", ["09:30", "9.30", "9:05 am", "9am", "09:30:15", "14h30", "09:30 - 12:00", "9am to 1pm"]
)
def test_a_time_is_attendance(moment: str) -> None:
    assert marked(moment, "Time in").people == ("P-001",)


@pytest.mark.parametrize("signature", ["JQ", "J.Q.", "jq", "J Quillfeather", "Quillfeather", "Juniper", "J. Q."])
def test_initials_or_parts_of_the_name_are_a_signature(signature: str) -> None:
    assert marked(signature, "Signature").people == ("P-001",)


@pytest.mark.parametrize("words", ["sick", "on leave", "left early", "in part", "tbc", "?", "P", "A", "BT", "half day"])
def test_other_words_under_signature_are_held_and_not_taken_for_one(words: str) -> None:
    made = marked(words, "Signature")
    assert made.rows == ()
    assert [held.reason for held in made.held] == [f"it is not clear what '{words}' under 'Signature' means"]


@pytest.mark.parametrize("cross", ["no", "N", "absent", "-", "✗", "apologies", "0", "FALSE", "Did not attend"])
def test_who_is_marked_as_not_there_is_told_and_not_logged(cross: str) -> None:
    made = marked(cross)
    assert (made.rows, made.absent) == ((), ("P-001",))


def test_partial_is_logged_as_partial() -> None:
    assert [row["Attendance"] for row in marked("Partial").rows] == ["Partial"]


def test_an_x_is_held_where_others_of_its_column_have_a_tick() -> None:
    sheet = understood("Full name,Attended", "Juniper Quillfeather,x", "Barnaby Thistlewood,✓")
    made = planned(sheet)
    assert made.people == ("P-002",)
    assert [held.row for held in made.held] == [2]


def test_a_morning_signed_without_the_afternoon_is_held() -> None:
    sheet = understood("Full name,Signature AM,Signature PM", "Juniper Quillfeather,JQ,", "Barnaby Thistlewood,BT,BT")
    made = planned(sheet)
    assert made.people == ("P-002",)
    assert made.held[0].reason == "there is 'JQ' under 'Signature AM', and nothing under 'Signature PM'"


def test_marks_that_contradict_each_other_are_held() -> None:
    sheet = understood("Full name,Attended,Signature", "Juniper Quillfeather,no,JQ")
    made = planned(sheet)
    assert made.rows == ()
    assert len(made.held) == 1


def test_a_signature_or_a_tick_is_enough_where_the_sheet_has_both() -> None:
    sheet = understood("Full name,Signature,Attended", "Juniper Quillfeather,,yes", "Barnaby Thistlewood,BT,")
    assert planned(sheet).people == ("P-001", "P-002")


def test_a_time_alone_may_be_printed_where_people_were_to_sign() -> None:
    sheet = understood("Full name,Time,Signature", "Juniper Quillfeather,09:00,", "Barnaby Thistlewood,09:00,BT")
    made = planned(sheet)
    assert made.people == ("P-002",)
    assert made.held[0].reason == "there is '09:00' under 'Time', and nothing under 'Signature'"


OTHERWISE = """Not attended; Tick if not attending; Non-attendance; Absent / Present; Signed up; Sign-up; 1;
Attendance required; Attended before?; Attended refresher 2025;
Photo consent signed; Time booked; Certificate signed; Time off in lieu; Due time;
Present at handover; Start time; Session time; Trainer's signature; Time out; Print name and sign"""

MARKS = {
    "tick": "Attended? (Y/N); ✓; Tick if present; I attended; Attended training",
    "signature": "Staff signature; Signature (to confirm attendance); Signature AM; Signature and time; Signed",
    "time": "Time; Time in; Sign in; Sign in time; First Join; Time of arrival",
}


@pytest.mark.parametrize("heading", OTHERWISE.replace("\n", " ").split("; "))
def test_a_heading_that_may_say_something_else_is_no_column_of_marks(heading: str) -> None:
    assert kind(heading) is None


@pytest.mark.parametrize(
    ("meant", "heading"), [(kind, each) for kind, all_ in MARKS.items() for each in all_.split("; ")]
)
def test_headings_of_marks_are_known(meant: str, heading: str) -> None:
    assert kind(heading) == meant


SPEAKS_AGAINST = [
    ("Status", "Absent"),
    ("Comments", "DID NOT ATTEND"),
    ("Notes", "Left after 5 minutes"),
    ("Reason", "Sick"),
    ("Not attended", "✓"),
    ("Remarks", "didn't come"),
    ("Remarks", "Cancelled on the day"),
    ("Remarks", "Off sick"),
]


@pytest.mark.parametrize(("other", "cell"), SPEAKS_AGAINST)
def test_what_else_stands_in_the_row_can_speak_against_a_tick(other: str, cell: str) -> None:
    made = planned(understood(f"Full name,{other},Attended", f"Juniper Quillfeather,{cell},yes"))
    assert made.rows == ()
    assert made.held[0].reason == f"'{cell}' under '{other}' speaks against the mark"


@pytest.mark.parametrize(
    ("other", "cell"), [("Diet", "No"), ("Notes", "Vegetarian"), ("Not attended", ""), ("Phone", "-")]
)
def test_other_cells_of_the_row_are_passed_over(other: str, cell: str) -> None:
    assert planned(understood(f"Full name,{other},Attended", f"Juniper Quillfeather,{cell},yes")).people == ("P-001",)


@pytest.mark.parametrize("banner", ["Apologies received:", "Absent", "Absentees:", "Did not attend"])
def test_a_tick_below_the_words_of_absence_is_held(banner: str) -> None:
    made = planned(understood("Full name,Signature", "Juniper Quillfeather,JQ", banner, "Barnaby Thistlewood,✓"))
    assert made.people == ("P-001",)
    assert made.held[0].reason == f"it stands below '{banner}'"


def test_how_long_somebody_was_in_a_meeting_is_shown_and_accepted_or_not() -> None:
    lines = ("Name\tFirst Join\tIn-Meeting Duration", "Juniper Quillfeather\t11/19/26, 9:58:12 AM\t2m 10s")
    made = planned(understood(*lines))
    assert (made.rows, made.likely[0].reason) == ((), "was there for 2m 10s")
    assert planned(understood(*lines), asked=Asked(accept=True)).people == ("P-001",)


def test_a_cell_with_an_error_or_a_formula_without_a_result_is_held() -> None:
    made = planned(of_workbook([["Full name", "Attended"], ["Juniper Quillfeather", "=TRUE()"]]))
    assert made.held[0].reason == "it is not clear what 'a formula without a result' under 'Attended' means"


def test_a_time_of_leaving_alone_is_no_mark() -> None:
    sheet = understood("Full name,Time in,Time out", "Juniper Quillfeather,,12:00", "Barnaby Thistlewood,09:00,12:00")
    made = planned(sheet)
    assert (made.people, made.unmarked) == (("P-002",), ("P-001",))


@pytest.mark.parametrize(
    "value", [time(9, 30), 0.396, timedelta(hours=9), datetime.combine(DAY, time(9)), True, 1], ids=str
)
def test_excels_own_times_and_ticks_are_attendance(value: object) -> None:
    assert planned(of_workbook([["Full name", "Present"], ["Juniper Quillfeather", value]])).people == ("P-001",)


def test_a_time_of_another_day_is_held() -> None:
    yesterday = datetime.combine(DAY - timedelta(days=1), time(9))
    made = planned(of_workbook([["Full name", "Time"], ["Juniper Quillfeather", yesterday]]))
    assert made.rows == ()
    assert len(made.held) == 1
