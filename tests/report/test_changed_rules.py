"""What `[rules]` changes is counted for everybody, and named for who may see the findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from olsxl.rules import Change
from tests.report import samples
from tests.report.test_counts import copies
from tests.report.test_mail import CALM, faces

if TYPE_CHECKING:
    from olsxl.config import Audience

CHANGES = (Change("INC104", "off", 3), Change("WBK008", "error"))
CHANGED = replace(samples.calm(), changes=CHANGES)
TOLD = "Changed in olsxl.toml: INC104 is off (3 findings not shown); WBK008 is told as an error."
COUNTED = ("3 findings are not shown: olsxl.toml switches their rules off.", "2 rules are changed in olsxl.toml.")


@pytest.mark.parametrize("audience", ["manager", "deputy"])
def test_a_silenced_finding_is_counted_and_its_rule_named_in_text_in_html_and_on_the_page(audience: Audience) -> None:
    for face in faces(CHANGED, audience):
        for fact in (TOLD, *COUNTED):
            assert fact in face


def test_who_sees_counts_alone_reads_how_many_and_no_rule() -> None:
    for face in faces(CHANGED, "counts"):
        for fact in COUNTED:
            assert fact in face
    assert not re.search("INC104|WBK008", copies(CHANGED))


@pytest.mark.parametrize("audience", ["manager", "counts"])
def test_a_week_sounds_not_well_because_a_rule_was_switched_off(audience: Audience) -> None:
    for face in faces(CHANGED, audience):
        assert "Not everything is in order" in face
        assert "Nothing is asked" not in face


def test_a_rule_that_is_off_and_would_find_nothing_takes_nothing_from_a_good_week() -> None:
    for face in faces(replace(samples.calm(), changes=(Change("INC104", "off"),))):
        assert CALM in face
        assert "INC104 is off (0 findings not shown)" in face
