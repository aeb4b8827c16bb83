"""The workbooks that tests make."""

from __future__ import annotations

from tests.workbook.books import parts, saved, updates_book


def test_a_workbook_that_a_test_makes_does_not_bear_the_second_in_which_it_was_made() -> None:
    core = parts(saved(updates_book()))["docProps/core.xml"]
    assert core.count(b">2026-01-05T09:00:00Z<") == 2
