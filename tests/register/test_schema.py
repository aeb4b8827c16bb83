"""The schema: what every room takes its sheets, headings and values from."""

from __future__ import annotations

import pytest

from olsxl.register import schema
from olsxl.register.schema import is_closed, lists_of, slug

SHEETS = (*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER)
EACH_SHEET = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Incident ref", "incident_ref"),
        ("Child's views", "childs_views"),
        ("Sub-type", "sub_type"),
        ("By", "by"),
        ("Person ID", "person_id"),
    ],
)
def test_a_heading_has_one_name_in_the_config(heading: str, key: str) -> None:
    assert slug(heading) == key


@EACH_SHEET
def test_the_key_of_a_sheet_is_its_first_column(sheet: schema.Sheet) -> None:
    assert sheet.columns[0].kind == "key"
    assert sheet.key == sheet.headings[0]
    assert [column.heading for column in sheet.columns if column.kind == "key"] == [sheet.key]


@EACH_SHEET
def test_a_column_is_had_by_its_heading(sheet: schema.Sheet) -> None:
    assert all(sheet.column(column.heading) is column for column in sheet.columns)
    with pytest.raises(KeyError):
        sheet.column("Weather")


@EACH_SHEET
def test_a_choice_and_nothing_else_has_a_list(sheet: schema.Sheet) -> None:
    assert all((column.values in schema.LISTS) == (column.kind == "choice") for column in sheet.columns)


def test_every_list_is_used_by_a_column() -> None:
    assert lists_of(SHEETS) == set(schema.LISTS)
    assert lists_of([schema.UPDATES]) == {"update_type", "body_told"}


def test_the_first_status_is_the_open_one() -> None:
    assert [is_closed(status) for status in schema.LISTS["status"]] == [False, False, True]


@pytest.mark.parametrize("status", ["closed", "Closed - no further action", "CLOSED today"])
def test_a_status_of_the_homes_own_that_begins_with_closed_is_a_closed_one(status: str) -> None:
    assert is_closed(status)


@pytest.mark.parametrize("status", ["", "?", "Enclosed", "Closedown", "Open - closed to visitors", "Not closed"])
def test_every_other_status_is_an_open_one(status: str) -> None:
    assert not is_closed(status)
