"""The facts about training in the summary, and where training and incidents meet (INC109, P9)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.report.training.facts import Gap, Link, Training, Untrained, link, training
from olsxl.report.training.sentences import aside
from olsxl.rules import RuleContext, rule_context
from tests.registers import LAST_REVIEW, TODAY, closed, grid, incident, incident_register, person, plain, session
from tests.registers import training_register as register_of

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

STAFF = {"reporter_type": "Onsite staff"}
DECIDED = {"training_and_education": "Not required", "training_and_education_note": "10/11/2026: known well"}
SHEETS = {sheet.name for sheet in schema.TRAINING_REGISTER}


def check(*rows: AppendRow, settings: str = "", incidents: bytes | None = None) -> RuleContext:
    """What rules look at; where nobody is among the rows, the home keeps no training register."""
    config = parse(settings)
    people = [row for row in rows if row.table in SHEETS]
    incidents = incidents or incident_register(*(row for row in rows if row.table not in SHEETS))
    return rule_context(
        reading.incident_register(incidents, "incident-register.xlsx", config),
        reading.training_register(register_of(*people), "training-register.xlsx", config) if people else None,
        TODAY,
        config,
    )


def test_the_facts_are_those_of_the_day() -> None:
    soon = TODAY + timedelta(days=28)
    rows = [
        person(1, started_on=date(2024, 1, 1)),
        session(1, date(2025, 11, 18)),
        person(2, started_on=date(2024, 1, 1)),
        session(2, soon.replace(year=2025)),
        person(3),
        session(3, TODAY),
        person(4, person_id=None),
    ]
    facts = training(check(*rows, incident(1, **DECIDED)))
    assert (facts.trained, facts.people, facts.uncounted) == (2, 3, 1)
    assert facts.gaps == (
        Gap("P-001", "overdue", date(2026, 11, 18), -1),
        Gap("P-002", "due-soon", soon, 28),
    )
    assert facts.coming == facts.gaps[1:]
    assert (facts.months.overdue, facts.months.later, facts.link) == (1, 1, Link())


def test_who_falls_due_within_four_weeks_is_known_even_where_nothing_is_told_as_due_soon() -> None:
    rows = person(1, started_on=date(2024, 1, 1)), session(1, TODAY.replace(year=2025))
    facts = training(check(*rows, settings="[training]\ndue_soon_days = 0"))
    assert [gap.person for gap in facts.coming] == ["P-001"]
    rows = person(1, started_on=date(2024, 1, 1)), session(1, date(2025, 12, 1))
    facts = training(check(*rows, settings="[training]\ndue_soon_days = 0"))
    assert (facts.gaps, [gap.status for gap in facts.coming]) == ((), ["in-date"])


def test_without_a_training_register_nobody_is_active_and_undecided_reviews_are_told_all_the_same() -> None:
    facts = training(check(incident(1)))
    assert facts == Training(0, 0, (), facts.months, link=Link(undecided=("OLS-2026-0001",)))
    assert facts.months.overdue == 0


def test_an_open_record_of_an_untrained_reporter_is_named_and_closed_ones_are_counted() -> None:
    rows = incident(1, **STAFF, **DECIDED), closed(2, **STAFF), closed(3, **STAFF), person()
    assert link(check(*rows)) == Link((Untrained("OLS-2026-0001", ("P-001",)),), closed=2)


def test_a_reporter_who_was_trained_on_the_day_is_told_nowhere() -> None:
    assert link(check(incident(1, **STAFF, **DECIDED), person(), session())) == Link()


def test_a_name_that_two_people_share_may_mean_either() -> None:
    twins = person(1, full_name="Lark Example"), person(2, full_name="Lark Example")
    found = link(check(incident(1, reported_by="lark example", **STAFF, **DECIDED), *twins))
    assert found.untrained == (Untrained("OLS-2026-0001", ("P-001", "P-002")),)


def test_what_the_home_switches_off_is_not_told() -> None:
    rows = incident(1, **STAFF, **DECIDED), person()
    assert link(check(*rows, settings='[rules]\nINC109 = "off"')) == Link()
    assert len(link(check(*rows, settings='[rules]\nINC109 = "error"')).untrained) == 1


def test_without_the_columns_nothing_is_told() -> None:
    headings = ["Incident ref", "Reported on", "Reported by", "Status"]
    incidents = plain({"Incidents": grid(schema.INCIDENTS, incident(1, **STAFF), headings=headings)})
    assert link(check(person(), incidents=incidents)) == Link()


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (incident(1), True),
        (incident(1, training_and_education="Under consideration"), True),
        (incident(1, training_and_education="under  consideration"), True),
        (incident(1, training_and_education="Not required"), False),
        (incident(1, training_and_education="Action taken"), False),
        (incident(1, status="Open - awaiting external"), True),
        (incident(1, status="Perhaps"), True),
        (closed(1, training_and_education=None), False),
    ],
)
def test_an_open_record_asks_for_a_review_of_training_until_it_is_decided(record: AppendRow, told: bool) -> None:
    assert link(check(record, person(), session())).undecided == (("OLS-2026-0001",) if told else ())


def test_history_asks_for_nothing() -> None:
    old = closed(1, training_and_education=None, **STAFF), person()
    assert link(check(*old, settings=f"[register]\nsince = {TODAY}")) == Link()


def test_what_is_no_reference_and_no_person_id_is_told_by_its_cell() -> None:
    named = incident(3, incident_ref="Odette2", reported_by="Tamsin-5", **STAFF)
    people = person(1), person(2), person(3, person_id="Tamsin-5")
    found = link(check(incident(1, **DECIDED), incident(2, **DECIDED), named, *people))
    assert found == Link((Untrained("Incidents!A4", ("People!A4",)),), undecided=("Incidents!A4",))


def test_the_day_of_the_report_decides_and_not_today() -> None:
    rows = incident(1, **STAFF, **DECIDED), person(), session(1, LAST_REVIEW)
    assert len(link(check(*rows)).untrained) == 1


@pytest.mark.parametrize("typed", ["To be decided", "No", "Considering"])
def test_what_is_no_allowed_value_decides_nothing(typed: str) -> None:
    assert link(check(incident(1, training_and_education=typed))).undecided == ("OLS-2026-0001",)


def test_for_numbers_alone_waivers_and_starts_to_come_are_counted() -> None:
    waived = session(1, session_on=None, attendance="Waived", note="On long leave, until 31/01/2028")
    facts = training(check(person(1), waived, person(2, started_on=TODAY + timedelta(days=1))))
    assert [told.stem for told in aside(facts)] == [
        "Training of 1 person is waived for a time",
        "1 person has not started yet",
    ]
