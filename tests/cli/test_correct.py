from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import registers
from tests.cli.running import SETTINGS, listing, olsxl

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = registers.incident_register(registers.incident(1), registers.review())
GONE = ("correct", "--review", "2026-W47", "--gone", "--reason", "It was made by mistake", "--by", "P-001")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose review was made and then deleted."""
    people = registers.training_register(registers.person())
    registers.home(tmp_path, incidents=BEFORE, training=people, settings=SETTINGS)
    olsxl("review", "--config", tmp_path)
    (tmp_path / "incident-register.xlsx").write_bytes(BEFORE)
    return tmp_path


def test_a_review_is_said_to_be_gone_once(home: Path) -> None:
    shown = olsxl(*GONE, "--config", home)
    assert shown.status == 0
    shown.says("one row of Type Correction was added to incident-register.xlsx, by P-001")
    again = olsxl(*GONE, "--config", home)
    assert again.status == 2
    again.says("olsxl knows of no review 2026-W47")


def test_it_is_said_in_json(home: Path) -> None:
    before = listing(home)
    dry = olsxl(*GONE, "--config", home, "--format", "json", "--dry-run").json
    assert (dry.pop("dry_run"), listing(home)) == (True, before)
    assert olsxl(*GONE, "--config", home, "--format", "json").json == dry
    assert dry == {
        "review": "2026-W47",
        "kind": "gone",
        "by": "P-001",
        "whole": True,
        "refs": [registers.ref(1)],
        "rows_appended": {"Updates": 1},
    }


def test_what_is_missing_of_the_command_is_named(home: Path) -> None:
    before = listing(home)
    shown = olsxl("correct", "--review", "2026-W47", "--reason", "x", "--config", home)
    assert (shown.status, listing(home)) == (2, before)
    shown.says("Missing option '--gone'")
