from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from olsxl.jobs.home import Home
from olsxl.jobs.options import RunOptions
from olsxl.jobs.outputs import OutputExists, OutputRefused
from olsxl.jobs.training.errors import SheetNotMade
from olsxl.jobs.training.log import log
from olsxl.jobs.training.sheet import SheetResult, make
from olsxl.training.attendance.logged import Session
from olsxl.training.attendance.plan import Asked
from tests import registers
from tests.jobs.reviewing import AT

if TYPE_CHECKING:
    from pathlib import Path

TODAY = registers.TODAY
SESSION = TODAY + timedelta(days=14)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """One is in date for months, one overdue, one falls due after the session, one starts before it, one has left."""
    people = [
        registers.person(1, full_name="Juniper Quillfeather"),
        registers.person(2, full_name="Barnaby Thistlewood", service="Larkfield"),
        registers.person(3, full_name="Odette O'Marlow-Finch"),
        registers.person(4, full_name="=Fenwick Tansy", started_on=SESSION - timedelta(days=2)),
        registers.person(5, full_name="Gone Away", left_on=TODAY),
    ]
    sessions = [
        registers.session(1, TODAY - timedelta(days=30)),
        registers.session(2, TODAY - timedelta(days=400)),
        registers.session(3, SESSION - timedelta(days=330)),
    ]
    training = registers.training_register(*people, *sessions)
    return Home.open(registers.home(tmp_path, training=training, settings='[home]\nname = "Larkfield"\n'))


def made(home: Home, out: Path | None = None, *, dry_run: bool = False) -> SheetResult:
    return make(home, Session(SESSION, ""), out, overwrite=False, dry_run=dry_run)


def test_on_it_stand_those_who_are_due_by_the_session_or_soon_after(home: Home) -> None:
    assert made(home).people == ("P-004", "P-002", "P-003")


def test_it_prints_on_a4_and_no_name_becomes_a_formula(home: Home) -> None:
    path = made(home).file
    page = load_workbook(path).active
    assert page is not None
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.print_title_rows) == (9, "portrait", "$7:$7")
    assert [page["A2"].value, page["B2"].value.date(), page["B3"].value] == ["Session on", SESSION, "Online safety"]
    assert (page["B8"].value, page["B8"].data_type) == ("=Fenwick Tansy", "s")
    assert OpenXmlValidator().validate(path).errors == []


def test_it_is_filled_in_and_logged_as_it_is(home: Home) -> None:
    path = made(home).file
    book = load_workbook(path)
    page = book.active
    assert page is not None
    for row, name in ((9, None), (11, "Juniper Quillfeather")):  # P-002, and somebody added below the others
        page.cell(row, 2).value = name or page.cell(row, 2).value
        page.cell(row, 5).value = "Attended"
    page["B4"] = "Gooseberry Training"
    book.save(path)
    result = log(home, path, SESSION, AT, Asked(), RunOptions())
    assert [(row["Person ID"], row["Delivered by"]) for row in result.plan.rows] == [
        ("P-002", "Gooseberry Training"),
        ("P-001", "Gooseberry Training"),
    ]
    assert (result.plan.session.day, result.plan.session.course, result.plan.held) == (SESSION, "Online safety", ())


def test_nothing_is_overwritten(home: Home) -> None:
    first, second = made(home).file, made(home).file
    assert (first.name, second.name) == ("Sign-in sheet 2026-12-03.xlsx", "Sign-in sheet 2026-12-03 (2).xlsx")
    assert made(home, first).file == first, "nobody has touched it since"
    book = load_workbook(first)
    page = book.active
    assert page is not None
    page.cell(9, 5).value = "Attended"
    book.save(first)
    with pytest.raises(OutputExists, match="somebody has saved it since"):
        made(home, first)


def test_a_dry_run_makes_no_file(home: Home) -> None:
    assert not made(home, dry_run=True).file.exists()


@pytest.mark.parametrize("out", ["sheet.pdf", "nowhere/sheet.xlsx"])
def test_a_place_that_cannot_be_is_told(home: Home, out: str) -> None:
    with pytest.raises(OutputRefused):
        made(home, home.folder / out)


def test_where_nobody_is_due_no_sheet_is_made(tmp_path: Path) -> None:
    home = Home.open(registers.home(tmp_path))
    with pytest.raises(SheetNotMade, match="nobody is due for training by 03/12/2026"):
        made(home)
