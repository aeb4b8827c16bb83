from __future__ import annotations

import io
import json
import pickle
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from olsxl import workbook
from olsxl.jobs import notify
from olsxl.jobs.check import check
from olsxl.jobs.errors import HomeGone, LaterReview, ManyRows, NewerState, RegisterUnusable, StateUnusable
from olsxl.jobs.options import RunOptions
from olsxl.jobs.queue import JobQueue
from olsxl.jobs.state.folder import State
from olsxl.jobs.state.migration import VERSION
from olsxl.jobs.writes.ledger import WriteLedger
from olsxl.mail import Outbox, OutboxNotWritable
from olsxl.register import schema
from tests.jobs.reviewing import AT, SETTINGS, Trial, parts
from tests.registers import LAST_REVIEW, TODAY, grid, incident, incident_register, plain, ref, review, update

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)
THREE = (incident(1), incident(2), incident(3), review(), update(2, day=TODAY - DAY))


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "home").lay_out(incident_register(*THREE))


def rows(path: Path, sheet: str) -> list[dict[str, object]]:
    """The data rows of a sheet as openpyxl reads them: not by the code under test."""
    found = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    headings = next(found)
    return [dict(zip(map(str, headings), row, strict=True)) for row in found if any(row)]


def test_open_records_without_an_update_are_marked_and_the_review_is_recorded(trial: Trial) -> None:
    result = trial.review()
    added = rows(trial.register, "Updates")[1:]
    assert [(row["Incident ref"], row["Type"], row["Update"], row["By"], row["Review"]) for row in added] == [
        (ref(1), "No Update", "No Update", "olsxl (automatic)", "2026-W47"),
        (ref(3), "No Update", "No Update", "olsxl (automatic)", "2026-W47"),
    ]
    last = rows(trial.register, "Reviews")[-1]
    assert (last["Review"], last["Open"], last["Updated"], last["No Update"]) == ("2026-W47", 3, 1, 2)
    assert (result.status, result.no_update, result.updated) == ("reviewed", (ref(1), ref(3)), (ref(2),))


def test_nothing_but_the_two_sheets_and_their_tables_changes_in_the_workbook(trial: Trial) -> None:
    before = parts(trial.register)
    trial.review()
    after = parts(trial.register)
    changed = {name for name in before if before[name] != after[name]} - {"_rels/.rels", "[Content_Types].xml"}
    assert list(after) == [*before, "docProps/custom.xml"]  # the first write gives the register its id
    assert len(changed) == 4
    assert all(name.startswith(("xl/worksheets/sheet", "xl/tables/table")) for name in changed)


def test_a_second_run_in_the_week_adds_nothing_and_queues_nothing(trial: Trial) -> None:
    trial.review()
    before = trial.listing()
    again = trial.review(TODAY + DAY, AT + DAY)
    assert (again.status, again.updates_appended, again.reviews_appended) == ("already-reviewed", 0, 0)
    assert (again.today, again.no_update) == (TODAY, (ref(1), ref(3)))
    assert trial.listing() == before


def test_a_record_updated_after_the_review_was_still_marked_by_it(trial: Trial) -> None:
    trial.review()
    data = workbook.patch(trial.register.read_bytes(), [update(1, day=TODAY)])
    trial.register.write_bytes(data)
    assert trial.review().no_update == (ref(1), ref(3))


def test_what_a_crash_left_undone_is_finished_by_the_next_run(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(notify, "queue_mail", crash)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    written = trial.register.read_bytes()
    result = trial.review()
    assert result.status == "already-reviewed"
    assert [message["state"] for message in result.messages] == ["queued", "queued"]
    assert len(trial.messages()) == 2
    assert trial.register.read_bytes() == written


def test_each_recipient_gets_one_message_of_their_own(trial: Trial) -> None:
    result = trial.review()
    records = [json.loads(path.read_text("utf-8")) for path in trial.outbox.glob("*.json")]
    assert sorted((record["to"], record["audience"]) for record in records) == [
        ("manager@larkfield.example", "manager"),
        ("trustee@larkfield.example", "counts"),
    ]
    assert {message["to"] for message in result.messages} == {record["to"] for record in records}
    assert result.summary
    assert result.summary.read_text("utf-8").startswith("<!")


def test_a_dry_run_writes_nothing_and_has_the_same_shape(trial: Trial) -> None:
    before = trial.listing()
    dry = trial.review(options=RunOptions(dry_run=True)).as_json()
    assert trial.listing() == before
    real = trial.review().as_json()
    assert dry == real | {"dry_run": True}


def test_the_json_of_a_review_has_the_shape_of_the_contract(trial: Trial) -> None:
    assert trial.review().as_json() == {
        "review": "2026-W47",
        "today": "2026-11-19",
        "status": "reviewed",
        "open": [ref(1), ref(2), ref(3)],
        "updated": [ref(2)],
        "no_update": [ref(1), ref(3)],
        "overdue_reviews": 0,
        "rows_appended": {"Updates": 2, "Reviews": 1},
        "errors": 0,
        "warnings": 0,
        "unread": [],
        "not_kept": [],
        "summary": str(trial.folder / ".olsxl" / "summaries" / "2026-W47.html"),
        "messages": [
            {"to": "manager@larkfield.example", "audience": "manager", "state": "queued"},
            {"to": "trustee@larkfield.example", "audience": "counts", "state": "queued"},
        ],
    }


def test_a_result_can_be_handed_to_another_process(trial: Trial) -> None:
    result = trial.review()
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301 - our own bytes


def test_a_first_review_of_many_records_asks_first(tmp_path: Path) -> None:
    trial = Trial(tmp_path).lay_out(incident_register(*(incident(number) for number in range(1, 42))))
    before = trial.register.read_bytes()
    with pytest.raises(ManyRows, match="41 records") as stopped:
        trial.review()
    assert trial.register.read_bytes() == before
    assert "OLS-2026-0041" in str(stopped.value)
    assert "--first" in str(stopped.value)
    assert trial.review(options=RunOptions(first=True)).updates_appended == 41


def test_a_first_review_of_forty_records_goes_through(tmp_path: Path) -> None:
    trial = Trial(tmp_path).lay_out(incident_register(*(incident(number) for number in range(1, 41))))
    assert trial.review().updates_appended == 40


def test_a_missed_week_is_never_filled_in_afterwards(trial: Trial) -> None:
    before = trial.register.read_bytes()
    with pytest.raises(LaterReview, match="Reviews!B2 is dated 12/11/2026"):
        trial.review(LAST_REVIEW - 7 * DAY)
    assert trial.register.read_bytes() == before


def test_missed_weeks_are_counted(trial: Trial) -> None:
    assert trial.review(TODAY + 21 * DAY).overdue_reviews == 3


@pytest.mark.parametrize("left", ["nothing", "the folder where it was mounted"])
def test_a_home_that_vanishes_is_told_in_one_sentence_and_is_not_made_anew(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    real, away = workbook.replace, trial.folder.with_name("away")

    def written_and_gone(*facts: Any, **others: Any) -> object:
        written = real(*facts, **others)
        trial.folder.rename(away)
        if left != "nothing":
            trial.folder.mkdir()
        return written

    monkeypatch.setattr(workbook, "replace", written_and_gone)
    with pytest.raises(HomeGone, match="can no longer be reached") as told:
        trial.review()
    assert (told.value.exit_status, str(told.value).count(str(trial.folder))) == (2, 1)
    assert trial.folder.exists() == (left != "nothing")


def open_in_excel(trial: Trial) -> Path:
    """Leave the owner file that Excel leaves while Jo Example has the register open."""
    owner = trial.register.with_name(f"~${trial.register.name}")
    name = "Jo Example"
    ansi = (bytes([len(name)]) + name.encode("cp1252")).ljust(55, b" ")
    owner.write_bytes((ansi + len(name).to_bytes(2, "little") + name.encode("utf-16-le")).ljust(165, b"\0"))
    return owner


def queued(trial: Trial) -> list[tuple[str, date]]:
    """The jobs that wait, by their keys and days."""
    return [(job.key, job.day) for job in JobQueue(trial.home.state).jobs()]


def test_a_busy_register_is_queued_after_the_wait_and_the_mail_goes_out(trial: Trial) -> None:
    open_in_excel(trial)
    before, pauses, told = trial.register.read_bytes(), list[float](), list[str]()
    result = trial.review(options=RunOptions(pause=pauses.append, tell=told.append))
    assert (result.status, sum(pauses), result.updates_appended) == ("queued", 10, 0)
    assert "Jo Example" in told[0]
    assert trial.register.read_bytes() == before
    text = next(trial.outbox.glob("*pending-manager*.eml")).read_text("ascii")
    assert "unless" in text


def test_a_queued_review_is_made_for_its_own_day_and_what_was_typed_meanwhile_wins(trial: Trial) -> None:
    owner = open_in_excel(trial)
    trial.review()
    owner.unlink()
    later = TODAY + 4 * DAY
    trial.register.write_bytes(workbook.patch(trial.register.read_bytes(), [update(1, day=TODAY)]))
    result = trial.review(later, AT + 4 * DAY)
    made = [row for row in rows(trial.register, "Updates") if row["Review"] == "2026-W47"]
    assert result.finished == ("2026-W47",)
    assert [(row["Incident ref"], row["Date"], row["Entered at"]) for row in made] == [
        (ref(3), datetime(2026, 11, 19), (AT + 4 * DAY).replace(tzinfo=None)),
    ]
    assert [row["Review"] for row in rows(trial.register, "Reviews")] == ["2026-W46", "2026-W47", "2026-W48"]
    assert rows(trial.register, "Reviews")[1]["Comment"] == "Made by olsxl on 23/11/2026 for 19/11/2026."


def test_mail_that_says_will_be_marked_is_withdrawn_once_the_review_is_made(trial: Trial) -> None:
    owner = open_in_excel(trial)
    trial.review()
    owner.unlink()
    trial.review()
    assert [name for name in trial.messages() if "pending" in name] == []
    assert len(trial.messages()) == 2


def test_a_queued_review_is_made_by_the_next_run_of_the_same_week(trial: Trial) -> None:
    owner = open_in_excel(trial)
    trial.review()
    owner.unlink()
    result = trial.review(TODAY + DAY, AT + DAY)
    assert (result.finished, result.status) == (("2026-W47",), "already-reviewed")
    assert rows(trial.register, "Reviews")[-1]["Reviewed on"] == datetime(2026, 11, 19)
    assert queued(trial) == []


def test_a_queued_review_that_finds_the_register_busy_again_keeps_its_day(trial: Trial) -> None:
    open_in_excel(trial)
    trial.review()
    assert trial.review(TODAY + DAY, AT + DAY).status == "queued"
    assert queued(trial) == [("2026-W47", TODAY)]


@pytest.mark.parametrize("later", [DAY, 7 * DAY], ids=["the same week", "the next week"])
def test_no_review_is_made_before_one_that_still_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: timedelta
) -> None:
    trial = Trial(tmp_path / "home", SETTINGS.replace("10 s", "0 s")).lay_out(incident_register(*THREE))
    owner = open_in_excel(trial)
    trial.review()
    real = workbook.replace

    def closed_just_afterwards(*facts: Any, **others: Any) -> object:
        try:
            return real(*facts, **others)
        finally:
            owner.unlink(missing_ok=True)

    monkeypatch.setattr(workbook, "replace", closed_just_afterwards)
    assert trial.review(TODAY + later, AT + later).status == "queued"
    result = trial.review(TODAY + later, AT + later)
    assert (result.finished, result.overdue_reviews) == (("2026-W47",), 0)
    assert rows(trial.register, "Reviews")[1]["Reviewed on"] == datetime(2026, 11, 19)


def test_what_went_wrong_with_the_mail_of_a_queued_review_is_told(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = open_in_excel(trial)
    trial.review()
    owner.unlink()
    real, failures = notify.queue_mail, [OutboxNotWritable(trial.outbox, "No space left on device")]

    def failing_once(*facts: Any) -> Any:
        if failures:
            raise failures.pop()
        return real(*facts)

    monkeypatch.setattr(notify, "queue_mail", failing_once)
    result = trial.review(TODAY + DAY, AT + DAY)
    assert (result.undelivered, len(result.problems), len(result.messages)) == (True, 1, 2)


def test_the_messages_of_a_review_that_was_queued_for_another_week_are_among_those_of_the_run(trial: Trial) -> None:
    owner = open_in_excel(trial)
    trial.review()
    owner.unlink()
    assert len(trial.review(TODAY + 7 * DAY, AT + 7 * DAY).messages) == 4


def test_a_register_saved_between_reading_and_writing_is_planned_anew(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, saves = workbook.replace, [update(1, day=TODAY)]

    def saved_meanwhile(path: Path, sha256: str, data: bytes, **others: object) -> object:
        if saves:
            path.write_bytes(workbook.patch(path.read_bytes(), [saves.pop()]))
        return real(path, sha256, data, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(workbook, "replace", saved_meanwhile)
    assert trial.review().no_update == (ref(3),)


def test_mail_that_cannot_go_out_does_not_undo_the_review(trial: Trial) -> None:
    settings = SETTINGS.replace('address = "trustee@larkfield.example"', 'address = "trustee@elsewhere.example"')
    (trial.folder / "olsxl.toml").write_text(settings, "utf-8")
    result = trial.review()
    assert (result.status, result.undelivered) == ("reviewed", True)
    assert "elsewhere.example" in result.problems[0]
    assert rows(trial.register, "Reviews")[-1]["Review"] == "2026-W47"


def test_an_outbox_that_cannot_be_written_stops_the_review_before_anything_is(trial: Trial) -> None:
    trial.outbox.parent.mkdir()
    trial.outbox.write_text("in the way")
    before = trial.register.read_bytes()
    with pytest.raises(OutboxNotWritable, match="outbox"):
        trial.review()
    assert trial.register.read_bytes() == before


def test_a_state_folder_that_cannot_be_made_stops_the_review(trial: Trial) -> None:
    (trial.folder / ".olsxl").write_text("in the way")
    before = trial.listing()
    with pytest.raises(StateUnusable, match="olsxl"):
        trial.review()
    assert trial.listing() == before


def test_the_state_of_a_newer_olsxl_is_left_alone(trial: Trial) -> None:
    (trial.folder / ".olsxl").mkdir()
    (trial.folder / ".olsxl" / "version").write_text(f"{VERSION + 1}\n")
    before = trial.listing()
    with pytest.raises(NewerState):
        trial.review()
    assert trial.listing() == before


def test_a_register_without_an_indispensable_column_is_not_reviewed(tmp_path: Path) -> None:
    sheets = {
        "Incidents": [["Incident ref", "Reportd on", "Status"]],
        "Updates": [["Incident ref"]],
        "Reviews": [["x"]],
    }
    trial = Trial(tmp_path).lay_out(plain(sheets))
    before = trial.register.read_bytes()
    with pytest.raises(RegisterUnusable, match="the closest heading is 'Reportd on'"):
        trial.review()
    assert trial.register.read_bytes() == before


def test_a_broken_row_does_not_stop_the_review_of_the_others(tmp_path: Path) -> None:
    broken = incident(2, incident_ref=None, status="Opne", reported_on=date(2062, 1, 1))
    trial = Trial(tmp_path).lay_out(incident_register(incident(1), broken, review()))
    result = trial.review()
    assert result.no_update == (ref(1), "R-0001")
    assert {"WBK007", "WBK012", "INC105"} <= {finding.code for finding in result.findings}


def test_every_write_is_kept_as_a_backup(trial: Trial) -> None:
    before = trial.register.read_bytes()
    trial.review()
    backups = list((trial.folder / ".olsxl" / "backups").iterdir())
    assert [backup.read_bytes() for backup in backups] == [before]


def test_the_register_opens_in_openpyxl_with_every_old_cell_as_it_was(trial: Trial) -> None:
    before = openpyxl.load_workbook(trial.register)
    trial.review()
    after = openpyxl.load_workbook(io.BytesIO(trial.register.read_bytes()))
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or after[sheet.title][cell.coordinate].value == cell.value


def settle(trial: Trial, *changes: tuple[str, str]) -> None:
    """Write the settings of a home anew, with some changes."""
    settings = trial.settings
    for before, after in changes:
        settings = settings.replace(before, after)
    (trial.folder / "olsxl.toml").write_text(settings, "utf-8")


def waiting_for(trial: Trial) -> list[str]:
    """Whom the messages in the outbox are for."""
    return [entry.to for entry in Outbox(trial.outbox).waiting()]


@pytest.mark.parametrize("bad", ["trustee@elsewhere.example", "manager@elsewhere.example"])
def test_an_address_that_is_not_allowed_keeps_the_summary_from_nobody_else(trial: Trial, bad: str) -> None:
    good = bad.replace("elsewhere", "larkfield")
    settle(trial, (good, bad))
    result = trial.review()
    assert [message["to"] for message in result.messages] == waiting_for(trial)
    assert len(waiting_for(trial)) == 1
    assert bad in result.problems[0]


def test_the_summary_waits_until_every_recipients_message_lies_in_the_outbox_also_in_the_next_week(
    trial: Trial,
) -> None:
    settle(trial, ("trustee@larkfield", "trustee@elsewhere"))
    trial.review()
    assert trial.review(TODAY + DAY, AT + DAY).problems
    settle(trial)
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert (result.problems, result.finished) == ((), ())
    assert sorted(waiting_for(trial)) == ["manager@larkfield.example"] * 2 + ["trustee@larkfield.example"] * 2
    assert queued(trial) == []


def test_a_page_that_could_not_be_written_is_not_named_and_is_written_by_the_next_run(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StateUnusable(trial.folder, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(notify, "write_page", full)
        result = trial.review()
    assert result.as_json()["summary"] is None
    assert len(waiting_for(trial)) == 2
    again = trial.review(TODAY + 4 * DAY, AT + 4 * DAY)
    assert again.problems == ()
    assert (trial.folder / ".olsxl" / "summaries" / "2026-W47.html").is_file()


def test_a_disk_that_fills_up_as_the_register_is_written_leaves_a_review_that_says_what_is_left_to_do(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = trial.register.read_bytes()

    def full_then(step: str) -> None:
        known = getattr(State, step)

        def once_it_is_written(state: State, *given: Any) -> object:
            if trial.register.read_bytes() != before:
                raise StateUnusable(trial.folder, "No space left on device")
            return known(state, *given)

        monkeypatch.setattr(State, step, once_it_is_written)

    full_then("write")
    full_then("prepare")
    result = trial.review()
    monkeypatch.undo()
    assert (result.status, result.summary, result.undelivered) == ("reviewed", None, True)
    again = trial.review()
    assert (again.status, again.problems, len(waiting_for(trial))) == ("already-reviewed", (), 2)
    assert [entry.stage for entry in WriteLedger(trial.home.state).entries()] == ["committed"]


@pytest.mark.parametrize("step", ["write_page", "queue_mail"])
def test_a_review_that_was_killed_before_its_mail_was_queued_is_finished_in_the_week_after(
    trial: Trial, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(notify, step, killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert [message["state"] for message in result.messages] == ["queued"] * 4
    assert len(waiting_for(trial)) == 4


def test_a_review_that_was_killed_before_it_was_written_leaves_no_summary_behind(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(workbook, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            trial.review()
    assert queued(trial) == [("2026-W47", TODAY)]
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert [row["Review"] for row in rows(trial.register, "Reviews")] == ["2026-W46", "2026-W48"]
    assert (len(result.messages), queued(trial)) == (2, [])


def test_the_summary_of_a_review_that_a_save_wiped_out_is_sent_once_the_review_is_back(trial: Trial) -> None:
    before = trial.register.read_bytes()
    settle(trial, ("trustee@larkfield", "trustee@elsewhere"))
    trial.review()
    trial.register.write_bytes(before)
    settle(trial)
    result = trial.review(TODAY + 7 * DAY, AT + 7 * DAY)
    assert result.restored == ("2026-W47",)
    assert len(waiting_for(trial)) == 4


def test_a_sheet_that_is_read_for_its_headings_is_told_until_a_review_has_read_it(trial: Trial) -> None:
    sheets = {"Incidents": grid(schema.INCIDENTS, incident()), "2027": grid(schema.INCIDENTS, incident(2))}
    sheets |= {"Updates": grid(schema.UPDATES), "Reviews": grid(schema.REVIEWS)}
    trial.lay_out(plain(sheets))
    first = trial.review()
    assert first.open == (ref(1), ref(2))
    assert [(found.where, found.severity) for found in first.findings if found.code == "WBK016"] == [
        ("2027!A1", "warning")
    ]
    later = trial.review(TODAY + 7 * DAY)
    assert "WBK016" not in {found.code for found in later.findings}


def test_notes_that_grew_without_a_day_are_told_until_they_bear_one_and_dated_ones_are_not(trial: Trial) -> None:
    headings = (*schema.INCIDENTS.headings, "Notes")

    def with_notes(*notes: str) -> bytes:
        rows = grid(schema.INCIDENTS, *(incident(number) for number in range(1, len(notes) + 1)))[1:]
        noted = [[*row, note] for row, note in zip(rows, notes, strict=True)]
        return plain(
            {
                "Incidents": [[*headings], *noted],
                "Updates": grid(schema.UPDATES),
                "Reviews": grid(schema.REVIEWS),
            }
        )

    home = Trial(trial.folder, SETTINGS + '[register]\nnotes = "Notes"\n')
    begun = "12/11/2026 rang the social worker."
    told = home.lay_out(with_notes(begun, begun, begun)).review()
    assert "UPD211" not in {found.code for found in told.findings}
    home.register.write_bytes(with_notes(f"{begun} School is told", f"{begun} 24/11/2026 school told", begun))
    (grown,) = [f for f in home.review(TODAY + 7 * DAY, AT + 7 * DAY).findings if f.code == "UPD211"]
    assert (grown.ref, grown.severity, grown.cell) == (ref(1), "warning", "AO2")
    assert "UPD211" in codes(home)
    home.register.write_bytes(with_notes(f"{begun} 25/11/2026 school is told", begun, begun))
    assert "UPD211" not in codes(home)


def codes(trial: Trial) -> set[str]:
    return {found.code for found in check(trial.home, TODAY + 8 * DAY, AT + 8 * DAY).findings}


def test_a_column_that_a_review_read_and_that_is_gone_is_told_until_the_settings_say_so(trial: Trial) -> None:
    def headed(summary: str) -> bytes:
        head, row = grid(schema.INCIDENTS, incident(1))
        renamed = [summary if heading == "Summary" else heading for heading in head]
        return plain(
            {
                "Incidents": [renamed, row],
                "Updates": grid(schema.UPDATES),
                "Reviews": grid(schema.REVIEWS),
            }
        )

    def gone(weeks: int) -> list[str]:
        found = trial.review(TODAY + weeks * 7 * DAY, AT + weeks * 7 * DAY).findings
        return [each.message for each in found if each.code == "WBK002"]

    trial.lay_out(headed("Summary"))
    assert gone(0) == []
    trial.register.write_bytes(headed("Summing up"))
    (told,) = gone(1)
    assert told.startswith("The sheet 'Incidents' has no column 'Summary'; the closest heading is 'Summing up'")
    assert gone(2) == [told]
    settings = trial.folder / "olsxl.toml"
    settings.write_text(settings.read_text() + '[columns.incidents]\nSummary = "Summing up"\n')
    assert gone(3) == []
