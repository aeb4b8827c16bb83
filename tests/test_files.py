from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from olsxl import files

if TYPE_CHECKING:
    from pathlib import Path


def test_two_runs_that_write_one_file_at_once_leave_one_of_the_two_whole(tmp_path: Path) -> None:
    contents = [bytes([65 + number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: files.write_whole(tmp_path / "version", content), contents))
    assert (tmp_path / "version").read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["version"]


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
