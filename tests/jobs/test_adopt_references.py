"""References that olsxl gave, written into a column of the workbook where a person says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from olsxl.config import load
from olsxl.jobs.adopt.adoption import Answered, adopt
from olsxl.jobs.adopt.sentences import adopted_text
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from tests.registers import TODAY, add_table, book, plain, saved

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 19, 16, tzinfo=UTC)
YES = Answered({"write-references": ("yes",)})
HEADINGS: list[object] = ["Date", "Child", "What happened", "Status"]
ROWS: list[list[object]] = [
    [datetime(2026, 11, 2), "C-7F3K", "Calls at night", "Open"],
    [datetime(2026, 11, 3), "C-9B2M", "A film for adults", "Open"],
    [datetime(2026, 11, 17), "C-7F3K", "Gift cards", "Open"],
]


def log(folder: Path, rows: list[list[object]] = ROWS) -> Path:
    register = folder / "Our log.xlsx"
    register.write_bytes(plain({"Log": [["Our log"], HEADINGS, *rows]}))
    return register


def column(register: Path) -> list[object]:
    return [cell.value for cell in load_workbook(register)["Log"]["E"]]


def test_it_is_asked_and_until_it_is_answered_the_list_stays_as_it_is(tmp_path: Path) -> None:
    register = log(tmp_path)
    taken = adopt(register, None, TODAY)
    (doubt,) = [doubt for doubt in taken.doubts if doubt.id == "write-references"]
    assert (doubt.choices, doubt.taken, doubt.cells) == (("no", "yes"), ("no",), ("Log!A2",))
    assert load_workbook(register)["Log"].max_column == 4
    assert "write-references" in (tmp_path / "adopt.toml").read_text(encoding="utf-8")
    assert "write them into a new last column" in adopted_text(taken, register, dry_run=False)


def test_they_stand_in_a_new_last_column_and_are_read_from_there(tmp_path: Path) -> None:
    register = log(tmp_path)
    taken = adopt(register, None, TODAY, RunOptions(), YES)
    assert column(register) == [None, "Incident ref", "R-0001", "R-0002", "R-0003"]
    assert "Each record has its reference in a new last column." in adopted_text(taken, register, dry_run=False)
    assert load(tmp_path / "olsxl.toml").columns.incidents["Incident ref"] == "Incident ref"
    home = Home.open(tmp_path)
    result = review(home, TODAY, AT)
    assert (result.no_update, result.updated) == (("R-0001", "R-0002"), ("R-0003",))
    assert not {"WBK012", "INC102"} & {finding.code for finding in result.findings}
    again = adopt(register, None, TODAY)
    assert again.seen
    assert "write-references" not in {doubt.id for doubt in again.doubts}


def test_the_answer_may_come_after_the_first_review_and_the_references_stay(tmp_path: Path) -> None:
    register = log(tmp_path)
    adopt(register, None, TODAY)
    marked = review(Home.open(tmp_path), TODAY, AT).no_update
    made = load_workbook(register)
    made["Log"]["C3"], made["Log"]["A3"] = "Calls at night, again", datetime(2026, 11, 2)
    made.save(register)
    adopt(register, None, TODAY, RunOptions(), YES)
    assert marked == ("R-0001", "R-0002")
    assert column(register)[:4] == [None, "Incident ref", "R-0001", "R-0002"]
    assert not {"UPD201"} & {f.code for f in review(Home.open(tmp_path), TODAY, AT).findings}


def test_a_record_that_is_added_without_one_is_given_the_next(tmp_path: Path) -> None:
    register = log(tmp_path)
    adopt(register, None, TODAY, RunOptions(), YES)
    made = load_workbook(register)
    made["Log"].append([datetime(2026, 11, 18), "C-9B2M", "A new friend", "Open"])
    made.save(register)
    frame = read_registers(Home.open(tmp_path)).incidents.incidents.frame
    assert [*frame["Incident ref"]] == ["R-0001", "R-0002", "R-0003", "R-0004"]


def test_each_sheet_gets_the_column_and_a_table_grows_by_it(tmp_path: Path) -> None:
    made = book({"2025": [HEADINGS, ROWS[0]], "2026": [HEADINGS, *ROWS[1:]]})
    add_table(made, "2026", "A1:D3", "Incidents2026")
    register = tmp_path / "Our log.xlsx"
    register.write_bytes(saved(made))
    adopt(register, None, TODAY, RunOptions(), YES)
    after = load_workbook(register)
    assert [cell.value for cell in after["2025"]["E"]] == ["Incident ref", "R-0001"]
    assert [cell.value for cell in after["2026"]["E"]] == ["Incident ref", "R-0002", "R-0003"]
    assert after["2026"].tables["Incidents2026"].ref == "A1:E3"
    assert len(review(Home.open(tmp_path), TODAY, AT).open) == 3
