"""Event type, risk area and sub-type."""

from __future__ import annotations

import pytest

from olsxl.register.schema import LISTS, SUB_TYPES
from tests.registers import incident
from tests.rules.checking import check, told

INFORMATION, RELATIONSHIP, MISUSE = LISTS["event_type"]


def test_a_record_without_an_event_type_is_told() -> None:
    assert told(check(incident(event_type=None))) == [("INC110", "Incidents!L2", "error")]


@pytest.mark.parametrize(
    ("event", "area", "cells"),
    [
        (INFORMATION, "Content", []),
        (RELATIONSHIP, "Contact", []),
        (MISUSE, "Conduct", []),
        (MISUSE, "Commerce", []),
        (RELATIONSHIP, None, []),
        (RELATIONSHIP, "Content", ["Incidents!M2"]),
        (INFORMATION, "Conduct", ["Incidents!M2"]),
        (MISUSE, "Contact", ["Incidents!M2"]),
    ],
)
def test_a_risk_area_belongs_to_its_event_type_and_commerce_to_any(
    event: str, area: str | None, cells: list[str]
) -> None:
    assert told(check(incident(event_type=event, risk_area=area))) == [("INC111", cell, "warning") for cell in cells]


@pytest.mark.parametrize("area", SUB_TYPES)
def test_a_sub_type_belongs_to_its_risk_area(area: str) -> None:
    other = next(found for found in SUB_TYPES if found != area)
    event = dict(zip(SUB_TYPES, LISTS["event_type"], strict=False)).get(area, MISUSE)
    fitting = {"event_type": event, "risk_area": area, "law_enforcement": "Under consideration"}
    assert check(incident(sub_type=SUB_TYPES[area][-1], **fitting)) == []
    findings = check(incident(sub_type=SUB_TYPES[other][-1], **fitting))
    assert told(findings) == [("INC112", "Incidents!N2", "warning")]


def test_types_and_areas_of_the_homes_own_are_left_alone() -> None:
    own = '[lists]\nevent_type = ["Lost device"]\nrisk_area = ["Equipment"]\nsub_type = ["Stolen"]'
    assert check(incident(event_type="Lost device", risk_area="Equipment", sub_type="Stolen"), settings=own) == []
    assert check(incident(event_type=MISUSE, risk_area="Equipment", sub_type="Stolen"), settings=own) == []
    assert check(incident(event_type="Lost device", risk_area="Content", sub_type="Stolen"), settings=own) == []


def test_what_is_not_understood_is_told_once() -> None:
    findings = check(incident(event_type="Other", risk_area="Contact", sub_type="?"))
    assert told(findings) == [("WBK007", "Incidents!L2", "error"), ("WBK007", "Incidents!N2", "error")]
