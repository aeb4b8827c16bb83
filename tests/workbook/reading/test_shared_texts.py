"""Texts that cells share: of the table of them, no more is looked at than the cells speak of."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from olsxl.workbook import AppendRow, patch, tables
from olsxl.workbook.reading.opened import Workbook
from tests.workbook.books import MAIN, parts, saved, updates_book, values, with_shared_texts, with_strings
from tests.workbook.reading.test_lists import list_book

if TYPE_CHECKING:
    from olsxl.workbook.reading.shared_texts import SharedStrings


def shared(*items: str, prefix: str = "") -> SharedStrings:
    inner = "".join(f"<{prefix}si>{item}</{prefix}si>" for item in items)
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    part = f'<{prefix}sst {name}="{MAIN}">{inner}</{prefix}sst>'
    return Workbook(with_strings(saved(openpyxl.Workbook()), part)).for_edits().shared_strings


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_a_text_is_found_by_its_number_in_whatever_order_they_are_asked_for(order: tuple[int, ...]) -> None:
    strings = shared("<t>a</t>", "<t/>", "<r><t>c</t></r><r><t>c</t></r>", "<t>d</t>")
    assert [strings.texts({index})[index] for index in order] == [("a", "", "cc", "d")[index] for index in order]
    assert strings.texts({4, -1, 3}) == {3: "d"}


def test_a_text_is_read_without_what_says_how_it_is_spoken_and_with_any_prefix() -> None:
    strings = shared('<x:t>東京</x:t><x:rPh sb="0" eb="2"><x:t>トウ</x:t></x:rPh>', prefix="x:")
    assert strings.texts({0}) == {0: "東京"}


def test_where_nothing_is_shared_there_are_no_texts() -> None:
    assert shared().texts({0}) == {}


@pytest.mark.parametrize(
    ("book", "name", "key"), [(updates_book, "Updates", "Incident ref"), (list_book, "Training log", "Person ID")]
)
def test_a_row_goes_below_shared_texts_as_below_a_cells_own(book: Any, name: str, key: str) -> None:
    own = saved(book())
    sharing = with_shared_texts(own)
    assert b't="s"' in parts(sharing)["xl/worksheets/sheet1.xml"]
    assert tables(sharing, sheets=True)[0].headings == tables(own, sheets=True)[0].headings
    sheet = tables(own, sheets=True)[0].sheet
    row = AppendRow(name, {key: "new"})
    assert values(patch(sharing, [row]), sheet) == values(patch(own, [row]), sheet)
