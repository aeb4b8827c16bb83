"""The copies that a syncing service leaves beside the register, told from those that a person made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook.container.encryption import encrypt
from olsxl.workbook.errors import ConflictCopy
from olsxl.workbook.file.conflicts import conflict_copies, refuse_conflict
from tests.registers import incident, incident_register, plain, review, update

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, AFTER = 1_800_000_000, 1_800_000_060
"""Two moments a minute apart, in seconds since 1970."""

OURS = incident_register(incident(), update(), review())
THEIRS = incident_register(incident(summary="As somebody else typed it"), update(), review())
PACK = plain({"Cover": [["Larkfield House"]], "Register": [["OLS-2026-0001"]], "Reviews": [["2026-W47"]]})
PASSWORD, OTHER = "a password of the home", "tall-green-kettle"

NAMES = {
    "OneDrive": ["-LAPTOP-7AB", "-DESKTOP-1", "-DESKTOP-AB12CD3-2"],
    "Dropbox": [
        " (Jane's conflicted copy 2026-11-26)",
        " (Jane O\u2019Hara's conflicted copy 2026-11-26 (1))",
        " (conflicted copy)",
        " (Case Conflict)",
    ],
    "Nextcloud": [" (conflicted copy 2026-11-26 101500)", " (conflicted copy jane 2026-11-26 101500)"],
    "ownCloud": ["_conflict-20261126-101500"],
    "Seafile": [" (SFConflict jane@home.example 2026-11-26-10-15-00)"],
    "Synology Drive": ["_OFFICE-PC_Nov-26-101500-2026_Conflict", "_jane_Nov-26-101500-2026_CaseConflict"],
    "Syncthing": [".sync-conflict-20261126-101500-ABCDEFG", ".sync-conflict-20261126-101500"],
    "iCloud": [" 2", " 12"],
    "Google Drive": [" (1)", "_conf(1)"],
}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return saved(tmp_path / "incident-register.xlsx", OURS, BEFORE)


def saved(path: Path, content: bytes, when: int) -> Path:
    path.write_bytes(content)
    os.utime(path, (when, when))
    return path


def beside(register: Path, end: str, content: bytes = THEIRS, when: int = AFTER) -> Path:
    return saved(register.with_name(f"{register.stem}{end}.xlsx"), content, when)


@pytest.mark.parametrize("end", [end for ends in NAMES.values() for end in ends])
def test_what_a_service_calls_a_copy_stops_the_write_while_it_is_newer(register: Path, end: str) -> None:
    copy = beside(register, end)
    assert conflict_copies(register) == [copy]
    with pytest.raises(ConflictCopy) as told:
        refuse_conflict(register, OURS)
    assert (told.value.copy, copy.name in str(told.value)) == (copy, True)
    os.utime(register, (AFTER, AFTER))
    refuse_conflict(register, OURS)


def test_the_register_may_be_written_in_other_capitals(register: Path) -> None:
    copy = saved(register.with_name("Incident-Register-LAPTOP.XLSX"), THEIRS, AFTER)
    assert conflict_copies(register) == [copy]


@pytest.mark.parametrize(
    "name",
    [
        "incident-register-old.xlsx",
        "incident-register-2025.xlsx",
        "incident-register-2026-11-26-101500.xlsx",
        "incident-register 2025.xlsx",
        "incident-register (for Jane).xlsx",
        "incident-register - Copy.xlsx",
        "incident-register-LAPTOP.docx",
        "training-register-LAPTOP.xlsx",
        "incident-register-A-NAME-TOO-LONG-FOR-A-PC.xlsx",
    ],
)
def test_a_copy_that_a_person_made_is_no_conflict(register: Path, name: str) -> None:
    saved(register.with_name(name), THEIRS, AFTER)
    assert conflict_copies(register) == []


@pytest.mark.parametrize("end", ["-BACKUP", "-LAPTOP", " (1)"])
def test_a_copy_that_holds_nothing_else_than_the_register_is_no_conflict(register: Path, end: str) -> None:
    beside(register, end, OURS)
    refuse_conflict(register, OURS)
    beside(register, end, incident_register(incident(), review()))
    refuse_conflict(register, OURS)
    with pytest.raises(ConflictCopy):
        refuse_conflict(register, THEIRS)


@pytest.mark.parametrize("content", [PACK, encrypt(PACK, OTHER, "pack"), encrypt(THEIRS, OTHER, "copy")])
def test_another_workbook_beside_the_register_is_no_conflict(register: Path, content: bytes) -> None:
    """One whose sheets are others, and one with a password that is not the register's."""
    beside(register, "-OFSTED", content)
    refuse_conflict(register, OURS, PASSWORD)


def test_a_copy_of_an_encrypted_register_is_opened_with_its_password(register: Path) -> None:
    beside(register, "-LAPTOP", encrypt(OURS, PASSWORD, register))
    refuse_conflict(register, OURS, PASSWORD)
    beside(register, "-LAPTOP", encrypt(THEIRS, PASSWORD, register))
    with pytest.raises(ConflictCopy):
        refuse_conflict(register, OURS, PASSWORD)


def test_a_sheet_that_the_register_lacks_is_a_conflict_when_something_stands_in_it(register: Path) -> None:
    beside(register, "-LAPTOP", plain({"Log": [["Ref"], ["1"]], "Notes": []}))
    refuse_conflict(register, plain({"Log": [["Ref"], ["1"]]}))
    beside(register, "-LAPTOP", plain({"Log": [["Ref"], ["1"]], "Notes": [["to do"]]}))
    with pytest.raises(ConflictCopy):
        refuse_conflict(register, plain({"Log": [["Ref"], ["1"]]}))


def test_a_copy_that_cannot_be_read_may_hold_anything(register: Path) -> None:
    beside(register, "-LAPTOP", THEIRS[:-100])
    with pytest.raises(ConflictCopy):
        refuse_conflict(register, OURS)


def test_a_folder_that_is_named_as_a_copy_is_none(register: Path) -> None:
    register.with_name("incident-register-LAPTOP.xlsx").mkdir()
    assert conflict_copies(register) == []
