"""Managers' own values: what they mean, and what is left for a person to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.adopt.meanings import meaning, meanings
from olsxl.register import schema
from olsxl.register.schema import is_closed


@pytest.mark.parametrize(
    "typed",
    [
        "open",
        "Live",
        "In progress",
        "ongoing ",
        "ON HOLD",
        "2 - Assessment",
        "o",
        "Not closed",
        "Re-opened",
        "Open (police)",
    ],
)
def test_a_status_that_says_open_is_open(typed: str) -> None:
    found = meaning("status", typed)
    assert found
    assert not is_closed(found)


@pytest.mark.parametrize(
    "typed",
    [
        "closed",
        "Resolved",
        "C",
        "NFA",
        "Signed off",
        "Closed - NFA",
        "6 - Ended, no action",
        "closed (see INC 5)",
        "Done.",
    ],
)
def test_a_status_that_says_closed_is_closed(typed: str) -> None:
    assert meaning("status", typed) == "Closed"


@pytest.mark.parametrize(
    "typed",
    [
        "closed pending review",
        "Closed? ask SW",
        "To be closed",
        "Closed - reopened 12/11",
        "Nearly done",
        "Complete when SW agrees",
        "Closed until school returns",
        "Blue",
        "Not resolved",
        "Waiting to be signed off",
    ],
)
def test_a_status_of_which_that_is_not_sure_is_never_closed(typed: str) -> None:
    assert meaning("status", typed) != "Closed"


@given(st.text(max_size=30))
def test_nothing_becomes_closed_that_does_not_begin_with_a_word_for_it(typed: str) -> None:
    if meaning("status", typed) == "Closed":
        assert any(c.isalpha() for c in typed)
        assert "?" not in typed


@pytest.mark.parametrize("name", ["law_enforcement", "ofsted_notification", "ofcom_complaint"])
@pytest.mark.parametrize("typed", ["N", "no", "FALSE"])
def test_a_no_decides_nothing(name: str, typed: str) -> None:
    assert meaning(name, typed) == ""


@pytest.mark.parametrize(
    ("name", "typed", "ours"),
    [
        ("law_enforcement", "yes", "Reported"),
        ("yes_no_unknown", "TRUE", "Yes"),
        ("risk_level", "Amber", "Medium"),
        ("report_route", "E-mail", "Email"),
        ("attendance", "dna", "Did not attend"),
        ("technical_controls", "Y", None),
        ("risk_level", "3", None),
    ],
)
def test_other_values_are_known_word_for_word_or_not_at_all(name: str, typed: str, ours: str | None) -> None:
    assert meaning(name, typed) == ours


def test_only_what_would_not_be_read_by_itself_is_written_down_and_the_rest_is_counted() -> None:
    found = meanings("status", ["Open", "open", "Live", "live ", "Blue", "blue", "Closed"])
    assert (found.mapped, found.unknown) == ({"Live": "Open"}, {"Blue": 2})
    assert found.share == pytest.approx(5 / 7)


def test_every_meaning_is_an_allowed_value() -> None:
    from olsxl.adopt import meanings as module

    for name, words in module._KNOWN.items():
        assert set(words) - {""} <= set(schema.LISTS[name])
