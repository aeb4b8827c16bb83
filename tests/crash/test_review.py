"""A few of the system calls of a review, on every run of the tests; all of them by `python -m tests.crash.review`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.jobs.reviewing import Trial
from tests.registers import quiet_incidents

if TYPE_CHECKING:
    from pathlib import Path


def _traces() -> bool:
    try:
        return not subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not _traces(), reason="strace is missing, or may not trace here")
def test_a_review_that_fails_or_is_killed_is_done_once_by_the_next() -> None:
    sample = subprocess.run(
        [sys.executable, "-m", "tests.crash.review", "12"], capture_output=True, text=True, check=False
    )
    assert sample.returncode == 0, sample.stdout + sample.stderr


def test_what_a_killed_review_left_in_the_state_folder_is_cleared_by_the_next(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(quiet_incidents())
    trial.review()
    before = trial.listing()
    for folder in (".", "queue", "writes", "summaries", "outbox", "outbox/sent"):
        (trial.outbox.parent / folder).mkdir(exist_ok=True)
        (trial.outbox.parent / folder / ".olsxl-00000000000a.tmp").touch()
    trial.review()
    assert trial.listing().keys() == before.keys()
