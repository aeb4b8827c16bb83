"""Allowed values, as this home keeps them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.config import Config, ConfigError, parse
from olsxl.register import schema
from olsxl.register.meaning.vocabulary import Meaning, Vocabulary
from olsxl.register.text import fold

PLAIN = Vocabulary(Config(), {})
EVERY = [(name, value) for name, values in schema.LISTS.items() for value in values]


@pytest.mark.parametrize(("name", "value"), EVERY)
def test_an_allowed_value_means_itself(name: str, value: str) -> None:
    assert PLAIN.meaning(name, value) == Meaning(value, exact=True)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("status", " open", "Open"),
        ("status", "OPEN", "Open"),
        ("status", "Open \u2013 awaiting  external", "Open - awaiting external"),
        ("sub_type", "shared another\u2019s image", "Shared another's image"),
        ("update_type", "No\u00a0update", "No Update"),
    ],
)
def test_a_near_miss_is_understood_and_not_exact(name: str, typed: str, value: str) -> None:
    assert PLAIN.meaning(name, typed) == Meaning(value, exact=False)


@pytest.mark.parametrize("typed", ["Opened", "Open?", "awaiting external", "?"])
def test_what_is_not_like_an_allowed_value_is_not_understood(typed: str) -> None:
    assert PLAIN.meaning("status", typed) is None


def test_the_config_and_the_workbook_add_values() -> None:
    config = parse('[lists]\nstatus = ["Parked"]\n[values.status]\n"Done" = "Closed"\n"Waiting" = "Parked"')
    own = Vocabulary(config, {"status": ("Handed over", "Open")})
    assert own.allowed("status") == (*schema.LISTS["status"], "Parked", "Handed over")
    assert own.meaning("status", "handed over") == Meaning("Handed over", exact=False)
    assert own.meaning("status", " done") == Meaning("Closed", exact=True)
    assert own.meaning("status", "Waiting") == Meaning("Parked", exact=True)


def test_a_value_may_be_mapped_to_one_that_the_workbook_adds() -> None:
    config = parse('[values.status]\n"Done" = "Closed - moved on"')
    own = Vocabulary(config, {"status": ("Closed - moved on",)})
    assert own.meaning("status", "Done") == Meaning("Closed - moved on", exact=True)


def test_a_value_may_be_mapped_to_blank_but_no_status() -> None:
    own = Vocabulary(parse('[values.law_enforcement]\n"N" = ""'), {})
    assert own.meaning("law_enforcement", "n") == Meaning("", exact=True)
    with pytest.raises(ConfigError, match=r"values\.status: '' is not an allowed value"):
        Vocabulary(parse('[values.status]\n"N" = ""'), {})


def test_what_only_the_other_register_adds_does_not_stop_this_one() -> None:
    config = parse('[values.status]\n"Done" = "Closed - moved on"')
    assert Vocabulary(config, {}, used={"attendance"}).meaning("attendance", "Partial")


def test_a_mapping_to_no_allowed_value_is_refused_with_the_closest() -> None:
    config = parse('[values.status]\n"Done" = "Closd"')
    with pytest.raises(ConfigError, match=r"values\.status: 'Closd' is not an allowed value; did you mean Closed\?"):
        Vocabulary(config, {})


@pytest.mark.parametrize("section", ['[lists]\nstatuss = ["A"]', '[values.statuss]\nA = "Open"'])
def test_a_list_that_there_is_not_is_refused_with_the_closest(section: str) -> None:
    with pytest.raises(ConfigError, match=r"statuss is no list of olsxl; did you mean status\?"):
        Vocabulary(parse(section), {})


def test_the_closest_value_may_be_a_word_of_the_homes_own() -> None:
    own = Vocabulary(parse('[values.status]\nOngoing = "Open"\n"Signed off" = "Closed"'), {})
    assert [own.closest("status", typed) for typed in ("Ongioing", "sined off", "Opne")] == [
        "Ongoing",
        "Signed off",
        "Open",
    ]


@pytest.mark.parametrize(
    ("typed", "value"), [("Opne", "Open"), ("closed for now", "Closed"), ("", "Open"), ("zzz", "Open")]
)
def test_the_closest_value_is_always_an_allowed_one(typed: str, value: str) -> None:
    assert PLAIN.closest("status", typed) in PLAIN.allowed("status")
    assert typed == "zzz" or not typed or PLAIN.closest("status", typed) == value


@pytest.mark.parametrize("name", schema.LISTS)
def test_no_two_allowed_values_are_alike(name: str) -> None:
    assert len({fold(value) for value in schema.LISTS[name]}) == len(schema.LISTS[name])


@given(st.text())
def test_alike_is_like_itself_again(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(f" {text}\u00a0") == fold(text)
