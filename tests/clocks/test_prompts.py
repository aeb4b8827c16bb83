"""The questions that the page asks beside an open record."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.clocks.prompts import Prompt, prompts
from olsxl.config import ClocksSection, Config, parse
from olsxl.register import reading, schema
from olsxl.report.build import ReviewView, summarise
from olsxl.report.render import Renderer
from olsxl.review.plan import plan
from olsxl.rules import rule_context
from tests.registers import TODAY, incident, incident_register, review, update
from tests.report.samples import busy

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from olsxl.config import Audience

REPORTED = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=20)
CLOCKS = ClocksSection()


def asked(*told: str, reported: date | None = REPORTED, clocks: ClocksSection = CLOCKS, **cells: object) -> list[str]:
    """The openings of what is asked beside a record with these cells, by their config keys."""
    headings = {column.config_key: column.heading for column in schema.INCIDENTS.columns}
    blank: dict[Hashable, object] = dict.fromkeys(schema.INCIDENTS.headings, "")
    record = blank | {headings[key]: value for key, value in cells.items()}
    return [prompt.text.split(":")[0] for prompt in prompts(record, reported, set(told), clocks, TODAY)]


def test_an_everyday_record_is_asked_nothing() -> None:
    assert asked(event_type="Misuse of online services", sub_type="Outside acceptable use", risk_level="Low") == []


def test_suspected_grooming_calls_for_ofsted_the_police_ceop_the_lado_and_the_placing_authority() -> None:
    assert asked(sub_type="Suspected grooming") == ["Ofsted", "Police", "CEOP", "LADO", "Placing authority"]


@pytest.mark.parametrize("level", ["High", "Critical"])
def test_a_high_risk_calls_for_ofsted(level: str) -> None:
    assert asked(risk_level=level) == ["Ofsted", "Placing authority"]


def test_what_the_register_answers_is_asked_no_more() -> None:
    bodies = ("CEOP", "LADO", "Placing authority")
    kind, open_ = "Suspected grooming", "Under consideration"
    assert asked(*bodies, sub_type=kind, law_enforcement="Not required", ofsted_notification="Not notifiable") == []
    assert asked(*bodies, sub_type=kind, law_enforcement=open_, ofsted_notification=open_) == ["Ofsted", "Police"]


def test_imagery_is_told_of_by_its_address_alone() -> None:
    assert asked(imagery_involved="Yes") == ["Police", "IWF"]


def test_a_question_without_a_place_for_its_answer_is_asked_for_two_weeks() -> None:
    assert asked(sub_type="Radicalisation") == ["Prevent"]
    assert asked(sub_type="Radicalisation", reported=LAST_WEEK) == []
    assert asked(sub_type="Radicalisation", reported=None) == []
    assert asked(sub_type="Suspected grooming", reported=LAST_WEEK)[0] == "Ofsted"


def test_a_clock_ends_on_its_day() -> None:
    blank: dict[Hashable, object] = dict.fromkeys(schema.INCIDENTS.headings, "")
    (device,) = prompts(blank | {"Technical controls": "Changed"}, REPORTED, set(), CLOCKS, TODAY)
    assert device == Prompt(CLOCKS.device, REPORTED + timedelta(days=5))


def test_the_home_words_its_questions_and_may_ask_none() -> None:
    clocks = parse('[clocks]\nofsted = "Ring Ofsted: yes or no?"\nplacing_authority = ""').clocks
    assert asked(risk_level="High", clocks=clocks) == ["Ring Ofsted"]


def test_every_question_ends_as_one_and_none_is_a_verdict() -> None:
    texts = [value for value in CLOCKS.model_dump().values() if isinstance(value, str)]
    assert all(text.endswith("?") for text in texts)
    assert not any(word in text.casefold() for text in texts for word in ("must be", "is notifiable", "required"))


def test_the_page_asks_beside_the_record_and_the_copy_with_numbers_alone_asks_nothing() -> None:
    page = Renderer().page(busy(), "manager")
    assert "To decide for OLS-2026-0007" in page
    assert "without delay, where possible within 24 h (gov.uk). Decided? By whom, why? (By 12/07/2026.)" in page
    assert "Ofsted" not in Renderer().page(busy(), "counts")


@pytest.mark.parametrize("audience", ["manager", "deputy", "counts"])
def test_mail_asks_nothing_for_a_question_would_tell_what_happened(audience: Audience) -> None:
    assert "Ofsted" not in Renderer().mail(busy(), audience).text


def test_what_an_update_says_was_told_is_asked_no_more() -> None:
    record = incident(sub_type="Suspected grooming", law_enforcement="Not required", ofsted_notification="Notified")
    rows = [record, update(body_told="LADO"), update(body_told="CEOP"), review()]
    register = reading.incident_register(incident_register(*rows), "incident-register.xlsx", Config())
    found = rule_context(register, None, TODAY, Config())
    made = ReviewView(plan(register, TODAY, datetime.combine(TODAY, time(16))), written=True)
    (open_record,) = summarise(found, made, []).open
    assert [prompt.text for prompt in open_record.asked] == [CLOCKS.placing_authority]


@pytest.mark.parametrize(("days", "is_long"), [(90, False), (91, True)])
def test_a_record_is_long_open_after_the_days_that_the_settings_give(days: int, is_long: bool) -> None:
    record = incident(reported_on=TODAY - timedelta(days=days), recorded_on=TODAY - timedelta(days=days))
    register = reading.incident_register(incident_register(record, review()), "incident-register.xlsx", Config())
    made = ReviewView(plan(register, TODAY, datetime.combine(TODAY, time(16))), written=True)
    (open_record,) = summarise(rule_context(register, None, TODAY, Config()), made, []).open
    assert open_record.long_open is is_long


def test_a_question_that_the_register_has_no_place_to_answer_is_not_asked() -> None:
    keeps: dict[Hashable, object] = {"Sub-type": "Suspected grooming", "Law enforcement": ""}
    told = [prompt.text.split(":")[0] for prompt in prompts(keeps, REPORTED, None, CLOCKS, TODAY)]
    assert told == ["Police"]
    told = [prompt.text.split(":")[0] for prompt in prompts(keeps, REPORTED, set(), CLOCKS, TODAY)]
    assert told == ["Ofsted", "Police", "CEOP", "LADO", "Placing authority"]
