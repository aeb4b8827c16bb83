"""The blank registers: that each is what the schema asks for, complete, calm to look at and the same on every run."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from olsxl.blank.input_rules import PROMPTS
from olsxl.blank.read_me import INCIDENT_TOPICS, TRAINING_TOPICS
from olsxl.blank.registers import BLANKS, incident_register, training_register, write_blanks
from olsxl.blank.sheet import DIGESTS, LISTS_HEADER_ROW, NUMBER_FORMATS, TABLE_STYLE
from olsxl.register import schema
from olsxl.resources import registers_dir
from tests.libreoffice import convert

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

INCIDENT, TRAINING = "incident-register.xlsx", "training-register.xlsx"
SHEETS = {INCIDENT: schema.INCIDENT_REGISTER, TRAINING: schema.TRAINING_REGISTER}
COLUMNS = [(name, sheet, column) for name, sheets in SHEETS.items() for sheet in sheets for column in sheet.columns]
COLUMN_NAMES = [f"{sheet.name}-{column.heading}" for _, sheet, column in COLUMNS]
EACH_COLUMN = pytest.mark.parametrize(("name", "sheet", "column"), COLUMNS, ids=COLUMN_NAMES)
EACH_REGISTER = pytest.mark.parametrize("name", SHEETS)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: make() for name, make in BLANKS.items()}


@pytest.fixture(scope="module")
def books(made: dict[str, bytes]) -> dict[str, Workbook]:
    return {name: load_workbook(io.BytesIO(data)) for name, data in made.items()}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pages(book: Workbook) -> list[Worksheet]:
    return list(book.worksheets)


def validation(page: Worksheet, cell: str) -> DataValidation | None:
    return next((rule for rule in page.data_validations.dataValidation if cell in rule.sqref), None)


def letter(sheet: schema.Sheet, heading: str) -> str:
    return get_column_letter(sheet.headings.index(heading) + 1)


@EACH_REGISTER
def test_the_registers_folder_holds_what_the_schema_makes(name: str, made: dict[str, bytes]) -> None:
    # by parts: another zlib may pack the same parts into other bytes
    assert parts((registers_dir() / name).read_bytes()) == parts(made[name])


def test_every_run_makes_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    assert (incident_register(), training_register()) == (made[INCIDENT], made[TRAINING])
    write_blanks(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made


@EACH_REGISTER
def test_no_author_no_moment_and_no_program_stand_in_the_properties(name: str, books: dict[str, Workbook]) -> None:
    properties = books[name].properties
    assert (properties.creator, properties.lastModifiedBy) == ("olsxl", None)
    assert properties.created == properties.modified


def test_the_auditor_of_open_xml_finds_nothing(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "openxml_audit", "--recursive", "--output", "json", str(tmp_path)]
    said = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    results = json.loads(said.stdout)
    assert [(result["error_count"], result["warning_count"]) for result in results] == [(0, 0)] * 2, said.stdout


@EACH_REGISTER
def test_the_register_comes_first_and_the_help_last(name: str, books: dict[str, Workbook]) -> None:
    assert books[name].sheetnames == [*(sheet.name for sheet in SHEETS[name]), "Lists", "Read me"]
    assert books[name].active == books[name].worksheets[0]


@EACH_REGISTER
def test_nothing_is_hidden_protected_or_a_macro(name: str, books: dict[str, Workbook], made: dict[str, bytes]) -> None:
    assert not [part for part in parts(made[name]) if "vba" in part or "drawing" in part or "comments" in part]
    assert not books[name].defined_names
    for page in pages(books[name]):
        assert page.sheet_state == "visible"
        assert not page.protection.sheet
        assert not any(dimension.hidden for dimension in page.column_dimensions.values())
        assert not any(dimension.hidden for dimension in page.row_dimensions.values())


@EACH_REGISTER
def test_each_sheet_is_a_table_with_its_headings_and_one_blank_row(name: str, books: dict[str, Workbook]) -> None:
    for sheet in SHEETS[name]:
        page = books[name][sheet.name]
        table = page.tables[sheet.name]
        assert table.ref == f"A1:{get_column_letter(len(sheet.columns))}2"
        assert table.autoFilter.ref == table.ref
        assert table.tableStyleInfo.name == TABLE_STYLE
        assert tuple(table.column_names) == sheet.headings
        assert tuple(cell.value for cell in page[1]) == sheet.headings
        assert not any(cell.value for cell in page[2])
        assert page.freeze_panes == "B2"


@EACH_COLUMN
def test_each_column_has_its_width_format_and_wrapping(
    name: str, sheet: schema.Sheet, column: schema.Column, books: dict[str, Workbook]
) -> None:
    page, place = books[name][sheet.name], letter(sheet, column.heading)
    assert page.column_dimensions[place].width == column.width
    assert page[f"{place}1"].alignment.wrap_text
    assert page[f"{place}1"].font.b
    cell = page[f"{place}2"]
    assert cell.number_format == NUMBER_FORMATS[column.kind]
    assert bool(cell.alignment.wrap_text) == (column.kind in ("text", "choice") and column.heading not in DIGESTS)


@EACH_COLUMN
def test_each_column_has_the_drop_down_or_the_prompt_that_it_needs(
    name: str, sheet: schema.Sheet, column: schema.Column, books: dict[str, Workbook]
) -> None:
    rule = validation(books[name][sheet.name], f"{letter(sheet, column.heading)}2")
    if column.values:
        assert rule
        assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("list", "warning", True)
        assert rule.formula1
        assert offered(books[name], rule.formula1) == list(schema.LISTS[column.values])
    elif column.kind in ("date", "stamp"):
        assert rule
        assert (rule.type, rule.errorStyle, rule.showErrorMessage) == ("date", "warning", True)
        assert "22/11/2026" in (rule.prompt or "")
    elif column.heading in PROMPTS:
        assert rule
        assert (rule.promptTitle, rule.prompt) == PROMPTS[column.heading]
    else:
        assert rule is None


def offered(book: Workbook, formula: str) -> list[object]:
    sheet, _, area = formula.replace("$", "").partition("!")
    return [cell.value for row in book[sheet][area] for cell in row]


@EACH_REGISTER
def test_every_rule_and_format_ends_on_the_last_row_of_the_table(name: str, books: dict[str, Workbook]) -> None:
    for sheet in SHEETS[name]:
        page = books[name][sheet.name]
        ranges = [area for rule in page.data_validations.dataValidation for area in rule.sqref.ranges]
        ranges += [area for formats in page.conditional_formatting for area in formats.sqref.ranges]
        assert {(area.min_row, area.max_row) for area in ranges} == {(2, 2)}


@EACH_REGISTER
def test_each_list_is_a_table_of_its_own_that_a_typed_value_extends(name: str, books: dict[str, Workbook]) -> None:
    page = books[name]["Lists"]
    keys = {column.values for sheet in SHEETS[name] for column in sheet.columns if column.values}
    assert set(page.tables) == {f"List_{key}" for key in keys}
    for key in keys:
        first, *values = [cell.value for row in page[page.tables[f"List_{key}"].ref] for cell in row]
        assert first == schema.list_heading(key)
        assert tuple(values) == schema.LISTS[key]
        assert page[page.tables[f"List_{key}"].ref][0][0].row == LISTS_HEADER_ROW


def formats(page: Worksheet) -> dict[str, list[str]]:
    return {str(area.sqref): [rule.formula[0] for rule in area.rules] for area in page.conditional_formatting}


def test_open_and_long_open_incidents_stand_out_and_blank_rows_do_not(books: dict[str, Workbook]) -> None:
    status, reported = letter(schema.INCIDENTS, "Status"), letter(schema.INCIDENTS, "Reported on")
    last = get_column_letter(len(schema.INCIDENTS.columns))
    is_open = f'$A2<>"",LEFT(TRIM(${status}2),6)<>"Closed"'
    long_open = f"AND({is_open},ISNUMBER(${reported}2),TODAY()-${reported}2>90)"
    assert formats(books[INCIDENT]["Incidents"]) == {
        f"{status}2": [long_open],
        "A2": [long_open, f"AND({is_open})"],
        f"A2:{last}2": [long_open, f"AND({is_open})"],
    }


def test_no_format_says_something_by_colour_alone(books: dict[str, Workbook]) -> None:
    """Beside each colour of a row stands a bold, an italic or a mark that the same formula sets."""
    for book in books.values():
        for page in pages(book):
            rules = [rule for area in page.conditional_formatting for rule in area.rules]
            told = {rule.formula[0] for rule in rules if rule.dxf.font and (rule.dxf.font.b or rule.dxf.font.i)}
            assert {rule.formula[0] for rule in rules} == told


@EACH_REGISTER
def test_each_sheet_prints_on_landscape_a4_with_headings_and_page_numbers(
    name: str, books: dict[str, Workbook]
) -> None:
    for page in pages(books[name]):
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.oddFooter
        assert page.oddFooter.right.text == "Page &P of &N"
        assert page.oddFooter.left.text == "Confidential: need to know"
    for sheet in SHEETS[name]:
        page = books[name][sheet.name]
        assert (page.print_title_rows, page.print_title_cols) == ("$1:$1", "$A:$A")
        width = sum(column.width for column in sheet.columns)
        assert width / int(page.page_setup.fitToWidth or 0) <= 235  # below that print is smaller than 60 %


@EACH_REGISTER
def test_the_help_is_there_word_for_word(name: str, books: dict[str, Workbook]) -> None:
    topics = INCIDENT_TOPICS if name == INCIDENT else TRAINING_TOPICS
    said = [cell.value for row in books[name]["Read me"] for cell in row if cell.value]
    wanted = [text for topic in topics for text in (topic.heading, *topic.paragraphs)]
    assert said[1:] == [text.replace("{long_open_days}", "90") for text in wanted]


def test_the_help_speaks_of_all_that_a_manager_must_know() -> None:
    text = " ".join(paragraph for topic in INCIDENT_TOPICS for paragraph in topic.paragraphs)
    for fact in (
        "C-7F3K",
        "olsxl (automatic)",
        "No Update",
        "22/11/2026",
        "never viewed, copied, printed",
        "Correction",
    ):
        assert fact in text
    assert "screenshot" not in text


@pytest.mark.office
def test_libreoffice_opens_both_and_keeps_headings_and_lists(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out"
    convert((tmp_path / name for name in made), out)
    for name, sheets in SHEETS.items():
        book = load_workbook(out / name)
        for sheet in sheets:
            assert tuple(cell.value for cell in book[sheet.name][1]) == sheet.headings
        assert book["Lists"].cell(LISTS_HEADER_ROW, 1).value == load_workbook(tmp_path / name)["Lists"]["A3"].value
