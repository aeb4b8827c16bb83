"""The work of an edit grows with the cells: four times the rows, columns or areas are at most six times the work.

It is counted in calls, which are the same on every machine and under any load.
"""

from __future__ import annotations

from cProfile import Profile
from pstats import Stats
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter

from olsxl.workbook import AppendRow, Edit, SetCell, patch
from tests.workbook.books import saved, totals_book

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.proof

NEW: list[Edit] = [AppendRow("Log", {"H1": "new"})]
Case = tuple[bytes, list[Edit]]


def log(rows: int, *, columns: int = 4, gap: int = 0) -> openpyxl.Workbook:
    """Return a workbook with a list of so many records, with so many blank rows between two of them."""
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Log"
    book.active.append([f"H{at}" for at in range(columns)])
    for number in range(rows):
        for at in range(columns):
            book.active.cell(2 + number * (1 + gap), at + 1, f"text {number} {at}")
    return book


def with_gaps(count: int) -> Case:
    return saved(log(count, gap=1)), NEW


def wide_with_gaps(count: int) -> Case:
    return saved(log(20, columns=count // 4, gap=1)), NEW


def with_merged_cells(count: int) -> Case:
    book = log(count)
    for row in range(2, count + 2):
        book["Log"].merge_cells(start_row=row, end_row=row, start_column=8, end_column=9)
    return saved(book), [*NEW, *(SetCell("Log", f"C{row}", row) for row in range(2, count + 2))]


def with_formats(count: int) -> Case:
    book = log(count)
    for row in range(2, count + 2):
        rule = FormulaRule(formula=[f"A{row}>1"])  # type: ignore[no-untyped-call]  # the stub lacks them
        book["Log"].conditional_formatting.add(f"A{row} C{row}:D{row}", rule)
    return saved(book), NEW


def with_totals(count: int) -> Case:
    book = totals_book(count)
    for row in range(2, count + 2):
        book["Log"].cell(row, 5, f"=LEN(B{row})")
        book["Log"].cell(row + 2 * count, 1, f"=LEN(B{row + count})")
    return saved(book), [AppendRow("Updates", {"Type": "new"})]


def with_formulas_in_every_column(count: int) -> Case:
    book = log(10, columns=count // 4)
    for column in range(3, count // 4 + 1):
        for row in range(2, 12):
            book["Log"].cell(row, column, f"=LEN({get_column_letter(column - 1)}{row})")
    return saved(book), NEW * 3


def with_many_sheets(count: int) -> Case:
    book = log(3)
    for number in range(count // 8):
        book.create_sheet(f"S{number}").append([1, "=A1"])
    return saved(book), NEW


CASES = (
    *(with_gaps, wide_with_gaps, with_merged_cells, with_formats, with_totals, with_formulas_in_every_column),
    with_many_sheets,
)


def work(case: Case) -> int:
    """Return how many calls the edits take."""
    profile = Profile()
    profile.runcall(patch, *case)
    return sum(calls for _, calls, *_ in Stats(profile).stats.values())  # type: ignore[attr-defined]  # the stub lacks it


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_four_times_as_much_is_at_most_six_times_the_work(make: Callable[[int], Case]) -> None:
    few, many = make(80), make(320)
    work(few)  # what is done once is not counted
    assert work(many) < 6 * work(few)
