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
    made = planned(understood(COURSE, *BOTH), registers.session(1, DAY, course="First aid"))
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
    with pytest.raises(
        OlsxlError, match=r"19/11/2026 is logged already with P-003, who does not stand on it.*--accept"
    ):
        planned(understood(*BOTH), registers.session(3, DAY))


def test_a_second_sheet_of_the_same_session_is_logged_once_that_is_accepted() -> None:
    made = planned(understood(*BOTH), registers.session(3, DAY), asked=Asked(accept=True))
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
    assert [held.row for held in made.held] == [2]


def test_a_course_that_differs_from_the_one_given_is_refused() -> None:
    with pytest.raises(OlsxlError, match="of the course 'Online safety', not 'First aid'"):
        planned(understood(COURSE, *BOTH), asked=Asked(course="First aid"))


def test_rows_below_the_names_without_a_mark_are_passed_over() -> None:
    made = planned(understood(*BOTH, "Trainer: signed in his absence,", "Total: 2,"))
    assert (made.people, made.held, made.unmarked) == (("P-001", "P-002"), (), 2)


def test_a_name_that_looks_like_a_formula_is_told_as_it_stands() -> None:
    assert marked("yes", name="=1+1").held[0].typed == "=1+1"


def test_a_mark_without_a_name_is_told() -> None:
    made = planned(understood(*BOTH, ",yes"))
    assert made.people == ("P-001", "P-002")
    assert [(held.row, held.reason) for held in made.held] == [(4, "nobody's name stands beside the mark")]
