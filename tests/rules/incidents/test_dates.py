"""The days of a record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.registers import (
    LAST_REVIEW,
    TODAY,
    closed,
    incident,
    update,
)
from tests.rules.checking import check, only, told

TOMORROW = TODAY + timedelta(days=1)


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
        ({"reported_on": TODAY, "recorded_on": TOMORROW}, ["Incidents!F2"]),
        ({"reported_on": TOMORROW, "recorded_on": TOMORROW}, ["Incidents!E2", "Incidents!F2"]),
        (
            {"occurred_on": TOMORROW, "reported_on": TOMORROW, "recorded_on": TOMORROW},
            ["Incidents!D2", "Incidents!E2", "Incidents!F2"],
        ),
        ({"reported_on": TODAY, "recorded_on": TODAY}, []),
    ],
    ids=["recorded", "reported and recorded", "all three", "today is not the future"],
)
def test_each_date_in_the_future_is_told(changes: dict[str, object], cells: list[str]) -> None:
    findings = check(incident(**changes))
    assert told(findings) == [("INC105", cell, "error") for cell in cells]


@pytest.mark.parametrize(("recorded", "cells"), [(11, []), (12, ["Incidents!F2"])])
def test_a_record_made_two_days_after_the_report_is_told_and_one_made_the_day_after_is_not(
    recorded: int, cells: list[str]
) -> None:
    findings = check(incident(reported_on=date(2026, 11, 10), recorded_on=date(2026, 11, recorded)))
    assert told(findings) == [("INC106", cell, "warning") for cell in cells]


def test_records_that_are_over_and_were_made_late_are_told_in_one_line() -> None:
    late = {"reported_on": date(2026, 11, 2), "occurred_on": None}
    finding = only(check(closed(1, **late), closed(2, **late), closed(3)))
    assert (finding.code, finding.where) == ("INC106", "Incidents")
    assert finding.message.startswith("2 records that are over: an event was recorded more than one day")


@pytest.mark.parametrize(
    ("closed_on", "why"), [(date(2026, 11, 9), "before 'Reported on' (10/11/2026)"), (TOMORROW, "not come yet")]
)
def test_a_closing_date_before_the_report_or_in_the_future_is_told(closed_on: date, why: str) -> None:
    finding = only(check(closed(closed_on=closed_on)))
    assert told([finding]) == [("INC123", "Incidents!AL2", "error")]
    assert why in finding.message


@pytest.mark.parametrize("closed_on", [date(2026, 11, 10), TODAY])
def test_a_record_may_be_closed_on_the_day_of_its_report_and_today(closed_on: date) -> None:
    assert check(closed(closed_on=closed_on)) == []


@pytest.mark.parametrize("status", ["Open", "Open - awaiting external", None])
def test_a_closing_date_on_a_record_that_is_not_closed_is_told(status: str | None) -> None:
    findings = check(incident(status=status, closed_on=LAST_REVIEW))
    assert told(findings) == [("INC124", "Incidents!AL2", "error")]


def test_where_the_status_is_not_understood_its_closing_date_is_not_told_as_well() -> None:
    assert told(check(incident(status="Perhaps", closed_on=LAST_REVIEW))) == [("WBK007", "Incidents!AK2", "error")]
