"""A few of the system calls of a review, and a home that vanishes from it: a sample of the proofs, marked `proof`.

All of them by `python -m tests.crash.review` and `python -m tests.crash.calamities`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.jobs.reviewing import Trial
from tests.registers import quiet_incidents

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.proof
def test_a_review_that_fails_or_is_killed_is_done_once_by_the_next() -> None:
    if not shutil.which("strace") or subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        pytest.skip("strace is missing, or may not trace here")
    assert_faultless("review", "4")


@pytest.mark.proof
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the reviews are made by copies of a process")
def test_a_home_that_vanishes_is_not_made_anew_and_its_review_is_not_said_to_be_done() -> None:
    assert_faultless("calamities", "making", "weekly")


def assert_faultless(proof: str, *sample: str) -> None:
    command = [sys.executable, "-m", f"tests.crash.{proof}", *sample]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_killed_review_left_in_the_state_folder_is_cleared_by_the_next(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(quiet_incidents())
    trial.review()
    before = trial.listing()
    for folder in (".", "queue", "writes", "summaries", "outbox", "outbox/sent"):
        (trial.outbox.parent / folder).mkdir(exist_ok=True)
        (trial.outbox.parent / folder / ".olsxl-00000000000a.tmp").touch()
    trial.review()
    assert trial.listing().keys() == before.keys()
