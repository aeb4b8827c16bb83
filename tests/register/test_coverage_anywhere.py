"""A record planted anywhere in a register is read or told, wherever it comes to stand."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from openpyxl.utils import get_column_letter

from olsxl.config import parse
from olsxl.register import reading, schema
from tests.register.test_coverage import LOG, SETTINGS
from tests.registers import add_table, book, grid, incident, saved

PLANTED: list[str | date] = ["INC-77", date(2026, 11, 12), "C-2B9D", "Somebody asked for a picture in a game", "Open"]
TITLE: list[list[object]] = [["ONLINE SAFETY LOG"], [], []]
ROWS = (2, 3, 9, 10, 12, 40)
BESIDE = (0, 6, 7, 12)


def planted(row: int, column: int, *, table: bool, sheet: str = "Incidents") -> bytes:
    made = book({"Incidents": [*TITLE, *LOG], "Other": []})
    if table:
        add_table(made, "Incidents", "A4:E7", "Incidents")
    for number, value in enumerate(PLANTED, column + 1):
        made[sheet].cell(row, number, value)
    return saved(made)


def is_read_or_told(data: bytes, row: int, sheet: str = "Incidents", settings: str = SETTINGS) -> bool:
    register = reading.incident_register(data, "register.xlsx", parse(settings))
    told = any(span.sheet == sheet and row in span.numbers for span in register.unread)
    return told or "INC-77" in set(register.incidents.frame["Incident ref"])


@pytest.mark.parametrize(("row", "column", "table"), [*product(ROWS, (0,), (False, True)), (5, 6, True), (5, 6, False)])
def test_a_record_planted_in_or_around_a_list_is_read_or_told(row: int, column: int, *, table: bool) -> None:
    assert is_read_or_told(planted(row, column, table=table), row)


@pytest.mark.parametrize(("row", "column"), [*product((5, 7, 9, 30), BESIDE[1:])])
def test_a_record_planted_beside_a_list_is_read_or_told(row: int, column: int) -> None:
    where = f"{get_column_letter(column + 1)}{row}"
    assert is_read_or_told(planted(row, column, table=True), row), where
    assert is_read_or_told(planted(row, column, table=False), row), where


@pytest.mark.parametrize(("row", "column"), [*product((1, 7, 31), BESIDE)])
def test_a_record_planted_on_another_sheet_is_told(row: int, column: int) -> None:
    assert is_read_or_told(planted(row, column, table=False, sheet="Other"), row, "Other")


@pytest.mark.parametrize("name", ["Read me", "Lists", "Notes"])
def test_a_record_planted_on_a_sheet_of_words_is_told(name: str) -> None:
    made = book({"Incidents": grid(schema.INCIDENTS, incident()), name: [["Words"], [*PLANTED]]})
    register = reading.incident_register(saved(made), "register.xlsx", parse(""))
    assert [span.sheet for span in register.unread] == [name]
