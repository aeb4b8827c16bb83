"""`olsxl adopt` as a manager meets it."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.running import olsxl
from tests.data.registers import make

FOLDER = Path(make.__file__).parent
DAY = ["--today", "2026-11-22"]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return Path(shutil.copy(FOLDER / "fernlow.xlsx", tmp_path))


def test_a_trial_shows_what_would_be_added_and_that_the_original_is_the_same(register: Path) -> None:
    before = hashlib.sha256(register.read_bytes()).hexdigest()
    out = olsxl("adopt", str(register), "--try", *DAY, at=AT)
    out.says("Tried on a copy, which is gone again")
    assert out.status == 0
    assert "Incidents: sheet 'Log', headings in row 4, 13 records." in out.read
    assert "3 rows to Updates, 1 row to Reviews" in out.read
    assert "No Update: FH08, FH09, FH12" in out.read
    assert out.out.count(before) == 2
    assert "after: the same." in out.read
    assert [path.name for path in register.parent.iterdir()] == ["fernlow.xlsx"]


def test_a_register_is_adopted_once_and_then_checked_and_reviewed(register: Path) -> None:
    assert "Written: " in olsxl("adopt", str(register), *DAY, at=AT).read
    again = olsxl("adopt", str(register), *DAY, at=AT)
    assert (again.status, "adopted already" in again.read) == (0, True)
    settings = str(register.with_name("olsxl.toml"))
    assert olsxl("check", "-c", settings, *DAY, at=AT).status in (0, 1)
    assert "No Update: FH08, FH09, FH12" in olsxl("review", "-c", settings, *DAY, at=AT).read


def test_a_dry_run_says_so_and_writes_nothing(register: Path) -> None:
    assert "A dry run: nothing was written." in olsxl("adopt", str(register), "--dry-run", *DAY, at=AT).read
    assert [path.name for path in register.parent.iterdir()] == ["fernlow.xlsx"]


@pytest.mark.parametrize("name", ["refused-no-headings", "refused-old-format"])
def test_what_cannot_be_understood_is_refused_in_words_that_a_person_can_use(name: str, tmp_path: Path) -> None:
    register = Path(shutil.copy(FOLDER / f"{name}.xlsx", tmp_path))
    out = olsxl("adopt", str(register), "--try", *DAY, at=AT)
    assert out.status == 2
    out.says("nothing was written" if name != "refused-old-format" else "choose File, Save As")


def test_a_register_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    out = olsxl("adopt", str(tmp_path / "none.xlsx"), *DAY, at=AT)
    assert out.status == 2
    out.says("none.xlsx")
