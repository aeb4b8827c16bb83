"""The questions that the page asks beside an open record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.config import ClocksSection, parse
from olsxl.register import schema
from olsxl.report.prompts import Prompt, prompts
from tests.registers import TODAY

if TYPE_CHECKING:
    from datetime import date

REPORTED = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=20)
CLOCKS = ClocksSection()


def asked(*told: str, reported: date | None = REPORTED, clocks: ClocksSection = CLOCKS, **cells: object) -> list[str]:
    """The openings of what is asked beside a record with these cells, by their config keys."""
    headings = {column.config_key: column.heading for column in schema.INCIDENTS.columns}
    blank: dict[str, object] = dict.fromkeys(schema.INCIDENTS.headings, "")
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
    record = dict.fromkeys(schema.INCIDENTS.headings, "") | {"Technical controls": "Changed"}
    (device,) = prompts(record, REPORTED, set(), CLOCKS, TODAY)
    assert device == Prompt(CLOCKS.device, REPORTED + timedelta(days=5))


def test_the_home_words_its_questions_and_may_ask_none() -> None:
    clocks = parse('[clocks]\nofsted = "Ring Ofsted: yes or no?"\nplacing_authority = ""').clocks
    assert asked(risk_level="High", clocks=clocks) == ["Ring Ofsted"]


def test_every_question_ends_as_one_and_none_is_a_verdict() -> None:
    texts = [value for value in CLOCKS.model_dump().values() if isinstance(value, str)]
    assert all(text.endswith("?") for text in texts)
    assert not any(word in text.casefold() for text in texts for word in ("must be", "is notifiable", "required"))
