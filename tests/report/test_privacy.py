"""A summary names nobody: no name that was typed as a reference, a Person ID or an owner is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from olsxl.config import Config
from olsxl.register import reading
from olsxl.report.build import ReviewView, summarise
from olsxl.review.plan import plan
from olsxl.rules import apply, rule_context
from tests.registers import TODAY, incident, incident_register, person, training_register

if TYPE_CHECKING:
    from olsxl.report.summary import Summary
    from olsxl.workbook import AppendRow

STAMP = datetime(2026, 11, 19, 16, tzinfo=UTC)


def summary(*rows: AppendRow, people: tuple[AppendRow, ...] | None = (person(1),)) -> Summary:
    """Sum up a review of these records; `people` None is a home without a training register."""
    config = Config()
    register = reading.incident_register(incident_register(*rows), "incident-register.xlsx", config)
    training = people and reading.training_register(training_register(*people), "training-register.xlsx", config)
    check = rule_context(register, training or None, TODAY, config)
    return summarise(check, ReviewView(plan(register, TODAY, STAMP), written=True), apply(check))


@pytest.mark.parametrize("typed", ["OLS-2026-Billy", "TAMSIN-1", "Odette2", "Buttercrumb1"])
def test_a_name_in_place_of_a_reference_is_told_by_its_cell_wherever_it_is_told(typed: str) -> None:
    made = summary(incident(1), incident(2), incident(3, incident_ref=typed))
    assert set(made.marked) == {"OLS-2026-0001", "OLS-2026-0002", "Incidents!A4"}
    assert typed not in repr(made)


@pytest.mark.parametrize(
    ("owner", "shown"),
    [("P-001", "P-001"), ("p-001", "P-001"), ("person example 1", "P-001"), (None, "")],
)
def test_an_owner_is_shown_by_the_person_id_in_people(owner: str | None, shown: str) -> None:
    assert summary(incident(1, owner=owner)).open[0].owner == shown


@pytest.mark.parametrize("owner", ["Tamsin-5", "P-002", "Tamsin"])
def test_an_owner_who_is_not_in_people_is_told_by_the_cell(owner: str) -> None:
    made = summary(incident(1, owner=owner))
    assert made.open[0].owner.startswith("Incidents!")
    assert owner not in repr(made)


def test_without_people_an_owner_is_known_by_the_look_of_the_column() -> None:
    rows = [incident(n, owner=owner) for n, owner in enumerate(("P-001", "P-002", "Tamsin-5"), 1)]
    owners = [record.owner for record in summary(*rows, people=None).open]
    assert owners[:2] == ["P-001", "P-002"]
    assert owners[2].startswith("Incidents!")


def test_a_name_in_place_of_a_person_id_is_a_gap_at_its_cell() -> None:
    people = (person(1), person(2), person(3, person_id="Tamsin-5"))
    made = summary(incident(1, owner="Tamsin-5"), people=people)
    assert {gap.person for gap in made.training.gaps} == {"P-001", "P-002", "People!A4"}
    assert "Tamsin" not in repr(made)
