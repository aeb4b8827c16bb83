"""How values stand in cells."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from olsxl.workbook import AppendRow, patch
from olsxl.workbook.xml.values import cell, serial
from tests.workbook.books import new_row, opened, saved, updates_book


def written(value: object, *, date1904: bool = False) -> str:
    return cell(b"", "A1", 0, value, date1904=date1904).decode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "<v>1</v>"),
        (-0.0, "<v>0</v>"),
        (0.1, "<v>0.1</v>"),
        (1e21, "<v>1E+21</v>"),
        (3.0, "<v>3</v>"),
        (Decimal("2.50"), "<v>2.5</v>"),
        (2**53, "<v>9007199254740992</v>"),
        (2**53 + 2, "<v>9007199254740994</v>"),
        (date(2026, 11, 22), "<v>46348</v>"),
        (datetime(2026, 11, 22, 18, 0, tzinfo=UTC), "<v>46348.75</v>"),
        (time(6, 0), "<v>0.25</v>"),
    ],
)
def test_numbers_and_dates_are_written_in_their_shortest_form(value: object, expected: str) -> None:
    assert written(value) == f'<c r="A1">{expected}</c>'


def test_truth_values_are_not_numbers() -> None:
    assert written(True) == '<c r="A1" t="b"><v>1</v></c>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "<t>plain</t>"),
        ("007", "<t>007</t>"),
        ("=1+1", "<t>=1+1</t>"),
        ("<&>", "<t>&lt;&amp;&gt;</t>"),
        (" edge", '<t xml:space="preserve"> edge</t>'),
        ("two\r\nlines\r", '<t xml:space="preserve">two\nlines\n</t>'),
        ("_x0041_", "<t>_x005F_x0041_</t>"),
        ("😀é", "<t>😀é</t>"),
    ],
)
def test_text_is_inline_and_reads_back_as_it_was(text: str, expected: str) -> None:
    assert written(text) == f'<c r="A1" t="inlineStr"><is>{expected}</is></c>'


@pytest.mark.parametrize(
    ("day", "in_1900", "in_1904"),
    [
        (date(1900, 1, 1), 1, None),
        (date(1900, 2, 28), 59, None),
        (date(1900, 3, 1), 61, None),
        (date(2026, 1, 1), 46023, 44561),
    ],
)
def test_serial_numbers_count_the_day_that_there_was_not(day: date, in_1900: int, in_1904: int | None) -> None:
    assert serial(day, date1904=False) == in_1900
    if in_1904 is not None:
        assert serial(day, date1904=True) == in_1904


def test_a_longest_text_fits() -> None:
    after = patch(saved(updates_book()), [AppendRow("Updates", new_row(Update="x" * 32_767))])
    assert opened(after)["Log"]["D7"].value == "x" * 32_767


def test_a_type_that_no_cell_knows_is_a_bug_of_the_caller() -> None:
    with pytest.raises(TypeError, match="cannot hold a list"):
        written([])
