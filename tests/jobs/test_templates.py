"""A home's own templates: one that fails is told wherever a summary is made, and keeps it from nobody (WBK018)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from olsxl.jobs import run as schedule
from olsxl.jobs.check import check
from olsxl.jobs.report import report
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.registers import TODAY, incident, incident_register, review

if TYPE_CHECKING:
    from pathlib import Path

OWN = SETTINGS + '[templates]\ndir = "wording"\n'
PROBLEMS = {
    "page.html": "'no_such_name' is no name",
    "weekly.txt": "'no_such_name' is no name",
    "": "There is no folder",
}


@pytest.fixture(params=PROBLEMS)
def trial(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Trial, str]:
    """A home one of whose templates fails, or whose folder of templates is not there, and what is told of it."""
    trial = Trial(tmp_path / "home", OWN).lay_out(incident_register(incident(), review()))
    if request.param:
        (trial.folder / "wording").mkdir()
        (trial.folder / "wording" / request.param).write_text("{{ no_such_name }}", "utf-8")
    return trial, PROBLEMS[request.param]


def test_check_finds_it_once(trial: tuple[Trial, str]) -> None:
    home, problem = trial
    (found,) = (each for each in check(home.home, TODAY, AT).findings if each.code == "WBK018")
    assert (problem in found.message, found.severity, found.cell) == (True, "warning", None)


def test_a_review_tells_it_once_and_everybody_gets_the_summary(trial: tuple[Trial, str]) -> None:
    home, problem = trial
    result = home.review()
    assert ([problem in told for told in result.told], result.problems) == ([True], ())
    assert (len(home.messages()), bool(result.summary)) == (2, True)
    assert [problem in each.message for each in result.findings if each.code == "WBK018"] == [True]
    assert result.summary
    assert "WBK018" in result.summary.read_text("utf-8")


def test_the_log_of_the_schedule_has_it(trial: tuple[Trial, str]) -> None:
    home, problem = trial
    (run,) = (each for each in schedule.turn([home.home.path], AT) if each.job == "review")
    assert (run.outcome, problem in run.detail) == ("done", True)


def test_a_page_that_is_asked_for_is_made_and_it_is_told(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home", OWN).lay_out(incident_register(incident(), review()))
    told: list[str] = []
    assert "Larkfield" in report(trial.home, TODAY, AT, tell=told.append)
    assert [sentence[:18] for sentence in told] == ["There is no folder"]


def test_templates_that_work_are_not_told_of(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home", OWN).lay_out(incident_register(incident(), review()))
    (trial.folder / "wording").mkdir()
    (trial.folder / "wording" / "weekly.subject.txt").write_text("{{ home }}", "utf-8")
    assert "WBK018" not in [each.code for each in check(trial.home, TODAY, AT).findings]
    assert trial.review().told == ()
