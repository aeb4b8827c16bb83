"""Banners within the data: they head a time, and are no records."""

from __future__ import annotations

import pytest

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.layout.banners import is_banner
from tests.registers import plain

HEADINGS = ["Incident ref", "Reported on", "Summary", "Status"]


@pytest.mark.parametrize(
    "text", ["SEPTEMBER 2026", "2026", "2025/26", "Sept 26", "Q3 2026", "Week 47", "Month of May", "January:"]
)
def test_a_time_is_a_banner(text: str) -> None:
    assert is_banner(text)


@pytest.mark.parametrize(
    "text", ["", "7", "OLS-2026-0001", "May", "Mayor called", "12/2026-3", "Decided", "Week 47 and on"]
)
def test_what_else_stands_there_is_none(text: str) -> None:
    assert is_banner(text) == (text == "May")


def rows(*cells: list[object], settings: str = "") -> list[str]:
    data = plain({"Incidents": [HEADINGS, *cells]})
    register = reading.incident_register(data, "register.xlsx", parse(settings))
    return [*register.incidents.frame["Incident ref"]]


def test_a_banner_alone_in_its_row_is_no_record_wherever_it_stands() -> None:
    data = plain({"Incidents": [HEADINGS, ["MAY 2026"], [None, None, 2026], ["1", "01/05/2026", "A game", "Open"]]})
    register = reading.incident_register(data, "register.xlsx", parse(""))
    assert [*register.incidents.frame["Incident ref"]] == ["1"]
    assert not [odd for odd in register.incidents.issues if odd.kind == "no-key"]


RECORDS: list[list[object]] = [[f"OLS-2026-000{n}", "01/05/2026", "A game", "Open"] for n in (1, 2, 3)]
REFS = ["OLS-2026-0001", "OLS-2026-0002", "OLS-2026-0003"]


@pytest.mark.parametrize(
    "below",
    [
        [["END OF LOG"]],
        [["*** End ***"]],
        [["Key: O = open, C = closed"]],
        [["O = open"], ["C = closed"], ["P = pending"]],
        [["Reviewed by: J Fern", "Date: 12/11/2026"]],
        [["Signed:", "J Fern", "Date:", "12/11/2026"]],
        [[], ["Signature", "____", "Date", "____"]],
        [[], ["O", "Open"], ["C", "Closed"], ["P", "Pending"]],
        [[], [], ["1 = low"], ["2 = high"], ["3 = very high"], [], ["Page 1 of 2"]],
        [[], [None, "Checked on 12/11/2026"], [], ["END OF LOG"]],
    ],
)
def test_keys_signatures_and_ends_below_a_list_are_no_records(below: list[list[object]]) -> None:
    assert rows(*RECORDS, *below) == REFS


@pytest.mark.parametrize(
    ("below", "key"),
    [
        (["OLS-2026-0004"], "OLS-2026-0004"),
        (["INC/9"], "INC/9"),
        (["tbc", "02/05/2026", "A chat"], "tbc"),
        (["tbc", None, "A chat", "Open"], "tbc"),
        ([None, "02/05/2026", "A chat"], "R-0001"),
        ([None, None, "A chat", "Open", "x"], ""),
    ],
)
def test_what_may_be_a_record_below_a_blank_row_is_read(below: list[object], key: str) -> None:
    assert rows(*RECORDS, [], below) == [*REFS, key]


@pytest.mark.parametrize("below", [["tbc"], ["A chat that was not finished"], [None, None, "A chat"]])
def test_what_stands_directly_below_is_told_and_never_passed_over(below: list[object]) -> None:
    assert rows(*RECORDS, below) == [*REFS, below[0] or ""]


def test_references_with_blanks_are_known_by_the_others() -> None:
    typed: list[list[object]] = [[f"INC {n} of 26", None, "A game"] for n in (1, 2, 3)]
    assert rows(*typed, [], ["INC 4 of 26", None, "A chat"])[-1] == "INC 4 of 26"


def test_a_list_of_nothing_but_lines_is_empty() -> None:
    assert rows(["Key: O = open"], [], ["Signed:", "", "Date:"]) == []


def test_a_reference_that_looks_like_a_year_is_a_record_where_anything_stands_beside_it() -> None:
    assert rows([2026, None, None, "Open"], [2026]) == ["2026"]
    assert rows(["OLS-2026-0003"]) == ["OLS-2026-0003"]


def test_where_numbers_begin_again_in_each_sheet_a_record_is_known_by_sheet_and_number() -> None:
    data = plain(
        {"2025": [HEADINGS, [4, None, None, "Open"]], "2026": [HEADINGS, [4, None, None, "Closed"], [None, None, "x"]]}
    )
    settings = '[sheets]\nincidents = ["2025", "2026"]\n[register]\nref_by_sheet = true'
    register = reading.incident_register(data, "register.xlsx", parse(settings))
    assert [*register.incidents.frame["Incident ref"]] == ["2025/4", "2026/4", ""]
