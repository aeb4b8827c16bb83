"""`olsxl init`: what it lays out, and that nothing which is there is ever written over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from olsxl import config, files
from olsxl.jobs.init import HomeIsFile, HomeNotWritable, LaidOut, init
from olsxl.resources import registers_dir
from tests.jobs.reviewing import parts

if TYPE_CHECKING:
    from pathlib import Path

INCIDENTS, TRAINING, SETTINGS = "incident-register.xlsx", "training-register.xlsx", "olsxl.toml"


def outcomes(laid_out: list[LaidOut]) -> dict[str, str]:
    return {path.name: outcome for path, outcome in laid_out}


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


OF_ITS_IDENTITY = {"docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"}
"""The parts in which a register differs from the blank one: it bears an id of its own."""


def test_a_new_home_has_both_blank_registers_and_its_settings(tmp_path: Path) -> None:
    folder = tmp_path / "homes" / "Puddlewick House"
    assert outcomes(init(folder)) == {INCIDENTS: "created", TRAINING: "created", SETTINGS: "created"}
    assert set(listing(folder)) == {INCIDENTS, TRAINING, SETTINGS}
    for name in (INCIDENTS, TRAINING):
        blank, made = parts(registers_dir() / name), parts(folder / name)
        differing = {part for part in made if made[part] != blank.get(part)}
        assert (blank.keys() - made.keys(), differing) == (set(), OF_ITS_IDENTITY)
    assert config.load(folder / SETTINGS).home.name == "Puddlewick House"


def test_a_second_run_keeps_everything_as_it_is_and_says_so(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / INCIDENTS).write_bytes(b"what the manager saved")
    before = listing(tmp_path)
    assert set(outcomes(init(tmp_path)).values()) == {"kept"}
    assert listing(tmp_path) == before


def test_what_a_crash_left_out_is_made_by_the_next_run(tmp_path: Path) -> None:
    (tmp_path / INCIDENTS).write_bytes(b"mine")
    assert outcomes(init(tmp_path)) == {INCIDENTS: "kept", TRAINING: "created", SETTINGS: "created"}
    assert (tmp_path / INCIDENTS).read_bytes() == b"mine"


def test_registers_go_where_a_standing_olsxl_toml_says(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text('[registers]\nincidents = "Log 2026.xlsx"\ntraining = ""\n', encoding="utf-8")
    assert outcomes(init(tmp_path)) == {"Log 2026.xlsx": "created", SETTINGS: "kept"}


def test_a_standing_olsxl_toml_that_cannot_be_used_stops_it_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text('[registers]\nincident = "Log.xlsx"\n', encoding="utf-8")
    with pytest.raises(config.ConfigError, match="did you mean incidents"):
        init(tmp_path)
    assert set(listing(tmp_path)) == {SETTINGS}


def test_a_file_is_no_folder_for_a_home(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("hello", encoding="utf-8")
    with pytest.raises(HomeIsFile, match="home is a file, not a folder") as told:
        init(tmp_path / "home")
    assert told.value.exit_status == 2


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("hello", encoding="utf-8")
    with pytest.raises(HomeNotWritable, match="could not be written"):
        init(tmp_path / "file" / "home")


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HomeNotWritable, match=f"{INCIDENTS} could not be written: No space left on device"):
        init(tmp_path)
    assert listing(tmp_path) == {}


def test_a_crash_before_the_name_is_given_leaves_no_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", crash)
    with pytest.raises(KeyboardInterrupt):
        init(tmp_path)
    assert listing(tmp_path) == {}


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_links")
def test_a_disk_without_links_takes_a_home_too(tmp_path: Path) -> None:
    assert set(outcomes(init(tmp_path)).values()) == {"created"}
    assert set(listing(tmp_path)) == {INCIDENTS, TRAINING, SETTINGS}


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_somebody_makes_in_the_same_moment_is_kept(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if not links:
        request.getfixturevalue("no_links")
    path, sync = tmp_path / "register.xlsx", os.fsync

    def meanwhile(file: int) -> None:
        sync(file)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    assert not files.write_exclusive(path, b"ours")
    assert listing(tmp_path) == {"register.xlsx": b"theirs"}


@pytest.mark.skipif(os.name == "nt", reason="rights are bits on POSIX alone")
def test_colleagues_can_read_what_it_makes(tmp_path: Path) -> None:
    files.write_exclusive(tmp_path / "ours", b"")
    (tmp_path / "usual").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode
