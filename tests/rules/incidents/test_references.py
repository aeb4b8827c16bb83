"""INC101 to INC103: the references of records."""

from __future__ import annotations

import pytest

from olsxl.register import schema
from tests.registers import (
    grid,
    incident,
    plain,
    ref,
    review,
)
from tests.rules.checking import check, only, told, where


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
