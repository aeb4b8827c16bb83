from __future__ import annotations

import email
import errno
import json
import os
import re
import stat
from contextlib import nullcontext
from datetime import timedelta
from email import policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl import files
from olsxl.mail import (
    Message,
    MessageNotResent,
    NoSuchMessage,
    Outbox,
    OutboxBusy,
    OutboxNotWritable,
    RecipientNotAllowed,
)
from olsxl.mail import outbox as outbox_module
from olsxl.mail.record import name_of
from tests.mail.conftest import NOW, SENDER, Died, contents

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.mail import OutboxRecord
    from tests.mail.conftest import CrashPlanner, MessageMaker


def queued(outbox: Outbox, message: Message) -> OutboxRecord:
    return outbox.queue(message, sender=SENDER, now=NOW)


def test_a_queued_message_lies_there_as_mail_page_and_record(outbox: Outbox, a_message: MessageMaker) -> None:
    entry = queued(outbox, a_message())
    assert entry.state == "queued"
    mail = email.message_from_bytes((outbox.folder / f"{entry.name}.eml").read_bytes(), policy=policy.default)
    assert mail["To"] == "manager@home.example"
    assert (outbox.folder / f"{entry.name}.html").read_text("utf-8") == a_message().html
    record = json.loads((outbox.folder / f"{entry.name}.json").read_bytes())
    assert record == {
        "name": entry.name,
        "key": "2026-W47-review-manager",
        "to": "manager@home.example",
        "from": SENDER,
        "subject": "Online safety review 2026-W47: 3 open",
        "body": f"{entry.name}.html",
        "message": f"{entry.name}.eml",
        "audience": "manager",
        "state": "queued",
        "attempts": 0,
        "last_answer": None,
        "queued_at": "2026-11-19T16:00:00+00:00",
        "tried_at": None,
    }


def test_a_record_tells_a_caller_whom_which_audience_and_how_it_stands(outbox: Outbox, a_message: MessageMaker) -> None:
    shown = queued(outbox, a_message()).as_json()
    assert shown == {"to": "manager@home.example", "audience": "manager", "state": "queued"}


def test_each_recipient_has_a_set_of_files(outbox: Outbox, a_message: MessageMaker) -> None:
    names = [queued(outbox, a_message(who)).name for who in ("manager", "deputy")]
    assert [entry.name for entry in outbox.waiting()] == sorted(names)
    assert len(list(outbox.folder.glob("*.eml"))) == 2


def test_a_message_queued_again_changes_nothing(outbox: Outbox, a_message: MessageMaker) -> None:
    first = queued(outbox, a_message())
    before = contents(outbox)
    again = outbox.queue(a_message(text="Now four are open.\n"), sender=SENDER, now=NOW + timedelta(hours=1))
    assert again == first
    assert contents(outbox) == before


def test_a_message_whose_files_somebody_took_away_is_not_queued_again(outbox: Outbox, a_message: MessageMaker) -> None:
    entry = queued(outbox, a_message())
    for file in outbox.folder.glob(f"{entry.name}.*"):
        file.unlink()
    assert queued(outbox, a_message()) == entry
    assert outbox.waiting() == []


@pytest.mark.parametrize("before", [True, False], ids=["before a file is in place", "after a file is in place"])
@pytest.mark.parametrize("step", range(4))
def test_what_a_crash_left_half_written_is_finished_by_the_next_run(
    outbox: Outbox, a_message: MessageMaker, crash_at: CrashPlanner, step: int, *, before: bool
) -> None:
    with crash_at(step, before=before), pytest.raises(Died):
        queued(outbox, a_message())
    later = a_message(text="Four records are open.\n")
    entry = queued(outbox, later)
    assert outbox.waiting() == [entry]
    files = contents(outbox)
    kept = a_message() if b"Three" in files[f"{entry.name}.html"] else later
    assert files[f"{entry.name}.html"] == kept.html.encode()
    assert kept.text.encode().strip() in files[f"{entry.name}.eml"]
    assert files[f"{entry.name}.json"] == files[f"sent/{entry.name}.json"]
    assert not [name for name in files if name.endswith(".tmp")]


def test_a_message_that_is_half_written_is_not_waiting(
    outbox: Outbox, a_message: MessageMaker, crash_at: CrashPlanner
) -> None:
    with crash_at(2, before=True), pytest.raises(Died):
        queued(outbox, a_message())
    assert outbox.waiting() == []


def test_an_outbox_that_is_not_there_yet_is_empty(outbox: Outbox) -> None:
    assert outbox.waiting() == []


def test_a_recipient_who_is_not_allowed_leaves_nothing_behind(outbox: Outbox) -> None:
    stranger = Message("2026-W47-review-counts", "press@paper.example", "counts", "s", "t", "h")
    with pytest.raises(RecipientNotAllowed):
        queued(outbox, stranger)
    assert not outbox.folder.exists()
    assert outbox.queue(stranger, sender=SENDER, now=NOW, domains=["paper.example"]).state == "queued"


def test_an_outbox_that_cannot_be_made_names_the_folder_and_what_to_do(tmp_path: Path, a_message: MessageMaker) -> None:
    (tmp_path / "state").write_text("a file where the folder belongs")
    outbox = Outbox(tmp_path / "state" / "outbox")
    with pytest.raises(OutboxNotWritable, match="cannot be written") as failure:
        queued(outbox, a_message())
    assert str(outbox.folder) in str(failure.value)
    assert "run the same command again" in str(failure.value)
    assert failure.value.exit_status == 5


def test_an_outbox_that_cannot_be_written_is_found_out_before_the_work_begins(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.check_writable()
    assert contents(outbox) == {}

    def read_only(*_args: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(files, "write_atomic", read_only)
    with pytest.raises(OutboxNotWritable, match="Read-only file system"):
        outbox.check_writable()


def test_an_outbox_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file where the folder belongs")
    with pytest.raises(OutboxNotWritable):
        Outbox(tmp_path / "outbox").waiting()


def test_a_record_that_the_disk_does_not_give_stops_the_run(outbox: Outbox, a_message: MessageMaker) -> None:
    (outbox.folder / f"{name_of(a_message().key, a_message().to)}.json").mkdir(parents=True)
    with pytest.raises(OutboxNotWritable):
        queued(outbox, a_message())


def test_a_full_disk_leaves_no_message_half_queued(
    outbox: Outbox, a_message: MessageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutboxNotWritable, match="No space left"):
        queued(outbox, a_message())
    monkeypatch.undo()
    assert outbox.waiting() == []
    assert queued(outbox, a_message()).state == "queued"


def test_a_folder_that_cannot_be_synced_is_no_obstacle(
    outbox: Outbox, a_message: MessageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def files_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, "not for folders")
        sync(file)

    monkeypatch.setattr(os, "fsync", files_only)
    assert queued(outbox, a_message()).state == "queued"


@pytest.mark.parametrize(
    ("on_windows", "times_in_use", "paused"),
    [(True, 2, [0.05, 0.1]), (True, 6, [*files.IN_USE]), (True, 7, [*files.IN_USE]), (False, 1, [])],
)
def test_windows_is_given_a_little_time_to_let_go_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paused: list[float], times_in_use: int, *, on_windows: bool
) -> None:
    pauses: list[float] = []
    used = PermissionError(errno.EACCES, "used by another process")
    if on_windows:
        used.winerror = 32  # type: ignore[attr-defined]  # as Windows sets it
    failures = iter([used] * times_in_use)
    replace = type(tmp_path).replace

    def in_use_at_first(source: Path, target: Path) -> Path:
        if failure := next(failures, None):
            raise failure
        return replace(source, target)

    monkeypatch.setattr(type(tmp_path), "replace", in_use_at_first)
    in_time = on_windows and times_in_use <= len(files.IN_USE)
    with nullcontext() if in_time else pytest.raises(PermissionError):
        files.write_atomic(tmp_path / "file", b"new", sleep=pauses.append)
    assert pauses == paused
    assert (tmp_path / "file").exists() == in_time


def test_two_runs_do_not_write_in_one_outbox_at_once(
    outbox: Outbox, a_message: MessageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "LOCK_WAIT", 0)
    with outbox.locked(), pytest.raises(OutboxBusy, match="Try again in a few minutes") as failure:
        queued(Outbox(outbox.folder), a_message())
    assert failure.value.exit_status == 4


def test_a_record_that_cannot_be_read_is_shown_and_never_sent_again(outbox: Outbox, a_message: MessageMaker) -> None:
    name = queued(outbox, a_message()).name
    (outbox.folder / f"{name}.json").write_text('{"name": ')
    (entry,) = outbox.waiting()
    assert (entry.name, entry.shown_state) == (name, "unknown")
    assert f"{name}.json cannot be read" in str(entry.answer)
    assert queued(outbox, a_message()).state == "unknown"
    with pytest.raises(MessageNotResent, match="send that by hand"):
        outbox.requeue(name)


@pytest.mark.parametrize(
    ("was", "now"), [('"queued"', '"posted"'), ("manager@home.example", "a@b, c@d"), ('"attempts"', '"tries"')]
)
def test_a_record_that_somebody_edited_into_nonsense_is_not_trusted(
    outbox: Outbox, a_message: MessageMaker, was: str, now: str
) -> None:
    path = outbox.folder / f"{queued(outbox, a_message()).name}.json"
    path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")
    assert outbox.waiting()[0].state == "unknown"


def test_a_copy_that_a_syncing_service_made_of_a_record_is_no_second_message(
    outbox: Outbox, a_message: MessageMaker
) -> None:
    entry = queued(outbox, a_message())
    record = outbox.folder / f"{entry.name}.json"
    (outbox.folder / f"{entry.name}-OFFICE-PC.json").write_bytes(record.read_bytes())
    assert outbox.waiting() == [entry]


def test_a_message_that_is_dropped_leaves_its_record_and_is_not_queued_again(
    outbox: Outbox, a_message: MessageMaker
) -> None:
    name = queued(outbox, a_message()).name
    assert outbox.drop(name).state == "refused"
    assert outbox.waiting() == []
    assert sorted(contents(outbox)) == [f"sent/{name}.json"]
    assert queued(outbox, a_message()).answer == "Taken out of the outbox by hand."
    with pytest.raises(MessageNotResent, match="no longer in the outbox"):
        outbox.requeue(name)


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("step", [0, 1])
def test_a_message_that_a_crash_left_half_taken_out_is_taken_out_by_the_next_run(
    outbox: Outbox, a_message: MessageMaker, crash_at: CrashPlanner, step: int, before: bool
) -> None:
    entry = queued(outbox, a_message())
    with crash_at(step, before=before), pytest.raises(Died):
        outbox.withdraw(entry.key, entry.to)
    outbox.withdraw(entry.key, entry.to)
    outbox.check_writable()
    assert sorted(contents(outbox)) == [f"sent/{entry.name}.json"]
    assert outbox.get(entry.name).state == "refused"


def test_a_message_that_somebody_took_away_is_not_withdrawn(outbox: Outbox, a_message: MessageMaker) -> None:
    entry = queued(outbox, a_message())
    for file in outbox.folder.glob(f"{entry.name}.*"):
        file.unlink()
    outbox.withdraw(entry.key, entry.to)
    assert outbox.get(entry.name).state == "queued"


def test_a_name_that_is_not_there_is_said_to_be_so(outbox: Outbox) -> None:
    with pytest.raises(NoSuchMessage, match="olsxl outbox list"):
        outbox.get("2026-W01-review-manager")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders apart by itself")
def test_nobody_else_on_the_computer_can_read_the_outbox(outbox: Outbox, a_message: MessageMaker) -> None:
    queued(outbox, a_message())
    messages = [path for path in outbox.folder.rglob("*") if path.suffix in (".eml", ".html", ".json")]
    assert len(messages) == 4
    assert {path.stat().st_mode & 0o777 for path in messages} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (outbox.folder, outbox.sent)} == {0o700}


def test_a_records_repr_shows_no_address_and_no_subject(outbox: Outbox, a_message: MessageMaker) -> None:
    shown = repr(queued(outbox, a_message()))
    assert "@" not in shown
    assert "open" not in shown


addresses = st.from_regex(r"\A[a-z]{1,20}@[a-z]{1,10}\.example\Z")


@settings(deadline=None)  # a busy machine is no failure
@given(key=st.text(max_size=120), to=addresses)
def test_a_file_name_is_safe_everywhere_and_holds_no_address(key: str, to: str) -> None:
    name = name_of(key, to)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,39}-[0-9a-f]{12}", name)
    assert "@" not in name


@pytest.mark.parametrize("key", ["CON", "nul.txt", "..", "a/b\\c:d", "", "2026-W47: review"])
def test_a_key_that_windows_would_choke_on_becomes_a_file_name(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]+-[0-9a-f]{12}", name_of(key, "manager@home.example"))


def test_the_case_of_an_address_makes_no_second_message() -> None:
    assert name_of("k", "Manager@Home.example") == name_of("k", "manager@home.example")


def test_keys_that_differ_in_one_character_are_two_messages() -> None:
    names = {name_of(key, "manager@home.example") for key in ("2026-W47.review", "2026-W47-review", "2026-W47-Review")}
    assert len(names) == 3
