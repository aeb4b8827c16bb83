"""The catalogue of rules: codes, titles, and what a summary may show of a finding."""

from __future__ import annotations

import re
from datetime import datetime, time

import pytest

from olsxl.config import Config, parse
from olsxl.register import reading, schema
from olsxl.report.build import ReviewView, summarise
from olsxl.review.plan import plan
from olsxl.rules import (
    CATALOGUE,
    TITLES,
    Change,
    NoSuchRule,
    Rule,
    RuleContext,
    apply,
    changes,
    find,
    missing_columns,
    rule_context,
    unknown_codes,
)
from olsxl.rules.policy import SOURCES, ground
from tests.registers import TODAY, closed, grid, incident, incident_register, plain, review, training_register, update
from tests.rules.checking import check, told

STAMP = datetime.combine(TODAY, time(16))
EACH = pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
SHEETS = {sheet.name: sheet for sheet in (*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER)}
CODE = re.compile(r"WBK0\d\d|INC1\d\d|UPD2\d\d|REV3\d\d|TRN4\d\d|PPL5\d\d")


def test_no_code_stands_twice() -> None:
    assert len({rule.code for rule in CATALOGUE}) == len(CATALOGUE) == len(TITLES)


def test_no_rule_is_told_under_two_codes() -> None:
    assert len({rule.find for rule in CATALOGUE}) == len({rule.title for rule in CATALOGUE}) == len(CATALOGUE)


@EACH
def test_a_code_names_its_family(rule: Rule) -> None:
    assert CODE.fullmatch(rule.code)


@EACH
def test_a_rule_is_told_in_the_managers_words_with_why_what_to_do_and_an_example(rule: Rule) -> None:
    told = rule.explanation
    for sentence in (told.title, told.why, told.put_right, told.example):
        assert sentence.endswith(".")
        assert sentence[0].isupper()


@EACH
def test_a_rule_names_what_it_rests_on(rule: Rule) -> None:
    assert rule.source
    assert all(ground(source).endswith(SOURCES[source][1:]) for source in rule.source)


@EACH
def test_a_title_quotes_no_value_and_no_name_of_python(rule: Rule) -> None:
    assert not re.search(r"[{}%'\"`_\u201c\u201d]", TITLES[rule.code])


@EACH
def test_a_rule_needs_headings_of_the_schema(rule: Rule) -> None:
    for sheet, columns in rule.needs.items():
        assert set(columns) <= set(SHEETS[sheet].headings)


def faulty() -> tuple[bytes, bytes]:
    """Registers with something that nobody else may read in every kind of cell."""
    private = "Sam-Private"
    incidents = incident_register(
        closed(1, incident_ref=f"{private} 1", status=private, occurred_on=private, risk_area=private),
        closed(1, incident_ref=f"{private} 1", outcome=None, owner=private, reported_on=TODAY.replace(day=30)),
        incident(2, incident_ref=None, summary=private),
        update(1, incident_ref=private, update=private, type=private, by=None),
        review(TODAY.replace(day=2), comment=private),
        review(TODAY.replace(month=10, day=8), review=private, comment=private),
    )
    people = [{"Person ID": private, "Full name": private, "Started on": TODAY.replace(year=2020)}]
    return incidents, plain({"People": [list(people[0]), list(people[0].values())], "Training": grid(schema.TRAINING)})


def test_a_summary_shows_nothing_of_what_was_found_but_its_rule_and_cell() -> None:
    incidents, training = faulty()
    config = Config()
    register = reading.incident_register(incidents, "incident-register.xlsx", config)
    seen = rule_context(register, reading.training_register(training, "training-register.xlsx", config), TODAY, config)
    findings = apply(seen)
    assert len({finding.code for finding in findings}) >= 9
    summary = summarise(seen, ReviewView(plan(register, TODAY, STAMP), written=True), findings)
    assert {seen.title for seen in summary.observations} <= set(TITLES.values())
    assert "Private" not in repr(summary)


def test_findings_come_in_the_order_of_the_catalogue() -> None:
    codes = [code for code, _, _ in told(check(incidents=faulty()[0], training=faulty()[1]))]
    order = list(TITLES)
    assert codes == sorted(codes, key=order.index)


def test_what_is_missing_altogether_can_be_asked_for_alone() -> None:
    config = Config()
    register = reading.incident_register(plain({"Updates": [["Incident ref"]]}), "incident-register.xlsx", config)
    findings = missing_columns(register.tables, config)
    assert {finding.code for finding in findings} == {"WBK001"}
    assert len(findings) == 2 + len([c for c in schema.UPDATES.columns[1:] if c.indispensable])


def test_a_home_without_a_training_register_is_not_held_to_training() -> None:
    config = Config()
    register = reading.incident_register(incident_register(incident(), review()), "incident-register.xlsx", config)
    assert apply(rule_context(register, None, TODAY, config)) == []


def test_blank_registers_have_no_finding() -> None:
    assert check(incidents=incident_register(), training=training_register()) == []


def early(settings: str = "") -> RuleContext:
    """A register in which a date lies in the future."""
    config = parse(settings)
    data = incident_register(incident(reported_on=TODAY.replace(day=30), recorded_on=TODAY.replace(day=30)), review())
    return rule_context(reading.incident_register(data, "incident-register.xlsx", config), None, TODAY, config)


def test_a_rule_that_the_home_switched_off_finds_nothing_and_what_it_would_have_found_is_counted() -> None:
    assert [finding.code for finding in apply(early())] == ["INC105", "INC105"]
    assert apply(early('[rules]\nINC105 = "off"')) == []
    assert changes(early('[rules]\nINC105 = "off"')) == [Change("INC105", "off", 2)]


def test_the_home_may_tell_an_error_as_a_warning() -> None:
    settings = '[rules]\nINC105 = "warning"'
    assert {finding.severity for finding in apply(early(settings))} == {"warning"}
    assert changes(early(settings)) == [Change("INC105", "warning")]


def test_a_code_that_is_none_is_told_with_the_closest() -> None:
    told = ["rules.INC105O is no rule of olsxl; did you mean INC105?"]
    assert unknown_codes(parse('[rules]\nINC105O = "off"')) == told
    with pytest.raises(NoSuchRule, match="did you mean INC105"):
        find("inc105o")
    assert find("inc105").code == "INC105"
