"""What a review saw is kept once, and the next one is held against it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs.check import check
from olsxl.jobs.review import write
from olsxl.jobs.state.seen import seen_by_reviews
from tests.jobs.reviewing import AT, Trial
from tests.jobs.test_review import DAY
from tests.registers import TODAY, incident, incident_register, ref

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("INC130", "INC131", "WBK017", "WBK020")


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "home").lay_out(incident_register(*(incident(number) for number in (1, 2, 3))))


def told(trial: Trial, days: int) -> list[str]:
    """What `check` tells of what a review saw."""
    found = check(trial.home, TODAY + days * DAY, AT + days * DAY).findings
    return [finding.code for finding in found if finding.code in CODES]


def test_a_review_is_held_against_the_one_of_the_week_before_whatever_runs_between(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(write, "keep_seen", killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    assert (told(trial, 0), told(trial, 7)) == ([], ["WBK020"])  # the next run of this week keeps what it sees
    assert trial.review().status == "already-reviewed"
    assert told(trial, 0) == []
    before = seen_by_reviews(trial.home.state)
    assert (before.review, len(before.records)) == ("2026-W47", 3)
    trial.register.write_bytes(incident_register(incident(1), incident(2)))
    trial.review(TODAY + DAY, AT + DAY)
    assert seen_by_reviews(trial.home.state) == before
    (gone,) = [each for each in trial.review(TODAY + 7 * DAY, AT + 7 * DAY).findings if each.code == "INC130"]
    assert gone.message == f"A record that the review 2026-W47 saw is gone: {ref(3)}"
    assert told(trial, 8) == ["INC130"]


def test_while_it_is_in_doubt_which_register_it_is_nothing_is_kept_of_it(trial: Trial) -> None:
    trial.review()
    before = seen_by_reviews(trial.home.state)
    trial.register.write_bytes(incident_register(*(incident(number) for number in (7, 8, 9))))
    trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert seen_by_reviews(trial.home.state).records == before.records
    assert told(trial, 8) == ["WBK017"]


def test_an_older_workbook_that_was_saved_later_is_no_copy_in_which_people_went_on(trial: Trial) -> None:
    trial.review()
    older = shutil.copy(trial.register, trial.folder / "Log 2025.xlsx")
    later = trial.register.stat().st_mtime + 60
    os.utime(older, (later, later))
    assert told(trial, 1) == ["WBK017"]
    settings = trial.folder / "olsxl.toml"
    settings.write_text(settings.read_text().replace("[registers]", '[registers]\nhistory = ["Log 2025.xlsx"]'))
    assert told(trial, 1) == []
