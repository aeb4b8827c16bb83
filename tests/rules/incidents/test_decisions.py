"""The manager's decisions: made, dated, reasoned."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.registers import TODAY, closed, incident
from tests.rules.checking import check, only, told, where

CONSIDERED = "Under consideration"


@pytest.mark.parametrize("changes", [{"imagery_involved": "Yes"}, {"sub_type": "Self-generated sexual images"}])
def test_imagery_or_a_sexual_sub_type_asks_for_law_enforcement(changes: dict[str, object]) -> None:
    assert told(check(incident(**changes))) == [("INC116", "Incidents!W2", "error")]
    assert check(incident(law_enforcement=CONSIDERED, **changes)) == []


@pytest.mark.parametrize("changes", [{"imagery_involved": "No"}, {"sub_type": "Cyber bullying"}])
def test_anything_else_does_not(changes: dict[str, object]) -> None:
    assert check(incident(**changes)) == []


DECISIONS = {
    "law_enforcement": ("Reported", "Incidents!X2"),
    "training_and_education": ("Action taken", "Incidents!Z2"),
    "technical_controls": ("Changed", "Incidents!AB2"),
    "ofsted_notification": ("Notified", "Incidents!AG2"),
}


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize(
    ("note", "lacking"),
    [
        (None, "no date and no reason"),
        ("no offence", "no date"),
        ("12/11/2026", "no reason"),
        ("12/11: no offence", "no date"),
        ("12/11/2026: no offence", None),
        ("No offence (PC Smith, 12 Nov 2026)", None),
        ("no offence, 12.11.26 at 10:15", None),
        ("Thu 12th November 2026 told", None),
        ("2026-11-12 told", None),
    ],
)
def test_a_decision_has_a_date_and_a_reason_in_its_note(decision: str, note: str | None, lacking: str | None) -> None:
    value, cell = DECISIONS[decision]
    heading = "ofsted_note" if decision == "ofsted_notification" else f"{decision}_note"
    findings = check(incident(**{decision: value, heading: note}))
    assert told(findings) == ([("INC117", cell, "error")] if lacking else [])
    assert all(lacking and finding.message.endswith(f"holds {lacking}") for finding in findings)


def test_what_is_still_considered_needs_no_reason() -> None:
    assert check(incident(law_enforcement=CONSIDERED, technical_controls=CONSIDERED)) == []


@pytest.mark.parametrize(("decision", "cell"), [("law_enforcement", "W"), ("training_and_education", "Y")])
@pytest.mark.parametrize("value", [None, CONSIDERED])
def test_a_record_is_closed_with_its_decisions_made(decision: str, cell: str, value: str | None) -> None:
    assert told(check(closed(**{decision: value}))) == [("INC118", f"Incidents!{cell}2", "error")]


def test_each_decision_that_a_closed_record_lacks_is_told() -> None:
    findings = check(closed(law_enforcement=None, training_and_education=None, technical_controls=None))
    assert where(findings, "INC118") == ["Incidents!W2", "Incidents!Y2", "Incidents!AA2"]


SERVICE = {"via_legitimate_service": "Yes", "law_enforcement": "Not required"}
SERVICE |= {"law_enforcement_note": "12/11/2026: no offence"}


@pytest.mark.parametrize(
    "material", [{"imagery_involved": "Yes"}, {"event_type": "Age-inappropriate information"}], ids=["imagery", "age"]
)
@pytest.mark.parametrize("complaint", [None, "To be raised"])
def test_material_by_a_legitimate_service_asks_for_a_complaint_and_insists_at_closure(
    material: dict[str, object], complaint: str | None
) -> None:
    changes = {**SERVICE, **material, "ofcom_complaint": complaint}
    assert told(check(incident(**changes))) == [("INC119", "Incidents!AC2", "warning")]
    assert told(check(closed(**changes))) == [("INC119", "Incidents!AC2", "error")]


@pytest.mark.parametrize(
    "changes",
    [
        {"via_legitimate_service": "No", "imagery_involved": "Yes"},
        {"via_legitimate_service": "Unknown", "imagery_involved": "Yes"},
        {"imagery_involved": "No"},
        {"imagery_involved": "Yes", "ofcom_complaint": "Not required"},
        {"imagery_involved": "Yes", "ofcom_complaint": "Raised", "ofcom_raised_on": TODAY},
    ],
)
def test_without_such_material_or_once_it_is_decided_nothing_is_asked(changes: dict[str, object]) -> None:
    assert check(incident(**(SERVICE | changes))) == []


def test_a_complaint_that_was_raised_has_its_date() -> None:
    assert told(check(incident(ofcom_complaint="Raised"))) == [("INC120", "Incidents!AD2", "error")]
    unclear = check(incident(ofcom_complaint="Raised", ofcom_raised_on="last week"))
    assert told(unclear) == [("WBK006", "Incidents!AD2", "error")]


def reported(days: int) -> dict[str, object]:
    day = TODAY - timedelta(days=days)
    return {"occurred_on": None, "reported_on": day, "recorded_on": day}


@pytest.mark.parametrize(("days", "cells"), [(6, []), (7, ["Incidents!B2"])])
def test_a_safeguarding_reference_is_asked_for_from_seven_days_after_the_report(days: int, cells: list[str]) -> None:
    findings = check(incident(safeguarding_ref=None, **reported(days)))
    assert told(findings) == [("INC121", cell, "warning") for cell in cells]


def test_a_record_without_a_safeguarding_reference_is_not_closed() -> None:
    late = {"closed_on": TODAY, "safeguarding_ref": "  "}
    assert told(check(closed(**reported(1), **late))) == [("INC121", "Incidents!B2", "error")]


@pytest.mark.parametrize(("days", "cells"), [(1, []), (2, ["Incidents!AF2"])])
@pytest.mark.parametrize("value", [None, CONSIDERED])
def test_ofsted_is_decided_within_a_day_of_the_report(days: int, cells: list[str], value: str | None) -> None:
    findings = check(incident(ofsted_notification=value, **reported(days)))
    assert told(findings) == [("INC126", cell, "warning") for cell in cells]


def test_a_record_in_which_ofsted_is_undecided_is_not_closed() -> None:
    finding = only(check(closed(ofsted_notification=CONSIDERED, **reported(0), closed_on=TODAY)))
    assert told([finding]) == [("INC126", "Incidents!AF2", "error")]
    assert finding.message == "The record is closed, and 'Ofsted notification' is not decided"


def test_what_is_not_understood_is_told_once() -> None:
    findings = check(closed(law_enforcement="Perhaps", ofsted_notification="Told them", ofcom_complaint="?"))
    assert [code for code, _, _ in told(findings)] == ["WBK007"] * 3
