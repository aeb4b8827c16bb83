"""For all values and edits: what was appended is read back, and all that was there is as it was."""

from __future__ import annotations

import math
import string
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl.workbook import AddSheet, AppendRow, Edit, SetCell, patch, tables
from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.xml.formula import rewrite, translate
from olsxl.workbook.xml.markup import splice
from tests.workbook.books import HEADINGS, saved, totals_book, updates_book, values

ANY_CHARACTER = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXT = st.text(ANY_CHARACTER | st.sampled_from("\n\t<>&\"'_x =0"), max_size=60)
NUMBER = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
DAY = st.dates(date(1900, 3, 1), date(9999, 12, 31))
VALUE = st.none() | st.booleans() | TEXT | NUMBER | DAY
COLUMNS = {heading: st.none() | TEXT | DAY if heading == "Date" else VALUE for heading in HEADINGS}
ROW = st.fixed_dictionaries({}, optional=COLUMNS)
BLANK: list[object] = [None] * len(HEADINGS)
CELL = st.builds(lambda letter, number: f"{letter}{number}", st.sampled_from("GHIJK"), st.integers(1, 40))
EDIT = (
    ROW.map(lambda row: AppendRow("Updates", row))
    | st.builds(SetCell, st.just("Log"), CELL, VALUE)
    | st.builds(SetCell, st.just("Other"), CELL, VALUE)
)
PIECES = ("A1", "$B$2", "Log!C3", "'a b'!D4", '"E5"', "T[[#This Row],[F6]]", "SUM(", "+", "G7:H8", "x", "[1]I!J9")
SETTINGS = settings(max_examples=15, deadline=None)


@cache
def fixture(kind: str) -> bytes:
    """Return a workbook to edit."""
    book = totals_book(3) if kind == "totals" else updates_book(3)
    if kind == "prepared":
        book["Log"].tables["Updates"].ref = "A1:E6"
    book["Other"]["A3"] = "=COUNTA(Log!A1:A4)"
    return saved(book)


def as_read(value: object) -> object:
    """Return a value as openpyxl reads it from the cell in which it was written."""
    if isinstance(value, str):
        return escaped(value.replace("\r\n", "\n").replace("\r", "\n")) or None
    return datetime.fromordinal(value.toordinal()) if isinstance(value, date) else value


def escaped(text: str) -> str:
    """Return the text with what looks like an escape escaped; openpyxl leaves that as it stands."""
    for at in range(len(text) - 7, -1, -1):
        if text[at : at + 2] == "_x" and text[at + 6] == "_" and set(text[at + 2 : at + 6]) <= set(string.hexdigits):
            text = f"{text[:at]}_x005F_{text[at + 1 :]}"
    return text


def same(one: object, other: object) -> bool:
    """Say whether a value was read as it was written, but for the last digit of a number."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-15)
    return one == other


@pytest.mark.parametrize("kind", ["plain", "totals", "prepared"])
@SETTINGS
@given(rows=st.lists(ROW, min_size=1, max_size=4))
def test_what_was_appended_is_read_back_and_all_else_stays(kind: str, rows: list[dict[str, object]]) -> None:
    data = fixture(kind)
    after = patch(data, [AppendRow("Updates", row) for row in rows])
    before, now = values(data, "Log"), values(after, "Log")
    assert now[:4] == before[:4]
    for wanted, found in zip(rows, [*now[4 : 4 + len(rows)], *([BLANK] * len(rows))], strict=False):
        expected = [as_read(wanted.get(heading)) for heading in HEADINGS]
        assert all(same(one, other) for one, other in zip(found, expected, strict=True)), (found, expected)
    assert values(after, "Other") == values(data, "Other")
    assert broken_invariants(after) == []


@SETTINGS
@given(edits=st.lists(EDIT, min_size=1, max_size=6), added=st.booleans())
def test_any_edits_leave_a_workbook_that_keeps_its_invariants(edits: list[Edit], added: bool) -> None:
    more: list[Edit] = [AddSheet("New", HEADINGS), AppendRow("New", {"Type": "x"})] if added else []
    after = patch(fixture("plain"), [*edits, *more])
    assert broken_invariants(after) == []
    assert [table.name for table in tables(after)] == ["Updates", "New"][: 1 + added]


@SETTINGS
@given(pieces=st.lists(st.sampled_from(PIECES)))
def test_a_formula_is_the_same_where_nothing_changes(pieces: list[str]) -> None:
    formula = "".join(pieces)
    assert rewrite(formula, lambda _: None) == formula
    assert translate(formula, 0, 0) == formula


@SETTINGS
@given(data=st.data(), part=st.binary(max_size=200))
def test_a_splice_changes_its_spans_alone(data: st.DataObject, part: bytes) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(part)), max_size=8)))
    changes = [ByteEdit(*span, data.draw(st.binary(max_size=5))) for span in zip(cuts[::2], cuts[1::2], strict=False)]
    result = splice(part, changes)
    at = shift = 0
    for start, stop, text in changes:
        assert result[at + shift : start + shift] == part[at:start]
        shift += len(text) - (stop - start)
        at = stop
    assert result[at + shift :] == part[at:]
    assert len(result) == len(part) + shift
