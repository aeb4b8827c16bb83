from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from olsxl import files

if TYPE_CHECKING:
    from collections.abc import Callable


def test_two_runs_that_write_one_file_at_once_leave_one_of_the_two_whole(tmp_path: Path) -> None:
    contents = [bytes([65 + number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: files.write_atomic(tmp_path / "version", content), contents))
    assert (tmp_path / "version").read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["version"]


@pytest.mark.parametrize("write", [files.write_atomic, files.write_exclusive])
def test_a_file_is_on_the_disk_before_it_gets_its_name_and_the_name_before_the_write_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], object]
) -> None:
    steps: list[str] = []
    sync, replace, link = os.fsync, os.replace, os.link

    def note(step: str, call: Callable[..., None]) -> Callable[..., None]:
        def noted(*given: object) -> None:
            folder = step == "fsync" and os.path.isdir(f"/proc/self/fd/{given[0]}")  # noqa: PTH112 - no error
            steps.append("fsync of the folder" if folder else step)
            call(*given)

        return noted

    monkeypatch.setattr(os, "fsync", note("fsync", sync))
    monkeypatch.setattr(os, "replace", note("name", replace))
    monkeypatch.setattr(os, "link", note("name", link))
    write(tmp_path / "version", b"2")
    assert steps == ["fsync", "name", "fsync of the folder"]


@pytest.mark.parametrize("write", [files.write_atomic, files.write_exclusive])
def test_a_disk_that_gives_back_something_else_is_found_out_and_nothing_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], object]
) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path)[:-1])
    with pytest.raises(OSError, match="something else than what was written"):
        write(tmp_path / "version", b"22")
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_of_a_write_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    kept = ["version", ".olsxl-e925af7fc196-00000005.tmp", "notes.tmp"]
    for name in (*kept, ".olsxl-00000000000a.tmp"):
        (tmp_path / name).touch()
    files.clear_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


def test_a_folder_is_never_made_in_the_place_of_one_that_vanished(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with pytest.raises(FileNotFoundError):
        files.make_private(home / "kept" / "state", standing=home)
    assert not home.exists()


def test_a_folder_elsewhere_is_made_with_what_is_above_it_but_nothing_that_is_above_the_home(tmp_path: Path) -> None:
    drive, local = tmp_path / "drive", tmp_path / "local" / "olsxl" / "state"
    files.make_private(local, standing=drive / "home")
    assert local.is_dir()
    with pytest.raises(FileNotFoundError):
        files.make_private(drive / "state", standing=drive / "home")
    assert not drive.exists()


def test_what_a_killed_run_left_is_swept_once_it_is_old_and_nothing_of_a_persons(tmp_path: Path) -> None:
    ours, young = tmp_path / ".olsxl-0123456789ab.tmp", tmp_path / ".olsxl-ba9876543210.tmp"
    theirs = [
        tmp_path / name for name in ("olsxl-0123456789ab.tmp", ".olsxl-notes.tmp", ".olsxl-0123456789ab.tmp.xlsx")
    ]
    folder = tmp_path / ".olsxl-aaaaaaaaaaaa.tmp"
    folder.mkdir()
    for path in (ours, young, *theirs):
        path.write_bytes(b"kept")
    for path in (ours, *theirs, folder):
        os.utime(path, (0, 0))
    files.clear_abandoned(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([young, *theirs, folder])
    files.clear_abandoned(tmp_path / "not there")
