"""A day that is not today: planned and shown, and nothing is written to a register, queued or sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests import registers
from tests.cli.running import AT, DAY, SETTINGS, listing, olsxl

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    rows = registers.incident(1), registers.incident(2), registers.update(2, day=registers.TODAY), registers.review()
    registers.home(
        tmp_path,
        incidents=registers.incident_register(*rows),
        training=registers.training_register(registers.person(full_name="Juniper Quillfeather")),
        settings=SETTINGS,
    )
    (tmp_path / "signed.csv").write_text("Date,19/11/2026\nFull name,Attended\nJuniper Quillfeather,yes\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("days", [-8, -1, 1, 365])
@pytest.mark.parametrize("command", ["review", "training log"])
def test_for_any_other_day_nothing_is_written_and_the_run_says_so(home: Path, command: str, days: int) -> None:
    sheet = [home / "signed.csv"] if command == "training log" else []
    words: list[str | Path] = [*command.split(), *sheet, "--config", home]
    before = listing(home)
    other = AT + timedelta(days=days)
    shown = olsxl(*words, "--today", DAY, "--format", "json", at=other)
    assert (shown.status, shown.json["dry_run"]) == (0, True)
    olsxl(*words, "--today", DAY, at=other).says(
        f"Nothing is written or sent for 19/11/2026: on this computer it is {other:%d/%m/%Y}."
    )
    assert listing(home) == before
    assert "dry_run" not in olsxl(*words, "--today", DAY, "--format", "json").json
    assert listing(home) != before


def test_a_missed_week_is_not_filled_in_by_naming_its_day(home: Path) -> None:
    late = AT + timedelta(days=21)
    for weeks in range(3):
        day = (AT + timedelta(days=7 * weeks)).date()
        assert olsxl("review", "--config", home, "--today", day.isoformat(), "--format", "json", at=late).json[
            "dry_run"
        ]
    made = olsxl("review", "--config", home, "--format", "json", at=late).json
    assert (made["status"], made["overdue_reviews"], made["rows_appended"]["Reviews"]) == ("reviewed", 3, 1)


def test_the_day_is_that_of_the_clock_where_the_home_is(home: Path) -> None:
    after_midnight_in_london = AT.replace(month=6, hour=23, minute=30)
    told = olsxl("training", "due", "--config", home, "--format", "json", at=after_midnight_in_london).json
    assert told["today"] == "2026-06-20"


def test_adopting_for_another_day_writes_nothing(home: Path, tmp_path: Path) -> None:
    register = tmp_path / "another" / "log.xlsx"
    register.parent.mkdir()
    register.write_bytes((home / "incident-register.xlsx").read_bytes())
    told = olsxl("adopt", register, "--today", DAY, at=AT + timedelta(days=1))
    told.says("Nothing is written or sent for 19/11/2026", "A dry run: nothing was written.")
    assert [path.name for path in register.parent.iterdir()] == ["log.xlsx"]
