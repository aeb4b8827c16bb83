"""INC: records of incidents that are incomplete or make no sense."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from olsxl.register import schema
from tests.registers import (
    LAST_REVIEW,
    TODAY,
    closed,
    grid,
    incident,
    incident_register,
    plain,
    ref,
    review,
    update,
)
from tests.rules.checking import check, only, told, where

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SINCE = "[register]\nsince = 2026-09-01"


def test_a_record_in_order_has_no_finding() -> None:
    assert check(incident(), closed(2), update()) == []


def test_each_repeated_reference_but_the_first_is_told() -> None:
    findings = check(incident(1), incident(2), incident(1), incident(1))
    assert told(findings) == [("INC101", "Incidents!A4", "error"), ("INC101", "Incidents!A5", "error")]
    assert findings[0].ref == ref(1)
    assert "'Incident ref' stands already at Incidents!A2" in findings[0].message


@pytest.mark.parametrize("same", ["ols-2026-0001", " OLS-2026-0001 ", "OLS-2026-0001\u00a0", "OLS\u20132026\u20130001"])
def test_case_blanks_and_dashes_do_not_make_another_reference(same: str) -> None:
    assert where(check(incident(1), incident(2, incident_ref=same)), "INC101") == ["Incidents!A3"]


def test_a_reference_that_is_a_number_equals_the_same_digits_typed_as_text() -> None:
    assert where(check(incident(1, incident_ref=17), incident(2, incident_ref="17")), "INC101") == ["Incidents!A3"]


def test_a_blank_reference_repeats_nothing() -> None:
    findings = check(incident(1, incident_ref=None), incident(2, incident_ref=None))
    assert told(findings) == [("WBK012", "Incidents!A2", "error"), ("WBK012", "Incidents!A3", "error")]


def test_a_reference_repeated_on_the_sheet_of_another_year_is_told_there() -> None:
    years = {
        "Log 2025": grid(schema.INCIDENTS, incident(1)),
        "Log 2026": grid(schema.INCIDENTS, incident(2), incident(1)),
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    finding = only(check(incidents=plain(years), settings='[sheets]\nincidents = ["Log 2025", "Log 2026"]'))
    assert (finding.code, finding.where) == ("INC101", "Log 2026!A3")
    assert "Log 2025!A2" in finding.message


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"occurred_on": date(2026, 11, 11)}, "Incidents!D2"),
        ({"recorded_on": date(2026, 11, 9)}, "Incidents!E2"),
        ({"occurred_on": date(2026, 11, 12), "recorded_on": date(2026, 11, 9)}, "Incidents!D2"),
    ],
    ids=["occurred after it was reported", "reported after it was recorded", "both: the first tells"],
)
def test_dates_out_of_order_are_told_at_the_one_that_is_too_late(changes: dict[str, object], cell: str) -> None:
    finding = only(check(incident(**changes)))
    assert (finding.code, finding.where, finding.severity) == ("INC104", cell, "error")


def test_dates_out_of_order_are_quoted_with_their_headings_and_days() -> None:
    finding = only(check(incident(occurred_on=date(2026, 11, 12))))
    assert finding.message == "'Occurred on' (12/11/2026) is after 'Reported on' (10/11/2026)"


def test_an_event_that_was_reported_and_recorded_on_its_day_is_in_order() -> None:
    same = dict.fromkeys(("occurred_on", "reported_on", "recorded_on"), LAST_REVIEW)
    assert check(incident(**same), update()) == []


def test_what_is_blank_is_in_no_order() -> None:
    assert check(incident(occurred_on=None, recorded_on=None)) == []


@pytest.mark.parametrize(
    ("changes", "cells"),
    [
        ({"recorded_on": TOMORROW}, ["Incidents!F2"]),
        ({"reported_on": TOMORROW, "recorded_on": TOMORROW}, ["Incidents!E2", "Incidents!F2"]),
        (
            {"occurred_on": TOMORROW, "reported_on": TOMORROW, "recorded_on": TOMORROW},
            ["Incidents!D2", "Incidents!E2", "Incidents!F2"],
        ),
        ({"recorded_on": TODAY}, []),
    ],
    ids=["recorded", "reported and recorded", "all three", "today is not the future"],
)
def test_each_date_in_the_future_is_told(changes: dict[str, object], cells: list[str]) -> None:
    findings = check(incident(**changes))
    assert told(findings) == [("INC105", cell, "error") for cell in cells]


@pytest.mark.parametrize(
    ("blank", "cells"),
    [
        (["closed_on"], ["Incidents!AL2"]),
        (["closed_by"], ["Incidents!AM2"]),
        (["outcome"], ["Incidents!AN2"]),
        (["closed_on", "closed_by", "outcome"], ["Incidents!AL2", "Incidents!AM2", "Incidents!AN2"]),
    ],
)
def test_a_closed_record_without_its_end_is_told_at_each_blank_cell(blank: list[str], cells: list[str]) -> None:
    findings = check(closed(**dict.fromkeys(blank)))
    assert told(findings) == [("INC122", cell, "error") for cell in cells]


def test_a_blank_is_also_a_cell_of_spaces() -> None:
    assert where(check(closed(outcome="  \u00a0 ")), "INC122") == ["Incidents!AN2"]


@pytest.mark.parametrize("status", ["closed", " Closed ", "CLOSED"])
def test_a_closed_status_that_is_understood_counts_as_closed(status: str) -> None:
    findings = check(closed(status=status, outcome=None))
    assert told(findings) == [("WBK008", "Incidents!AK2", "warning"), ("INC122", "Incidents!AN2", "error")]


def test_a_closed_status_of_the_homes_own_counts_as_closed() -> None:
    own = '[lists]\nstatus = ["Closed - no further action"]'
    assert where(check(closed(status="Closed - no further action", outcome=None), settings=own), "INC122") == [
        "Incidents!AN2"
    ]


@pytest.mark.parametrize("status", ["Open", "Open - awaiting external", None])
def test_an_open_record_needs_no_end(status: str | None) -> None:
    assert where(check(incident(status=status)), "INC122") == []


@pytest.mark.parametrize("status", ["Closed, see file", "Closed with thanks", "Done"])
def test_a_status_that_is_not_understood_is_told_and_leaves_the_record_open(status: str) -> None:
    assert told(check(incident(status=status))) == [("WBK007", "Incidents!AK2", "error")]


def test_a_closing_date_that_cannot_be_read_is_not_told_as_a_blank_one() -> None:
    assert told(check(closed(closed_on="last spring"))) == [("WBK006", "Incidents!AL2", "error")]


def test_a_column_of_the_end_that_the_register_lacks_is_not_asked_for() -> None:
    headings = [heading for heading in schema.INCIDENTS.headings if heading != "Outcome"]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, closed(closed_by=None), headings=headings),
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    assert where(check(incidents=plain(sheets)), "INC122") == ["Incidents!AM2"]


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
