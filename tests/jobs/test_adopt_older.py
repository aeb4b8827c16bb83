"""Older workbooks beside a register that is taken on: offered, read by mappings of their own, never written to."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.adopt.doubts import NONE
from olsxl.config import load
from olsxl.jobs.adopt.adoption import Answered, adopt, try_on_copy
from olsxl.jobs.home import Home, read_registers
from tests.jobs.test_adopt import NOW, TODAY
from tests.registers import plain

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.adopt.doubts import Doubt
    from olsxl.jobs.adopt.adoption import Adopted

NOW_HEAD = ["Ref", "Date reported", "What happened", "Status"]
THEN_HEAD = ["Number", "Reported", "Incident", "Open?"]
HAPPENED = ("A dare in a group chat", "A game above his age", "A friend request by an adult", "Photos shared")


def log(head: list[str], year: int, *words: str) -> bytes:
    days = (date(year, month, 5) for month in range(1, 13))
    rows = [[f"L{year}-{n}", day, HAPPENED[n % 4], words[n % len(words)]] for n, day in enumerate(days, 1)]
    return plain({f"Log {year}": [head, *rows]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register of this year, the log of another year, a copy of the register, and what is no register."""
    (tmp_path / "Log.xlsx").write_bytes(log(NOW_HEAD, 2025, "Closed", "Open"))
    (tmp_path / "Log 2023.xlsx").write_bytes(log(THEN_HEAD, 2023, "No"))
    (tmp_path / "Log (copy).xlsx").write_bytes(log(NOW_HEAD, 2025, "Closed", "Open"))
    (tmp_path / "Rota.xlsx").write_bytes(plain({"Rota": [["Monday", "Tuesday"], ["Jo", "Sam"]]}))
    return tmp_path


def taken_on(folder: Path, *answer: str) -> Adopted:
    answers = {"older-workbooks": answer} if answer else {}
    return adopt(folder / "Log.xlsx", None, TODAY, answered=Answered(answers))


def asked(result: Adopted) -> list[Doubt]:
    return [doubt for doubt in result.doubts if doubt.id == "older-workbooks"]


def test_it_is_asked_which_are_older_registers_and_until_then_none_is_counted(folder: Path) -> None:
    (doubt,) = asked(taken_on(folder))
    assert (doubt.choices, doubt.taken) == (("Log 2023.xlsx", NONE), (NONE,))
    assert load(folder / "olsxl.toml").registers.history == []
    assert "older-workbooks" in (folder / "adopt.toml").read_text()


def test_one_that_is_taken_is_read_by_its_own_mapping_and_stays_as_it_is(folder: Path) -> None:
    before = (folder / "Log 2023.xlsx").read_bytes()
    result = taken_on(folder, "Log 2023.xlsx")
    assert not asked(result)
    mapping = tomllib.loads((folder / "Log 2023.toml").read_text())
    assert mapping["columns"]["incidents"]["Reported on"] == "Reported"
    assert result.understood
    assert any(
        told.startswith("Log 2023.xlsx is counted in packs, 12 records from 05/01/2023")
        for told in result.understood.remarks
    )
    (older,) = read_registers(Home.open(folder)).older
    assert older.register
    assert [*older.register.incidents.frame["Status"].unique()] == ["Closed"]
    assert (folder / "Log 2023.xlsx").read_bytes() == before


def test_adopted_again_it_is_offered_and_a_mapping_that_a_person_corrected_stands(folder: Path) -> None:
    taken_on(folder, NONE)
    (folder / "Log 2023.toml").write_text('[sheets]\nincidents = "Log 2023"\n')
    assert asked(taken_on(folder))
    assert not taken_on(folder, "Log 2023.xlsx").seen
    assert load(folder / "olsxl.toml").registers.history == ["Log 2023.xlsx"]
    assert (folder / "Log 2023.toml").read_text() == '[sheets]\nincidents = "Log 2023"\n'
    assert not asked(taken_on(folder))


def test_a_trial_of_an_adopted_register_reads_the_older_workbooks_where_they_lie(folder: Path) -> None:
    taken_on(folder, "Log 2023.xlsx")
    trial = try_on_copy(folder / "Log.xlsx", None, TODAY, NOW)
    assert "WBK021" not in {finding.code for finding in trial.findings}
    assert json.dumps([doubt.as_json() for doubt in asked(trial.adopted)]) == "[]"


def test_on_a_terminal_it_is_put_to_the_person(folder: Path) -> None:
    put: list[str] = []

    def ask(doubt: Doubt) -> tuple[str, ...] | None:
        put.append(doubt.id)
        return ("Log 2023.xlsx",) if doubt.id == "older-workbooks" else None

    adopt(folder / "Log.xlsx", None, TODAY, answered=Answered(ask=ask))
    assert put[-1] == "older-workbooks"
    assert load(folder / "olsxl.toml").registers.history == ["Log 2023.xlsx"]
