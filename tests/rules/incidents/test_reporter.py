"""Who reported: known, here, trained on the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.registers import LAST_REVIEW, TODAY, closed, incident, person, session, update
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

REPORTED = LAST_REVIEW - timedelta(days=2)
STAFF = {"reporter_type": "Onsite staff"}


def here() -> list[AppendRow]:
    return [person(), session()]


@pytest.mark.parametrize("kind", ["Onsite staff", "Offsite carer", "Volunteer"])
@pytest.mark.parametrize("name", [None, "P-990", "Nobody Known"])
def test_a_reporter_of_the_home_who_is_missing_or_unknown_is_told(kind: str, name: str | None) -> None:
    finding = only(check(incident(reporter_type=kind, reported_by=name), *here()))
    assert told([finding]) == [("INC107", "Incidents!G2", "warning")]
    assert "Nobody" not in finding.message


@pytest.mark.parametrize("kind", ["Child", "Family", "Professional", "Monitoring alert", "Anonymous", None])
def test_anybody_else_may_be_unknown(kind: str | None) -> None:
    assert check(incident(reporter_type=kind, reported_by=None), *here()) == []
    assert check(incident(reporter_type=kind, reported_by="a teacher"), *here()) == []


@pytest.mark.parametrize("name", ["P-001", "p-001 ", "Person Example 1", "person  example 1"])
def test_a_reporter_is_known_by_person_id_or_full_name(name: str) -> None:
    assert check(incident(reported_by=name, **STAFF), *here()) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"left_on": REPORTED - timedelta(days=1)}, "had left"),
        ({"started_on": REPORTED + timedelta(days=1)}, "had not started"),
        ({"left_on": REPORTED}, None),
        ({"started_on": REPORTED}, None),
    ],
)
def test_a_reporter_who_was_not_here_on_the_day_is_told(changes: dict[str, object], why: str | None) -> None:
    found = [f for f in check(incident(**STAFF), person(**changes), session()) if f.code == "INC108"]
    assert [f.where for f in found] == (["Incidents!G2"] if why else [])
    assert all(why and why in f.message for f in found)


def test_of_two_people_of_one_name_it_may_be_the_one_who_was_here() -> None:
    gone = person(2, full_name="Person Example 1", left_on=REPORTED - timedelta(days=1))
    findings = check(incident(reported_by="Person Example 1", **STAFF), *here(), gone, session(2))
    assert where(findings, "INC108") == []


@pytest.mark.parametrize(
    ("sessions", "cells"),
    [
        ([session(1, REPORTED)], []),
        ([session(1, REPORTED + timedelta(days=1))], ["Incidents!G2"]),
        ([session(1, date(2025, 11, 10))], []),
        ([session(1, date(2025, 11, 9))], ["Incidents!G2"]),
        ([session(1, REPORTED, type="Additional")], []),
        ([session(1, REPORTED, attendance="Partial")], ["Incidents!G2"]),
        ([session(1, date(2026, 11, 1), attendance="Waived", note="Ill, until 10/11/2026")], []),
        ([session(1, date(2026, 11, 1), attendance="Waived", note="Ill, until 09/11/2026")], ["Incidents!G2"]),
        ([session(1, date(2026, 11, 12), attendance="Waived", note="Ill, until 30/11/2026")], ["Incidents!G2"]),
    ],
    ids=["that day", "a day late", "a year old", "older", "any type", "in part", "waived", "not any more", "not yet"],
)
def test_a_reporter_without_valid_training_on_the_day_is_told(sessions: list[AppendRow], cells: list[str]) -> None:
    started = person(started_on=date(2025, 1, 1))
    assert where(check(incident(**STAFF), started, *sessions), "INC109") == cells


def test_untrained_reporters_of_records_that_are_over_are_told_in_one_line() -> None:
    findings = check(closed(1, **STAFF), closed(2, **STAFF), person(), session(1, TODAY))
    assert where(findings, "INC109") == ["Incidents"]


OLD = {"occurred_on": None, "reported_on": date(2025, 3, 3), "recorded_on": date(2025, 3, 3)}


def silent(*rows: AppendRow, base: str = "Offsite", **changes: object) -> list[str]:
    old = closed(**(OLD | {"ofsted_note": "3/3/2025: none", **changes}))
    return where(check(old, update(), *rows, person(base=base), session()), "INC129")


def test_offsite_carers_none_of_whom_has_reported_for_twelve_months_are_told() -> None:
    assert silent() == ["Incidents"]
    assert silent(incident(2, reported_by=None)) == ["Incidents"], "a report of somebody else"


def test_one_report_of_an_offsite_carer_is_enough_by_any_route() -> None:
    assert silent(incident(2, reporter_type="Offsite carer", report_route="Paper", reported_by="P-001")) == []
    assert silent(incident(2, reporter_type="Volunteer", reported_by="person example 1")) == []


def test_a_reporter_type_that_is_not_understood_may_be_one() -> None:
    assert silent(incident(2, reporter_type="Carer, offsite")) == []


def test_without_offsite_carers_or_in_its_first_year_a_register_is_not_told() -> None:
    assert silent(base="Onsite") == []
    assert silent(reported_on=date(2025, 11, 20), recorded_on=date(2025, 11, 20)) == []
