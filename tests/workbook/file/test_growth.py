"""A register that somebody is copying into its place is waited for, and what is damaged is told."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import errors
from olsxl.workbook.container.encryption import encrypt
from olsxl.workbook.file import growth
from olsxl.workbook.file.growth import AT_REST, MOST
from olsxl.workbook.file.snapshot import read
from olsxl.workbook.file.system import System
from tests.workbook.books import saved, updates_book

if TYPE_CHECKING:
    from pathlib import Path

BOOK = saved(updates_book())
BEGAN = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)
PAUSES = (0.1, 0.4, 1.5)


@pytest.fixture(autouse=True)
def a_copy_may_be_under_way(monkeypatch: pytest.MonkeyPatch, nothing_is_being_copied: None) -> None:  # noqa: ARG001 - after it
    monkeypatch.setattr(growth, "COPYING", PAUSES)


@dataclass
class Copy:
    """A file that grows by a piece with every pause after the first `still` ones, on a clock that the pauses move."""

    path: Path
    pieces: list[bytes]
    still: int = 0
    now: datetime = BEGAN
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path.touch()
        self._grow()

    def _grow(self) -> None:
        with self.path.open("ab") as file:
            file.write(self.pieces.pop(0))
        os.utime(self.path, (self.now.timestamp(), self.now.timestamp()))

    def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)
        if len(self.waits) > self.still and self.pieces:
            self._grow()

    @property
    def system(self) -> System:
        return System(clock=lambda: self.now, sleep=self.pause)


def pieces(data: bytes, number: int) -> list[bytes]:
    size = len(data) // number + 1
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("still", [0, 1, 2])
def test_a_register_that_is_half_copied_is_read_once_it_is_whole(tmp_path: Path, still: int) -> None:
    copy = Copy(tmp_path / "register.xlsx", pieces(BOOK, 3), still)
    assert read(copy.path, system=copy.system).data == BOOK


@pytest.mark.parametrize("begun", [b"", b"\0" * len(BOOK), b"PK"])
def test_a_place_that_is_kept_for_a_copy_is_no_damage(tmp_path: Path, begun: bytes) -> None:
    """Some programs make the file first, empty or full of zeros, and fill it afterwards."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(begun)

    def fill(_: float) -> None:
        path.write_bytes(BOOK)

    system = System(clock=lambda: datetime.fromtimestamp(path.stat().st_mtime, UTC), sleep=fill)
    assert read(path, system=system).data == BOOK


def test_an_encrypted_register_is_waited_for_as_well(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", pieces(encrypt(BOOK, "secret", "register"), 4))
    assert read(copy.path, password="secret", system=copy.system).data == BOOK  # noqa: S106 - made up


def test_a_damaged_register_is_told_when_it_has_not_changed_for_a_while(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", [BOOK[:-9]])
    with pytest.raises(errors.WorkbookTruncated):
        read(copy.path, system=copy.system)
    assert tuple(copy.waits) == PAUSES


def test_a_copy_that_broke_off_is_told_after_its_last_change(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", pieces(BOOK, 4)[:3])
    with pytest.raises(errors.WorkbookTruncated):
        read(copy.path, system=copy.system)
    assert tuple(copy.waits[-3:]) == PAUSES


def test_a_damaged_register_that_was_saved_long_ago_is_told_at_once(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", [BOOK[:-9]])
    copy.now += AT_REST + timedelta(seconds=1)
    with pytest.raises(errors.WorkbookTruncated):
        read(copy.path, system=copy.system)
    assert copy.waits == []


def test_a_file_that_grows_on_and_on_is_in_use(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", [b"PK"] * 10_000)
    with pytest.raises(errors.WorkbookBusy, match="still writing it") as told:
        read(copy.path, system=copy.system)
    assert told.value.exit_status == 4
    assert MOST < sum(copy.waits) < MOST + 10


def test_a_wrong_password_is_told_at_once(tmp_path: Path) -> None:
    copy = Copy(tmp_path / "register.xlsx", [encrypt(BOOK, "secret", "register")])
    with pytest.raises(errors.WrongPassword):
        read(copy.path, password="another", system=copy.system)  # noqa: S106 - made up
    assert copy.waits == []


def test_a_register_that_is_taken_away_while_it_is_copied_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK[:9])

    def take_away(_: float) -> None:
        path.unlink(missing_ok=True)

    system = System(clock=lambda: datetime.now(UTC), sleep=take_away)
    with pytest.raises(errors.WorkbookMissing):
        read(path, system=system)
