"""TRN: people who are not trained, or soon will not be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import TODAY, grid, incident, person, plain, session
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

GRACE = timedelta(days=14)
LONG_AGO = date(2025, 1, 1)
FIRST = TODAY - timedelta(days=100)


def test_who_is_trained_has_no_finding() -> None:
    assert check(incident(), person(), session()) == []


@pytest.mark.parametrize(("days_ago", "severity"), [(0, "warning"), (14, "warning"), (15, "error"), (400, "error")])
def test_who_has_no_training_is_a_warning_within_the_grace_and_an_error_after(days_ago: int, severity: str) -> None:
    started = TODAY - timedelta(days=days_ago)
    finding = only(check(incident(), person(1, started_on=started)))
    assert (finding.code, finding.where, finding.severity, finding.ref) == ("TRN401", "People!A2", severity, "P-001")
    assert f"{started + GRACE:%d/%m/%Y}" in finding.message


def test_the_grace_is_the_homes_own() -> None:
    new = person(1, started_on=TODAY - timedelta(days=20))
    assert told(check(new, settings="[training]\ngrace_days = 20")) == [("TRN401", "People!A2", "warning")]
    assert told(check(new, settings="[training]\ngrace_days = 19")) == [("TRN401", "People!A2", "error")]


def test_who_has_no_day_of_starting_is_told_so() -> None:
    finding = only(check(person(1, started_on=None)))
    assert (finding.code, finding.where, finding.severity) == ("TRN401", "People!A2", "error")
    assert "'Started on' holds no date" in finding.message


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"left_on": TODAY - timedelta(days=1)}, "left"),
        ({"paused_from": TODAY}, "paused without an end"),
        ({"paused_from": date(2026, 1, 1), "paused_to": TODAY}, "paused until today"),
        ({"started_on": TODAY + timedelta(days=1)}, "not started"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_is_not_active_owes_no_training(changes: dict[str, object], why: str) -> None:
    assert check(person(1, **changes)) == [], why


@pytest.mark.parametrize("attendance", ["Partial", "Did not attend", None])
def test_training_that_was_not_attended_does_not_count(attendance: str | None) -> None:
    assert told(check(person(), session(attendance=attendance))) == [("TRN401", "People!A2", "error")]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2025, 11, 18), [("TRN402", "People!A2", "error")]),
        (date(2025, 11, 19), [("TRN403", "People!A2", "warning")]),
        (date(2026, 1, 18), [("TRN403", "People!A2", "warning")]),
        (date(2026, 1, 19), []),
    ],
    ids=["a day overdue", "due today", "due in sixty days", "due in sixty-one"],
)
def test_a_refresher_is_due_soon_up_to_its_day_and_overdue_after_it(
    last: date, expected: list[tuple[str, str, str]]
) -> None:
    assert told(check(person(started_on=last), session(1, last))) == expected


def test_how_soon_and_how_often_are_the_homes_own() -> None:
    rows = person(), session(1, TODAY - timedelta(days=100))
    assert told(check(*rows, settings="[training]\nrefresh_months = 3")) == [("TRN402", "People!A2", "error")]
    assert told(check(*rows, settings="[training]\ndue_soon_days = 300")) == [("TRN403", "People!A2", "warning")]


def test_each_person_is_told_at_the_own_row() -> None:
    rows = [person(1), person(2), person(3, started_on=LONG_AGO), session(2), session(3, LONG_AGO)]
    assert told(check(*rows)) == [("TRN401", "People!A2", "error"), ("TRN402", "People!A4", "error")]


def test_a_person_id_that_stands_twice_is_told_once() -> None:
    assert where(check(person(1), person(1)), "TRN401") == ["People!A2"]


def test_without_the_sheet_of_attendance_its_absence_is_told_once_and_not_for_each_person() -> None:
    sheets = {"People": grid(schema.PEOPLE, person(1), person(2))}
    assert told(check(training=plain(sheets))) == [("WBK001", "training-register.xlsx", "error")]


def test_the_sheet_and_heading_to_type_under_are_quoted_as_they_stand() -> None:
    rows = grid(schema.TRAINING)
    rows[0] = ["Present?" if heading == "Attendance" else heading for heading in rows[0]]
    settings = '[sheets]\ntraining = "Sessions"\n[columns.training]\nattendance = "present?"'
    sheets = {"People": grid(schema.PEOPLE, person()), "Sessions": rows}
    finding = only(check(training=plain(sheets), settings=settings))
    assert finding.fix == "Plan a session, and log it in the sheet 'Sessions' under 'Present?'"


def test_nobody_is_named() -> None:
    findings = check(person(1), person(2, started_on=TODAY), person(3, started_on=LONG_AGO), session(3, LONG_AGO))
    assert len(findings) == 3
    assert not any("Example" in finding.message + finding.fix for finding in findings)


def test_a_name_in_place_of_a_person_id_is_not_repeated() -> None:
    findings = check(*(person(n) for n in (1, 2, 3)), person(4, person_id="Tamsin-5"))
    assert [finding.message.partition(" has ")[0] for finding in findings] == ["P-001", "P-002", "P-003", "This person"]


# TRN404


def late(days: int, **changes: object) -> list[AppendRow]:
    """Somebody who started so many days before the first session."""
    return [person(started_on=FIRST - timedelta(days=days), **changes), session(1, FIRST)]


@pytest.mark.parametrize("days", [0, 14])
def test_a_first_training_within_the_grace_came_in_time(days: int) -> None:
    assert check(*late(days)) == []


def test_a_first_training_after_the_grace_is_told_with_its_days() -> None:
    finding = only(check(*late(15)))
    assert (finding.code, finding.where, finding.severity, finding.ref) == ("TRN404", "People!A2", "warning", "P-001")
    assert finding.message.endswith(f"attended the first training on {FIRST:%d/%m/%Y}, 15 days after")


def test_a_later_session_and_one_that_was_not_attended_are_no_first() -> None:
    missed = session(1, FIRST - timedelta(days=30), attendance="Did not attend")
    assert where(check(*late(40), missed, session(1, FIRST + timedelta(days=20))), "TRN404") == ["People!A2"]
    assert check(*late(40), session(1, FIRST - timedelta(days=30))) == []


def test_the_days_of_a_pause_are_not_late() -> None:
    away = {"paused_from": FIRST - timedelta(days=35), "paused_to": FIRST - timedelta(days=6)}
    assert check(*late(40, **away)) == []
    assert where(check(*late(45, **away)), "TRN404") == ["People!A2"]


@pytest.mark.parametrize(("given", "is_late"), [(-30, False), (30, True)], ids=["before the session", "after it"])
def test_a_waiver_that_was_given_before_puts_the_first_training_off(given: int, is_late: bool) -> None:
    note = f"ill, until {FIRST:%d/%m/%Y}"
    waiver = session(1, FIRST + timedelta(days=given), attendance="Waived", note=note)
    assert where(check(*late(40), waiver), "TRN404") == (["People!A2"] if is_late else [])


def test_of_people_who_have_left_it_is_told_in_one_line() -> None:
    gone = {"left_on": TODAY - timedelta(days=3)}
    second = person(2, started_on=FIRST - timedelta(days=90), **gone), session(2, FIRST)
    finding = only(check(*late(40, **gone), *second))
    assert (finding.code, finding.cell, finding.severity) == ("TRN404", None, "warning")
    assert finding.message.startswith("2 records that are over")


def test_a_list_of_the_latest_days_alone_says_nothing_of_anybodys_first() -> None:
    rows = [row for n in (1, 2, 3) for row in (person(n, started_on=FIRST - timedelta(days=900)), session(n, FIRST))]
    assert where(check(*rows), "TRN404") == []
    assert where(check(*rows, session(3, FIRST + timedelta(days=20))), "TRN404") != []


def test_who_has_no_day_of_starting_has_no_first_day_to_be_late_by() -> None:
    assert where(check(person(started_on=None), session()), "TRN404") == []


MATRIX = """
[sheets]
people = "Matrix"
training = "Matrix"
[columns.people]
"Person ID" = ""
"Started on" = ""
"Full name" = "Name"
[columns.training]
"Person ID" = ""
"Session on" = ""
Attendance = ""
"Full name" = "Name"
"""


def test_in_a_matrix_that_says_nothing_of_attendance_and_starts_gaps_are_told_at_the_name() -> None:
    rows: list[list[object]] = [
        ["Name", "Role", "Online safety"],
        ["Ada Quill", "RSW", TODAY],
        ["Bo Thistle", "RSW", TODAY - timedelta(days=500)],
        ["Cy Larch", "RSW", None],
    ]
    found = check(training=plain({"Matrix": rows}), settings=MATRIX)
    gaps = [finding for finding in found if finding.code.startswith("TRN4")]
    assert told(gaps) == [("TRN401", "Matrix!A4", "error"), ("TRN402", "Matrix!A3", "error")]
    assert "no column says when people started" in gaps[0].message
    assert gaps[1].fix == "Plan a session, and log it in the sheet 'Matrix' under 'Online safety'"
