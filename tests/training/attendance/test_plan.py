from __future__ import annotations

from datetime import timedelta

import pytest

from olsxl.errors import OlsxlError
from olsxl.training.attendance.plan import Asked
from tests import registers
from tests.training.attendance.sheets import DAY, PEOPLE, marked, planned, understood

BOTH = ("Full name,Attended", "Juniper Quillfeather,yes", "Barnaby Thistlewood,yes")
COURSE = "Course,Online safety"


def test_a_row_says_who_when_what_and_on_what_evidence() -> None:
    sheet = understood(COURSE, "Trainer,Gooseberry Training", *BOTH)
    first, _ = planned(sheet).rows
    assert first == {
        "Person ID": "P-001",
        "Course": "Online safety",
        "Type": "Commencement",
        "Session on": DAY,
        "Delivered by": "Gooseberry Training",
        "Attendance": "Attended",
        "Evidence": "Sign-in sheet signed.csv",
        "Recorded by": "olsxl (automatic)",
    }


def test_who_attended_before_had_a_refresher_and_part_of_a_session_is_none() -> None:
    earlier = (registers.session(1), registers.session(2, attendance="Partial"))
    assert [row["Type"] for row in planned(understood(*BOTH), *earlier).rows] == ["Annual refresher", "Commencement"]


def test_who_is_logged_for_the_session_is_not_logged_again() -> None:
    made = planned(understood(*BOTH), registers.session(1, DAY))
    assert (made.people, made.already) == (("P-002",), ("P-001",))


def test_a_sheet_that_is_logged_whole_adds_nothing() -> None:
    made = planned(understood(*BOTH), registers.session(1, DAY), registers.session(2, DAY))
    assert (made.rows, made.already, made.is_whole) == ((), ("P-001", "P-002"), True)


def test_another_course_of_the_day_is_another_session() -> None:
    made = planned(understood(COURSE, *BOTH), registers.session(1, DAY, course="First aid"), registers.session(3))
    assert made.people == ("P-001", "P-002")


def test_a_waiver_of_the_day_is_no_session() -> None:
    waived = registers.session(1, DAY, attendance="Waived", note="On leave, until 01/02/2027")
    assert planned(understood(*BOTH), waived).people == ("P-001", "P-002")


@pytest.mark.parametrize("attendance", ["Did not attend", "Partial", None])
def test_what_the_register_says_otherwise_is_held_and_named(attendance: str | None) -> None:
    made = planned(understood(*BOTH), registers.session(1, DAY, attendance=attendance))
    assert made.people == ("P-002",)
    assert made.held[0].reason.endswith(f"Training!G2 says {attendance or 'nothing'} for this session")
    assert made.held[0].fix == "Where the sheet is right, correct Training!G2"


def test_a_session_that_is_logged_with_other_people_is_refused() -> None:
    with pytest.raises(OlsxlError, match=r"19/11/2026 is logged already with P-003, who does not stand on it.*--add"):
        planned(understood(*BOTH), registers.session(3, DAY))


def test_a_second_sheet_of_the_same_session_is_logged_once_that_is_accepted() -> None:
    made = planned(understood(*BOTH), registers.session(3, DAY), asked=Asked(add=True))
    assert made.people == ("P-001", "P-002")


def test_a_sheet_that_was_logged_whole_is_no_surprise_beside_others() -> None:
    logged = (registers.session(number, DAY) for number in (1, 2, 3))
    assert planned(understood(*BOTH), *logged).rows == ()


def test_who_stands_on_the_sheet_without_a_mark_is_none_of_the_others() -> None:
    sheet = understood(*BOTH, "Odette O'Marlow-Finch,")
    assert planned(sheet, registers.session(3, DAY)).people == ("P-001", "P-002")


def test_somebody_who_had_left_is_held_with_the_day() -> None:
    gone = registers.person(1, full_name="Juniper Quillfeather", left_on=DAY - timedelta(days=1))
    made = planned(understood(*BOTH), people=(gone, PEOPLE[1]), asked=Asked(accept=True))
    assert made.people == ("P-002",)
    assert made.held[0].reason == "P-001 left on 18/11/2026, before the session"


def test_who_leaves_on_the_day_of_the_session_is_logged() -> None:
    leaving = registers.person(1, full_name="Juniper Quillfeather", left_on=DAY)
    assert planned(understood(*BOTH), people=(leaving, PEOPLE[1])).people == ("P-001", "P-002")


def test_somebody_who_had_not_started_is_held_with_the_day() -> None:
    new = registers.person(1, full_name="Juniper Quillfeather", started_on=DAY + timedelta(days=1))
    assert planned(understood(*BOTH), people=(new, PEOPLE[1])).held[0].reason == (
        "P-001 started on 20/11/2026, after the session"
    )


def test_a_session_that_has_not_come_is_refused() -> None:
    with pytest.raises(OlsxlError, match="has not come yet"):
        planned(understood(*BOTH), today=DAY - timedelta(days=1))


def test_a_sheet_that_nobody_signed_is_refused() -> None:
    with pytest.raises(OlsxlError, match="2 people stand on it, and nobody has a tick"):
        planned(understood("Full name,Attended", "Juniper Quillfeather,", "Barnaby Thistlewood,"))


def test_somebody_who_stands_twice_with_one_mark_is_logged_once() -> None:
    assert planned(understood(*BOTH, "P-001,yes")).people == ("P-001", "P-002")


def test_somebody_who_stands_twice_with_different_marks_is_held() -> None:
    made = planned(understood(*BOTH, "P-001,Partial"))
    assert made.people == ("P-002",)
    assert [held.row for held in made.held] == [2, 4]


def test_somebody_marked_as_there_and_as_not_there_is_held() -> None:
    made = planned(understood(*BOTH, "P-001,no"))
    assert made.people == ("P-002",)
    assert [held.row for held in made.held] == [2, 4]


def test_a_course_that_differs_from_the_one_given_is_refused() -> None:
    with pytest.raises(OlsxlError, match="more than one course: 'Online safety', 'First aid'"):
        planned(understood(COURSE, *BOTH), asked=Asked(course="First aid"))


def test_rows_below_the_names_without_a_mark_are_passed_over() -> None:
    made = planned(understood(*BOTH, "Trainer: signed in his absence,", "Total: 2,"))
    assert (made.people, made.held, len(made.unmarked)) == (("P-001", "P-002"), (), 2)


def test_a_name_that_looks_like_a_formula_is_told_as_it_stands() -> None:
    assert marked("yes", name="=1+1").held[0].typed == "=1+1"


def test_a_mark_without_a_name_is_told() -> None:
    made = planned(understood(*BOTH, ",yes"))
    assert made.people == ("P-001", "P-002")
    assert [(held.row, held.reason) for held in made.held] == [(4, "nobody's name stands beside the mark")]


@pytest.mark.parametrize("course", ["Fire safety", "First aid", "Medication administration"])
def test_a_course_unlike_those_of_the_register_is_asked_about(course: str) -> None:
    sheet = understood(f"Course,{course}", *BOTH)
    with pytest.raises(OlsxlError, match=rf"'{course}', which Training does not know yet \(it has Online safety\)"):
        planned(sheet, registers.session(3))
    assert planned(sheet, registers.session(3), asked=Asked(course=course)).people == ("P-001", "P-002")


@pytest.mark.parametrize("course", ["Online safety refresher", "ONLINE harms", ""])
def test_a_course_like_those_of_the_register_is_none_to_ask_about(course: str) -> None:
    assert planned(understood(f"Course,{course}", *BOTH), registers.session(3)).people == ("P-001", "P-002")


def test_a_corrected_sheet_that_says_absent_is_held_against_the_register() -> None:
    made = planned(
        understood("Full name,Attended", "Juniper Quillfeather,no", "Barnaby Thistlewood,yes"),
        registers.session(1, DAY),
    )
    assert made.held[0].reason == (
        "the sheet says Did not attend for P-001, and Training!G2 says Attended for this session"
    )


def test_a_mark_that_was_taken_away_is_told() -> None:
    logged = (registers.session(1, DAY), registers.session(2, DAY))
    made = planned(understood("Full name,Attended", "Juniper Quillfeather,", "Barnaby Thistlewood,yes"), *logged)
    assert (made.unsigned, made.others) == (("P-001",), ())


def test_somebody_taken_off_the_sheet_is_told() -> None:
    logged = (registers.session(1, DAY), registers.session(2, DAY))
    made = planned(understood("Full name,Attended", "Barnaby Thistlewood,yes"), *logged)
    assert (made.unsigned, made.others) == ((), ("P-001",))


def test_who_is_logged_without_a_course_is_held_where_the_sheet_names_one() -> None:
    made = planned(understood(COURSE, *BOTH), registers.session(1, DAY, course=None))
    assert made.people == ("P-002",)
    assert made.held[0].fix == "Where it was this session, type 'Online safety' into Training!B2"


def test_rows_below_other_headings_are_not_read_and_that_is_told() -> None:
    made = planned(understood(*BOTH, "Name,Joined", "Odette O'Marlow-Finch,09:00"))
    assert (made.people, made.unread, made.is_whole) == (("P-001", "P-002"), 4, False)


def test_headings_said_again_on_the_next_page_are_passed_over() -> None:
    made = planned(understood(*BOTH, "Full name,Attended", "Odette O'Marlow-Finch,yes"))
    assert (made.people, made.unread, made.unmarked) == (("P-001", "P-002", "P-003"), None, ())


def test_who_has_a_mark_in_one_of_two_rows_is_not_told_as_unmarked_and_logged() -> None:
    made = planned(understood(*BOTH, "P-001,"), registers.session(1, DAY))
    assert (made.already, made.unsigned) == (("P-001",), ())
