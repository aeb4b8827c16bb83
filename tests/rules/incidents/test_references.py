"""INC101 to INC103: the references of records."""

from __future__ import annotations

from datetime import date

import pytest

from olsxl.register import schema
from tests.registers import (
    closed,
    grid,
    incident,
    plain,
    ref,
    review,
    update,
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


@pytest.mark.parametrize("odd", ["OLS-26-7", "Sam", "OLS-2026-1", "INC-2026-0001"])
def test_a_reference_of_another_form_is_told_and_not_quoted(odd: str) -> None:
    finding = only(check(incident(1, incident_ref=odd)))
    assert told([finding]) == [("INC102", "Incidents!A2", "warning")]
    assert odd not in finding.message
    assert "OLS-2026-0001" in finding.message


def test_a_reference_that_an_update_or_a_review_names_is_to_be_left_so_that_nothing_breaks() -> None:
    odd = incident(1, incident_ref="OLS-26-7")
    assert only(check(odd)).fix.startswith("Type a reference")
    written = [each for each in check(odd, update(1, incident_ref="OLS-26-7")) if each.code == "INC102"]
    covered = [each for each in check(odd, review(refs_covered="OLS-26-7, OLS-2026-0004")) if each.code == "INC102"]
    assert [each.fix[:9] for each in (*written, *covered)] == ["Leave it,", "Leave it,"]


@pytest.mark.parametrize("fitting", ["OLS-2025-0042", "ols-2026-0001", "OLS\u20132026\u20130001", "OLS-2026-12345"])
def test_a_reference_of_the_homes_form_is_not(fitting: str) -> None:
    assert check(incident(1, incident_ref=fitting)) == []


def test_the_home_may_have_a_form_of_its_own() -> None:
    own = "[register]\nref_pattern = '{LH} 001'"
    assert check(incident(1, incident_ref="{LH} 017"), settings=own) == []
    assert "not of the form {LH} 001" in only(check(incident(1), settings=own)).message


def test_a_gap_is_told_at_the_reference_after_it() -> None:
    finding = only(check(incident(1), incident(5), incident(2)))
    assert told([finding]) == [("INC103", "Incidents!A3", "warning")]
    assert "is number 5, and the one before it, at Incidents!A4, is number 2" in finding.message
    assert finding.message.endswith(": numbers 3 to 4 are missing")


def test_each_year_has_its_own_sequence_which_may_begin_anywhere() -> None:
    assert check(incident(7), incident(8), incident(1, incident_ref="OLS-2025-0042")) == []


@pytest.mark.parametrize("form", ["{}/{:03}", "OS{}-{:03}"])
def test_a_year_of_two_digits_has_its_own_sequence_too(form: str) -> None:
    refs = [form.format(*place) for place in ((25, 31), (26, 17), (26, 18), (26, 20))]
    rows = [incident(at, incident_ref=ref) for at, ref in enumerate(refs, 1)]
    found = check(*rows, settings=f'[register]\nref_pattern = "{refs[0]}"')
    assert where(found, "INC103") == ["Incidents!A5"]


def test_without_a_year_in_the_form_there_is_one_sequence() -> None:
    own = "[register]\nref_pattern = 'INC-001'"
    rows = [incident(n, incident_ref=f"INC-{n:03}") for n in (1, 2, 4)]
    assert where(check(*rows, settings=own), "INC103") == ["Incidents!A4"]


@pytest.mark.parametrize("example", ["1", "2025/1", "AB/1"])
def test_where_numbers_begin_again_on_each_sheet_each_sheet_is_a_sequence(example: str) -> None:
    years = {
        "2025": grid(schema.INCIDENTS, *(incident(n, incident_ref=str(n)) for n in (1, 2, 4))),
        "2026": grid(schema.INCIDENTS, *(incident(n, incident_ref=str(n)) for n in (1, 2, 3))),
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    settings = f'[sheets]\nincidents = ["2025", "2026"]\n[register]\nref_by_sheet = true\nref_pattern = "{example}"'
    assert told(check(incidents=plain(years), settings=settings)) == [("INC103", "2025!A4", "warning")]


def test_gaps_before_closed_records_are_told_in_one_line() -> None:
    finding = only(check(closed(1), closed(3), closed(6)))
    assert told([finding]) == [("INC103", "Incidents", "warning")]
    assert finding.message.startswith("2 records that are over")


def test_a_record_of_history_fills_its_place_in_the_sequence_and_is_told_of_no_gap() -> None:
    old = {"reported_on": date(2026, 8, 3), "occurred_on": None, "recorded_on": None, "ofsted_note": "3/8/26: no harm"}
    since = "[register]\nsince = 2026-09-01"
    assert check(closed(1, **old), closed(3, **old), incident(4), settings=since) == []
