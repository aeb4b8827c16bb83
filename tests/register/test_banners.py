"""Banners within the data: they head a time, and are no records."""

from __future__ import annotations

import pytest

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.banners import is_banner
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
