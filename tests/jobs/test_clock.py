"""A clock that stands before what olsxl wrote, or long after all that is known."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs import run as schedule
from olsxl.jobs.check import check
from olsxl.jobs.writes.clock import ClockBehind
from tests.jobs.reviewing import AT, Trial
from tests.registers import TODAY, incident, incident_register, review

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)
WEEK = 7 * DAY


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "home").lay_out(incident_register(incident(), review()))


def turn(trial: Trial, weeks: int) -> list[str]:
    """The outcomes of a turn of the schedule so many weeks after today, in a register that was left alone."""
    os.utime(trial.register, (0, 0))
    return [run.outcome for run in schedule.turn([trial.folder / "olsxl.toml"], AT + weeks * WEEK)]


def codes(trial: Trial, days: int) -> list[str]:
    """The codes of what `check` finds about the clock so many days after today."""
    return [each.code for each in check(trial.home, TODAY, AT + days * DAY).findings if each.code == "WBK018"]


def test_a_clock_that_stands_before_what_was_written_writes_nothing_and_says_why(trial: Trial) -> None:
    trial.review(TODAY + 49 * DAY, AT + 49 * DAY)
    before = trial.listing()
    with pytest.raises(ClockBehind, match=r"it is 19/11/2026, but the newest .* bears 07/01/2027"):
        trial.review()
    assert trial.listing() == before
    assert codes(trial, 0) == ["WBK018"]
    assert codes(trial, 48) == codes(trial, 49) == []


def test_the_day_before_is_within_the_bound(trial: Trial) -> None:
    trial.review(TODAY + DAY, AT + DAY)
    assert trial.review().status == "already-reviewed"
    assert (codes(trial, 0), codes(trial, -1)) == ([], ["WBK018"])


def test_what_a_clock_that_was_ahead_wrote_is_not_put_back_once_a_person_took_it_out(trial: Trial) -> None:
    before = trial.register.read_bytes()
    trial.review(TODAY + 49 * DAY, AT + 49 * DAY)
    trial.register.write_bytes(before)
    made = trial.review()
    assert (made.status, made.restored) == ("reviewed", ())


def test_a_scheduled_run_long_after_everything_that_is_known_writes_nothing_and_asks_once(trial: Trial) -> None:
    assert turn(trial, 0) == ["done"]
    before = trial.register.read_bytes()
    assert [turn(trial, weeks) for weeks in (6, 6, 58)] == [["asked"], [], []]
    assert trial.register.read_bytes() == before


def test_a_review_that_a_person_starts_answers_it(trial: Trial) -> None:
    turn(trial, 0)
    assert turn(trial, 6) == ["asked"]
    assert trial.review(TODAY + 6 * WEEK, AT + 6 * WEEK).status == "reviewed"
    assert turn(trial, 7) == ["done"]


def test_a_quiet_home_in_which_runs_go_on_is_no_fault(trial: Trial) -> None:
    assert [turn(trial, weeks) for weeks in range(0, 30, 5)] == [["done"]] * 6


def test_a_home_that_somebody_works_in_is_asked_nothing_after_a_long_pause_of_its_computer(trial: Trial) -> None:
    turn(trial, 0)
    newest = TODAY + 5 * WEEK
    rows = incident(), review(), incident(2, reported_on=newest, recorded_on=newest)
    trial.register.write_bytes(incident_register(*rows))
    assert turn(trial, 6) == ["done"]


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+00:00"])
def test_a_run_that_is_of_no_day_is_none(trial: Trial, at: str) -> None:
    trial.home.state.log({"at": at, "job": "review", "outcome": "done"})
    assert turn(trial, 0) == ["done"]


def test_a_home_in_which_nothing_was_ever_done_is_asked_nothing(trial: Trial) -> None:
    assert turn(trial, 52) == ["done"]
