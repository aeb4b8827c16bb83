"""A large register with faults at known cells: every one is found, and nothing else is."""

from __future__ import annotations

import pytest

from olsxl.rules import TITLES
from tests.benchmarks import registers as bulk
from tests.rules.planted import incidents, often, people, reviews, training, updates, workbook
from tests.rules.planted.register import PEOPLE, Planted, found

FAMILIES = (workbook, incidents, updates, reviews, training, people)


def faulty() -> Planted:
    """The register with the faults of every family, in this order: each sees what those before it changed."""
    register = Planted()
    for family in FAMILIES:
        family.plant(register)
    return register


@pytest.mark.proof
def test_a_large_register_in_order_has_no_finding() -> None:
    assert found(Planted().findings()) == []


@pytest.mark.proof
def test_ten_well_kept_years_have_no_finding() -> None:
    register = Planted(
        incidents=[*bulk.incidents(4_000, still_open=60, years=10)],
        reviews=[*bulk.reviews(10)],
        people=[*bulk.people(PEOPLE, 10)],
        training=[*bulk.training(PEOPLE, 10)],
    )
    assert found(register.findings()) == []


@pytest.mark.proof
def test_of_the_faults_in_a_large_register_none_is_missed_and_none_made_up() -> None:
    register = faulty()
    assert found(register.findings()) == sorted(register.faults)


def test_every_rule_is_among_the_faults() -> None:
    without_a_column = {"WBK001", "WBK002"}  # little else is checked then
    with_a_child_key = {"INC135"}  # this register has none; incidents/test_confidentiality.py plants it
    of_no_cell = {
        "WBK017",
        "WBK018",
        "WBK020",
        "WBK021",
        "INC130",
        "INC131",
        "INC132",
        "UPD211",
        "UPD213",
        "WBK016",
        "WBK019",
        "REV311",
    }  # which register it is, the clock, rows that went, a look, what reviews saw: planted beside each
    excepted = without_a_column | with_a_child_key | of_no_cell
    assert {code for code, _ in faulty().faults} == set(TITLES) - excepted


@pytest.mark.proof
def test_where_one_row_in_fifty_is_bad_every_fault_is_told_at_its_cell_and_no_other() -> None:
    register = Planted()
    assert often.plant(register) > 200
    assert found(register.findings()) == sorted(register.faults)
