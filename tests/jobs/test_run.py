from __future__ import annotations

import os
import platform
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs import computer, notify
from olsxl.jobs import run as schedule
from olsxl.jobs.queue import JobQueue, QueuedJob
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.jobs.test_review import open_in_excel, rows
from tests.registers import incident, incident_register, review

if TYPE_CHECKING:
    from pathlib import Path

QUARTER = timedelta(minutes=15)


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return left_alone(Trial(tmp_path / "home").lay_out(incident_register(incident(), review())))


def left_alone(trial: Trial) -> Trial:
    """Let the register be saved an hour before the review."""
    saved = (AT - timedelta(hours=1)).timestamp()
    os.utime(trial.register, (saved, saved))
    return trial


def outcomes(runs: list[schedule.Run]) -> list[tuple[str, str, str]]:
    return [(run.job, run.key, run.outcome) for run in runs]


def test_the_review_is_made_at_its_hour_and_once(trial: Trial) -> None:
    path = trial.folder / "olsxl.toml"
    assert schedule.turn([path], AT - QUARTER) == []
    assert outcomes(schedule.turn([path], AT)) == [("review", "2026-W47", "done")]
    assert schedule.turn([path], AT + QUARTER) == []
    assert [run["outcome"] for run in trial.home.state.runs()] == ["done"]


def test_a_lost_ledger_doubles_nothing(trial: Trial) -> None:
    path = trial.folder / "olsxl.toml"
    schedule.turn([path], AT)
    (trial.folder / ".olsxl" / "runs.jsonl").write_text("not a line of ours\n")
    written = trial.register.read_bytes()
    assert "already-reviewed" in schedule.turn([path], AT + timedelta(days=1))[0].detail
    assert trial.register.read_bytes() == written
    assert len(trial.messages()) == 2


def test_a_register_that_was_just_saved_is_left_alone_for_a_while(trial: Trial) -> None:
    saved = (AT - timedelta(minutes=2)).timestamp()
    os.utime(trial.register, (saved, saved))
    path = trial.folder / "olsxl.toml"
    assert schedule.turn([path], AT) == []
    assert outcomes(schedule.turn([path], AT + QUARTER)) == [("review", "2026-W47", "done")]


def test_a_home_that_fails_starves_no_other(trial: Trial, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "olsxl.toml").write_text("[reveiw]\n")
    gone = Trial(tmp_path / "gone").lay_out(b"no workbook")
    paths = [broken / "olsxl.toml", gone.folder / "olsxl.toml", trial.folder / "olsxl.toml"]
    assert [run.outcome for run in schedule.turn(paths, AT)] == ["failed", "failed", "done"]


def test_a_review_that_fails_is_logged_and_tried_again(trial: Trial) -> None:
    good = trial.register.read_bytes()
    trial.register.write_bytes(b"half a file")
    left_alone(trial)
    path = trial.folder / "olsxl.toml"
    assert outcomes(schedule.turn([path], AT)) == [("review", "2026-W47", "failed")]
    trial.register.write_bytes(good)
    left_alone(trial)
    assert outcomes(schedule.turn([path], AT + QUARTER)) == [("review", "2026-W47", "done")]


def test_a_fault_inside_one_job_does_not_stop_the_next(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("Sam Example")

    monkeypatch.setattr(schedule, "review", fault)
    runs = schedule.turn([trial.folder / "olsxl.toml"], AT)
    assert outcomes(runs) == [("review", "2026-W47", "failed")]
    assert "Sam Example" not in runs[0].detail


def test_only_the_computer_that_the_settings_name_writes_by_schedule(tmp_path: Path) -> None:
    there = SETTINGS.replace("[home]", '[home]\nruns_on = "OFFICE-PC-THAT-IS-NOT-HERE"')
    here = SETTINGS.replace("[home]", f'[home]\nruns_on = "{platform.node().upper()}"')
    register = incident_register(incident(), review())
    away = left_alone(Trial(tmp_path / "away", there).lay_out(register))
    home = left_alone(Trial(tmp_path / "home", here).lay_out(register))
    paths = [away.folder / "olsxl.toml", home.folder / "olsxl.toml"]
    assert [run.home for run in schedule.turn(paths, AT)] == [home.folder]


@pytest.mark.parametrize(
    ("named", "node", "meant"),
    [
        ("vm", "vm.local", True),
        ("vm.local", "vm", True),
        ("VM.charity.example", "vm.local", True),
        (" Office-PC ", "OFFICE-PC", True),
        ("vm2", "vm.local", False),
        ("vm", "vm2", False),
        ("", "vm", True),
    ],
)
def test_a_computer_is_meant_by_its_name_with_or_without_its_domain(
    monkeypatch: pytest.MonkeyPatch, named: str, node: str, meant: bool
) -> None:
    monkeypatch.setattr(platform, "node", lambda: node)
    assert computer.is_meant(named) == meant
    assert ("does nothing" in computer.told(named)) != meant
    assert node in computer.told(named) or not named


def test_a_register_that_is_saved_as_the_week_ends_is_reviewed_afterwards_for_its_own_day(tmp_path: Path) -> None:
    late = SETTINGS + '[review]\nreview = "Sunday 23:50"\n'
    trial = Trial(tmp_path / "home", late).lay_out(incident_register(incident(), review()))
    path, last = trial.folder / "olsxl.toml", datetime(2026, 11, 22, 23, 46, tzinfo=UTC)
    os.utime(trial.register, (last.timestamp(), last.timestamp()))
    assert schedule.turn([path], last - QUARTER) == []
    assert outcomes(schedule.turn([path], last)) == [("review", "2026-W47", "queued")]
    assert outcomes(schedule.turn([path], last + QUARTER)) == [("queue", "", "done")]
    assert rows(trial.register, "Reviews")[-1]["Reviewed on"] == datetime(2026, 11, 22)


def test_mail_that_could_not_be_queued_is_queued_by_the_next_turn_once(trial: Trial) -> None:
    path = trial.folder / "olsxl.toml"
    path.write_text(SETTINGS.replace("trustee@larkfield", "trustee@elsewhere"), "utf-8")
    assert outcomes(schedule.turn([path], AT)) == [("review", "2026-W47", "undelivered")]
    assert outcomes(schedule.turn([path], AT + QUARTER)) == [("queue", "", "undelivered")]
    path.write_text(SETTINGS, "utf-8")
    assert outcomes(schedule.turn([path], AT + 16 * QUARTER)) == [("queue", "", "done")]
    assert len(trial.messages()) == 2
    assert schedule.turn([path], AT + 17 * QUARTER) == []


def test_what_waits_is_done_at_the_next_turn_on_whatever_day_and_once(trial: Trial) -> None:
    path, monday = trial.folder / "olsxl.toml", AT + timedelta(days=4)
    owner = open_in_excel(trial)
    assert outcomes(schedule.turn([path], AT)) == [("review", "2026-W47", "queued")]
    assert outcomes(schedule.turn([path], monday)) == [("queue", "", "queued")]
    owner.unlink()
    assert outcomes(schedule.turn([path], monday)) == [("queue", "", "done")]
    assert [row["Review"] for row in rows(trial.register, "Reviews")] == ["2026-W46", "2026-W47"]
    assert schedule.turn([path], monday) == []


def test_what_waits_for_a_register_that_was_just_saved_waits_on(trial: Trial) -> None:
    JobQueue(trial.home.state).put(QueuedJob("review", "2026-W47", AT.date(), {}))
    saved = (AT + timedelta(days=4)).timestamp()
    os.utime(trial.register, (saved, saved))
    assert schedule.turn([trial.folder / "olsxl.toml"], AT + timedelta(days=4)) == []
    assert len(JobQueue(trial.home.state).jobs()) == 1


def test_waiting_mail_is_offered_again_at_every_turn(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[object] = []

    def deliver(*given: object) -> list[object]:
        offered.append(given)
        return []

    settings = SETTINGS.replace("[mail]", '[mail]\ntransport = "smtp"').replace(
        "[[mail.to]]", '[mail.smtp]\nhost = "mail.example"\nauth = "none"\n[[mail.to]]', 1
    )
    (trial.folder / "olsxl.toml").write_text(settings, "utf-8")
    (trial.folder / ".olsxl" / "outbox").mkdir(parents=True)
    monkeypatch.setattr(notify, "deliver", deliver)
    schedule.turn([trial.folder / "olsxl.toml"], AT - QUARTER)
    schedule.turn([trial.folder / "olsxl.toml"], AT - QUARTER)
    assert len(offered) == 2


def test_the_loop_takes_a_turn_at_once_and_then_by_the_ticker(trial: Trial) -> None:
    class Stopped(Exception):
        pass

    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        raise Stopped

    told: list[schedule.Run] = []
    with pytest.raises(Stopped):
        schedule.loop([trial.folder / "olsxl.toml"], lambda: AT, pause, told.append)
    assert outcomes(told) == [("review", "2026-W47", "done")]
    assert 0 < pauses[0] <= QUARTER.total_seconds()
