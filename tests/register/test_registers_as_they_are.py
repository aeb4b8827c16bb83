"""The registers in tests/data/registers, as managers keep them: what expected.toml says of each is true of its cells.

Nothing of the product is used here: the cells are read with openpyxl, days and references as a person reads them.
"""

from __future__ import annotations

import io
import re
import tomllib
import warnings
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from tests.data.registers import make
from tests.data.registers.making.flat_ods import flat_ods
from tests.data.registers.making.package import package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(make.__file__).parent
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
UNDERSTOOD = [name for name, told in EXPECTED.items() if "refuse" not in told]
INCIDENTS = [name for name in UNDERSTOOD if EXPECTED[name]["register"] == "incidents"]
TRAINING = [name for name in UNDERSTOOD if EXPECTED[name]["register"] == "training"]

FIRST, TODAY = date(2026, 11, 16), date(2026, 11, 22)
FORMS = ("%d/%m/%y", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y")
IN_NOTES = re.compile(r"(\d{1,2}/\d{1,2})(/\d\d)?\b")


class Line(NamedTuple):
    """A row that holds something below the headings: our headings to its values, and where its key stands."""

    values: dict[str, object]
    place: str
    own: dict[str, object]


def plain(value: object) -> str:
    """A text as a person reads it: `9` and 9 are one, spaces of any kind are one blank."""
    return " ".join(str("" if value is None else value).split())


def day(value: object) -> date | None:
    """The day that stands in a cell, as a date or in words."""
    if isinstance(value, datetime):
        return value.date()
    text = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", plain(value))
    for form in FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day in a register has no zone
        except ValueError:
            continue
    return None


def in_window(value: object) -> bool:
    found = day(value)
    return found is not None and FIRST <= found <= TODAY


def book(name: str) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says that it does not keep Excel's newer drop-downs
        return openpyxl.load_workbook(FOLDER / EXPECTED[name]["file"], data_only=True)


def found(name: str, kind: str, sheet: Worksheet) -> dict[str, int]:
    """The column of each of our headings in one sheet of theirs, letter for letter."""
    told = EXPECTED[name]
    header = {cell.value: cell.column for cell in reversed(sheet[told["header_row"][sheet.title]]) if cell.value}
    at = {ours: column_index_from_string(letter) for ours, letter in told.get("at", {}).get(kind, {}).items()}
    return {ours: at.get(ours, header[theirs]) for ours, theirs in told["columns"][kind].items() if theirs in header}


def lines(name: str, kind: str) -> Iterator[Line]:
    """The rows of all sheets of one kind that hold more than a banner or a total."""
    told, made = EXPECTED[name], book(name)
    for title in told["sheets"].get(kind, ()):
        sheet, top = made[title], told["header_row"][title]
        columns, heads = found(name, kind, sheet), [cell.value for cell in sheet[top]]
        key = next(iter(columns.values()))
        for cells in sheet.iter_rows(min_row=top + 1):
            values: dict[str, object] = {ours: cells[column - 1].value for ours, column in columns.items()}
            filled = sum(plain(cell.value) != "" for cell in cells)
            if filled > 2 and plain(cells[0].value).casefold() != "total":
                own: dict[str, object] = {str(head): cell.value for head, cell in zip(heads, cells, strict=False)}
                yield Line(values, cells[key - 1].coordinate, own)


def status(name: str, line: Line) -> str:
    """Our Status of a record; where there is none, the day of closing decides, and a blank is open."""
    if "Status" not in EXPECTED[name]["columns"]["incidents"]:
        return "Closed" if day(line.values["Closed on"]) else "Open"
    known = {plain(theirs).casefold(): ours for theirs, ours in EXPECTED[name]["values"]["status"].items()}
    typed = plain(line.values["Status"]).casefold()
    return str(known[typed]) if typed else "Open"


def is_open(name: str) -> Callable[[Line], bool]:
    return lambda line: not status(name, line).startswith("Closed")


def updated_in_its_row(name: str, line: Line) -> bool:
    where = EXPECTED[name].get("in_record", {})
    notes = " ".join(plain(line.own.get(heading)) for heading in where.get("notes", ()))
    days = [f"{typed}{year or '/26'}" for typed, year in IN_NOTES.findall(notes)]
    return any(map(in_window, [line.values["Reported on"], line.own.get(where.get("update_date", "")), *days]))


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_every_heading_stands_in_the_row_and_sheet_that_is_told(name: str) -> None:
    told, made = EXPECTED[name], book(name)
    for kind, titles in told["sheets"].items():
        headings = set(told["columns"][kind].values())
        rows = [{cell.value for cell in made[title][told["header_row"][title]]} for title in titles]
        assert headings <= set().union(*rows)
        for ours, letter in told.get("at", {}).get(kind, {}).items():
            assert made[titles[0]][f"{letter}{told['header_row'][titles[0]]}"].value == told["columns"][kind][ours]
    own = [
        text for value in told.get("in_record", {}).values() for text in ([value] if isinstance(value, str) else value)
    ]
    header = [cell.value for cell in made[titles_of(told)[0]][told["header_row"][titles_of(told)[0]]]]
    assert set(own) <= set(header)


def titles_of(told: dict[str, Any]) -> list[str]:
    return list(told["sheets"].get("incidents") or told["sheets"]["people"])


@pytest.mark.parametrize("name", INCIDENTS)
def test_the_records_are_as_many_as_told_and_those_without_reference_stand_where_told(name: str) -> None:
    told, records = EXPECTED[name], list(lines(name, "incidents"))
    assert len(records) == told["records"]
    bare = [line for line in records if not plain(line.values["Incident ref"])]
    assert [line.place for line in bare] == told.get("records_without_ref", [])
    assert [line.place for line in filter(is_open(name), bare)] == told.get("open_without_ref", [])
    refs = [plain(line.values["Incident ref"]) for line in records]
    assert sorted({ref for ref in refs if ref and refs.count(ref) > 1}) == told.get("repeated", [])
    assert all(day(line.values["Reported on"]) for line in records)


@pytest.mark.parametrize("name", INCIDENTS)
def test_the_open_records_are_those_whose_status_is_not_a_closed_one(name: str) -> None:
    refs = [plain(line.values["Incident ref"]) for line in filter(is_open(name), lines(name, "incidents"))]
    assert sorted(ref for ref in refs if ref) == sorted(EXPECTED[name]["open"])


@pytest.mark.parametrize("name", [n for n in INCIDENTS if "Closed on" in EXPECTED[n]["columns"]["incidents"]])
def test_a_day_of_closing_stands_with_every_closed_record_and_no_other(name: str) -> None:
    for line in lines(name, "incidents"):
        assert (day(line.values["Closed on"]) is None) == is_open(name)(line)


@pytest.mark.parametrize("name", INCIDENTS)
def test_every_open_record_was_updated_in_the_week_or_is_to_be_marked(name: str) -> None:
    told = EXPECTED[name]
    real, typed = set[str](), set[str]()
    for line in lines(name, "updates"):
        if in_window(line.values["Date"]):
            says_none = plain(line.values["Update"]).casefold() == "no update"
            (typed if says_none else real).add(plain(line.values["Incident ref"]))
    records = list(filter(is_open(name), lines(name, "incidents")))
    real |= {plain(line.values["Incident ref"]) for line in records if updated_in_its_row(name, line)}
    opened = set(told["open"])
    assert set(told["updated"]) == real & opened
    assert set(told.get("typed", [])) == (typed - real) & opened
    assert set(told["no_update"]) == opened - real - typed


@pytest.mark.parametrize("name", INCIDENTS)
def test_a_day_of_the_sheet_of_updates_can_be_read_wherever_it_is_not_blank(name: str) -> None:
    days = [line.values["Date"] for line in lines(name, "updates")]
    assert all(value is None or day(value) for value in days)


@pytest.mark.parametrize("name", TRAINING)
def test_the_last_online_safety_session_of_each_person_is_the_one_told(name: str) -> None:
    told, last = EXPECTED[name], dict[str, date]()
    who = next(heading for heading in ("Person ID", "Full name") if heading in told["columns"]["people"])
    people = {named(line.values[who]) for line in lines(name, "people")}
    column = told["columns"]["training"].get(who) or told["columns"]["people"][who]
    came = {
        theirs.casefold() for theirs, ours in told.get("values", {}).get("attendance", {}).items() if ours == "Attended"
    }
    for line in lines(name, "training"):
        session, person = day(line.values["Session on"]), named(line.own[column])
        attended = "Attendance" not in line.values or plain(line.values["Attendance"]).casefold() in came
        if session and attended and line.values["Course"] in told["courses"]:
            last[person] = max(session, last.get(person, session))
    assert last == told["last"]
    assert people - set(last) == set(told["never"])


def named(value: object) -> str:
    """A name as it is spoken: `Sorrelcote, Bea` is Bea Sorrelcote."""
    return " ".join(reversed(plain(value).split(", ")))


def test_each_workbook_is_told_of_and_has_its_source() -> None:
    files = sorted(path.name for path in FOLDER.glob("*.xlsx"))
    assert files == sorted(told["file"] for told in EXPECTED.values())
    assert files == sorted(map(make.file_name, make.names()))
    assert {name: make.book(name).saved_by for name in make.names()} == {n: t["saved_by"] for n, t in EXPECTED.items()}


def test_the_readme_tells_of_each_workbook() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [told["file"] for told in EXPECTED.values() if f"`{told['file']}`" not in page] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_each_workbook_is_small_and_opens_but_the_one_of_the_old_format(name: str) -> None:
    data = (FOLDER / EXPECTED[name]["file"]).read_bytes()
    assert len(data) < 40_000
    if EXPECTED[name]["saved_by"] == "LibreOffice as .xls":
        assert data.startswith(b"\xd0\xcf\x11\xe0")
        return
    made = book(name)
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == made.sheetnames


@pytest.mark.parametrize("name", [n for n, told in EXPECTED.items() if told["saved_by"] in {"Excel", "Google Sheets"}])
def test_what_is_written_by_hand_is_as_its_source_says_and_valid(name: str) -> None:
    path = FOLDER / EXPECTED[name]["file"]
    assert OpenXmlValidator().validate(path).errors == []
    with zipfile.ZipFile(path) as kept, zipfile.ZipFile(io.BytesIO(package(make.book(name)))) as made:
        assert {part: kept.read(part) for part in kept.namelist()} == {
            part: made.read(part) for part in made.namelist()
        }


@pytest.mark.parametrize("name", [n for n, told in EXPECTED.items() if told["saved_by"].startswith("LibreOffice")])
def test_what_libreoffice_saved_was_made_of_its_source(name: str) -> None:
    kept = (FOLDER / "sources" / f"{name}.fods").read_text(encoding="utf-8")
    assert kept == flat_ods(make.book(name))
    if EXPECTED[name]["saved_by"] == "LibreOffice":
        with zipfile.ZipFile(FOLDER / EXPECTED[name]["file"]) as saved:
            assert b"<Application>LibreOffice" in saved.read("docProps/app.xml")
