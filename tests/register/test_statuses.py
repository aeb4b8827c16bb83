"""A Status in a home's own words, and answers under a heading that asks whether a record is closed."""

from __future__ import annotations

from datetime import datetime

import pytest

from olsxl.config import Config, parse
from olsxl.register import reading
from olsxl.register.meaning.statuses import Asks, answer, asks
from olsxl.register.meaning.vocabulary import Vocabulary
from tests.registers import plain

DAY = datetime(2026, 10, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "Closed 20/03/2026",
        "closed 20.3.26 - RM",
        "CLOSED by RM",
        "Closed DJ 20/3",
        "Closed: no further action",
        "Closed (see INC 5)",
        "Closed - police NFA",
        "closed following strategy meeting",
    ],
)
def test_closed_with_a_day_a_name_or_a_reason_behind_it_is_closed_without_a_line_in_the_settings(typed: str) -> None:
    found = Vocabulary(Config(), {}).meaning("status", typed)
    assert found
    assert (found.value, found.exact) == ("Closed", True)


@pytest.mark.parametrize("typed", ["Shut 20/03/2026", "Over - DJ", "Shut by RM"])
def test_so_is_the_homes_own_word_for_closed(typed: str) -> None:
    words = parse('[values.status]\nShut = "Closed"\nOver = "Closed"\n')
    found = Vocabulary(words, {}).meaning("status", typed)
    assert found
    assert found.value == "Closed"


@pytest.mark.parametrize(
    "typed",
    [
        "Closed 20/03/2026, reopened 1/4",
        "Closed pending review",
        "Closed? ask SW",
        "Closed by school but police still looking",
        "Closed if no repeat",
        "To be closed 20/03/2026",
        "Closed in part",
        "Closed partly 20/3",
        "Not closed 20/3",
        "Closed until 20/03/2026",
        "Closedown of the app",
    ],
)
def test_what_takes_the_closing_back_is_not_closed(typed: str) -> None:
    assert Vocabulary(Config(), {}).meaning("status", typed) is None


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Closed?", "closed"),
        ("Done? (Y/N)", "closed"),
        ("Is it closed", "closed"),
        ("Case closed y/n", "closed"),
        ("Resolved", "closed"),
        ("Signed off", "closed"),
        ("Open?", "open"),
        ("Still open?", "open"),
        ("Outstanding", "open"),
        ("Status", None),
        ("Open/closed", None),
        ("Closed by", None),
        ("Strategy meeting?", None),
    ],
)
def test_a_heading_asks_whether_a_record_is_closed_or_open(heading: str, asked: str | None) -> None:
    assert asks(heading) == asked


@pytest.mark.parametrize(
    ("typed", "closed"),
    [
        ("Yes", True),
        ("y", True),
        ("TRUE", True),
        ("\u2713", True),
        ("Yes 20/3", True),
        ("20/03/2026", True),
        ("Dee Jarvis", True),
        ("RM", True),
        ("JB 9/1", True),
        ("12.3.26 - Dee Jarvis", True),
        ("Closed", True),
        ("No", False),
        ("FALSE", False),
        ("N - awaiting police", False),
        ("Not yet", False),
        ("Ongoing", False),
        ("awaiting SW", False),
        ("Yes but police still looking", None),
        ("?", None),
        ("Maybe", None),
        ("Ask Dee", None),
        ("Jo", True),
        ("Owen", True),
        ("Yess", None),
        ("Ture", None),
        ("Opne", None),
        ("ask Dee about it", None),
        ("ask Dee 9/1", None),
        ("1/2", None),
    ],
)
def test_under_it_a_yes_a_day_or_a_name_says_closed_and_a_no_open(typed: str, closed: bool | None) -> None:
    found = answer("closed", typed)
    assert (None if found is None else found == "Closed") is closed


def test_under_one_that_asks_for_open_a_yes_says_open_and_a_day_decides_nothing() -> None:
    said = [answer("open", typed) for typed in ("Yes", "No", "20/03/2026", "TRUE", "Closed 20/3")]
    assert said == ["Open", "Closed", None, "Open", "Closed"]


def statuses(heading: str, *typed: object) -> list[str]:
    rows = [[f"A{number}", DAY, "Story", value] for number, value in enumerate(typed, 1)]
    data = plain({"Incidents": [["Incident ref", "Reported on", "Summary", heading], *rows]})
    config = parse(f'[columns.incidents]\nStatus = "{heading}"\n')
    return [*reading.incident_register(data, "register.xlsx", config).incidents.frame["Status"]]


def test_tick_boxes_days_and_blanks_are_read_as_the_status_that_they_say() -> None:
    assert statuses("Closed?", True, False, None, DAY, "yes") == ["Closed", "Open", "Open", "Closed", "Closed"]
    assert statuses("Open?", "Y", "N", None) == ["Open", "Closed", "Open"]


@pytest.mark.parametrize("asked", ["closed", "open"])
def test_a_box_that_nobody_ticked_says_open_whatever_is_asked(asked: Asks) -> None:
    assert [answer(asked, box) for box in ("\u2610", "\u25a1")] == ["Open", "Open"]


def test_an_answer_of_which_that_is_not_sure_stays_to_be_told_and_the_record_is_open() -> None:
    assert statuses("Done?", "Yes", "Blue")[1] == "?"


def test_a_prepared_row_with_nothing_but_a_box_is_no_record() -> None:
    rows: list[list[object]] = [["A1", DAY, "Story", True], [None, None, None, False], [None, None, None, False]]
    data = plain({"Incidents": [["Incident ref", "Reported on", "Summary", "Closed?"], *rows]})
    config = parse('[columns.incidents]\nStatus = "Closed?"\n')
    read = reading.incident_register(data, "register.xlsx", config).incidents
    assert ([*read.frame.index], [issue.kind for issue in read.issues]) == ([2], [])
