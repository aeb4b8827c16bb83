from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from olsxl import files, locks, mail
from olsxl.jobs import run
from olsxl.jobs.doctor import Examined, examine
from olsxl.jobs.errors import NewerState, StateBusy, StateUnusable
from olsxl.jobs.options import RunOptions
from olsxl.jobs.outputs import save_output
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.state import folder as folder_module
from olsxl.jobs.state.folder import State, is_synced
from olsxl.jobs.state.migration import VERSION
from olsxl.jobs.state.references import given_references, keep_given
from olsxl.jobs.state.seen import keep_seen, seen_by_reviews
from olsxl.jobs.state.take_over import is_left
from olsxl.jobs.writes.identity import known
from olsxl.jobs.writes.ledger import LedgerEntry, Write, WriteLedger
from olsxl.register.coverage.seen import NoteSeen, RecordSeen, SeenByReviews, keyed
from olsxl.register.digests import digest
from olsxl.register.references.given import GivenReference, Sighted
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.jobs.test_review import DAY, rows
from tests.registers import TODAY, incident, incident_register, review
from tests.windows_access import AccessLists

STAGES = {"intended": "prepared", "written": "committed", "returning": "restoring", "put-back": "restored"}
NO_UPDATE = {
    "Incident ref": "OLS-2026-0001",
    "Date": "2026-11-19",
    "Type": "No Update",
    "Update": "No Update",
    "By": "olsxl (automatic)",
    "Review": "2026-W47",
    "Entered at": "2026-11-19T16:00:00",
}
REVIEW = {"Review": "2026-W47", "Reviewed on": "2026-11-19", "Open": 1, "Updated": 0, "No Update": 1}
"""Rows of a write as olsxl 4682e66 kept them in `writes/2026-W47.json`."""


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A home with the state folder that olsxl 4682e66 leaves: a review in the ledger, and one in the queue."""
    trial = Trial(tmp_path / "home").lay_out(incident_register(incident(), review()))
    state = trial.folder / ".olsxl"
    for folder in ("writes", "queue", "outbox"):
        (state / folder).mkdir(parents=True)
    (state / "version").write_text("1\n")
    keep(state / "writes" / "2026-W47.json", review="2026-W47", stage="written", updates=[NO_UPDATE], reviews=[REVIEW])
    keep(state / "queue" / "2026-W48.json", review="2026-W48", day="2026-11-26")
    return trial


def keep(path: Path, **record: object) -> None:
    path.write_text(json.dumps(record), encoding="utf-8")


def carried(trial: Trial) -> tuple[list[LedgerEntry], list[QueuedJob]]:
    state = trial.home.state
    state.carry_forward()
    return WriteLedger(state).entries(), JobQueue(state).jobs()


def test_the_queue_and_the_ledger_of_an_older_olsxl_are_carried_forward(trial: Trial) -> None:
    entries, jobs = carried(trial)
    assert [(each.write.kind, each.write.key, each.stage) for each in entries] == [("review", "2026-W47", "committed")]
    assert [(job.kind, job.key, job.day) for job in jobs] == [("review", "2026-W48", TODAY + 7 * DAY)]
    names = sorted(path.name for folder in ("writes", "queue") for path in (trial.folder / ".olsxl" / folder).iterdir())
    assert names == ["review-2026-W47.json", "review-2026-W48.json"]
    assert (trial.folder / ".olsxl" / "version").read_text() == f"{VERSION}\n"


@pytest.mark.parametrize(("before", "after"), STAGES.items())
def test_how_far_a_write_had_come_is_carried_forward(trial: Trial, before: str, after: str) -> None:
    path = trial.folder / ".olsxl" / "writes" / "2026-W47.json"
    keep(path, review="2026-W47", stage=before, updates=[NO_UPDATE], reviews=[REVIEW])
    assert [entry.stage for entry in carried(trial)[0]] == [after]


def test_rows_that_an_older_olsxl_wrote_and_a_save_wiped_out_are_put_back_by_this_one(trial: Trial) -> None:
    result = trial.review(TODAY + DAY)
    assert (result.restored, result.status) == (("2026-W47",), "already-reviewed")
    assert [row["Review"] for row in rows(trial.register, "Updates")] == ["2026-W47"]


def test_they_are_not_put_back_into_a_register_without_the_records_that_they_name(trial: Trial) -> None:
    trial.register.write_bytes(incident_register(incident(2), review()))
    assert trial.review(TODAY + DAY, AT + DAY).restored == ()


def test_a_review_that_an_older_olsxl_queued_is_made_by_this_one(trial: Trial) -> None:
    assert trial.review(TODAY + 14 * DAY, AT + 14 * DAY).finished == ("2026-W48",)


def test_a_step_that_was_cut_short_is_taken_again(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = files.write_atomic, list[str]()

    def killed_at_each_file(path: Path, data: bytes) -> None:
        real(path, data)
        written.append(path.name)
        if written.count(path.name) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(files, "write_atomic", killed_at_each_file)
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            trial.home.state.carry_forward()
    assert written[-1] == "version"
    entries, jobs = carried(trial)
    assert (len(entries), len(jobs)) == (1, 1)
    assert [each.id for each in known(trial.home.state, "incidents")] == [entries[0].register_id]


def test_what_cannot_be_read_is_left_as_it_is_and_stops_nothing(trial: Trial) -> None:
    (trial.folder / ".olsxl" / "writes" / "2026-W46.json").write_text("{")
    keep(trial.folder / ".olsxl" / "queue" / "2026-W46.json", review="2026-W46")
    entries, jobs = carried(trial)
    assert (len(entries), len(jobs)) == (1, 1)


def test_what_reviews_saw_is_carried_forward_under_keys_and_a_step_cut_short_is_taken_again(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = trial.folder / ".olsxl"
    (folder / "version").write_text("3\n")
    (folder / "references").mkdir()
    note = digest("olsxl-note-cell-1", "Notes", "OLS-2026-0001")
    given = [["R-0001", ["a", "b", "c"], True]]
    keep(
        folder / "references" / "given.json",
        incidents=given,
        sheets=["5f0c"],
        headings={"77aa": ["Summary"]},
        notes={note: [31, "0c1d", 1]},
    )
    real = files.write_atomic

    def killed_at_the_references(path: Path, data: bytes) -> None:
        if path.name == "given.json":
            raise KeyboardInterrupt
        real(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "write_atomic", killed_at_the_references)
        with pytest.raises(KeyboardInterrupt):
            trial.home.state.carry_forward()
    first = seen_by_reviews(trial.home.state)
    trial.home.state.carry_forward()
    seen = seen_by_reviews(trial.home.state)
    assert seen == first
    assert seen.sheets == {keyed(seen.secret, "5f0c")}
    assert seen.headings == {keyed(seen.secret, "77aa"): {"Summary"}}
    assert seen.notes == {keyed(seen.secret, note): NoteSeen(31, 1)}
    assert json.loads((folder / "references" / "given.json").read_text()) == {"incidents": given}


def test_what_a_review_saw_is_read_as_it_was_kept_and_nothing_where_it_was_damaged(trial: Trial) -> None:
    state = trial.home.state
    state.prepare()
    seen = SeenByReviews(
        "5f0c",
        notes={"n": NoteSeen(3, 1)},
        review="2026-W47",
        day=TODAY,
        lists=(("a", "b"), ("b", "c")),
        records={"r": RecordSeen(0, closed=True, cells={"b": "1"}), "s": RecordSeen(1, closed=False, cells={})},
        counted={"2026-W47": 2},
        rows={"r": (("2026-W46", "x"), ("2026-W47", ""))},
    )
    keep_seen(state, seen)
    assert seen_by_reviews(state) == seen
    (state.seen / "reviews.json").write_text('{"secret": "5f0c", "sheets": []}')
    assert seen_by_reviews(state)._replace(secret="") == SeenByReviews()


def test_a_dry_run_carries_nothing_forward(trial: Trial) -> None:
    before = trial.listing()
    trial.review(options=RunOptions(dry_run=True))
    assert trial.listing() == before


def test_where_there_is_no_state_folder_none_is_made(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(incident_register())
    assert carried(trial) == ([], [])
    assert not (trial.folder / ".olsxl").exists()


def test_a_job_and_a_write_are_read_as_they_were_kept(trial: Trial) -> None:
    state = trial.home.state
    state.prepare()
    job = QueuedJob("training-log", "0123456789ab", TODAY, {"path": "Sign-in.csv", "data": "TmFtZQ=="})
    write = Write(
        "training-log",
        "2026-11-19-0123",
        "the attendance",
        {"Training": ({"Person ID": "P-001", "Session on": TODAY},)},
    )
    JobQueue(state).put(job)
    WriteLedger(state).note(write, "committed", "5f0c")
    assert JobQueue(state).jobs()[0] == job
    assert WriteLedger(state).entries()[-1] == LedgerEntry(write, "committed", "5f0c")


def test_jobs_are_in_the_order_of_their_days_and_a_broken_one_is_none(trial: Trial) -> None:
    queue = JobQueue(trial.home.state)
    trial.home.state.prepare()
    for day in (TODAY, TODAY - DAY, TODAY + DAY):
        queue.put(QueuedJob("review", f"of {day}", day, {}))
    keep(trial.folder / ".olsxl" / "queue" / "review-x.json", kind="revue", key="x", day="2026-11-19", facts={})
    assert [job.day for job in queue.jobs()] == [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 7 * DAY]


def test_the_log_of_runs_leaves_a_broken_line_out(trial: Trial) -> None:
    state = trial.home.state
    state.log({"job": "review", "key": "2026-W47"})
    with (trial.folder / ".olsxl" / "runs.jsonl").open("a") as log:
        log.write("[1]\n{\n")
    state.log({"job": "mail"})
    assert [run["job"] for run in state.runs()] == ["review", "mail"]


HOME = Path("/homes/larkfield")
GIVEN = (GivenReference("R-0001", Sighted.of(TODAY, "A game")),)


def state_folder(home: Path, configured: str, environment: dict[str, str]) -> Path:
    return State.of(home, configured, environment).folder


def test_the_state_lies_beside_the_settings_and_where_they_name_another_folder_there() -> None:
    assert state_folder(HOME, ".olsxl", {}) == HOME / ".olsxl"
    assert state_folder(HOME / "OneDrive", "state", {}) == HOME / "OneDrive" / "state"


ON_A_MAC = [
    "Library/CloudStorage/OneDrive-Larkfield",
    "Library/CloudStorage/GoogleDrive-jo@example.org/My Drive",
    "Library/CloudStorage/Dropbox",
    "Library/Mobile Documents/com~apple~CloudDocs",
]


@pytest.mark.parametrize(
    "name",
    ["OneDrive", "OneDrive - Larkfield", "Dropbox", "Dropbox (Larkfield)", "Google Drive", "Nextcloud", *ON_A_MAC],
)
def test_the_state_of_a_home_that_is_synced_lies_in_the_data_of_this_computer(name: str) -> None:
    folder = state_folder(HOME / name / "register", ".olsxl", {"LOCALAPPDATA": "/local", "XDG_STATE_HOME": "/other"})
    assert folder.parent == Path("/local/olsxl")
    assert folder != state_folder(HOME / name / "another", ".olsxl", {"LOCALAPPDATA": "/local"})
    assert state_folder(HOME / name, ".olsxl", {"XDG_STATE_HOME": "/xdg"}).parent == Path("/xdg/olsxl")
    assert state_folder(HOME / name, ".olsxl", {}).parent == Path.home() / ".local" / "state" / "olsxl"


def test_what_the_computer_says_of_onedrive_counts_whatever_its_folder_is_called() -> None:
    environment = {"OneDriveCommercial": str(HOME), "ONEDRIVE": ""}
    assert is_synced(HOME / "register", environment)
    assert not is_synced(Path("/elsewhere"), environment)


@pytest.mark.parametrize("name", ["Onedriver", "My OneDrive notes", "Dropbox backup", "Library/Registers"])
def test_a_name_that_is_only_like_one_is_no_synced_folder(name: str) -> None:
    assert not is_synced(HOME / name, {})


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """A home in a synced folder, its state beside its settings: a review in the ledger, and mail in the outbox."""
    folder = tmp_path / "Dropbox (Larkfield)" / "home"
    trial = Trial(folder).lay_out(incident_register(incident(), review()))
    monkeypatch.setattr(folder_module, "_SYNCED", ())
    trial.review()
    JobQueue(trial.home.state).put(QueuedJob("review", "2026-W48", TODAY + 7 * DAY, {}))
    trial.home.state.log({"job": "review", "key": "2026-W47"})
    keep_given(trial.home.state, GIVEN, None)
    monkeypatch.undo()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "local"))
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    return trial


def kept(folder: Path) -> dict[str, bytes]:
    """Every file of a state folder but its locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "locks" and not path.name.startswith(".")
    }


def test_the_state_of_a_home_that_is_found_to_be_synced_is_carried_to_this_computer(synced: Trial) -> None:
    before = kept(synced.folder / ".olsxl")
    assert {name.split("/")[0] for name in before} >= {"writes", "queue", "outbox", "summaries", "runs.jsonl"}
    assert "references/given.json" in {name.replace(os.sep, "/") for name in before}
    state = synced.home.state
    state.carry_forward()
    assert kept(state.folder) == before
    assert not (synced.folder / ".olsxl").exists()
    assert len(mail.Outbox(state.outbox).waiting()) == 2
    assert given_references(state) == GIVEN
    assert synced.review(TODAY + DAY).status == "already-reviewed"
    assert len(mail.Outbox(state.outbox).waiting()) == 2


@pytest.mark.parametrize("unlinks", [False, True], ids=["at each write", "at each removal"])
def test_a_carrying_that_is_killed_anywhere_loses_and_doubles_nothing(
    synced: Trial, monkeypatch: pytest.MonkeyPatch, unlinks: bool
) -> None:
    before, state, kills = kept(synced.folder / ".olsxl"), synced.home.state, 0
    real, done = (Path.unlink if unlinks else files.write_exclusive), set[Path]()

    def killed_at_each_file(path: Path, *given: object, **named: object) -> object:
        ended = real(path, *given, **named)  # type: ignore[arg-type]  # whichever of the two
        if path not in done and not path.name.startswith("."):
            done.add(path)
            raise KeyboardInterrupt
        return ended

    if unlinks:
        monkeypatch.setattr(Path, "unlink", killed_at_each_file)
    else:
        monkeypatch.setattr(files, "write_exclusive", killed_at_each_file)
    while True:
        try:
            state.carry_forward()
            break
        except KeyboardInterrupt:
            kills += 1
    assert kills >= len(before) - 2
    assert kept(state.folder) == before
    assert not [path for path in (synced.folder / ".olsxl").rglob("*") if path.is_file()]


def test_a_state_that_was_begun_on_this_computer_stays_and_gets_what_the_former_one_knows(synced: Trial) -> None:
    state, former = synced.home.state, mail.Outbox(synced.folder / ".olsxl" / "outbox")
    newer = replace(state, left_there=True)
    newer.prepare()
    newer.log({"job": "mail"})
    JobQueue(newer).put(QueuedJob("review", "2026-W48", TODAY + 6 * DAY, {}))
    shutil.copytree(former.folder, newer.outbox)
    first, second = former.waiting()
    former.archive(former.save(replace(first, state="sent")))
    mail.Outbox(newer.outbox).save(replace(second, state="unknown"))
    state.carry_forward()
    box = mail.Outbox(state.outbox)
    assert [(entry.name, entry.state) for entry in box.waiting()] == [(second.name, "unknown")]
    assert box.get(first.name).state == "sent"
    assert [job.day for job in JobQueue(state).jobs()] == [TODAY + 6 * DAY]
    assert [run["job"] for run in state.runs()] == ["review", "mail"]


def test_what_somebody_put_beside_the_state_stays_there(synced: Trial) -> None:
    notes = synced.folder / ".olsxl" / "notes.txt"
    notes.write_text("mine")
    synced.home.state.carry_forward()
    assert notes.read_text() == "mine"
    assert not is_left(synced.folder / ".olsxl")


def test_a_state_of_a_newer_olsxl_is_not_carried(synced: Trial) -> None:
    (synced.folder / ".olsxl" / "version").write_text(f"{VERSION + 1}")
    before = kept(synced.folder / ".olsxl")
    with pytest.raises(NewerState):
        synced.home.state.carry_forward()
    assert kept(synced.folder / ".olsxl") == before
    assert not synced.home.state.folder.exists()


def test_a_computer_that_does_not_keep_the_schedule_leaves_the_state_to_the_one_that_does(synced: Trial) -> None:
    settings = synced.folder / "olsxl.toml"
    settings.write_text(settings.read_text().replace("[home]", '[home]\nruns_on = "another-pc"'))
    synced.home.state.carry_forward()
    assert is_left(synced.folder / ".olsxl")
    assert not synced.home.state.folder.exists()


def test_another_olsxl_that_does_not_come_to_an_end_is_told(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    state = trial.home.state
    state.prepare()
    monkeypatch.setattr(folder_module, "LOCK_WAIT", 0.0)
    with locks.held(state.locks / "state.lock", 0.0), pytest.raises(StateBusy) as busy:
        state.prepare()
    assert busy.value.exit_status == 4


def test_the_version_alone_tells_a_newer_olsxl(trial: Trial) -> None:
    version = trial.folder / ".olsxl" / "version"
    for text in (f"{VERSION}", "", "a word"):
        version.write_text(text)
        trial.home.state.check()
    version.write_text("9" * 5000)
    with pytest.raises(NewerState):
        trial.home.state.check()
    version.write_text(f"{VERSION + 1}")
    for refused in (trial.home.state.check, trial.home.state.carry_forward, trial.home.state.prepare):
        with pytest.raises(NewerState):
            refused()
    assert version.read_text() == f"{VERSION + 1}"


def test_a_folder_that_says_no_version_is_carried_forward_from_the_first(trial: Trial) -> None:
    (trial.folder / ".olsxl" / "version").unlink()
    entries, jobs = carried(trial)
    assert (len(entries), len(jobs)) == (1, 1)


def test_nothing_is_written_where_the_folder_has_this_layout(trial: Trial) -> None:
    carried(trial)
    before = {path: path.stat().st_mtime_ns for path in (trial.folder / ".olsxl").rglob("*")}
    carried(trial)
    assert {path: path.stat().st_mtime_ns for path in (trial.folder / ".olsxl").rglob("*")} == before


def test_a_file_that_is_gone_can_be_taken_away(trial: Trial) -> None:
    JobQueue(trial.home.state).remove("review", "2026-W40")
    assert len(carried(trial)[1]) == 1


def test_only_the_records_of_a_folder_are_read_by_name(trial: Trial) -> None:
    folder = trial.folder / ".olsxl" / "writes"
    for name in ("b.json", "a.json", "c.txt", ".olsxl-0123456789ab.tmp"):
        (folder / name).write_text(name)
    (folder / "2026-W47.json").unlink()
    assert trial.home.state.texts(folder) == ["a.json", "b.json"]


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_all_of_the_state_is_for_its_owner_alone_also_where_an_older_olsxl_left_it_open(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(incident_register(incident()))
    state = trial.folder / ".olsxl"
    state.mkdir(0o755)
    (state / "runs.jsonl").write_text("")
    (state / "runs.jsonl").chmod(0o644)
    mask = os.umask(0)
    try:
        trial.review()
        run.turn([trial.home.path], AT + 3 * DAY)
        save_output(trial.home, trial.folder / "page.html", b"", overwrite=False)
    finally:
        os.umask(mask)
    modes = {path.relative_to(state): path.stat().st_mode & 0o777 for path in (state, *state.rglob("*"))}
    assert {"runs.jsonl", "outbox", "backups", "writes", "locks", "outputs", "summaries"} <= {
        str(path) for path in modes
    }
    assert {path: mode for path, mode in modes.items() if mode not in (0o600, 0o700)} == {}


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_a_folder_that_holds_the_registers_is_never_closed_to_others(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home", SETTINGS + '[state]\ndir = "."\n').lay_out(incident_register(incident()))
    trial.folder.chmod(0o755)
    trial.review()
    assert trial.folder.stat().st_mode & 0o777 == 0o755
    assert examined(trial)["state folder"].state == "wrong"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AccessLists:
    """The access lists of Windows, by which the state is protected."""
    lists = AccessLists()
    monkeypatch.setattr(folder_module, "access", lists.module())
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    return lists


def test_on_windows_the_state_folder_is_closed_by_its_access_list(trial: Trial, windows: AccessLists) -> None:
    trial.review()
    assert list(windows.lists) == [str(trial.folder / ".olsxl")]
    assert examined(trial)["state folder"].state == "good"


def test_where_no_access_list_can_be_set_the_state_lies_in_the_data_of_this_computer(
    trial: Trial, windows: AccessLists, tmp_path: Path
) -> None:
    windows.refuses = (str(trial.folder),)
    result = trial.review()
    state = trial.home.state
    assert state.folder.parent == tmp_path / "local" / "olsxl"
    assert list(windows.lists) == [str(state.folder)]
    assert not (trial.folder / ".olsxl").exists()
    assert [entry.write.key for entry in WriteLedger(state).entries()] == ["2026-W47"]
    assert result.summary
    assert result.summary.exists()
    assert trial.review(TODAY + 14 * DAY, AT + 14 * DAY).finished == ("2026-W48",)


def test_a_folder_that_olsxl_toml_names_is_kept_to_and_told_where_others_may_look_into_it(
    trial: Trial, windows: AccessLists
) -> None:
    windows.refuses = (str(trial.folder),)
    settings = trial.folder / "olsxl.toml"
    settings.write_text(settings.read_text() + '[state]\ndir = "state"\n')
    trial.review()
    assert trial.home.state.folder == trial.folder / "state"
    told = examined(trial)["state folder"]
    assert told.state == "wrong"
    assert "[state] dir" in told.sentence


def examined(trial: Trial) -> dict[str, Examined]:
    return {each.part: each for each in examine(trial.home, AT)}


def test_a_home_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "home").lay_out(incident_register())
    home = trial.home
    shutil.rmtree(trial.folder)
    with pytest.raises(StateUnusable):
        home.state.prepare()
    assert not trial.folder.exists()


@pytest.mark.parametrize("damage", ["[" * 100_000, '{"a":' * 100_000, "7", '"text"', "null", "[]", r'{"a": "\ud800"}'])
def test_a_record_that_was_damaged_however_badly_is_none(trial: Trial, damage: str) -> None:
    trial.review()
    state = trial.home.state
    for folder in (state.queue, state.writes, state.outbox, state.outputs):
        folder.mkdir(exist_ok=True)
        (folder / "review-2026-W40.json").write_text(damage, "utf-8")
    with (state.folder / "runs.jsonl").open("a", encoding="utf-8") as log:
        log.write(damage + "\n")
    assert trial.review().status == "already-reviewed"
    assert trial.home.state.runs() == []
