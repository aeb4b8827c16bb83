"""References in place of children, and texts without personal data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.naming.child_key import Child
from olsxl.register.schema import INCIDENTS
from olsxl.rules import apply, rule_context
from tests.registers import TODAY, closed, incident, incident_register, review, update
from tests.rules.checking import check, only, told

if TYPE_CHECKING:
    from olsxl.findings import Finding
    from olsxl.workbook import AppendRow


@pytest.mark.parametrize("refs", [None, "Sam", "C-7F3K, Sam", "C-7F3", "C-7F3K C-9PPT", ";", "C-7F3K and C-9PPT"])
def test_no_child_reference_or_one_of_another_form_is_told_and_not_quoted(refs: str | None) -> None:
    finding = only(check(incident(child_refs=refs)))
    assert told([finding]) == [("INC113", "Incidents!K2", "error")]
    assert "Sam" not in finding.message + finding.fix


@pytest.mark.parametrize("refs", ["C-7F3K", "C-7F3K, C-9PPT", "C-7F3K;C-9PPT ; C-2QLM", "C-7F3K,", "c-7f3k"])
def test_several_child_references_are_separated_by_a_comma_or_a_semicolon(refs: str) -> None:
    assert check(incident(child_refs=refs)) == []


def test_the_home_may_have_child_references_of_its_own_form() -> None:
    own = '[register]\nchild_pattern = "YP 01"'
    assert check(incident(child_refs="YP 12; YP 7"), settings=own)[0].code == "INC113"
    assert check(incident(child_refs="YP 12; YP 07"), settings=own) == []


TEXTS = {
    "summary": "R",
    "immediate_action": "S",
    "assessment": "U",
    "law_enforcement_note": "X",
    "training_and_education_note": "Z",
    "technical_controls_note": "AB",
    "ofsted_note": "AG",
    "placing_authority_told": "AH",
    "childs_views": "AI",
    "outcome": "AN",
}


@pytest.mark.parametrize(("text", "column"), TEXTS.items())
def test_a_number_by_which_somebody_is_reached_is_told_in_every_text(text: str, column: str) -> None:
    finding = only(check(closed(**{text: "12/11/2026: rang 07700 900123 at noon"})))
    assert told([finding]) == [("INC114", f"Incidents!{column}2", "warning")]
    assert "holds a phone number" in finding.message
    assert "0123" not in finding.message


def test_an_update_is_a_text_too() -> None:
    findings = check(incident(), update(update="Wrote to a.b@home.example"))
    assert told(findings) == [("INC114", "Updates!D2", "warning")]


def test_several_kinds_in_one_cell_are_told_together() -> None:
    finding = only(check(incident(summary="born 03/04/2012, lives at ZE9 9ZZ, 020 7946 0018")))
    assert finding.message == "'Summary' holds a phone number and a postcode and a date of birth"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("There was sexting at school", "sharing nudes"),
        ("SEXTED twice", "sharing nudes"),
        ("found child pornography", "child sexual abuse material"),
        ("called it kiddie porn", "child sexual abuse material"),
        ("It was revenge-porn", "sharing nudes without consent"),
    ],
)
def test_a_discouraged_term_is_told_with_what_to_say_instead(text: str, better: str) -> None:
    findings = check(incident(summary=text), update(update=text))
    assert told(findings) == [("INC115", "Incidents!R2", "warning"), ("INC115", "Updates!D2", "warning")]
    assert {finding.fix for finding in findings} == {f"Say: {better}"}


@pytest.mark.parametrize("text", ["Texting late", "Essex", "pornography on a tablet", "sharing nudes", "the next text"])
def test_any_other_word_is_not(text: str) -> None:
    assert check(incident(summary=text)) == []


KEY = (
    Child("C-7F3K", ("Tamsin Buttercrumb",), date(2012, 4, 3)),
    Child("C-9PPT", ("Will Day", "Billy"), None),
)


def with_key(*rows: AppendRow, settings: str = "") -> list[Finding]:
    config = parse(settings)
    register = reading.incident_register(incident_register(*rows, review()), "incident-register.xlsx", config)
    return apply(rule_context(register, None, TODAY, config, children=KEY))


@pytest.mark.parametrize(
    "text",
    [
        "Tamsin told her carer",
        "A friend of buttercrumb, tamsin",
        "the account TamsinButtercrumb",
        "We spoke to Billy",
        "then Will told us",
        "Her birthday is 3rd April 2012",
        "03.04.12",
    ],
)
def test_what_the_child_key_keeps_is_an_error_in_a_text_and_is_never_quoted(text: str) -> None:
    findings = with_key(incident(summary=text), update(update=text))
    assert told(findings) == [("INC114", "Incidents!R2", "error"), ("INC114", "Updates!D2", "error")]
    for finding in findings:
        assert not [name for name in ("Tamsin", "Buttercrumb", "Billy", "Will", "2012") if name in finding.message]
        assert finding.fix == "Type the child's reference in its place"


@pytest.mark.parametrize("text", ["Will the police be told?", "All day long", "a bill of 20 pounds", "on 03/05/2012"])
def test_everyday_words_and_other_days_are_no_leak(text: str) -> None:
    assert with_key(incident(summary=text)) == []


def test_a_date_of_birth_of_the_key_is_told_once_though_it_is_called_one() -> None:
    findings = with_key(incident(summary="Tamsin, born 03/04/2012, of ZE9 9ZZ"))
    assert told(findings) == [("INC114", "Incidents!R2", "error"), ("INC114", "Incidents!R2", "warning")]
    assert findings[0].message == "'Summary' holds a name and a date of birth of the child key"
    assert findings[1].message == "'Summary' holds a postcode"


def test_history_is_left_as_it_is() -> None:
    old = closed(reported_on=date(2026, 8, 3), summary="07700 900123, sexting", child_refs=None)
    since = "[register]\nsince = 2026-09-01"
    assert check(old, update(update="Rang 07700 900123"), settings=since) == []


def test_every_free_text_of_the_schema_is_looked_at() -> None:
    from olsxl.rules.incidents.texts import OF_INCIDENTS

    assert {column.config_key for column in INCIDENTS.columns if column.heading in OF_INCIDENTS} == set(TEXTS)


@pytest.mark.parametrize("ref", ["Tamsin-1", "TAMSIN1", "OLS-2026-Buttercrumb", "will-01", "tamsin_b2012", "BILLY/7"])
def test_a_reference_that_holds_a_name_of_the_key_is_an_error_and_is_not_quoted_in_the_message(ref: str) -> None:
    found = [finding for finding in with_key(incident(), incident(2, incident_ref=ref)) if finding.code == "INC135"]
    assert told(found) == [("INC135", "Incidents!A3", "error")]
    assert ref not in found[0].message + found[0].fix


@pytest.mark.parametrize("ref", ["OLS-2026-0007", "INC-7", "2026/7"])
def test_any_other_reference_holds_no_name(ref: str) -> None:
    assert "INC135" not in {finding.code for finding in with_key(incident(), incident(2, incident_ref=ref))}


def test_an_everyday_word_that_all_references_bear_names_nobody() -> None:
    findings = with_key(incident(1, incident_ref="DAY-0001"), settings='[register]\nref_pattern = "DAY-0001"')
    assert "INC135" not in {finding.code for finding in findings}
