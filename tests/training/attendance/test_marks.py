from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

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
    assert "'JQ' under 'Signature AM'" in made.held[0].reason


def test_marks_that_contradict_each_other_are_held() -> None:
    sheet = understood("Full name,Attended,Signature", "Juniper Quillfeather,no,JQ")
    made = planned(sheet)
    assert made.rows == ()
    assert len(made.held) == 1


def test_a_signature_or_a_tick_is_enough_where_the_sheet_has_both() -> None:
    sheet = understood(
        "Full name,Signature,Time in,Time out", "Juniper Quillfeather,,09:00,12:00", "Barnaby Thistlewood,BT,,"
    )
    assert planned(sheet).people == ("P-001", "P-002")


def test_a_time_of_leaving_alone_is_no_mark() -> None:
    sheet = understood("Full name,Time in,Time out", "Juniper Quillfeather,,12:00", "Barnaby Thistlewood,09:00,12:00")
    made = planned(sheet)
    assert (made.people, made.unmarked) == (("P-002",), 1)


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
