"""Which register it is: what olsxl wrote to one is put back into that one alone."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest

from olsxl import workbook
from olsxl.jobs.check import check
from olsxl.jobs.init import init
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review import write
from olsxl.jobs.writes.identity import NewerCopy
from olsxl.register.identity import PROPERTY
from tests.jobs.reviewing import AT, Trial
from tests.jobs.test_review import rows
from tests.libreoffice import resaved
from tests.registers import TODAY, incident, incident_register, ref, review

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.jobs.home import Home

DAY = timedelta(days=1)
WEEK = 7 * DAY
BEFORE = incident_register(incident(1), incident(2), review())
BLANK = incident_register()
FIRST = RunOptions(first=True)
OTHER_HOMES = incident_register(*(incident(number, reported_on=TODAY, recorded_on=TODAY) for number in (1, 2)))
"""A register that counts from OLS-2026-0001 as well."""


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A home that was reviewed in the week before."""
    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    trial.review()
    return trial


def register_id(path: Path) -> str:
    return workbook.read(path).workbook.custom_property(PROPERTY)


def reviews(trial: Trial) -> list[object]:
    return [row["Review"] for row in rows(trial.register, "Reviews")]


def doubts(trial: Trial) -> list[tuple[str, str | None]]:
    """What `check` says of the register's identity: severity and file."""
    found = check(trial.home, TODAY + WEEK, AT + WEEK).findings
    return [(each.severity, each.workbook) for each in found if each.code == "WBK017"]


def put_back(trial: Trial) -> tuple[str, ...]:
    """What the review of the next week puts back."""
    return trial.review(TODAY + WEEK, AT + WEEK).restored


def test_the_first_write_gives_a_register_an_id_of_its_own(trial: Trial, tmp_path: Path) -> None:
    other = Trial(tmp_path / "other").lay_out(BEFORE)
    other.review()
    assert len({register_id(trial.register), register_id(other.register), ""}) == 3
    assert doubts(trial) == []


def test_init_gives_each_register_an_id_of_its_own(tmp_path: Path) -> None:
    laid_out = [each.path for folder in ("one", "other") for each in init(tmp_path / folder)]
    ids = {register_id(path) for path in laid_out if path.suffix == ".xlsx"}
    assert (len(ids), "" in ids) == (4, False)


def test_a_register_that_was_renamed_is_the_same(trial: Trial) -> None:
    renamed = trial.folder / "log.xlsx"
    trial.register.unlink()
    renamed.write_bytes(BEFORE)
    settings = trial.folder / "olsxl.toml"
    settings.write_text(settings.read_text().replace('wait = "10 s"', 'wait = "10 s"\nincidents = "log.xlsx"'))
    assert put_back(trial) == ("2026-W47",)
    assert doubts(trial) == []


def test_a_register_that_lost_its_id_with_all_that_was_written_is_known_by_its_records(trial: Trial) -> None:
    was = register_id(trial.register)
    trial.register.write_bytes(BEFORE)
    assert put_back(trial) == ("2026-W47",)
    assert register_id(trial.register) == was


def test_a_register_whose_sheet_of_records_was_renamed_is_told_of_that_alone(trial: Trial) -> None:
    made = openpyxl.load_workbook(trial.register)
    made["Incidents"].title = "Log 2027"
    made.save(trial.register)
    assert doubts(trial) == []


def test_records_that_came_and_went_make_no_other_register(trial: Trial) -> None:
    trial.register.write_bytes(incident_register(incident(2), review(), *(incident(each) for each in range(3, 9))))
    assert put_back(trial) == ("2026-W47",)


def test_a_backup_that_a_person_restored_is_the_same_register(trial: Trial) -> None:
    (backup,) = (trial.folder / ".olsxl" / "backups").rglob("*.xlsx")
    trial.register.write_bytes(backup.read_bytes())
    assert put_back(trial) == ("2026-W47",)


@pytest.mark.office
def test_a_register_that_libreoffice_saved_is_the_same(trial: Trial, tmp_path: Path) -> None:
    was = register_id(trial.register)
    trial.register.write_bytes(resaved(trial.register.read_bytes(), tmp_path))
    assert (register_id(trial.register), doubts(trial)) == (was, [])


@pytest.mark.parametrize("other", [BLANK, OTHER_HOMES], ids=["blank", "another home's"])
def test_nothing_is_put_back_into_another_register_and_the_week_is_reviewed(trial: Trial, other: bytes) -> None:
    trial.register.write_bytes(other)
    assert doubts(trial) == [("error", "incident-register.xlsx")]
    result = trial.review(TODAY + WEEK, AT + WEEK)
    assert (result.restored, result.status, reviews(trial)) == ((), "reviewed", ["2026-W48"])
    assert "is another register than the one that olsxl wrote to before" in result.told[0]
    assert [each.code for each in result.findings if each.code == "WBK017"] == ["WBK017"]


def test_it_is_asked_until_a_person_says_that_it_is_the_right_one(trial: Trial) -> None:
    trial.register.write_bytes(BLANK)
    trial.review(TODAY + WEEK, AT + WEEK)
    assert doubts(trial) == [("error", "incident-register.xlsx")]
    trial.review(TODAY + WEEK, AT + WEEK, FIRST)
    assert doubts(trial) == []
    trial.review(TODAY + 2 * WEEK, AT + 2 * WEEK)
    assert (doubts(trial), reviews(trial)) == ([], ["2026-W48", "2026-W49"])


def emptied(trial: Trial) -> bytes:
    """Last year's register without its rows, as a manager makes the new year's of it: it bears the same id."""
    return workbook.patch(BLANK, [workbook.SetProperty(PROPERTY, register_id(trial.register))])


def test_last_years_register_emptied_for_the_new_year_is_another(trial: Trial) -> None:
    trial.register.write_bytes(emptied(trial))
    assert doubts(trial) == [("error", "incident-register.xlsx")]
    assert put_back(trial) == ()
    assert reviews(trial) == ["2026-W48"]


def test_the_answer_may_come_before_anything_is_written(trial: Trial) -> None:
    was = register_id(trial.register)
    made = workbook.patch(emptied(trial), [review(TODAY + WEEK)])
    trial.register.write_bytes(made)
    result = trial.review(TODAY + WEEK, AT + WEEK, FIRST)
    assert (result.status, result.restored, doubts(trial)) == ("already-reviewed", (), [])
    assert register_id(trial.register) not in {was, ""}
    assert trial.review(TODAY + 2 * WEEK, AT + 2 * WEEK).restored == ()


def test_what_is_wiped_out_of_the_new_register_is_put_back_into_that(trial: Trial) -> None:
    trial.register.write_bytes(OTHER_HOMES)
    trial.review(TODAY + WEEK, AT + WEEK)
    trial.register.write_bytes(OTHER_HOMES)
    assert trial.review(TODAY + 2 * WEEK, AT + 2 * WEEK).restored == ("2026-W48",)


def test_the_old_register_that_comes_back_gets_what_was_its_own(trial: Trial) -> None:
    trial.register.write_bytes(BLANK)
    trial.review(TODAY + WEEK, AT + WEEK)
    trial.register.write_bytes(BEFORE)
    assert trial.review(TODAY + 2 * WEEK, AT + 2 * WEEK).restored == ("2026-W47",)
    assert doubts(trial) == []


def copied(trial: Trial, incidents: bytes | None = None) -> Trial:
    """A home that was made by copying another's folder, state and all; the register may be its own."""
    copy = Trial(trial.folder.parent / "copy")
    shutil.copytree(trial.folder, copy.folder)
    if incidents:
        copy.register.write_bytes(incidents)
    return copy


def test_a_home_made_by_copying_anothers_folder_gets_nothing_of_the_other(trial: Trial) -> None:
    copy = copied(trial, OTHER_HOMES)
    assert put_back(copy) == ()
    assert reviews(copy) == ["2026-W48"]


def test_a_copy_gets_an_id_of_its_own_and_is_told_until_then(trial: Trial) -> None:
    copy = copied(trial)
    assert doubts(copy) == [("error", "incident-register.xlsx")]
    result = copy.review(TODAY + WEEK, AT + WEEK)
    assert "is a copy of home/incident-register.xlsx, which stands as well" in result.told[0]
    assert register_id(copy.register) != register_id(trial.register)
    assert (doubts(copy), doubts(trial)) == ([], [])


def test_a_home_that_was_moved_is_the_same(trial: Trial) -> None:
    copy = copied(trial, BEFORE)
    shutil.rmtree(trial.folder)
    assert put_back(copy) == ("2026-W47",)


def test_a_queued_summary_of_the_old_register_makes_no_review_of_a_past_week_in_another(trial: Trial) -> None:
    queue = trial.folder / ".olsxl" / "queue"
    queue.mkdir(exist_ok=True)
    (queue / "summary-2026-W47.json").write_text(
        '{"kind": "summary", "key": "2026-W47", "day": "2026-11-19", "facts": {}}'
    )
    trial.register.write_bytes(BLANK)
    trial.review(TODAY + WEEK, AT + WEEK)
    assert (reviews(trial), list(queue.iterdir())) == (["2026-W48"], [])


def test_a_run_that_was_killed_before_the_first_write_leaves_no_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    trial = Trial(tmp_path / "home").lay_out(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(workbook, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    assert (trial.review().status, doubts(trial)) == ("reviewed", [])
    trial.register.write_bytes(BEFORE)
    assert put_back(trial) == ("2026-W47",)


def test_a_copy_beside_the_register_that_was_saved_later_is_told(trial: Trial) -> None:
    beside = trial.folder / "incident-register (1).xlsx"
    shutil.copy(trial.register, beside)
    later = trial.register.stat().st_mtime + 60
    os.utime(beside, (later - 120, later - 120))
    assert doubts(trial) == []
    os.utime(beside, (later, later))
    assert doubts(trial) == [("error", "incident-register.xlsx")]


def test_nothing_is_written_to_a_register_whose_copy_people_went_on_in_until_they_say_so(trial: Trial) -> None:
    beside, before = trial.folder / "incident-register new.xlsx", trial.register.read_bytes()
    beside.write_bytes(before)
    later = trial.register.stat().st_mtime + 60
    os.utime(beside, (later, later))
    with pytest.raises(NewerCopy, match=r"incident-register new\.xlsx beside .* is a copy"):
        trial.review(TODAY + WEEK, AT + WEEK)
    assert trial.register.read_bytes() == before
    assert trial.review(TODAY + WEEK, AT + WEEK, FIRST).status == "reviewed"


def test_the_state_keeps_no_reference(trial: Trial) -> None:
    kept = [path.read_text() for path in (trial.folder / ".olsxl" / "registers").iterdir()]
    assert (len(kept), [ref(1) in text for text in kept]) == (1, [False])


def test_an_id_that_another_run_came_before_is_kept_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial, make_ready = Trial(tmp_path / "home").lay_out(BEFORE), write.make_ready

    def late(home: Home) -> None:
        monkeypatch.setattr(write, "make_ready", make_ready)
        trial.review()
        make_ready(home)

    monkeypatch.setattr(write, "make_ready", late)
    trial.review()
    assert [path.stem for path in trial.home.state.registers.iterdir()] == [register_id(trial.register)]
