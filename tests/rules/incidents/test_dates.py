"""The days of a record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.registers import (
    LAST_REVIEW,
    TODAY,
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
