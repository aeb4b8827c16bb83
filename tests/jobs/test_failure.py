"""A run by schedule that could not do its work is heard, without a word of a register in a mail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs import run as schedule
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.jobs.test_run import QUARTER, left_alone, outcomes
from tests.registers import incident, incident_register, plain, review

if TYPE_CHECKING:
    from pathlib import Path

TECHNICAL = SETTINGS.replace("[mail]\n", '[mail]\ntechnical = "it@larkfield.example"\n')
PAGE = "olsxl could not work.html"
WITHOUT_DATES = {"Jayden": [("Incident ref", "Status"), ("OLS-2026-0001", "Open")]}
"""A register whose sheet is named after a child, without an indispensable column."""


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return left_alone(Trial(tmp_path / "home", TECHNICAL).lay_out(incident_register(incident(), review())))


def fail(trial: Trial) -> None:
    """Put a register there that cannot be reviewed."""
    trial.register.write_bytes(plain(WITHOUT_DATES))
    settings = (trial.folder / "olsxl.toml").read_text("utf-8")
    (trial.folder / "olsxl.toml").write_text(settings + '[sheets]\nincidents = "Jayden"\n', encoding="utf-8")
    left_alone(trial)


def fail_once(trial: Trial) -> None:
    """Let one turn fail, and mend what kept it from working."""
    good, settings = trial.register.read_bytes(), (trial.folder / "olsxl.toml").read_bytes()
    fail(trial)
    schedule.turn([trial.folder / "olsxl.toml"], AT)
    trial.register.write_bytes(good)
    (trial.folder / "olsxl.toml").write_bytes(settings)
    left_alone(trial)


def test_the_manager_and_the_technical_address_get_one_message_a_day(trial: Trial) -> None:
    fail(trial)
    for turns in range(3):
        schedule.turn([trial.folder / "olsxl.toml"], AT + turns * QUARTER)
    assert len(trial.messages()) == 2  # not the trustee, who sees numbers alone
    schedule.turn([trial.folder / "olsxl.toml"], AT + timedelta(days=1))
    assert len(trial.messages()) == 4


def test_the_message_tells_the_kind_of_reason_and_nothing_of_the_register(trial: Trial) -> None:
    fail(trial)
    schedule.turn([trial.folder / "olsxl.toml"], AT)
    for path in trial.outbox.glob("*.html"):
        text = path.read_text("utf-8")
        assert "a register lacks a sheet or a column that is indispensable" in text
        assert PAGE in text
        assert "Jayden" not in text
    page = (trial.folder / PAGE).read_text("utf-8")
    assert "Reported on" in page
    assert "Thursday 19/11/2026" in page


def test_the_page_goes_when_the_work_is_done_and_the_page_of_the_week_tells_of_it(trial: Trial) -> None:
    fail_once(trial)
    tomorrow = AT + timedelta(days=1)
    assert outcomes(schedule.turn([trial.folder / "olsxl.toml"], tomorrow)) == [("review", "2026-W47", "done")]
    assert not (trial.folder / PAGE).exists()
    week = (trial.folder / ".olsxl" / "summaries" / "2026-W47.html").read_text("utf-8")
    assert "By its schedule olsxl could not make this review on 19/11/2026." in week


def test_the_page_stays_while_nothing_is_due_and_the_last_review_failed(trial: Trial) -> None:
    fail(trial)
    schedule.turn([trial.folder / "olsxl.toml"], AT)
    monday = AT + timedelta(days=4)
    assert outcomes(schedule.turn([trial.folder / "olsxl.toml"], monday)) == []
    assert (trial.folder / PAGE).exists()


def test_settings_that_cannot_be_read_are_told_beside_them(trial: Trial) -> None:
    path = trial.folder / "olsxl.toml"
    settings = path.read_bytes()
    path.write_text("[reveiw]\n", encoding="utf-8")
    schedule.turn([path], AT)
    assert "reveiw" in (trial.folder / PAGE).read_text("utf-8")
    assert trial.messages() == []  # to whom, the settings would have told
    path.write_bytes(settings)
    schedule.turn([path], AT)
    assert not (trial.folder / PAGE).exists()


def test_a_page_of_that_name_that_a_person_made_is_left_alone(trial: Trial) -> None:
    (trial.folder / PAGE).write_text("my notes", encoding="utf-8")
    fail_once(trial)
    schedule.turn([trial.folder / "olsxl.toml"], AT + QUARTER)
    assert (trial.folder / PAGE).read_text("utf-8") == "my notes"


def test_a_home_that_vanished_is_not_made_anew_to_tell_of_it(trial: Trial, tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "olsxl.toml"
    assert [run.outcome for run in schedule.turn([gone, trial.folder / "olsxl.toml"], AT)] == ["failed", "done"]
    assert not gone.parent.exists()
