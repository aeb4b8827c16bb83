"""A register that lies under another name as well (a hard link): a write parts the two, and that is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs.doctor import examine
from tests.jobs.reviewing import AT, OPTIONS, Trial
from tests.registers import TODAY, incident, incident_register, review

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    trial = Trial(tmp_path / "home").lay_out(incident_register(incident(), review()))
    os.link(trial.register, tmp_path / "Register of the office.xlsx")
    return trial


def test_a_write_that_parts_the_two_tells_so_once(trial: Trial) -> None:
    other = trial.folder.parent / "Register of the office.xlsx"
    before = other.read_bytes()
    (told,) = trial.review().told
    assert "the two have parted" in told
    assert (other.read_bytes(), trial.register.read_bytes() != before) == (before, True)
    assert trial.review().told == ()


def test_a_dry_run_parts_nothing(trial: Trial) -> None:
    assert trial.review(TODAY, AT, OPTIONS._replace(dry_run=True)).told == ()


def test_doctor_tells_it_before(trial: Trial) -> None:
    (rights,) = (each for each in examine(trial.home, AT) if each.part == "rights")
    assert (rights.state, "a hard link" in rights.sentence) == ("wrong", True)
