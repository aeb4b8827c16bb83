"""`olsxl check` and `olsxl explain`, as a person meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from openpyxl import Workbook, load_workbook

from olsxl.rules import CATALOGUE
from tests import registers
from tests.cli.running import DAY, SETTINGS, Ended, listing, olsxl

if TYPE_CHECKING:
    from pathlib import Path

RULES = '[rules]\nINC104 = "off"\nWBK008 = "error"\n'
CHANGED = "Changed in olsxl.toml: WBK008 is told as an error; INC104 is off (1 finding not shown)."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one date out of order and one value with another capital."""
    early = registers.incident(2, reported_on=registers.TODAY, recorded_on=registers.LAST_REVIEW)
    rows = registers.incident(1), registers.update(1), registers.review(), early, registers.incident(3, status="open ")
    return registers.home(tmp_path / "my home", incidents=registers.incident_register(*rows), settings=SETTINGS)


def check(home: Path, *more: str | Path) -> Ended:
    return olsxl("check", "--config", home, "--today", DAY, *more)


def test_on_a_pipe_there_is_no_colour_and_a_hint_how_a_rule_is_explained(home: Path) -> None:
    told = check(home)
    told.says("ERROR INC104 Incidents!E3", "warning WBK008", "1 error, 1 warning.", "olsxl explain INC104")
    assert "\x1b" not in told.out


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_has_colour_where_that_is_wanted(
    variables: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from olsxl.cli import terminal

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    look = terminal.look({})
    assert look.width == 89
    assert ("\x1b" in look.paint("ERROR", "error")) is coloured
    assert "ERROR" in look.paint("ERROR", "error")


def test_what_olsxl_toml_changes_is_told_and_a_silenced_error_ends_no_run(home: Path) -> None:
    home.write_text(SETTINGS + RULES, encoding="utf-8")
    told = check(home)
    told.says("1 error, 0 warnings.", CHANGED, "ERROR WBK008")
    assert "Incidents!E3" not in told.out
    assert set(check(home, "--format", "json").json) == {"findings", "errors", "warnings", "unread"}


@pytest.mark.parametrize("command", ["check", "review"])
def test_a_rule_that_is_none_is_refused_with_the_closest(home: Path, command: str) -> None:
    home.write_text(SETTINGS + '[rules]\nINC14 = "off"\n', encoding="utf-8")
    told = olsxl(command, "--config", home, "--today", DAY)
    told.says("rules.INC14 is no rule of olsxl; did you mean INC1")
    assert told.status == 2


def test_the_page_lies_in_the_state_folder_or_where_it_is_asked_for(home: Path, tmp_path: Path) -> None:
    check(home, "--page").says("1 error, 1 warning.", "The findings are written to", "check.html")
    assert "Correct whichever of the two dates" in (home.parent / ".olsxl" / "summaries" / "check.html").read_text(
        "utf-8"
    )
    assert check(home, "--page", tmp_path / "found.html").status == 1
    assert (tmp_path / "found.html").is_file()
    refused = check(home, "--page", tmp_path / "found.txt")
    refused.says("does not end in .html")
    assert refused.status == 2


def test_a_program_gets_its_json_alone_beside_a_page(home: Path, tmp_path: Path) -> None:
    told = check(home, "--format", "json", "--page", tmp_path / "found.html")
    assert json.loads(told.out)["errors"] == 1
    assert "found.html" in told.err


def test_the_workbook_links_each_cell_of_the_register_from_where_it_lies(home: Path, tmp_path: Path) -> None:
    before = listing(home.parent)
    check(home, "--workbook", tmp_path / "found.xlsx").says("found.xlsx")
    assert {**listing(home.parent), **before} == listing(home.parent)
    link = load_workbook(tmp_path / "found.xlsx")["Findings"]["E5"].hyperlink
    assert (tmp_path / unquote(link.target)).samefile(home.with_name("incident-register.xlsx"))
    assert (link.target, link.location) == ("my%20home/incident-register.xlsx", "'Incidents'!E3")


def test_a_workbook_that_olsxl_made_is_made_anew_and_another_only_where_asked(home: Path, tmp_path: Path) -> None:
    mine, other = tmp_path / "found.xlsx", tmp_path / "other.xlsx"
    Workbook().save(other)
    before = other.read_bytes()
    assert check(home, "--workbook", mine).status == 1
    assert check(home, "--workbook", mine).status == 1
    refused = check(home, "--workbook", other)
    refused.says("other.xlsx was not written", "it is there already", "--overwrite")
    assert (refused.status, other.read_bytes()) == (2, before)
    assert check(home, "--workbook", other, "--overwrite").status == 1
    assert other.read_bytes() == mine.read_bytes()


@pytest.mark.parametrize("name", ["incident-register.xlsx", "training-register.xlsx"])
def test_a_register_is_never_overwritten(home: Path, name: str) -> None:
    before = listing(home.parent)
    refused = check(home, "--workbook", home.with_name(name), "--overwrite")
    refused.says(f"is your {name} itself")
    assert (refused.status, listing(home.parent)) == (2, before)


def test_a_workbook_goes_nowhere_but_into_a_folder_as_xlsx(home: Path, tmp_path: Path) -> None:
    check(home, "--workbook", tmp_path / "found.csv").says("does not end in .xlsx")
    check(home, "--workbook", tmp_path / "gone" / "found.xlsx").says("there is no folder")


def test_every_rule_is_explained_in_plain_words_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for rule in CATALOGUE:
        told = olsxl("explain", rule.code.lower())
        told.says(rule.title, "Why: ", "Put right: ", "Example: ", "Rests on: ", f'{rule.code} = "off"')
        assert (told.status, told.err) == (0, "")


def test_all_rules_are_listed_by_family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = olsxl("explain")
    assert {line.split()[0] for line in told.out.splitlines() if line.startswith("  ")} == {r.code for r in CATALOGUE}
    shape = olsxl("explain", "--format", "json").json
    assert [rule["code"] for rule in shape["rules"]] == [rule.code for rule in CATALOGUE]


def test_a_code_that_is_none_is_answered_with_the_closest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = olsxl("explain", "WBK0077")
    told.says("WBK0077 is no rule of olsxl", "did you mean WBK007?")
    assert told.status == 2


def test_what_the_home_makes_of_a_rule_is_told(home: Path) -> None:
    home.write_text(SETTINGS + RULES, encoding="utf-8")
    olsxl("explain", "INC104", "--config", home).says("In this home INC104 is off")
    olsxl("explain", "WBK008", "--config", home).says("In this home WBK008 is told as an error")
    assert olsxl("explain", "INC104", "--config", home, "--format", "json").json["setting"] == "off"
    assert "In this home" not in olsxl("explain", "INC101", "--config", home).out


def test_a_home_whose_settings_are_broken_keeps_no_rule_from_being_explained(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.write_text("[hoem]\n", encoding="utf-8")
    monkeypatch.chdir(home.parent)
    told = olsxl("explain", "INC104")
    told.says("Put right: ", "its settings are not right", "did you mean home?")
    assert told.status == 0


def test_explaining_loads_no_library_of_tables_or_workbooks(tmp_path: Path) -> None:
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from olsxl.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "explain", "INC101"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert loaded & {"pandas", "numpy", "openpyxl", "jinja2", "lxml"} == set()
    assert "INC101" in done.stdout


def test_a_review_says_what_olsxl_toml_changes_and_its_json_stays_as_it_is(home: Path) -> None:
    plain = olsxl("review", "--config", home, "--today", DAY, "--dry-run", "--format", "json").json
    home.write_text(SETTINGS + RULES, encoding="utf-8")
    assert set(olsxl("review", "--config", home, "--today", DAY, "--dry-run", "--format", "json").json) == set(plain)
    olsxl("review", "--config", home, "--today", DAY).says("In the registers: 1 error", CHANGED)
    assert CHANGED in (home.parent / ".olsxl" / "summaries" / "2026-W47.html").read_text("utf-8")
