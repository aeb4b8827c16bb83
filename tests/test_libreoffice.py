"""Registers that LibreOffice saved, and what LibreOffice, openpyxl and calamine make of a register after a review."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from olsxl import locks
from olsxl.demo.home import lay_out
from tests.cli.running import DAY, olsxl
from tests.libreoffice import convert
from tests.registers import TODAY, saved

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Ended

pytestmark = pytest.mark.office

REGISTERS = ("incident-register.xlsx", "training-register.xlsx")
HOMES = ("ours", "libre", "formulas")
"""The demo's home as it is laid out; its registers saved by LibreOffice; the same with the manager's own formulas."""

MARK = b' fullCalcOnLoad="1"'

Cells = dict[tuple[str, str], object]


class Shop(NamedTuple):
    """Where the homes lie, as they were and as they are after the review, and what LibreOffice saved of the latter."""

    root: Path

    def register(self, home: str) -> Path:
        return self.root / home / REGISTERS[0]

    def before(self, home: str) -> Path:
        return self.root / "before" / f"{home}.xlsx"

    def seen(self, home: str) -> Path:
        return self.root / "seen" / f"{home}.xlsx"

    def told(self, home: str, what: str) -> str:
        return (self.root / "told" / f"{home} {what}.txt").read_text(encoding="utf-8")


def with_formulas(register: Path) -> bytes:
    """The register with a sheet of counts, as a manager adds one."""
    book = openpyxl.load_workbook(register)
    sheet = book.create_sheet("My counts")
    sheet.append(["Rows of updates", "=COUNTA(Updates!A2:A9999)"])
    sheet.append(["Rows of No Update", '=COUNTIF(Updates!E2:E9999,"No Update")'])
    return saved(book)


def run(root: Path, home: str, what: str, *words: str) -> Ended:
    """Run a command on a home, and keep what it prints."""
    ended = olsxl(what, "--config", root / home, "--today", DAY, *words)
    (root / "told" / f"{home} {what}.txt").write_text(ended.out, encoding="utf-8")
    return ended


SEEN = ".olsxl/seen"
"""What the reviews of the home saw, which is there after LibreOffice has saved the register, as it was before."""


def build(root: Path) -> None:
    """Lay out the homes, review them, and let LibreOffice open them: two runs of it in all."""
    for folder in ("before", "seen", "told", "libre", "formulas", "after", "made"):
        (root / folder).mkdir(parents=True)
    lay_out(root / "ours", TODAY)
    formulas = root / "made" / "formulas.xlsx"
    formulas.write_bytes(with_formulas(root / "ours" / REGISTERS[0]))
    convert([*(root / "ours" / name for name in REGISTERS), formulas], root / "libre")
    (root / "libre" / "formulas.xlsx").rename(root / "formulas" / REGISTERS[0])
    shutil.copy(root / "libre" / REGISTERS[1], root / "formulas")
    for home in HOMES:
        if home != "ours":
            shutil.copy(root / "ours" / "olsxl.toml", root / home)
            shutil.copytree(root / "ours" / SEEN, root / home / SEEN)
        shutil.copy(root / home / REGISTERS[0], root / "before" / f"{home}.xlsx")
        run(root, home, "check", "--format", "json")
        assert run(root, home, "review", "--format", "json").status == 0
        shutil.copy(root / home / REGISTERS[0], root / "after" / f"{home}.xlsx")
    convert([root / "after" / f"{home}.xlsx" for home in HOMES], root / "seen")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The homes, made once for all the processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "libreoffice"
    with locks.held(root.with_name("libreoffice.lock"), patience=600):
        if not (root / "done").exists():
            build(root)
            (root / "done").touch()
    return Shop(root)


def plain(value: object) -> object:
    """A value as every reader gives it: numbers as float, days as midnight, times to the second."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


def by_openpyxl(path: Path) -> Cells:
    """The cells of all sheets that hold something, with the stored results of formulas."""
    book = openpyxl.load_workbook(path, data_only=True)
    cells = (
        ((sheet.title, cell.coordinate), cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )
    return {place: plain(value) for place, value in cells if value not in (None, "")}


def by_calamine(path: Path) -> Cells:
    """The same, as calamine reads them."""
    book, found = CalamineWorkbook.from_path(path), Cells()
    for name in book.sheet_names:
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    found[name, f"{get_column_letter(column)}{row}"] = plain(value)
    return found


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("home", ["libre", "formulas"])
def test_a_register_that_libreoffice_saved_is_checked_as_ours_is(shop: Shop, home: str) -> None:
    assert '"errors": 6' in shop.told("ours", "check")
    assert shop.told(home, "check") == shop.told("ours", "check")


@pytest.mark.parametrize("home", HOMES)
def test_a_review_adds_its_rows_at_the_end_and_every_old_cell_is_as_before(shop: Shop, home: str) -> None:
    before, after = by_openpyxl(shop.before(home)), by_openpyxl(shop.register(home))
    assert {place: after.get(place) for place in before} == before
    added = {place: value for place, value in after.items() if place not in before}
    assert {sheet for sheet, _ in added} == {"Updates", "Reviews"}
    updates = [value for (sheet, cell), value in added.items() if sheet == "Updates" and cell[0] == "A"]
    told = json.loads(shop.told(home, "review"))
    assert len(updates) == told["rows_appended"]["Updates"] > 0
    assert set(updates) <= set(told["no_update"])
    assert [value for (sheet, cell), value in added.items() if (sheet, cell[0]) == ("Reviews", "A")] == ["2026-W47"]


@pytest.mark.parametrize("home", HOMES)
def test_libreoffice_openpyxl_and_calamine_agree_on_every_cell_after_a_review(shop: Shop, home: str) -> None:
    ours, calamine, libre = (
        by_openpyxl(shop.register(home)),
        by_calamine(shop.register(home)),
        by_openpyxl(shop.seen(home)),
    )
    assert len(ours) > 1000
    assert calamine == ours
    assert libre == ours


@pytest.mark.parametrize("home", HOMES)
def test_no_part_is_touched_but_the_two_sheets_their_tables_and_the_mark_to_calculate(shop: Shop, home: str) -> None:
    before, after = parts(shop.before(home)), parts(shop.register(home))
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    sheets = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    tables = {name for name in changed if name.startswith("xl/tables/table")}
    assert (len(sheets), len(tables)) == (2, 2)
    assert changed - sheets - tables == ({"xl/workbook.xml"} if home == "formulas" else set())
    assert (MARK in after["xl/workbook.xml"]) == (home == "formulas")
    assert after["xl/workbook.xml"].replace(MARK, b"") == before["xl/workbook.xml"]
    for sheet in sheets:
        kept = re.findall(rb"<c [^>]*>.*?</c>", before[sheet])
        assert kept == re.findall(rb"<c [^>]*>.*?</c>", after[sheet])[: len(kept)]


@pytest.mark.parametrize("home", HOMES)
def test_the_tables_hold_the_new_rows_also_for_libreoffice(shop: Shop, home: str) -> None:
    for path in (shop.register(home), shop.seen(home)):
        book = openpyxl.load_workbook(path)
        for name in ("Updates", "Reviews"):
            (table,) = book[name].tables.values()
            last = max(cell.row for cell in book[name]["A"] if cell.value)
            assert table.ref.endswith(f"{last}"), f"{name} of {path} is {table.ref}, its last row {last}"


@pytest.mark.parametrize("home", HOMES)
def test_the_audit_of_the_package_finds_nothing_that_it_did_not_find_before(shop: Shop, home: str) -> None:
    found = [{str(error) for error in OpenXmlValidator().validate(path).errors} for path in both(shop, home)]
    assert found[1] <= found[0]
    assert home != "ours" or found == [set(), set()]


def test_the_audit_does_find_a_broken_table(shop: Shop, tmp_path: Path) -> None:
    broken = parts(shop.register("ours"))
    name = next(name for name in broken if name.startswith("xl/tables/"))
    broken[name] = (
        broken[name].replace(b"<tableColumns ", b"<tableColums ").replace(b"</tableColumns>", b"</tableColums>")
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in broken.items():
            archive.writestr(part, content)
    (tmp_path / "broken.xlsx").write_bytes(out.getvalue())
    assert OpenXmlValidator().validate(tmp_path / "broken.xlsx").errors


def both(shop: Shop, home: str) -> tuple[Path, Path]:
    return shop.before(home), shop.register(home)
