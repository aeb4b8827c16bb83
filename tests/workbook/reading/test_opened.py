"""One opened workbook: read piece by piece, patched as often as somebody plans, and never changed itself."""

from __future__ import annotations

import gc
import sys

import pytest

from olsxl.workbook import AddSheet, AppendRow, Edit, SetCell, Workbook, broken_invariants, patch, tables, worksheets
from tests.workbook.books import saved, updates_book

ROW = AppendRow("Updates", {"Incident ref": "INC-9", "Update": "Seen."})


@pytest.mark.parametrize(
    "edits",
    [[ROW], [SetCell("Log", "A2", "INC-8"), ROW], [AddSheet("Extra", ["One"]), ROW]],
    ids=["row", "cell", "sheet"],
)
def test_a_workbook_that_is_patched_stays_as_it_was_opened_and_is_patched_the_same_again(edits: list[Edit]) -> None:
    data = saved(updates_book())
    opened = Workbook(data)
    before = (opened.tables, opened.cells("Log"))
    first = patch(opened, edits)
    assert first == patch(data, edits) != data
    opened.let_go()
    assert (opened.tables, opened.cells("Log")) == before
    assert patch(opened, edits) == first
    assert (tables(opened), worksheets(opened), opened.data) == (tables(data), worksheets(data), data)
    assert broken_invariants(opened) == []


def test_rows_that_are_planned_on_the_patched_workbook_come_after_the_others() -> None:
    opened = Workbook(saved(updates_book()))
    once = Workbook(patch(opened, [ROW]))
    twice = Workbook(patch(once, [ROW]))
    assert [book.tables[0].first_free_row for book in (opened, once, twice)] == [7, 8, 9]


def test_no_table_and_no_workbook_holds_an_inflated_sheet() -> None:
    book = updates_book()
    book["Other"].append(["a long text that is a part of its own by far " * 50])
    for number in range(20_000):
        book["Other"].append([f"text number {number} of very many"])
    opened = Workbook(saved(book))
    found = opened.tables_and_lists
    assert [table.first_free_row for table in found] != []
    opened.cells("Other")
    opened.layouts({"Log": 1, "Other": 1})
    opened.let_go()
    gc.collect()
    held = [len(each) for each in _bytes_within(opened, set())]
    assert max(held) == len(opened.data)
    assert sum(held) < len(opened.data) + 2**20


def _bytes_within(root: object, seen: set[int]) -> list[bytes]:
    """All bytes that an object leads to, modules and classes left out."""
    if id(root) in seen or isinstance(root, type | type(sys)):
        return []
    seen.add(id(root))
    if isinstance(root, bytes):
        return [root]
    return [each for inner in gc.get_referents(root) for each in _bytes_within(inner, seen)]
