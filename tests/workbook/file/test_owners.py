"""Who has the register open, told by the files beside it."""

from __future__ import annotations

import errno
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from olsxl.workbook.errors import WorkbookBusy
from olsxl.workbook.file.owners import owners, refuse_open

NOW = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "incident-register.xlsx"
    path.write_bytes(b"PK")
    return path


def excel(register: Path, user: str, *, ansi: bytes | None = None, wide: bool = True) -> Path:
    """Excel's owner file: 165 bytes, the name twice."""
    narrow = user.encode("cp1252", "replace") if ansi is None else ansi
    content = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    if wide:
        content += len(user).to_bytes(2, "little") + user.encode("utf-16-le")
    return dated(register.with_name(f"~${register.name}"), content.ljust(165, b" " if not wide else b"\0"))


def libreoffice(register: Path, content: str) -> Path:
    return dated(register.with_name(f".~lock.{register.name}#"), content.encode())


def dated(file: Path, content: bytes, age: timedelta = timedelta(minutes=5)) -> Path:
    file.write_bytes(content)
    when = (NOW - age).timestamp()
    os.utime(file, (when, when))
    return file


def test_a_register_that_nobody_has_open_is_free(register: Path) -> None:
    assert owners(register, NOW) == []
    refuse_open(register, NOW)


@pytest.mark.parametrize("user", ["Jane Smith", "Siân O\u2019Neill", "Łukasz Żak", "x" * 52])
def test_the_person_who_has_the_register_open_in_excel_is_named(register: Path, user: str) -> None:
    file = excel(register, user)
    (owner,) = owners(register, NOW)
    assert (owner.file, owner.who, owner.since, owner.stale) == (file, user, None, False)
    with pytest.raises(WorkbookBusy, match=user) as told:
        refuse_open(register, NOW)
    assert told.value.exit_status == 4


def test_an_owner_file_with_the_ansi_name_alone_is_understood(register: Path) -> None:
    excel(register, "Siân", ansi="Siân".encode("cp1252"), wide=False)
    assert owners(register, NOW)[0].who == "Siân"


@pytest.mark.parametrize("content", [b"", b"\x05", b"\0" * 165])
def test_an_owner_file_that_names_nobody_still_says_that_somebody_has_it_open(register: Path, content: bytes) -> None:
    dated(register.with_name(f"~${register.name}"), content)
    with pytest.raises(WorkbookBusy, match="somebody who has it in Excel"):
        refuse_open(register, NOW)


@pytest.mark.parametrize(
    ("content", "who"),
    [
        ("Jane Smith,jane,LAPTOP,26.11.2026 15:11,file:///home/jane/.config;", "Jane Smith (on LAPTOP)"),
        (",jane,LAPTOP,26.11.2026 15:11,file:///x;", "jane (on LAPTOP)"),
        (r"Smith\, Jane\; RN\\,jane,LAPTOP,26.11.2026 15:11,x;", "Smith, Jane; RN\\ (on LAPTOP)"),
        ("Siân,sian,,26.11.2026 15:11,x;", "Siân"),
    ],
)
def test_the_person_who_has_the_register_open_in_libreoffice_is_named(register: Path, content: str, who: str) -> None:
    libreoffice(register, content)
    (owner,) = owners(register, NOW)
    assert owner.who == who
    assert owner.since
    assert owner.since.strftime("%d.%m.%Y %H:%M") == "26.11.2026 15:11"
    with pytest.raises(WorkbookBusy, match=r"since 26\.11\.2026 15:11"):
        refuse_open(register, NOW)


@pytest.mark.parametrize("content", ["", "no commas", ",,,yesterday,x;", "\x01\x02,,,,;"])
def test_a_lock_of_libreoffice_that_says_nothing_still_locks(register: Path, content: str) -> None:
    libreoffice(register, content)
    with pytest.raises(WorkbookBusy, match="somebody who has it in LibreOffice"):
        refuse_open(register, NOW)


@pytest.mark.parametrize("content", ["x" * 5_000_000, "\\" * 50_001, "a," * 25_000, "\\,x" * 20_000])
def test_an_owner_file_of_any_length_is_read_at_once(register: Path, content: str) -> None:
    """A name is looked for in its first 4,096 bytes, and nothing in them is read twice."""
    libreoffice(register, content)
    began = time.process_time()
    assert len(owners(register, NOW)) == 1
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", ["~$incident-register.xlsx", ".~lock.incident-register.xlsx#"])
def test_a_folder_or_a_pipe_by_the_name_of_an_owner_file_is_none(register: Path, name: str) -> None:
    register.with_name(name).mkdir()
    refuse_open(register, NOW)
    if hasattr(os, "mkfifo"):
        register.with_name(name).rmdir()
        os.mkfifo(register.with_name(name))
        refuse_open(register, NOW)


def test_an_owner_file_that_a_crash_left_two_days_ago_does_not_stop_the_write(register: Path) -> None:
    file = excel(register, "Jane Smith")
    dated(file, file.read_bytes(), age=timedelta(hours=47, minutes=59))
    assert not owners(register, NOW)[0].stale
    dated(file, file.read_bytes(), age=timedelta(hours=48))
    assert owners(register, NOW)[0].stale
    refuse_open(register, NOW)


def test_the_owner_files_of_another_workbook_do_not_count(register: Path) -> None:
    excel(register.with_name("training-register.xlsx"), "Jane Smith")
    refuse_open(register, NOW)


def test_on_windows_being_allowed_to_write_proves_that_the_owner_file_is_stale(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel(register, "Jane Smith")
    monkeypatch.setattr("olsxl.workbook.file.owners.EXCLUSIVE", True)
    assert owners(register, NOW)[0].stale
    refuse_open(register, NOW)


@pytest.mark.parametrize("code", [errno.EBUSY, errno.ETXTBSY])
def test_a_network_drive_that_does_not_let_us_write_says_that_somebody_has_it_open(
    register: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    opening = Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> Any:
        if mode == "r+b":
            raise OSError(code, os.strerror(code))
        return opening(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorkbookBusy, match="another program or computer"):
        refuse_open(register, NOW)


def test_an_owner_file_that_cannot_be_read_is_a_sign_of_life(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, opening = excel(register, "Jane Smith"), Path.open

    def refuse(path: Path, mode: str = "r", **options: Any) -> Any:
        if path == owner:
            raise PermissionError(errno.EACCES, "in use")
        return opening(path, mode, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(WorkbookBusy, match="Excel"):
        refuse_open(register, NOW)
