"""Registers laid out in further ways, taken on and reviewed: no references, no Status, a sheet a child, a form."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from olsxl.jobs.adopt.adoption import adopt
from olsxl.jobs.check import check
from olsxl.jobs.errors import RegisterUnusable
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from tests.registers import TODAY, book, plain, saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from olsxl.jobs.review.make import ReviewResult

AT = datetime(2026, 11, 19, 16, tzinfo=UTC)


def day(number: int, month: int = 11) -> datetime:
    return datetime(2026, month, number)


def adopted(folder: Path, data: bytes) -> Home:
    register = folder / "Our log.xlsx"
    register.write_bytes(data)
    adopt(register, None, TODAY)
    return Home.open(folder)


def reviewed(home: Home, on: datetime = AT) -> ReviewResult:
    return review(home, on.date(), on, RunOptions())


def stories(home: Home, refs: Sequence[str]) -> list[str]:
    """The first words of records."""
    frame = read_registers(home).incidents.incidents.frame
    told = dict(zip(frame["Incident ref"], frame["Summary"], strict=True))
    return sorted(str(told[ref]) for ref in refs)


def outcome(home: Home) -> tuple[list[str], list[str]]:
    """Who is open and updated, and who is marked, by their stories."""
    result = reviewed(home)
    assert result.status == "reviewed"
    assert sorted(result.open) == sorted((*result.updated, *result.no_update))
    return stories(home, result.updated), stories(home, result.no_update)


CHILD_HEADINGS: list[object] = ["Date", "Incident", "Site", "Who saw it", "What was done", "Follow-up", "Done?"]


def child(name: str, *rows: Sequence[object]) -> list[Sequence[object]]:
    return [[f"Young person: {name}"], CHILD_HEADINGS, *rows]


def test_a_sheet_for_each_child_without_references_is_taken_on_as_it_is(tmp_path: Path) -> None:
    sheets = {
        "A.A.": child(
            "A.A.",
            [day(2, 9), "Clip", "Snapchat", "Day staff", "Talked", "05/09/2026: School told; 20/09/2026: over", "Yes"],
            [
                day(5, 10),
                "Calls",
                "WhatsApp",
                "Night staff",
                "SW told",
                "07/10/2026: SW visit; 17/11/2026: Letter",
                "No",
            ],
        ),
        "B.B.": child(
            "B.B.",
            [day(5, 10), "Server", "Discord", "Day staff", "Blocked", "07/10/2026: Police log given", "No"],
            [day(17), "Film", "Netflix", "Day staff", "PIN set", None, None],
        ),
    }
    home = adopted(tmp_path, plain(sheets))
    assert outcome(home) == (["Calls", "Film"], ["Server"])
    updates = read_registers(home).incidents.updates.frame
    assert [*updates["Incident ref"]] == ["R-0003"]


def form(*rows: Sequence[object]) -> bytes:
    """Answers of a form with tick boxes to the end of the sheet."""
    headings = ["Timestamp", "Email address", "Your name", "Date and time it happened"]
    headings += [
        "Which young person (initials only)",
        "What happened?",
        "What have you done so far?",
        "RM notes",
        "Closed?",
    ]
    return plain({"Form responses 1": [headings, *rows, *([None] * 8 + [False] for _ in range(20))]})


def answer(number: int, story: str, notes: object, closed: object, month: int = 10) -> list[object]:
    told = datetime(2026, month, number, 21, 40)
    seen = datetime(2026, month, number, 19, 15)
    return [told, "staff@home.example", "Day staff", seen, "A.A.", story, "Talked", notes, closed]


def test_a_forms_answers_with_tick_boxes_are_taken_on_and_later_answers_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        answer(2, "Clip", "05 Oct School told\n20 Oct Talked again, closed", True),
        answer(5, "Calls", "07 Oct SW visiting\n17 Nov Letter came", False),
        answer(9, "Server", "12 Oct Police log given", False),
        answer(18, "Film", None, False, month=11),
    ]
    home = adopted(tmp_path, form(*rows))
    assert outcome(home) == (["Calls", "Film"], ["Server"])
    assert {region.headings["Reported on"] for region in read_registers(home).incidents.incidents.regions} == {
        "Timestamp"
    }


def rag(key: Sequence[Sequence[object]], *rows: Sequence[object]) -> bytes:
    headings = ["Date", "YP", "Concern", "Who dealt with it", "Manager comments", "Date of last update", "RAG"]
    return plain({"Log": [*key, [], headings, *rows]})


@pytest.mark.parametrize(
    "key",
    [
        [["Key:", "RED = open", "AMBER = waiting", "GREEN = closed"]],
        [["Red: open; amber: with others; green: signed off"]],
        [["RED", "open"], ["AMBER", "pending"], ["GREEN", "closed"]],
    ],
)
def test_red_amber_and_green_are_the_status_where_a_key_says_so(tmp_path: Path, key: list[list[object]]) -> None:
    data = rag(
        key,
        [day(2, 9), "A.A.", "Clip", "Day staff", "Over", day(20, 9), "GREEN"],
        [day(5, 10), "A.A.", "Calls", "Night staff", "Letter came", day(17), "RED"],
        [day(9, 10), "B.B.", "Server", "Day staff", "Chased police", day(1), "Amber"],
        [day(12, 10), "B.B.", "Chat", "Day staff", None, None, "AMBER"],
        [day(18), "B.B.", "Film", "Day staff", None, None, "RED"],
    )
    home = adopted(tmp_path, data)
    assert outcome(home) == (["Calls", "Film"], ["Chat", "Server"])


PLAIN: list[object] = ["Ref", "Date", "YP", "What happened", "What we did"]


def test_sheets_named_open_and_closed_say_the_status(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Open": [PLAIN, ["L3", day(5, 10), "A.A.", "Calls", "SW told"], ["L4", day(17), "B.B.", "Film", "PIN set"]],
        "Closed": [PLAIN, ["L1", day(2, 9), "A.A.", "Clip", "Talked"], ["L2", day(3, 9), "B.B.", "Chat", "Left it"]],
    }
    assert outcome(adopted(tmp_path, plain(sheets))) == (["Film"], ["Calls"])


def test_banners_within_a_sheet_say_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["OPEN CASES"],
        PLAIN,
        ["L3", day(5, 10), "A.A.", "Calls", "SW told"],
        ["L4", day(17), "B.B.", "Film", "PIN set"],
        ["CLOSED CASES"],
        ["L1", day(2, 9), "A.A.", "Clip", "Talked"],
        ["L2", day(3, 9), "B.B.", "Chat", "Left it"],
    ]
    assert outcome(adopted(tmp_path, plain({"Log": rows}))) == (["Film"], ["Calls"])


def test_without_a_status_a_day_of_closing_closes_and_the_rest_is_open(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*PLAIN, "Date closed"],
        ["L1", day(2, 9), "A.A.", "Clip", "Talked", day(20, 9)],
        ["L3", day(5, 10), "A.A.", "Calls", "SW told", None],
        ["L4", day(17), "B.B.", "Film", "PIN set", None],
    ]
    assert outcome(adopted(tmp_path, plain({"Log": rows}))) == (["Film"], ["Calls"])


def test_references_that_were_given_stand_when_the_list_is_sorted_and_grows(tmp_path: Path) -> None:
    rows = [[day(2, 10), "Clip", "Talked", "Open"], [day(5, 10), "Calls", "SW told", "Open"]]
    headings = ["Date", "What happened", "What we did", "Status"]
    home = adopted(tmp_path, plain({"Log": [headings, *rows]}))
    assert reviewed(home).no_update == ("R-0001", "R-0002")
    log = book({"Log": [headings, [day(24), "Film", "PIN set", "Open"], rows[1], rows[0]]})
    for sheet in ("Updates", "Reviews"):
        made = log.create_sheet(sheet)
        for cells in openpyxl.load_workbook(home.incidents)[sheet].iter_rows(values_only=True):
            made.append(cells)
    home.incidents.write_bytes(saved(log))
    again = reviewed(home, datetime(2026, 11, 26, 16, tzinfo=UTC))
    assert (again.open, again.updated) == (("R-0003", "R-0002", "R-0001"), ("R-0003",))


def test_a_reference_that_was_given_is_no_fault_and_a_trial_leaves_no_state(tmp_path: Path) -> None:
    rows = [[day(2, 10), "Clip", "Talked", "Open"], [day(5, 10), "Calls", "SW told", "Open"]]
    home = adopted(tmp_path, plain({"Log": [["Date", "What happened", "What we did", "Status"], *rows]}))
    review(home, TODAY, AT, RunOptions(dry_run=True))
    assert not home.state.references.exists()
    codes = {finding.code for finding in reviewed(home).findings}
    assert not codes & {"INC101", "INC102", "INC103", "WBK001", "WBK012", "UPD201"}
    assert home.state.references.exists()


def test_without_the_column_by_which_a_record_is_known_again_nothing_is_reviewed(tmp_path: Path) -> None:
    rows = [[day(2, 10), "Clip", "Talked", "Open"], [day(2, 10), "Calls", "SW told", "Open"]]
    home = adopted(tmp_path, plain({"Log": [["Date", "What happened", "What we did", "Status"], *rows]}))
    reviewed(home)
    log = openpyxl.load_workbook(home.incidents)
    log["Log"]["B1"] = "Zaps"
    log.save(home.incidents)
    later = datetime(2026, 11, 26, 16, tzinfo=UTC)
    with pytest.raises(RegisterUnusable, match="has no column 'What happened'"):
        reviewed(home, later)
    log["Log"]["B1"] = "What happened"
    log.save(home.incidents)
    assert reviewed(home, later).no_update == ("R-0001", "R-0002")


@pytest.mark.parametrize("heading", ["RAG", "Status", "Where we are"])
def test_a_status_that_is_a_colour_alone_is_told_and_closes_nothing(tmp_path: Path, heading: str) -> None:
    rows = [[f"L{number}", day(number, 10), "YP", f"Story {number}", None] for number in range(1, 5)]
    made = book({"Log": [["Log no", "Date reported", "Child", "What happened", heading], *rows]})
    for row, colour in ((2, "FF00B050"), (3, "FF00B050"), (4, "FFFF0000"), (5, "FFFFC000")):
        made["Log"].cell(row, 5).fill = PatternFill("solid", fgColor=colour)
    register = tmp_path / "Our log.xlsx"
    register.write_bytes(saved(made))
    taken = adopt(register, None, TODAY)
    assert taken.understood
    assert any("4 records have a colour" in remark for remark in taken.understood.remarks)
    home = Home.open(tmp_path)
    assert len(reviewed(home).open) == 4
    assert "WBK019" in {finding.code for finding in check(home, TODAY, AT).findings}
