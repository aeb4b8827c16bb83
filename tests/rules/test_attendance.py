"""TRN: rows of attendance that cannot be relied on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import TODAY, grid, person, plain, session
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

SESSION = TODAY - timedelta(days=100)
TOMORROW = TODAY + timedelta(days=1)


def test_attendance_of_somebody_who_is_not_in_people_is_told_at_the_person_id() -> None:
    finding = only(check(person(), session(), session(2)))
    assert (finding.code, finding.where, finding.severity) == ("TRN405", "Training!A3", "error")
    assert finding.message == "'Person ID' names somebody who is not in the sheet 'People'"


def test_in_a_log_by_name_somebody_whom_no_list_of_staff_has_is_a_warning_once_at_the_name() -> None:
    log: list[list[object]] = [["Name", "Course", "Date"]]
    log += [["Ada Quill", course, SESSION] for course in ("Online safety", "Fire")]
    staff: list[list[object]] = [["Name", "Start date"], ["Bo Thistle", date(2020, 1, 1)]]
    settings = (
        '[sheets]\npeople = "Staff"\ntraining = "Log"\n'
        '[columns.people]\n"Person ID" = ""\n"Full name" = "Name"\n"Started on" = "Start date"\n'
        '[columns.training]\n"Person ID" = ""\n"Full name" = "Name"\n"Session on" = "Date"\nAttendance = ""\n'
    )
    findings = check(training=plain({"Log": log, "Staff": staff}), settings=settings)
    assert told([each for each in findings if each.code == "TRN405"]) == [("TRN405", "Log!A2", "warning")]


@pytest.mark.parametrize("same", ["p-001", " P-001 ", "P\u2011001"])
def test_somebody_is_known_whatever_the_case_blanks_and_dashes(same: str) -> None:
    assert check(person(), session(person_id=same)) == []


def test_a_name_in_place_of_a_person_id_is_not_repeated() -> None:
    finding = only(check(person(), session(), session(1, person_id="Sam Private")))
    assert "Private" not in finding.message + finding.fix


def test_a_session_that_has_not_come_and_is_marked_attended_is_told_at_its_day() -> None:
    finding = only(check(person(), session(), session(1, TOMORROW)))
    assert (finding.code, finding.where, finding.severity) == ("TRN406", "Training!D3", "error")
    assert "20/11/2026, which has not come yet" in finding.message


@pytest.mark.parametrize("attendance", [None, "Did not attend"])
def test_a_session_that_is_planned_is_in_order(attendance: str | None) -> None:
    assert check(person(), session(), session(1, TOMORROW, attendance=attendance)) == []
    assert check(person(), session(), session(1, TODAY)) == []


def test_the_same_person_twice_for_the_same_session_is_told_at_the_second() -> None:
    findings = check(person(), session(), session(person_id="p-001", course="online  safety"), session())
    assert told(findings) == [("TRN407", "Training!D3", "error"), ("TRN407", "Training!D4", "error")]
    assert findings[1].message == "This person stands for the same session already at Training!D2"


@pytest.mark.parametrize(
    "other",
    [
        session(2),
        session(1, SESSION + timedelta(days=1)),
        session(1, course="Sharing nudes: what to do"),
        session(1, attendance="Waived", note="ill, until 01/01/2027"),
        session(1, session_on=None),
    ],
    ids=["another person", "another day", "another course", "a waiver", "no day"],
)
def test_another_session_is_not_the_same(other: AppendRow) -> None:
    assert where(check(person(1), person(2), session(2, course="x"), session(), other), "TRN407") == []


@pytest.mark.parametrize(
    ("note", "lacks"),
    [
        (None, "why, and until when"),
        ("on leave", "until when"),
        ("until 31/01/2027", "why"),
        ("until the 31st of January 2027", "why"),
        ("On leave until January", "until when"),
        ("until 31/02/2027, on leave", "until when"),
        ("On long leave, until 31/01/2027", ""),
        ("Until 31.1.27: maternity", ""),
    ],
)
def test_a_waiver_says_why_and_until_when(note: str | None, lacks: str) -> None:
    findings = check(person(), session(), session(1, SESSION + timedelta(days=1), attendance="Waived", note=note))
    assert told(findings) == ([("TRN408", "Training!K3", "error")] if lacks else [])
    assert all(f"does not say {lacks}" in finding.message for finding in findings)


def test_a_session_before_starting_is_told_at_its_day() -> None:
    finding = only(check(person(started_on=SESSION + timedelta(days=1)), session()))
    assert (finding.code, finding.where, finding.severity) == ("TRN409", "Training!D2", "warning")
    assert "before 'Started on' of this person" in finding.message


def test_a_session_after_leaving_is_told_at_its_day() -> None:
    finding = only(check(person(left_on=SESSION - timedelta(days=1)), session()))
    assert (finding.code, finding.where) == ("TRN409", "Training!D2")
    assert "after 'Left on' of this person" in finding.message


@pytest.mark.parametrize(
    "changes", [{"started_on": SESSION}, {"left_on": SESSION}, {"started_on": None}], ids=["first day", "last", "none"]
)
def test_a_session_on_the_first_or_the_last_day_is_in_order(changes: dict[str, object]) -> None:
    assert where(check(person(**changes), session()), "TRN409") == []


def test_what_was_not_attended_may_be_of_any_day() -> None:
    early = session(1, date(2020, 1, 1), attendance="Did not attend")
    assert check(person(), session(), early) == []


def test_a_day_that_cannot_be_read_is_told_once() -> None:
    assert told(check(person(), session(), session(1, session_on="soon"))) == [("WBK006", "Training!D3", "error")]


@pytest.mark.parametrize(
    ("left_out", "row"),
    [
        ("Note", session(1, attendance="Waived")),
        ("Course", session(1, SESSION + timedelta(days=1))),
        ("Type", session(1, SESSION + timedelta(days=1))),
    ],
)
def test_a_column_that_is_missing_switches_its_rule_off(left_out: str, row: AppendRow) -> None:
    headings = [heading for heading in schema.TRAINING.headings if heading != left_out]
    sheets = {
        "People": grid(schema.PEOPLE, person()),
        "Training": grid(schema.TRAINING, session(), row, headings=headings),
    }
    assert check(training=plain(sheets)) == []
