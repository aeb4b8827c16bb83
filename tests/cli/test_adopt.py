"""`olsxl adopt` as a manager meets it."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.running import olsxl
from tests.data.registers import make
from tests.registers import plain

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
    assert out.read.rstrip().endswith("run the same line without --try.")
    assert [path.name for path in register.parent.iterdir()] == ["fernlow.xlsx"]


def test_a_register_is_adopted_once_and_then_checked_and_reviewed(register: Path) -> None:
    assert "Written: " in olsxl("adopt", str(register), *DAY, at=AT).read
    again = olsxl("adopt", str(register), *DAY, at=AT)
    assert (again.status, "adopted already" in again.read) == (0, True)
    settings = str(register.with_name("olsxl.toml"))
    assert olsxl("check", "-c", settings, *DAY, at=AT).status in (0, 1)
    assert "No Update: FH08, FH09, FH12" in olsxl("review", "-c", settings, *DAY, at=AT).read


def test_the_updates_of_a_register_that_was_adopted_are_not_said_to_have_no_place(register: Path) -> None:
    olsxl("adopt", str(register), *DAY, at=AT)
    again = olsxl("adopt", str(register), "--dry-run", *DAY, at=AT)
    assert "Updates: sheet 'Updates', as it stands." in again.read
    assert "no place for them" not in again.read


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


def zebra(folder: Path) -> Path:
    """A register with a Status that nobody knows."""
    register = folder / "Our log.xlsx"
    rows: list[list[object]] = [
        [f"L{n}", "03/11/2026", "A", "Clip", status] for n, status in enumerate(("Open", "Closed", "Zebra"), 1)
    ]
    register.write_bytes(plain({"Log": [["Log no", "Date reported", "YP", "What happened", "Status"], *rows]}))
    return register


def test_what_is_open_is_written_into_adopt_toml_and_can_be_answered_there(tmp_path: Path) -> None:
    register, questions = zebra(tmp_path), tmp_path / "adopt.toml"
    out = olsxl("adopt", str(register), *DAY, at=AT)
    assert (
        f'Next: answer the questions in adopt.toml beside it, then run: olsxl adopt "{register}" --answers' in out.read
    )
    assert "1 question open" in out.read
    text = questions.read_text(encoding="utf-8")
    assert "Log!E4" in text
    assert "Zebra" not in text
    assert "1 question open" in olsxl("adopt", str(register), *DAY, at=AT).read
    questions.write_text(text.replace('answer = ""', 'answer = "Closed"'), encoding="utf-8")
    again = olsxl("adopt", str(register), "--answers", str(questions), *DAY, at=AT)
    assert "Added to" in again.read
    assert 'Zebra = "Closed"' in register.with_name("olsxl.toml").read_text(encoding="utf-8")
    assert not questions.exists()
    assert "adopted already" in olsxl("adopt", str(register), *DAY, at=AT).read


def test_answers_that_were_not_handed_over_are_kept_beside_the_new_questions(tmp_path: Path) -> None:
    register, questions = zebra(tmp_path), tmp_path / "adopt.toml"
    olsxl("adopt", str(register), *DAY, at=AT)
    answered = questions.read_text(encoding="utf-8").replace('answer = ""', 'answer = "Closed"')
    questions.write_text(answered, encoding="utf-8")
    olsxl("adopt", str(register), *DAY, at=AT)
    assert (tmp_path / "adopt (2).toml").read_text(encoding="utf-8") == answered
    assert 'answer = ""' in questions.read_text(encoding="utf-8")


def test_a_person_at_a_terminal_is_asked_and_sees_what_stands_in_the_cell(tmp_path: Path) -> None:
    register = zebra(tmp_path)
    out = olsxl("adopt", str(register), "--ask", *DAY, at=AT, typed="9\n3\n")
    assert "There stands: Zebra" in out.out
    assert "Type a number from 1 to 3" in out.out
    assert 'Zebra = "Closed"' in register.with_name("olsxl.toml").read_text(encoding="utf-8")
    assert not (tmp_path / "adopt.toml").exists()


def test_where_the_piped_answers_end_early_the_safe_reading_is_taken(tmp_path: Path) -> None:
    register = zebra(tmp_path)
    assert olsxl("adopt", str(register), "--ask", *DAY, at=AT, typed="9\n").status == 0
    assert 'Zebra = "Open"' in register.with_name("olsxl.toml").read_text(encoding="utf-8")


def test_json_tells_what_was_taken_and_what_is_in_doubt(tmp_path: Path) -> None:
    out = json.loads(olsxl("adopt", str(zebra(tmp_path)), "--format", "json", *DAY, at=AT).out)
    (doubt,) = out.pop("doubts")
    assert out == {
        "status": "adopted",
        "open": 2,
        "updated": 0,
        "no_update": 2,
        "settings": str(tmp_path / "olsxl.toml"),
        "unread": [],
    }
    assert set(doubt) == {"id", "question", "choices", "cells", "taken"}
    assert (doubt["cells"], doubt["taken"]) == (["Log!E4"], "Open")


def test_json_of_a_trial_and_of_a_refusal(register: Path, tmp_path: Path) -> None:
    tried = json.loads(olsxl("adopt", str(register), "--try", "--format", "json", *DAY, at=AT).out)
    assert (tried["status"], tried["open"], tried["no_update"]) == ("tried", 6, 3)
    assert tried["settings"] == str(register.with_name("olsxl.toml"))
    other = Path(shutil.copy(FOLDER / "refused-no-headings.xlsx", tmp_path / "other.xlsx"))
    refused = olsxl("adopt", str(other), "--format", "json", *DAY, at=AT)
    assert (refused.status, json.loads(refused.out)["status"]) == (2, "refused")


def test_for_a_child_key_its_password_and_the_dates_of_birth_are_asked(tmp_path: Path) -> None:
    register = tmp_path / "log.xlsx"
    rows = [[f"A{n}", datetime(2026, 11, 18), who, "A chat", "Open"] for n, who in enumerate(("K.B.", "Ann Lee"), 1)]
    register.write_bytes(plain({"Log": [["Ref", "Date reported", "Young person", "What happened", "Status"], *rows]}))
    typed = "2\ncorrect horse\ncorrect horse\nlong ago\n3/4/2012\n\n"
    out = olsxl("adopt", str(register), "--ask", *DAY, at=AT, typed=typed)
    out.says("Type a day such as 03/04/2012, or press Enter.")
    out.says("with a reference for each of 2 children")
    assert (out.status, (tmp_path / "Child key.xlsx").exists()) == (0, True)
    assert "correct horse" not in out.out
