"""Texts made comparable: what reads the same is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.register.text import fold, heading_key, is_said_again, plain

UNSEEN = [
    *("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202c", "\u202e", "\u2060"),
    *("\u2066", "\u2069", "\ufeff"),
]
OTHER_HYPHENS = ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\ufe63", "\uff0d"]


@pytest.mark.parametrize("mark", UNSEEN)
def test_a_character_that_does_not_show_tells_no_two_references_apart(mark: str) -> None:
    for typed in (f"{mark}OLS-2026-0002", f"OLS-{mark}2026-0002", f"OLS-2026-0002{mark} "):
        assert plain(typed).strip() == "OLS-2026-0002"
        assert fold(typed) == "ols-2026-0002"


@pytest.mark.parametrize("hyphen", OTHER_HYPHENS)
def test_the_kind_of_hyphen_tells_no_two_references_apart(hyphen: str) -> None:
    assert plain(f"OLS{hyphen}2026{hyphen}0002") == "OLS-2026-0002"


@pytest.mark.parametrize("stroke", ["\u2044", "\u2215", "\u29f8", "\uff0f"])
def test_the_kind_of_stroke_tells_no_two_references_apart(stroke: str) -> None:
    assert plain(f"INC 12{stroke}26") == "INC 12/26"


def test_letters_and_digits_of_full_width_are_the_usual_ones() -> None:
    assert plain("\uff2f\uff2c\uff33-\uff12\uff10\uff12\uff16-0002\u3000").strip() == "OLS-2026-0002"


@pytest.mark.parametrize("mark", ["\u2018", "\u2019", "\u02bc"])
def test_an_apostrophe_of_another_kind_is_one(mark: str) -> None:
    assert fold(f"Shared another{mark}s  image") == "shared another's image"


def test_an_accent_of_its_own_is_that_of_the_letter() -> None:
    assert fold("Zoe\u0308") == fold("ZO\u00cb")


def test_a_heading_is_known_with_characters_that_do_not_show() -> None:
    assert heading_key("\ufeffIncident\u200b\u00a0ref.") == "incidentref"


def test_a_heading_said_again_is_known_and_a_blank_one_is_none() -> None:
    assert is_said_again("INCIDENT  ref", "Incident\nref")
    assert not is_said_again("", "")


@given(st.text())
def test_what_was_made_comparable_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(fold(text)) == fold(text)
