"""Rows by our headings, appended under the manager's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.register.writing import append
from olsxl.workbook import EditRefused, patch
from tests.registers import add_table, book, grid, incident, incident_register, plain, ref, saved, update

if TYPE_CHECKING:
    from olsxl.register.table import RegisterTable

NEW = {"Incident ref": ref(9), "Date": date(2026, 11, 19), "Type": "No Update", "Update": "No Update", "By": "olsxl"}
Rows = list[list[object]]


def updates(data: bytes, settings: str = "") -> RegisterTable:
    return reading.incident_register(data, "incident-register.xlsx", parse(settings)).updates


def appended(data: bytes, settings: str = "") -> RegisterTable:
    """The updates after one more row, read back."""
    return updates(patch(data, [append(updates(data, settings), NEW)]), settings)


def last(table: RegisterTable) -> dict[str, object]:
    row = table.frame.iloc[-1]
    return {heading: row[heading].date() if heading == "Date" else row[heading] for heading in NEW}


def test_a_row_stands_below_those_that_were_there() -> None:
    table = appended(incident_register(incident(), update(1), update(1)))
    assert ([*table.frame.index], last(table)) == ([2, 3, 4], NEW)


def test_the_managers_own_headings_get_the_values_of_ours() -> None:
    rows: Rows = [
        ["Who", "When\nit was", "Log no.", "What", "Weather"],
        ["P-001", date(2026, 11, 1), ref(1), "x", "rain"],
    ]
    names = '"By" = "who", "Date" = "when it was", "Incident ref" = "Log no", "Update" = "what"'
    table = appended(plain({"Updates": rows}), f"columns.updates = {{ {names} }}")
    assert table.frame["Type"].tolist() == ["", ""]
    assert last(table) == NEW | {"Type": ""}


def test_a_row_goes_to_the_sheet_of_the_last_year() -> None:
    sheets = {"Old": grid(schema.UPDATES, update(1)), "New": grid(schema.UPDATES, update(2))}
    table = appended(plain(sheets), '[sheets]\nupdates = ["Old", "New"]')
    assert [table.where(row, "By") for row in table.frame.index] == ["Old!E2", "New!E2", "New!E3"]
    assert last(table) == NEW


@pytest.mark.parametrize(
    "above", [[["Our updates"]], [["Our updates"], []]], ids=["a title", "a title and a blank row"]
)
def test_a_plain_sheet_below_a_title_gets_the_row_where_it_is_read(above: Rows) -> None:
    table = appended(plain({"Updates": [*above, *grid(schema.UPDATES, update(1))]}))
    assert (len(table.frame), last(table)) == (2, NEW)


def test_an_empty_plain_sheet_gets_its_first_row_below_the_headings() -> None:
    table = appended(plain({"Updates": grid(schema.UPDATES)}))
    assert ([*table.frame.index], last(table)) == ([2], NEW)


def test_a_table_on_a_sheet_of_the_name_gets_the_row() -> None:
    made = book({"Updates": grid(schema.UPDATES, update(1))})
    add_table(made, "Updates", "A1:H2", "Table7")
    table = appended(saved(made))
    assert (table.regions[0].table, table.regions[0].last_row, last(table)) == ("Table7", 3, NEW)


HEAD, ROW = grid(schema.UPDATES, update(1))


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ROW, [], ROW],
        [HEAD, [], ROW],
        [HEAD, ROW, [], [], ROW, [], ROW],
        [HEAD, ROW, [], ["February"], ROW],
        [HEAD, ROW, [], HEAD, ROW],
        [["Kept by", "the", "deputy", "of", "the home"], HEAD, ROW],
        [[*HEAD, None, "Kind", "Meaning"], [*ROW, None, "Progress", "x"], [None] * 9 + ["Decision", "y"]],
    ],
    ids=["a gap", "a gap below the headings", "two gaps", "a label", "headings again", "a title", "a legend beside"],
)
def test_the_row_that_was_written_to_a_plain_sheet_is_read_as_the_last_of_the_table(rows: Rows) -> None:
    before = updates(plain({"Updates": rows}))
    table = appended(plain({"Updates": rows}))
    assert last(table) == NEW
    assert table.frame[:-1].equals(before.frame)


@pytest.mark.parametrize(
    "below",
    [[], [["kept by the deputy"]], [["Kind", "Meaning"], ["Progress", "something has happened"]], [["Total", 1]]],
    ids=["nothing", "a note", "a legend", "a total"],
)
def test_the_row_stands_above_what_is_no_record_and_is_read_where_it_stands(below: Rows) -> None:
    rows = [HEAD, ROW, [], [], *below]
    before, table = updates(plain({"Updates": rows})), appended(plain({"Updates": rows}))
    assert {*table.frame.index} - {*before.frame.index} == {3}
    assert NEW in [dict(zip(NEW, cells, strict=True)) for cells in _days(table)]


def test_a_plain_sheet_with_a_legend_that_is_a_table_gets_the_row() -> None:
    made = book({"Updates": [[*HEAD, None, "Kind"], [*ROW, None, "Progress"]]})
    add_table(made, "Updates", "J1:J2", "Kinds")
    table = appended(saved(made))
    assert (table.regions[0].table, last(table)) == (None, NEW)


KINDS: dict[str, list[object]] = {
    "record": ROW,
    "half a record": ROW[:2],
    "blank": [],
    "label": ["February"],
    "legend": ["Progress", "something has happened"],
    "total": ["Total", 3],
    "headings again": HEAD,
    "without a reference": [None, *ROW[1:]],
}


@pytest.mark.proof
@settings(max_examples=60, deadline=None)
@given(kinds=st.lists(st.sampled_from([*KINDS]), max_size=12))
def test_whatever_stands_on_a_plain_sheet_the_row_is_read_once_after_every_record_or_is_refused(
    kinds: list[str],
) -> None:
    data = plain({"Updates": [HEAD, *(KINDS[kind] for kind in kinds)]})
    before = updates(data)
    try:
        table = updates(patch(data, [append(before, NEW)]))
    except EditRefused:
        return
    (new,) = {*table.frame.index} - {*before.frame.index}
    assert dict(zip(NEW, _days(table)[table.frame.index.get_loc(new)], strict=True)) == NEW
    assert table.frame.drop(new).equals(before.frame)
    assert not [row for row, kind in enumerate(kinds, 2) if row > new and kind in {"record", "without a reference"}]


def _days(table: RegisterTable) -> list[list[object]]:
    frame = table.frame[[*NEW]]
    return [
        [cell.date() if heading == "Date" else cell for heading, cell in row.items()] for _, row in frame.iterrows()
    ]
