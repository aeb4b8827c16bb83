"""TRN: people who are not trained, or soon will not be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from olsxl.register import schema
from tests.registers import TODAY, grid, incident, person, plain, session
from tests.rules.checking import check, only, told

GRACE = timedelta(days=14)


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
    assert told(check(person(), session(1, last))) == expected


def test_how_soon_and_how_often_are_the_homes_own() -> None:
    rows = person(), session(1, TODAY - timedelta(days=100))
    assert told(check(*rows, settings="[training]\nrefresh_months = 3")) == [("TRN402", "People!A2", "error")]
    assert told(check(*rows, settings="[training]\ndue_soon_days = 300")) == [("TRN403", "People!A2", "warning")]


def test_each_person_is_told_at_the_own_row() -> None:
    rows = [person(1), person(2), person(3), session(2), session(3, date(2025, 1, 1))]
    assert told(check(*rows)) == [("TRN401", "People!A2", "error"), ("TRN402", "People!A4", "error")]


def test_a_person_id_that_stands_twice_is_told_once() -> None:
    assert told(check(person(1), person(1))) == [("TRN401", "People!A2", "error")]


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
    findings = check(person(1), person(2, started_on=TODAY), person(3), session(3, date(2025, 1, 1)))
    assert len(findings) == 3
    assert not any("Example" in finding.message + finding.fix for finding in findings)


def test_a_name_in_place_of_a_person_id_is_not_repeated() -> None:
    findings = check(*(person(n) for n in (1, 2, 3)), person(4, person_id="Tamsin-5"))
    assert [finding.message.partition(" has ")[0] for finding in findings] == ["P-001", "P-002", "P-003", "This person"]
