"""Writing the manager's workbook: the old one or the new one, whole, whatever fails and whenever."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from olsxl import files, locks
from olsxl.errors import OlsxlError
from olsxl.files import IN_USE
from olsxl.workbook import errors
from olsxl.workbook.container.encryption import encrypt
from olsxl.workbook.file.snapshot import read, refuse_read_only, replace
from olsxl.workbook.file.system import System
from tests.workbook.books import saved, updates_book
from tests.workbook.home import NOW, Home

if TYPE_CHECKING:
    from collections.abc import Callable

WORD, OTHER = "secret", "another"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def on_windows(code: int) -> OSError:
    failure = PermissionError(13, "in use")
    failure.winerror = code  # type: ignore[attr-defined]  # as Windows sets it
    return failure


def test_the_new_workbook_takes_the_place_of_the_old_one(home: Home) -> None:
    written = home.write()
    assert home.register.read_bytes() == home.new
    assert written.changed
    assert written.sha256 == hashlib.sha256(home.new).hexdigest()
    assert home.beside == [home.name]


def test_a_second_write_of_the_same_changes_nothing_and_makes_no_backup(home: Home) -> None:
    before = home.register.stat()
    written = home.write(home.old)
    assert not written.changed
    assert written.backup is None
    assert home.register.stat().st_mtime_ns == before.st_mtime_ns
    assert not home.backups.exists()


def test_the_old_workbook_is_kept_as_a_backup_with_its_time_and_no_colon_in_its_name(home: Home) -> None:
    written = home.write()
    assert written.backup
    assert written.backup.name.startswith("incident-register 2026-11-26 160003 ")
    assert ":" not in written.backup.name
    assert written.backup.read_bytes() == home.old
    assert list(home.backups.iterdir()) == [written.backup]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_backup_can_be_read_by_its_owner_alone(home: Home) -> None:
    home.register.chmod(0o664)
    written = home.write()
    assert written.backup
    assert written.backup.stat().st_mode & 0o777 == 0o600
    assert home.backups.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mode", [0o664, 0o640, 0o600])
def test_colleagues_keep_their_rights_to_the_register(home: Home, mode: int) -> None:
    home.register.chmod(mode)
    home.write()
    assert home.register.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_register_is_not_replaced_by_one_that_locks_colleagues_out(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(5, "Input/output error")

    home.register.chmod(0o666)
    monkeypatch.setattr(os, "chmod", refuse)
    with pytest.raises(errors.WriteFailed, match="rights that others have"):
        home.write()
    home.assert_untouched()


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only an administrator may give a file away")
def test_the_register_keeps_its_owner_and_group(home: Home) -> None:
    os.chown(home.register, 1234, 2345)
    home.write()
    found = home.register.stat()
    assert (found.st_uid, found.st_gid) == (1234, 2345)


def test_the_new_workbook_has_a_new_time(home: Home) -> None:
    os.utime(home.register, (1_000_000_000, 1_000_000_000))
    home.write()
    assert home.register.stat().st_mtime > 1_000_000_000


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_the_register_stays_a_link(home: Home) -> None:
    link = home.root / "link.xlsx"
    link.symlink_to(home.register)
    replace(link, hashlib.sha256(home.old).hexdigest(), home.new, system=home.system)
    assert link.is_symlink()
    assert home.register.read_bytes() == home.new


def test_a_register_that_was_saved_since_it_was_read_is_not_overwritten(home: Home) -> None:
    theirs = saved(updates_book(9))
    home.register.write_bytes(theirs)
    with pytest.raises(errors.WorkbookChanged, match="Nothing was changed") as told:
        home.write()
    assert told.value.exit_status == 4
    assert home.register.read_bytes() == theirs
    assert home.beside == [home.name]


def test_a_register_that_is_saved_while_the_new_one_is_being_written_is_not_overwritten(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = saved(updates_book(9))
    fsync = os.fsync

    def save_meanwhile(handle: int) -> None:
        home.register.write_bytes(theirs)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(errors.WorkbookChanged):
        home.write()
    assert home.register.read_bytes() == theirs
    assert home.beside == [home.name]


def test_a_register_that_is_opened_while_the_new_one_is_being_written_is_left_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = home.folder / f".~lock.{home.name}#"

    def open_meanwhile(_: int) -> None:
        owner.write_text(",jane,PC,26.11.2026 16:00,x;")
        os.utime(owner, (NOW.timestamp(), NOW.timestamp()))

    monkeypatch.setattr(os, "fsync", open_meanwhile)
    with pytest.raises(errors.WorkbookBusy, match="jane"):
        home.write()
    assert home.register.read_bytes() == home.old
    assert home.beside == sorted([owner.name, home.name])


def test_a_read_only_register_is_left_alone_also_for_an_administrator(home: Home) -> None:
    home.register.chmod(0o444)
    with pytest.raises(errors.WorkbookReadOnly, match="is read-only") as told:
        home.write()
    assert told.value.exit_status == 2
    home.assert_untouched()
    assert not home.backups.exists()


def test_a_register_that_goes_while_it_is_being_written_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_away(_: int) -> None:
        home.register.unlink(missing_ok=True)

    monkeypatch.setattr(os, "fsync", take_away)
    with pytest.raises((errors.WorkbookMissing, errors.WriteFailed)):
        home.write()
    assert home.beside == []


def test_whether_a_register_may_be_written_can_be_asked_before(home: Home) -> None:
    refuse_read_only(home.register)
    refuse_read_only(home.folder / "not-there.xlsx")
    home.register.chmod(0o444)
    with pytest.raises(errors.WorkbookReadOnly):
        refuse_read_only(home.register)


def test_a_register_that_has_gone_is_told(home: Home) -> None:
    home.register.unlink()
    with pytest.raises(errors.WorkbookMissing):
        home.write()
    assert home.beside == []


def test_a_register_whose_folder_has_gone_is_told(home: Home) -> None:
    home.register.unlink()
    home.folder.rmdir()
    with pytest.raises(errors.WorkbookMissing):
        home.write()


def test_another_write_of_olsxl_is_waited_for_and_then_named(home: Home) -> None:
    home.system.lock_folder()
    home.write(home.old)  # makes the lock file
    (file,) = (home.state / "locks").iterdir()
    with locks.held(file, 0), pytest.raises(errors.WorkbookBusy, match="another run of olsxl") as told:
        home.write()
    assert told.value.exit_status == 4
    home.assert_untouched()


def test_what_a_crashed_write_left_is_cleared_by_the_next(home: Home) -> None:
    leftovers = [home.folder / f"{files._prefix(home.name)}0123abcd.tmp"]
    home.backups.mkdir()
    leftovers.append(home.backups / leftovers[0].name)
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    others = home.folder / ".olsxl-of-another-register.tmp"
    others.write_bytes(b"half")
    written = home.write()
    assert home.beside == [others.name, home.name]
    assert list(home.backups.iterdir()) == [written.backup]


def test_a_register_with_the_longest_name_that_a_disk_takes_is_written(tmp_path: Path) -> None:
    home = Home(tmp_path, name="r" * 210 + ".xlsx")
    home.write()
    assert home.register.read_bytes() == home.new


def test_an_encrypted_register_is_encrypted_again_and_its_plain_text_reaches_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain_old, plain_new = saved(updates_book(5)), saved(updates_book(6))
    home = Home(tmp_path, old=encrypt(plain_old, "secret", "x"), new=plain_new)
    on_disk: list[bytes] = []
    write = Path.read_bytes

    def watch(path: Path) -> bytes:
        on_disk.append(write(path))
        return on_disk[-1]

    monkeypatch.setattr(Path, "read_bytes", watch)
    written = home.write(password=WORD)
    assert not any(content.startswith(b"PK") for content in on_disk)
    assert read(home.register, password=WORD).data == plain_new
    assert written.sha256 == hashlib.sha256(home.register.read_bytes()).hexdigest()
    assert written.backup
    assert written.backup.read_bytes() == home.old


def test_an_encrypted_register_is_not_written_with_another_password(tmp_path: Path) -> None:
    home = Home(tmp_path, old=encrypt(saved(updates_book(5)), "secret", "x"))
    with pytest.raises(errors.WrongPassword):
        home.write(password=OTHER)
    with pytest.raises(errors.WorkbookEncrypted):
        home.write()
    home.assert_untouched()


def test_a_register_without_a_password_stays_without_one(home: Home) -> None:
    home.write(password=WORD)
    assert home.register.read_bytes() == home.new


@pytest.mark.parametrize("code", [5, 32, 33])
def test_windows_is_asked_again_while_it_says_that_the_file_is_in_use(
    home: Home, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    swapped, refusals = os.replace, [on_windows(code), on_windows(code)]

    def refuse_twice(*names: Any) -> None:
        if home.register in names and refusals:
            raise refusals.pop()
        swapped(*names)

    monkeypatch.setattr(os, "replace", refuse_twice)
    home.write()
    assert home.register.read_bytes() == home.new
    assert tuple(home.waits) == IN_USE[:2]


def test_a_file_that_stays_in_use_on_windows_is_busy(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise on_windows(32)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(errors.WorkbookBusy) as told:
        home.write()
    assert told.value.exit_status == 4
    assert sum(home.waits) == pytest.approx(2.5)
    home.assert_untouched()


def failing(call: Callable[..., Any], failure: OSError, at: int) -> Callable[..., Any]:
    """The call, failing the `at`-th time."""
    count = iter(range(1_000_000))

    def instead(*arguments: Any, **options: Any) -> Any:
        if next(count) == at:
            raise failure
        return call(*arguments, **options)

    return instead


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), OSError(5, "Input/output error")])
@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("name", ["open", "fsync", "replace"])
def test_whatever_call_fails_the_register_is_the_old_one_or_the_new_one_and_the_next_write_works(
    home: Home, monkeypatch: pytest.MonkeyPatch, name: str, at: int, failure: OSError
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, name, failing(getattr(os, name), failure, at))
        try:
            home.write()
            assert home.register.read_bytes() == home.new
        except OlsxlError as told:
            assert "Nothing was changed" in str(told)  # noqa: PT017 - either outcome is right, and each is looked at
            assert home.register.read_bytes() == home.old
    assert home.beside == [home.name]
    if home.register.read_bytes() == home.old:
        home.write()
    assert home.register.read_bytes() == home.new


def test_a_disk_that_gives_back_something_else_is_found_out_before_the_old_register_goes(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Path.read_bytes

    def spoil(path: Path) -> bytes:
        return reading(path)[:-1] if path.suffix == ".tmp" else reading(path)

    monkeypatch.setattr(Path, "read_bytes", spoil)
    with pytest.raises(errors.WriteFailed, match="something else"):
        home.write()
    home.assert_untouched()


@pytest.mark.parametrize("folder", ["backups", "locks"])
def test_a_state_folder_that_cannot_be_made_stops_the_write(home: Home, folder: str) -> None:
    (home.state / folder).write_text("a file stands in the way")
    with pytest.raises(errors.FolderNotWritable, match=folder):
        home.write()
    home.assert_untouched()


def test_no_folder_is_made_above_the_locks(home: Home) -> None:
    home.state.rmdir()
    sha256, system = hashlib.sha256(home.old).hexdigest(), System(lock_timeout=0, lock_dir=home.state / "locks")
    with pytest.raises(errors.FolderNotWritable, match="state"):
        replace(home.register, sha256, home.new, system=system)
    assert not home.state.exists()
    home.assert_untouched()


def test_folders_on_the_way_to_the_backups_are_made(home: Home) -> None:
    backups, sha256 = home.folder / "old" / "2026" / "backups", hashlib.sha256(home.old).hexdigest()
    written = replace(home.register, sha256, home.new, backups=backups, system=home.system)
    assert written.backup is not None
    assert written.backup.read_bytes() == home.old


def test_a_folder_that_vanished_with_the_register_is_not_made_for_its_backups(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(folder: Path, standing: Path) -> None:
        shutil.rmtree(home.root)
        make_private(folder, standing)

    make_private = files.make_private
    monkeypatch.setattr(files, "make_private", vanish)
    sha256, system = hashlib.sha256(home.old).hexdigest(), System(lock_timeout=0, lock_dir=home.root.parent)
    with pytest.raises(errors.FolderNotWritable):
        replace(home.register, sha256, home.new, backups=home.backups, system=system)
    assert not home.root.exists()


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_without_the_right_to_write_is_told(home: Home) -> None:
    home.folder.chmod(0o500)
    with pytest.raises(errors.FolderNotWritable):
        home.write()
    home.folder.chmod(0o700)
    home.assert_untouched()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has a temporary folder for each user")
def test_a_lock_folder_that_somebody_else_laid_out_is_not_used(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(home.root))
    system = System(clock=lambda: NOW, sleep=home.waits.append, lock_timeout=0)
    system.lock_folder()
    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)
    (home.root / f"olsxl-{user}").rename(home.root / f"olsxl-{user + 1}")
    with pytest.raises(errors.FolderNotWritable, match="another user"):
        replace(home.register, hashlib.sha256(home.old).hexdigest(), home.new, system=system)
    home.assert_untouched()


def test_of_many_writers_at_once_exactly_one_succeeds_and_none_spoils_the_register(home: Home) -> None:
    results: list[str] = []

    def one(number: int) -> None:
        try:
            replace(home.register, expected, candidates[number], system=patient)
            results.append("written")
        except errors.WorkbookChanged:
            results.append("changed")

    expected = hashlib.sha256(home.old).hexdigest()
    candidates = [saved(updates_book(10 + number)) for number in range(8)]
    patient = System(clock=lambda: NOW, lock_timeout=30, lock_dir=home.root / "locks")
    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["changed"] * 7 + ["written"]
    assert home.register.read_bytes() in candidates
    assert home.beside == [home.name]


def test_a_copy_of_onedrive_saved_after_the_register_stops_the_write(home: Home) -> None:
    copy = home.folder / "incident-register-LAPTOP-7.xlsx"
    copy.write_bytes(home.new)
    later = home.register.stat().st_mtime + timedelta(minutes=1).total_seconds()
    os.utime(copy, (later, later))
    with pytest.raises(errors.ConflictCopy, match=r"incident-register-LAPTOP-7\.xlsx") as told:
        home.write()
    assert told.value.exit_status == 4
    assert home.register.read_bytes() == home.old
