from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import registers
from tests.cli.running import DAY, SETTINGS, assert_plain, listing, olsxl

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [
    registers.person(number, full_name=name)
    for number, name in enumerate(
        ("Juniper Quillfeather", "Barnaby Thistlewood", "Odette Marlow", "Odette Marlow", "Fenwick Tansy"), start=1
    )
]
SIGNED = """Date,19/11/2026
Full name,Attended
Juniper Quillfeather,yes
Barnaby Thistlewod,yes
Odette Marlow,09:05
Peregrine Unheard,yes
Fenwick Tansy,
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    registers.home(tmp_path, training=registers.training_register(*PEOPLE), settings=SETTINGS)
    (tmp_path / "signed.csv").write_text(SIGNED, encoding="utf-8")
    return tmp_path


def test_what_is_certain_is_logged_and_everything_else_is_told_with_its_row(home: Path) -> None:
    ended = olsxl("training", "log", home / "signed.csv", "--config", home, "--today", DAY)
    assert ended.status == 0
    ended.says(
        "Session on 19/11/2026 (no course is said; add --course to name it), from signed.csv",
        "Added to training-register.xlsx: 1 row: P-001 Juniper Quillfeather",
        "Without a mark: P-005 Fenwick Tansy",
        "NOT LOGGED, because it is not sure (1). Where all are right, add --accept:",
        "row 4: 'Barnaby Thistlewod' as P-002, Barnaby Thistlewood: the name is nearly the same",
        "NOT LOGGED (2). Put it right, and run this again: what is logged is not added twice.",
        "row 5: 'Odette Marlow': P-003 and P-004 of the sheet 'People' may be meant. Type the 'Person ID' of the one",
        "row 6: 'Peregrine Unheard': nobody in the sheet 'People' is called that.",
    )


def test_likely_matches_are_logged_when_they_are_accepted_and_once_only(home: Path) -> None:
    words = ("training", "log", home / "signed.csv", "--config", home, "--today", DAY, "--accept", "--format", "json")
    first, second = olsxl(*words).json, olsxl(*words).json
    assert (first["logged"], first["rows_appended"]) == (["P-001", "P-002"], {"Training": 2})
    assert (second["logged"], second["already"], second["rows_appended"]) == ([], ["P-001", "P-002"], {"Training": 0})
    assert [each["row"] for each in second["held"]] == [5, 6]


def test_with_strict_a_mark_that_was_not_logged_is_a_failure(home: Path) -> None:
    words = ("training", "log", home / "signed.csv", "--config", home, "--today", DAY)
    assert (olsxl(*words).status, olsxl(*words, "--strict").status) == (0, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("notes", "it has no row of headings"),
        ("Full name,Attended\n", "nobody stands on it"),
        (SIGNED.replace("19/11/2026", "the day before yesterday"), "which is no day that can be counted with"),
        (SIGNED.replace("Date,19/11/2026\n", ""), "it does not say on which day the session was"),
        (SIGNED.replace("19/11/2026", "20/11/2026"), "which has not come yet"),
        ("Date,19/11/2026\nFull name,Attended\nJuniper Quillfeather,\n", "nobody has a tick, a signature or a time"),
    ],
    ids=["no headings", "no people", "a day in words", "no day", "a day ahead", "no marks"],
)
def test_a_sheet_that_cannot_be_logged_gets_one_sentence_and_changes_nothing(
    home: Path, text: str, sentence: str
) -> None:
    (home / "signed.csv").write_text(text, encoding="utf-8")
    before = listing(home)
    ended = olsxl("training", "log", home / "signed.csv", "--config", home, "--today", DAY)
    assert ended.status == 2
    ended.says("Nothing of signed.csv was logged", sentence)
    assert listing(home) == before


def test_a_sheet_for_a_session_is_made_for_those_who_are_due(home: Path) -> None:
    words = ("training", "sheet", "--config", home, "--session", "03/12/2026")
    dry, made = olsxl(*words, "--dry-run"), olsxl(*words)
    dry.says("The sign-in sheet for 03/12/2026 would be")
    made.says("The sign-in sheet for 03/12/2026 is", "On it: P-002, P-005, P-001, P-003, P-004", "Next: print it")
    assert (home / "Sign-in sheet 2026-12-03.xlsx").exists()
    assert olsxl(*words, "--format", "json").json["people"] == ["P-002", "P-005", "P-001", "P-003", "P-004"]


def test_help_speaks_plainly() -> None:
    for command in ("log", "sheet"):
        assert_plain(olsxl("training", command, "--help").read)


def test_people_whom_no_sheet_can_mean_are_told(home: Path) -> None:
    people = [*PEOPLE, registers.person(1, full_name="Second Row")]
    registers.home(home, training=registers.training_register(*people), settings=SETTINGS)
    ended = olsxl("training", "log", home / "signed.csv", "--config", home, "--today", DAY)
    ended.says("NOT EVERYBODY IS COUNTED: 1 row of people cannot be. People!A7 has a 'Person ID' that stands in a row")


def test_a_long_list_of_what_is_held_is_cut(home: Path) -> None:
    many = "".join(f"Nobody Known{chr(97 + n // 26)}{chr(97 + n % 26)},yes\n" for n in range(60))
    (home / "signed.csv").write_text("Date,19/11/2026\nFull name,Attended\n" + many, encoding="utf-8")
    olsxl("training", "log", home / "signed.csv", "--config", home, "--today", DAY).says(
        "NOT LOGGED (60)", "and 20 more"
    )
