"""On a terminal a record is known by its day, its type and its first words; nothing that is kept ever holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from olsxl.config import Config
from olsxl.register import reading
from olsxl.register.first_words import first_words
from tests.cli.running import DAY, SETTINGS, olsxl
from tests.registers import LAST_REVIEW, TODAY, home, incident, incident_register, ref, review

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.workbook import AppendRow

LONG = "A lanternfish was seen on a tablet\nlong after the hour that was agreed"
SHOWN = "10/11/2026, Misuse of online services: A lanternfish was seen on a tablet long ..."


def said(record: AppendRow) -> str:
    register = reading.incident_register(incident_register(record), "incident-register.xlsx", Config())
    return first_words(register)[ref(1)]


def test_a_record_is_told_by_day_type_and_the_beginning_of_its_summary() -> None:
    assert said(incident(summary=LONG)) == SHOWN
    assert said(incident(summary="Short.")) == "10/11/2026, Misuse of online services: Short"
    assert said(incident(summary=None, event_type=None)) == "10/11/2026"
    assert said(incident(summary="x" * 400)).endswith("x ...")
    assert len(said(incident(summary="x" * 400))) < 120


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    late = incident(reported_on=TODAY, recorded_on=LAST_REVIEW, summary=LONG)
    return home(tmp_path, incidents=incident_register(late, incident(2, summary=LONG), review()), settings=SETTINGS)


@pytest.mark.parametrize("command", [("check", "--today", DAY), ("review",)])
def test_words_stand_on_a_terminal_alone(
    command: tuple[str, ...], settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "lanternfish" not in olsxl(*command, "--config", settings).read
    monkeypatch.setattr("olsxl.cli.terminal.is_watched", lambda: True)
    assert "lanternfish" in olsxl(*command, "--config", settings).read
    assert "lanternfish" not in olsxl(*command, "--format", "json", "--config", settings).read
    state = settings.parent / ".olsxl"
    kept = [path for path in state.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert not [path for path in kept if b"lanternfish" in path.read_bytes()]
