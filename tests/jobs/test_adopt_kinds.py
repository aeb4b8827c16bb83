"""Registers of eleven kinds, each tried on a fixed day against figures that were counted by hand from its rows.

Thursday 19 November 2026: what is dated from 13 to 19 November counts as updated.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from olsxl.jobs.adopt.adoption import Answered, try_on_copy
from tests.homes.kinds import (
    a_year_a_sheet,
    by_banner,
    by_colour,
    by_hand,
    by_outcome,
    by_sheet,
    by_sheet_headed_otherwise,
    by_words,
    contact_sheet,
    odd_word,
    rows_below,
    signed_off,
    two_days,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)


class Kind(NamedTuple):
    """A workbook, the figures that are right for it, the doubts it raises, and what a person answers to them."""

    workbook: bytes
    open: int
    updated: int
    doubts: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = {}


SAID = {"status": ("Outcome",), "status-sentences": ("Closed",)}

KINDS = {
    "an outcome, not answered": Kind(by_outcome(), 15, 2, ("status",)),
    "an outcome": Kind(by_outcome(), 6, 2, (), SAID),
    "a sheet for what is open": Kind(by_sheet(), 3, 1),
    "sheets for what is live and completed, headed otherwise": Kind(
        by_sheet_headed_otherwise(), 3, 0, ("sheet", "status")
    ),
    "banners": Kind(by_banner(), 3, 1),
    "closings with more behind the word": Kind(by_words(), 3, 1, ("status-word",)),
    "signed off": Kind(signed_off(), 2, 1),
    "colours with a key": Kind(by_colour(), 3, 1),
    "two columns of days": Kind(two_days(), 3, 1, ("reported-on",)),
    "two columns of days, the earlier": Kind(two_days(), 3, 0, (), {"reported-on": ("Day A",)}),
    "a sheet a year": Kind(a_year_a_sheet(), 3, 1),
    "contacts that nobody signs": Kind(contact_sheet(), 2, 0, ("updates-by",)),
    "contacts with their column of initials": Kind(contact_sheet(), 2, 1, (), {"updates-by": ("Hand",)}),
    "rows below a record": Kind(rows_below(), 6, 1, ("follow-ups",)),
    "rows below a record that go on with it": Kind(rows_below(), 3, 1, (), {"follow-ups": ("yes",)}),
    "rows below a record with its reference": Kind(rows_below(again=True), 3, 1, ("follow-ups",)),
    "rows below a record with its reference that go on with it": Kind(
        rows_below(again=True), 3, 1, (), {"follow-ups": ("yes",)}
    ),
    "a word that nobody knows": Kind(odd_word(), 2, 0, ("status-word",)),
    "XML by hand": Kind(by_hand(), 2, 1),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_register_of_this_kind_comes_to_the_figures_that_were_counted_by_hand(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    register = tmp_path / "Our log.xlsx"
    register.write_bytes(kind.workbook)
    trial = try_on_copy(register, None, date(2026, 11, 19), AT, Answered(kind.answers))
    result = trial.review
    figures = (len(result.open), len(result.updated), len(result.no_update))
    assert figures == (kind.open, kind.updated, kind.open - kind.updated)
    besides = ("notes", "reference", "write-references", "child-key")
    asked = [doubt.id for doubt in trial.adopted.doubts if doubt.id not in besides]
    assert tuple("status-word" if each.startswith("status-") else each for each in asked) == kind.doubts
