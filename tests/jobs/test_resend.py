"""Mail of a review that was made already: queued once, and again only on purpose."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs.options import RunOptions
from tests.jobs.reviewing import AT, Trial
from tests.registers import TODAY, incident, incident_register, review

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)
RESEND = RunOptions(resend=True)


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    trial = Trial(tmp_path / "home").lay_out(incident_register(incident(), review()))
    trial.review()
    return trial


def test_where_the_state_was_lost_nothing_is_mailed_again_and_the_run_says_so(trial: Trial) -> None:
    shutil.rmtree(trial.folder / ".olsxl")
    result = trial.review(TODAY + DAY, AT + DAY)
    assert (result.status, result.messages, trial.messages(), result.problems) == ("already-reviewed", (), [], ())
    assert "No message was queued again. To send it on purpose: olsxl review --resend" in result.told[0]


def test_it_is_mailed_again_on_purpose(trial: Trial) -> None:
    shutil.rmtree(trial.folder / ".olsxl")
    assert len(trial.review(TODAY + DAY, AT + DAY, RESEND).messages) == len(trial.messages()) == 2


def test_a_week_that_is_new_is_mailed_though_the_state_was_lost(trial: Trial) -> None:
    shutil.rmtree(trial.folder / ".olsxl")
    assert len(trial.review(TODAY + 7 * DAY, AT + 7 * DAY).messages) == 2


def test_where_the_state_stands_a_second_run_says_nothing_of_it(trial: Trial) -> None:
    result = trial.review(TODAY + DAY, AT + DAY)
    assert (len(result.messages), result.told) == (2, ())


def test_messages_that_wait_are_queued_again_on_purpose_and_none_is_doubled(trial: Trial) -> None:
    before = trial.messages()
    result = trial.review(TODAY + DAY, AT + DAY, RESEND)
    assert ([each["state"] for each in result.messages], trial.messages()) == (["queued"] * 2, before)
