"""A review as it runs on Windows: without the modules, the rights and the folders' flushing that other systems have."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests import registers
from tests.cli.running import DAY, SETTINGS

pytestmark = pytest.mark.proof

ROOT = Path(__file__).resolve().parent.parent
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_PATH = 259
"""The letters that a path may have on Windows, unless somebody has switched long paths on."""


@dataclass(frozen=True)
class Trial:
    """What a run of commands printed, the statuses they ended with, and the paths of all that they made."""

    home: Path
    out: str
    statuses: list[str]
    made: list[Path]


def long_folder(start: Path) -> Path:
    """A folder whose register has a path of 200 letters; one of them is not in the Windows code page."""
    folder = start / "Łąka House"
    missing = 200 - len(str(folder / "x" / "incident-register.xlsx")) + 1
    return folder / ("Online safety, the registers of the home " * 9)[:missing].strip().ljust(missing, "s")


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    base = tmp_path_factory.mktemp("windows")
    home = long_folder(base)
    assert len(str(home / "incident-register.xlsx")) == 200
    rows = registers.incident(1), registers.incident(2), registers.update(2, day=registers.TODAY), registers.review()
    registers.home(home, incidents=registers.incident_register(*rows), settings=SETTINGS)
    common = f"--config '{home}' --today {DAY}"
    commands = [
        f"init '{base / 'a new home'}'",
        f"check {common}",
        f"review {common}",
        f"review {common} --format json",
        f"report {common}",
        f"outbox list --config '{home}'",
        f"outbox send --config '{home}'",
        f"run --once '{home}'",
    ]
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "cp1252",
        "PYTHONUTF8": "0",
        "PYTHONWARNDEFAULTENCODING": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(base),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.as_windows", str(base / "made.txt"), *commands],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode("cp1252") == ""
    assert done.returncode == 0
    out = done.stdout.decode("cp1252")
    made = [Path(line) for line in (base / "made.txt").read_text("utf-8").splitlines()]
    return Trial(home, out, re.findall(r"^status (.*)$", out, re.MULTILINE), made)


def test_every_module_is_imported_and_every_command_ends_well(trial: Trial) -> None:
    assert trial.statuses == [
        "0: init",
        "0: check",
        "0: review",
        "0: review",
        "0: report",
        "0: outbox",
        "0: outbox",
        "0: run",
    ]


def test_the_review_is_written_into_the_register_with_a_backup(trial: Trial) -> None:
    assert "2026-W47: reviewed on 19/11/2026. Added to incident-register.xlsx: 1 row to Updates" in trial.out
    last = list(openpyxl.load_workbook(trial.home / "incident-register.xlsx")["Updates"].iter_rows(values_only=True))[
        -1
    ]
    assert (last[0], last[3]) == (registers.ref(1), "No Update")
    assert len(list((trial.home / ".olsxl" / "backups").iterdir())) == 1


def test_the_mail_lies_in_the_outbox(trial: Trial) -> None:
    assert len(list((trial.home / ".olsxl" / "outbox").glob("*.eml"))) == 1


def test_a_letter_that_the_console_lacks_is_shown_as_a_question_mark(trial: Trial) -> None:
    assert "??ka House" in trial.out


def test_no_name_is_made_that_windows_forbids(trial: Trial) -> None:
    names = {path.name for path in trial.made}
    assert {"outbox", "version", "2026-W47.html"} <= names
    forbidden = {name for name in names if set(name) & set('<>:"/\\|?*') or min(name) < " " or name[-1] in ". "}
    assert forbidden | {name for name in names if RESERVED.fullmatch(name)} == set()


def test_no_path_is_made_that_is_too_long_where_the_registers_own_has_200_letters(trial: Trial) -> None:
    assert {str(path) for path in trial.made if len(str(path)) > LONGEST_PATH} == set()


def test_nothing_is_left_behind_of_what_was_made_in_passing(trial: Trial) -> None:
    left = {path.name for path in trial.home.rglob("*")}
    assert {name for name in left if name.endswith((".tmp", ".writable"))} == set()
