"""The pages: the site builds, commands and places are the product's, examples run, nothing comes from outside."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from olsxl.cli import system_clock
from olsxl.cli.commands import run
from olsxl.jobs import secrets
from tests.docs.generated import DOCS
from tests.docs.product import ROOT, commands

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def test_the_site_builds_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")
    html = "".join(page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html"))
    assert re.findall(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?:https?:)?//[^"]*', html) == []


@EACH_PAGE
def test_a_page_shows_no_command_that_there_is_not(page: Path) -> None:
    there = {name for name, _ in commands()}
    known = there | {name.rsplit(" ", 1)[0] for name in there}
    shown = re.findall(
        r"^ {4,}(?:\S*/|\S*\\)?(olsxl [a-z]+)|`(olsxl [a-z]+(?: [a-z]+)?)[` ]", page.read_text("utf-8"), re.MULTILINE
    )
    assert {name for pair in shown for name in pair if name and name not in known} == set()


def test_every_variable_that_holds_a_secret_stands_in_the_page_for_it() -> None:
    page = (DOCS / "it.md").read_text("utf-8")
    for name in (secrets.REGISTER, secrets.SMTP, secrets.PACK):
        assert f"`{name}`" in page


def test_every_place_of_the_state_folder_stands_in_the_page_for_the_data_protection_officer(tmp_path: Path) -> None:
    assert run(["demo", str(tmp_path / "home")], system_clock) == 0
    page = (DOCS / "data-protection.md").read_text("utf-8")
    for place in (tmp_path / "home" / ".olsxl").iterdir():
        assert f"`.olsxl/{place.name}`" in page


def a_log(path: Path) -> None:
    """The workbook of the examples: a sheet Log with the table Events of two rows, and a sheet Notes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for row in (["Ref", "Day", "Text"], ["E-1", "2026-11-20", "Rang"], ["E-2", "2026-11-21", "Wrote"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Events", ref="A1:C3"))
    book.create_sheet("Notes")["A1"] = "None yet"
    book.save(path)


def test_the_examples_of_python_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_log(tmp_path / "log.xlsx")
    monkeypatch.chdir(tmp_path)
    examples = "\n".join(re.findall(r"```python\n(.*?)```", (DOCS / "workbook.md").read_text("utf-8"), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "workbook.md", "docs/workbook.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner().run(test, out=told.append)
    assert (result.failed, "".join(told)) == (0, "")
    assert result.attempted > 10
