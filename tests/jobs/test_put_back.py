from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from olsxl import workbook
from olsxl.jobs.home import read_registers
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.review import write as write_review
from olsxl.jobs.writes.ledger import Write, WriteLedger
from tests.jobs.reviewing import AT, Trial
from tests.jobs.test_review import open_in_excel, queued, rows
from tests.registers import TODAY, incident, incident_register, ref, review, update

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.jobs.home import Home, Registers

DAY = timedelta(days=1)
BEFORE = incident_register(incident(1), incident(2), review())


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "home").lay_out(BEFORE)


def ours(trial: Trial) -> tuple[list[object], list[object]]:
    updates = [row["Incident ref"] for row in rows(trial.register, "Updates")]
    return updates, [row["Review"] for row in rows(trial.register, "Reviews")]


def test_rows_that_the_managers_save_wiped_out_are_put_back_as_they_were(trial: Trial) -> None:
    trial.review()
    written = [rows(trial.register, sheet) for sheet in ("Updates", "Reviews")]
    trial.register.write_bytes(BEFORE)
    result = trial.review(TODAY + DAY, AT + DAY)
    assert (result.restored, result.status) == (("2026-W47",), "already-reviewed")
    assert [rows(trial.register, sheet) for sheet in ("Updates", "Reviews")] == written


def test_what_the_manager_typed_over_them_stays(trial: Trial) -> None:
    trial.review()
    trial.register.write_bytes(workbook.patch(BEFORE, [update(1, day=TODAY)]))
    trial.review(TODAY + DAY, AT + DAY)
    assert ours(trial) == ([ref(1), ref(1), ref(2)], ["2026-W46", "2026-W47"])


def test_they_are_put_back_before_the_next_weeks_review(trial: Trial) -> None:
    trial.review()
    trial.register.write_bytes(BEFORE)
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert (result.restored, result.status, result.overdue_reviews) == (("2026-W47",), "reviewed", 0)
    assert ours(trial)[1] == ["2026-W46", "2026-W47", "2026-W48"]


def test_they_are_put_back_once(trial: Trial) -> None:
    trial.review()
    for _ in range(2):
        trial.register.write_bytes(BEFORE)
        result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert (result.restored, result.overdue_reviews) == (("2026-W48",), 1)


def test_a_single_row_that_is_missing_is_not_put_back(trial: Trial) -> None:
    trial.review()
    row = update(1, day=TODAY, type="No Update", update="No Update")
    automatic = {**row.values, "By": "olsxl (automatic)", "Review": "2026-W47"}
    trial.register.write_bytes(workbook.patch(BEFORE, [workbook.AppendRow("Updates", automatic)]))
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).restored == ()


def without_updates(trial: Trial, *kept: int) -> bytes:
    """The register as it was before the review, with the review's row and these of its rows in Updates."""
    written = [row for row in rows(trial.register, "Updates") if row["Incident ref"] in {*map(ref, kept)}]
    made = [row for row in rows(trial.register, "Reviews") if row["Review"] == "2026-W47"]
    edits = [workbook.AppendRow("Updates", filled(row)) for row in written]
    return workbook.patch(BEFORE, edits + [workbook.AppendRow("Reviews", filled(row)) for row in made])


def filled(row: dict[str, object]) -> dict[str, object]:
    return {heading: value for heading, value in row.items() if value is not None}


def test_a_single_row_that_is_missing_is_told(trial: Trial) -> None:
    trial.review()
    trial.register.write_bytes(without_updates(trial, 1))
    result = trial.review(TODAY + DAY, AT + DAY)
    told = [finding.message for finding in result.findings if finding.code in ("REV306", "REV311")]
    message = f"1 row of 'Updates' ({ref(2)}), which olsxl wrote for the review 2026-W47 of 19/11/2026, is gone"
    assert (result.restored, told) == ((), [message])


def test_rows_that_are_gone_again_are_told(trial: Trial) -> None:
    trial.review()
    lost = without_updates(trial)
    trial.register.write_bytes(BEFORE)
    assert trial.review(TODAY + DAY, AT + DAY).restored == ("2026-W47",)
    assert not [finding for finding in trial.review(TODAY + DAY, AT + DAY).findings if finding.code == "REV311"]
    trial.register.write_bytes(lost)
    result = trial.review(TODAY + DAY, AT + DAY)
    assert result.restored == ()
    (told,) = (finding.message for finding in result.findings if finding.code == "REV311")
    assert told.startswith(f"2 rows of 'Updates' ({ref(1)}, {ref(2)})")


def test_a_review_that_was_gone_again_with_all_its_rows_is_a_missed_week(trial: Trial) -> None:
    trial.review()
    trial.register.write_bytes(BEFORE)
    trial.review(TODAY + DAY, AT + DAY)
    trial.register.write_bytes(BEFORE)
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    codes = [finding.code for finding in result.findings if finding.code in ("REV301", "REV311")]
    assert (result.overdue_reviews, codes) == (1, ["REV311"])


def test_a_write_that_was_only_prepared_is_planned_anew(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(workbook, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    trial.register.write_bytes(workbook.patch(BEFORE, [update(1, day=TODAY)]))
    result = trial.review()
    assert (result.restored, result.status, result.no_update) == ((), "reviewed", (ref(2),))


def test_a_write_that_a_crash_left_unconfirmed_is_confirmed_by_the_next_run(trial: Trial) -> None:
    trial.review()
    path = trial.folder / ".olsxl" / "writes" / "review-2026-W47.json"
    record = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(record | {"stage": "prepared"}), "utf-8")
    trial.review()
    assert json.loads(path.read_text("utf-8"))["stage"] == "committed"


def test_rows_that_a_killed_run_put_back_are_not_put_back_again(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.review()
    trial.register.write_bytes(BEFORE)
    real = workbook.replace

    def written_and_killed(*facts: Any, **others: Any) -> None:
        real(*facts, **others)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(workbook, "replace", written_and_killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review(TODAY + DAY, AT + DAY)
    trial.review(TODAY + DAY, AT + DAY)
    trial.register.write_bytes(BEFORE)
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).restored == ()


def test_rows_that_a_run_was_about_to_put_back_when_it_was_killed_are_put_back(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    trial.review()
    trial.register.write_bytes(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(workbook, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review(TODAY + DAY, AT + DAY)
    assert trial.review(TODAY + DAY, AT + DAY).restored == ("2026-W47",)


def test_rows_that_another_run_writes_at_the_same_time_are_not_taken_for_lost(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_registers

    def read_just_before(home: Home) -> Registers:
        registers = real(home)
        with monkeypatch.context() as patched:
            patched.setattr(write_review, "read_registers", real)
            if not trial.messages():
                trial.review()
        return registers

    monkeypatch.setattr(write_review, "read_registers", read_just_before)
    assert (trial.review().restored, trial.review().restored) == ((), ())
    trial.register.write_bytes(BEFORE)
    assert trial.review(TODAY + DAY, AT + DAY).restored == ("2026-W47",)


def test_a_review_whose_rows_are_to_be_put_back_is_never_said_to_be_waiting(trial: Trial) -> None:
    trial.review()
    trial.register.write_bytes(BEFORE)
    owner = open_in_excel(trial)
    with pytest.raises(workbook.WorkbookBusy, match="Jo Example"):
        trial.review(TODAY + DAY, AT + DAY)
    assert (queued(trial), [name for name in trial.messages() if "pending" in name]) == ([], [])
    owner.unlink()
    assert trial.review(TODAY + DAY, AT + DAY).restored == ("2026-W47",)


def test_a_review_that_marked_nothing_is_put_back_too(tmp_path: Path) -> None:
    quiet = incident_register(review())
    trial = Trial(tmp_path / "home").lay_out(quiet)
    trial.review()
    trial.register.write_bytes(quiet)
    assert trial.review(TODAY + 7 * DAY, AT + 7 * DAY).restored == ("2026-W47",)


@pytest.mark.parametrize(
    "damage",
    [
        *({"stage": []}, {"stage": "made"}, {"kind": {}}, {"key": 47}, {"what": None}, {"register_id": ["x"]}),
        *({"rows": {"Reviews": [{"Review": {"a": 1}}]}}, {"rows": {"Updates": [7]}}, {"sheets": [7]}, {"sheets": 7}),
    ],
    ids=str,
)
def test_an_entry_of_the_ledger_that_holds_what_none_holds_is_left_out(trial: Trial, damage: dict[str, object]) -> None:
    ledger, written = WriteLedger(trial.home.state), Write("review", "2026-W47", "the review 2026-W47", {})
    ledger.note(written, "committed", "an id")
    path = trial.home.state.writes / "review-2026-W47.json"
    assert [entry.write for entry in ledger.entries()] == [written]
    path.write_text(json.dumps(json.loads(path.read_text()) | damage))
    assert ledger.entries() == []


def test_a_lost_or_broken_ledger_doubles_nothing(trial: Trial) -> None:
    trial.review()
    written = trial.register.read_bytes()
    (trial.folder / ".olsxl" / "writes" / "review-2026-W47.json").write_text('{"review": 3', "utf-8")
    trial.review()
    assert trial.register.read_bytes() == written


def test_rows_put_back_while_a_queued_review_is_finished_are_told_of_in_the_result(trial: Trial) -> None:
    trial.review()
    JobQueue(trial.home.state).put(QueuedJob("review", "2026-W48", TODAY + 7 * DAY, {}))
    trial.register.write_bytes(BEFORE)
    result = trial.review(TODAY + 14 * DAY, AT + 14 * DAY)
    assert (result.finished, result.restored) == (("2026-W48",), ("2026-W47",))
