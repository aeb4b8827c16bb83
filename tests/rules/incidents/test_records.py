"""Records of incidents as a whole: in order, with several faults, of the past."""

from __future__ import annotations

from datetime import date, timedelta

from olsxl.register import schema
from tests.registers import (
    LAST_REVIEW,
    TODAY,
    closed,
    grid,
    incident,
    incident_register,
    plain,
    review,
    update,
)
from tests.rules.checking import check, told, where

TOMORROW = TODAY + timedelta(days=1)
SINCE = "[register]\nsince = 2026-09-01"


def test_a_record_in_order_has_no_finding() -> None:
    assert check(incident(), closed(2), update()) == []


def test_several_faults_of_one_record_are_all_told() -> None:
    findings = check(closed(occurred_on=TOMORROW, closed_by=None, outcome=None), closed(outcome=None))
    assert told(findings) == [
        ("INC101", "Incidents!A3", "error"),
        ("INC104", "Incidents!D2", "error"),
        ("INC105", "Incidents!D2", "error"),
        ("INC122", "Incidents!AM2", "error"),
        ("INC122", "Incidents!AN2", "error"),
        ("INC122", "Incidents!AN3", "error"),
    ]


def test_history_is_held_to_its_reference_alone() -> None:
    old = {"reported_on": date(2026, 8, 31), "recorded_on": date(2026, 8, 1)}
    rows = [closed(1, outcome=None, **old), incident(2, status=None, **old), closed(1, outcome=None, **old)]
    assert told(check(*rows, settings=SINCE)) == [("INC101", "Incidents!A4", "error")]


def test_an_old_record_that_says_open_is_no_history() -> None:
    old = {"reported_on": date(2026, 8, 31), "recorded_on": date(2026, 8, 1), "occurred_on": None}
    assert where(check(incident(1, **old), settings=SINCE), "INC104") == ["Incidents!E2"]


def test_a_record_reported_on_the_day_since_is_no_history() -> None:
    old = {"occurred_on": None, "reported_on": date(2026, 9, 1), "recorded_on": date(2026, 9, 1)}
    assert where(check(closed(1, outcome=None, **old), settings=SINCE), "INC122") == ["Incidents!AN2"]


def test_messages_quote_the_headings_as_they_stand_on_one_line() -> None:
    theirs = {"Reported on": "Date\nreported", "Outcome": "How it ended", "Occurred on": "Date of event"}
    headings = list(reversed(schema.INCIDENTS.headings))
    rows = grid(schema.INCIDENTS, closed(outcome=None, occurred_on=LAST_REVIEW), headings=headings)
    rows[0] = [theirs.get(str(heading), heading) for heading in rows[0]]
    sheets = {"Incidents": rows, "Updates": grid(schema.UPDATES), "Reviews": grid(schema.REVIEWS, review())}
    settings = "[columns.incidents]\n" + "\n".join(f'"{our}" = "{name}"' for our, name in theirs.items())
    findings = check(incidents=plain(sheets), settings=settings.replace("\nreported", "\\nreported"))
    assert told(findings) == [("INC104", "Incidents!AK2", "error"), ("INC122", "Incidents!A2", "error")]
    assert findings[0].message == "'Date of event' (12/11/2026) is after 'Date reported' (10/11/2026)"
    assert findings[1].message == "The record is closed, but 'How it ended' is blank"


def test_records_of_an_empty_register_have_no_finding() -> None:
    assert check(incidents=incident_register()) == []
