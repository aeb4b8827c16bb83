"""A child key that is made of the names and initials in a register, where a person says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from olsxl.config import load
from olsxl.jobs.adopt.adoption import Answered, adopt
from olsxl.jobs.adopt.child_key import KeyAsked, NoKeyPassword
from olsxl.jobs.adopt.sentences import adopted_text
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.options import RunOptions
from olsxl.jobs.secrets import CHILD_KEY
from olsxl.register.references.patterns import pattern
from olsxl.workbook import read
from tests.registers import TODAY, plain

if TYPE_CHECKING:
    from pathlib import Path

PASSWORD = "correct horse"  # noqa: S105 - of a key that only this test makes
YES = {"child-key": ("yes",)}
HEADINGS: list[object] = ["Log no", "Date reported", "Young person", "What happened", "Status"]
CHILDREN = ("K.B.", "Tamsin Buttercrumb", "K.B., J.R.", "N/A")


def log(folder: Path, children: tuple[str, ...] = CHILDREN) -> Path:
    register = folder / "Our log.xlsx"
    rows = [[f"L{n}", datetime(2026, 11, n), child, f"Story {n}", "Open"] for n, child in enumerate(children, 1)]
    register.write_bytes(plain({"Log": [HEADINGS, *rows]}))
    return register


def key(path: Path) -> list[tuple[object, ...]]:
    """The rows of a key, its headings among them."""
    cells = read(path, password=PASSWORD).workbook.cells("Child key")
    return [*zip(*cells.columns, strict=True)]


def test_it_is_asked_by_its_column_and_never_by_a_name_and_nothing_is_made(tmp_path: Path) -> None:
    taken = adopt(log(tmp_path), None, TODAY)
    (doubt,) = [doubt for doubt in taken.doubts if doubt.id == "child-key"]
    assert (doubt.cells, doubt.taken) == (("Log!C1",), ("no",))
    assert doubt.question.startswith("3 names or initials of children stand in the register")
    assert "Tamsin" not in (tmp_path / "adopt.toml").read_text(encoding="utf-8")
    assert not (tmp_path / "Child key.xlsx").exists()


@pytest.mark.parametrize("children", [("C-7F3K", "C-9B2M"), ("YP1", "YP2"), ("Child A", "Child B"), ("all", "several")])
def test_references_and_what_names_nobody_are_no_names(children: tuple[str, ...], tmp_path: Path) -> None:
    assert "child-key" not in {doubt.id for doubt in adopt(log(tmp_path, children), None, TODAY).doubts}


def test_the_key_has_a_random_reference_for_each_and_is_read_with_its_own_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CHILD_KEY, PASSWORD)
    register = log(tmp_path)
    taken = adopt(register, None, TODAY, RunOptions(), Answered(YES))
    headings, *rows = key(tmp_path / "Child key.xlsx")
    assert headings[:4] == ("Reference", "Name", "Known as", "Date of birth")
    assert [(row[1], row[4]) for row in rows] == [
        (None, "K.B."),
        ("Tamsin Buttercrumb", "Tamsin Buttercrumb"),
        (None, "J.R."),
    ]
    refs = {str(row[0]) for row in rows}
    assert len(refs) == 3
    assert all(map(pattern("C-????").fits, refs))
    assert load(tmp_path / "olsxl.toml").register_.child_key == "Child key.xlsx"
    registers = read_registers(Home.open(tmp_path))
    assert [child.names for child in registers.children] == [("Tamsin Buttercrumb",)]
    assert [*registers.incidents.incidents.frame["Child refs"]] == [*CHILDREN]
    assert "with a reference for each of 3 children" in adopted_text(taken, register, dry_run=False)
    assert "child-key" not in {doubt.id for doubt in adopt(register, None, TODAY).doubts}


def test_a_password_that_is_asked_for_stands_nowhere_so_that_no_run_depends_on_it(tmp_path: Path) -> None:
    register = log(tmp_path)
    asked = KeyAsked(lambda: PASSWORD, {"Tamsin Buttercrumb": date(2012, 4, 3)}.get)
    taken = adopt(register, None, TODAY, RunOptions(), Answered(YES, key=asked))
    assert [row[3] for row in key(tmp_path / "Child key.xlsx")[1:]] == [None, date(2012, 4, 3), None]
    assert load(tmp_path / "olsxl.toml").register_.child_key == ""
    assert f"put its password into the environment variable {CHILD_KEY}" in adopted_text(taken, register, dry_run=False)
    assert not any(PASSWORD in path.read_text("latin-1") for path in tmp_path.rglob("*") if path.is_file())


def test_without_a_password_none_is_made_and_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoKeyPassword, match=CHILD_KEY):
        adopt(log(tmp_path), None, TODAY, RunOptions(), Answered(YES))
    assert (tmp_path / "olsxl.toml").exists()
    assert not (tmp_path / "Child key.xlsx").exists()
