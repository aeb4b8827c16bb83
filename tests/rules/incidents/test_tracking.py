"""Whether records are followed to their end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from olsxl.register import schema
from tests.registers import (
    TODAY,
    closed,
    grid,
    incident,
    plain,
    review,
    update,
)
from tests.rules.checking import check, told, where


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


@pytest.mark.parametrize("status", ["Closed for now", "Closed pending review", "Perhaps", "Done"])
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


@pytest.mark.parametrize("status", ["Open", "Open - awaiting external", None])
def test_an_open_record_without_an_owner_is_told(status: str | None) -> None:
    assert told(check(incident(status=status, owner=" "))) == [("INC125", "Incidents!AJ2", "warning")]


def test_a_closed_record_needs_no_owner() -> None:
    assert check(closed(owner=None)) == []


def test_a_paper_record_of_which_no_note_says_where_it_is_is_told() -> None:
    findings = check(incident(record_held="Physical"), update())
    assert told(findings) == [("INC127", "Incidents!J2", "warning")]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"record_held": "Physical"}, "Form kept in the duty room"),
        ({"record_held": "Physical"}, "It lies in the locked CABINET"),
        ({"record_held": "Physical", "outcome": "Filed."}, "Talked it over"),
        ({"record_held": "Physical", "law_enforcement_note": "see the grey folder"}, "Talked it over"),
        ({"record_held": "Electronic"}, "Talked it over"),
    ],
)
def test_any_note_or_update_may_say_where_it_is(changes: dict[str, object], text: str) -> None:
    assert check(incident(**changes), update(update=text)) == []


def test_what_an_update_of_another_record_says_does_not_count() -> None:
    findings = check(incident(1, record_held="Physical"), incident(2), update(2, update="Kept in the safe"))
    assert where(findings, "INC127") == ["Incidents!J2"]


@pytest.mark.parametrize(("days", "cells"), [(90, []), (91, ["Incidents!E2"])])
def test_a_record_that_is_open_for_longer_than_the_settings_say_is_told(days: int, cells: list[str]) -> None:
    day = TODAY - timedelta(days=days)
    findings = check(incident(occurred_on=None, reported_on=day, recorded_on=day))
    assert where(findings, "INC128") == cells
    assert where(check(closed(occurred_on=None, reported_on=day, recorded_on=day)), "INC128") == []


def test_the_home_may_say_what_is_long() -> None:
    assert where(check(incident(), settings="[review]\nlong_open_days = 8"), "INC128") == ["Incidents!E2"]
