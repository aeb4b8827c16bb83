"""PPL: people who stand twice, left before they came, or share a household with somebody who is trained."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import TODAY, grid, person, plain, session
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

STARTED = TODAY - timedelta(days=110)


def test_a_person_id_that_is_repeated_is_told_at_each_but_the_first() -> None:
    findings = check(person(1), person(2), person(1), person(person_id="p-001"), session(1), session(2))
    assert told(findings) == [("PPL501", "People!A4", "error"), ("PPL501", "People!A5", "error")]
    assert findings[0].message == "'Person ID' stands already at People!A2"


def test_who_left_before_starting_is_told_at_the_day_of_leaving() -> None:
    finding = only(check(person(left_on=STARTED - timedelta(days=1))))
    assert (finding.code, finding.where, finding.severity) == ("PPL502", "People!H2", "error")
    assert f"({STARTED:%d/%m/%Y})" in finding.message


def test_who_left_on_the_first_day_is_in_order() -> None:
    assert check(person(left_on=STARTED)) == []
    assert where(check(person(started_on=None, left_on=STARTED)), "PPL502") == []


def carer(number: int, **changes: object) -> AppendRow:
    """A foster carer of one household."""
    return person(number, **({"category": "Foster carer", "household": "H-01"} | changes))


def test_a_carer_who_is_not_trained_while_another_of_the_household_is_is_told() -> None:
    findings = check(carer(1), carer(2, household=" h-01"), session(1))
    assert told(findings)[1:] == [("PPL503", "People!A3", "warning")]
    assert findings[1].message == "Of this 'Household', P-001 is trained, and P-002 is not"


def test_each_carer_of_a_household_who_is_not_trained_is_told() -> None:
    rows = carer(1), carer(2), carer(3), session(2)
    assert where(check(*rows), "PPL503") == ["People!A2", "People!A4"]


@pytest.mark.parametrize(
    "other",
    [
        carer(2, household="H-02"),
        carer(2, household=None),
        carer(2, household="-"),
        carer(2, category="Staff"),
        carer(2, left_on=TODAY - timedelta(days=1)),
        carer(2, paused_from=STARTED),
    ],
    ids=["another household", "none", "a dash for none", "staff", "left", "paused"],
)
def test_who_is_no_carer_of_the_household_is_not_held_to_it(other: AppendRow) -> None:
    assert where(check(carer(1), other, session(1)), "PPL503") == []


def test_a_household_that_is_trained_or_untrained_as_a_whole_is_not_told() -> None:
    assert check(carer(1), carer(2), session(1), session(2)) == []
    assert where(check(carer(1), carer(2)), "PPL503") == []


def test_households_without_the_column_are_not_asked_for() -> None:
    headings = [heading for heading in schema.PEOPLE.headings if heading not in ("Household", "Left on")]
    people = grid(schema.PEOPLE, carer(1, left_on=STARTED - timedelta(days=5)), carer(2), headings=headings)
    findings = check(training=plain({"People": people, "Training": grid(schema.TRAINING, session(1))}))
    assert told(findings) == [("TRN401", "People!A3", "error")]
