"""The finished workbook: what the scan proves of it, and what it does not let pass."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from olsxl.blank.normalise_package import finish
from olsxl.pack.errors import PackNotClean
from olsxl.pack.layout import workbook
from olsxl.pack.scan import CHECKS, NO_NAMES, scan
from tests.pack.registers import busy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def made() -> bytes:
    return workbook(busy().document())


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_same_document_makes_the_same_bytes(made: bytes) -> None:
    assert workbook(busy().document()) == made


def test_every_check_passes_and_is_told_by_its_name(made: bytes) -> None:
    assert scan(made, busy().document().names, []) == (*(check for check, _ in CHECKS), NO_NAMES)


def test_the_auditor_of_open_xml_finds_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(made)
    said = subprocess.run(
        [sys.executable, "-m", "openxml_audit", str(path)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (said.returncode, "(no findings)" in said.stdout) == (0, True), said.stdout


def test_what_begins_as_a_formula_does_is_text(made: bytes) -> None:
    page = opened(made)["Register"]
    cells = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert {str(cell.value)[:3] for cell in cells} == {"=HY", "- A"}
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert b"<f>" not in b"".join(_parts(made).values())


def test_dates_are_dates_day_first(made: bytes) -> None:
    page = opened(made)["Register"]
    assert {page.cell(row, 4).number_format for row in range(6, 8)} == {"dd/mm/yyyy"}
    assert all(isinstance(page.cell(row, 4).value, datetime) for row in range(6, 8))


def test_each_sheet_prints_on_landscape_a4_with_its_headings_repeated(made: bytes) -> None:
    for page in opened(made).worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
    assert opened(made)["Register"].print_title_rows == "$5:$5"
    assert opened(made)["Register"].print_title_cols == "$A:$A"


def spoilt_by_a_note(book: Workbook) -> None:
    book["Register"]["B6"].comment = Comment("ask the night lead", "somebody")


def spoilt_by_a_formula(book: Workbook) -> None:
    book["Summary"]["B7"] = "=1+1"


def spoilt_by_an_author(book: Workbook) -> None:
    book.properties.creator = "somebody"


def spoilt_by_a_hidden_sheet(book: Workbook) -> None:
    book["Training"].sheet_state = "hidden"


def spoilt_by_a_hidden_column(book: Workbook) -> None:
    book["Training"].column_dimensions["B"].hidden = True


def spoilt_by_a_hidden_row(book: Workbook) -> None:
    book["Training"].row_dimensions[7].hidden = True


def spoilt_by_a_link(book: Workbook) -> None:
    book["Training"]["A7"].hyperlink = "https://site.example"


def spoilt_by_a_defined_name(book: Workbook) -> None:
    book.defined_names["Names"] = DefinedName("Names", attr_text='"Osric"')


def spoilt_by_a_name(book: Workbook) -> None:
    book["Reviews"]["K7"] = "told OKAFOR,\u00a0Jane"


def spoilt_by_a_name_in_the_properties(book: Workbook) -> None:
    book.properties.description = "Jane Okafor's"


def spoilt_by_a_drop_down(book: Workbook) -> None:
    book["Training"].add_data_validation(DataValidation(type="list", formula1="People!$B:$B", sqref="A7"))


def spoilt_by_a_rule_of_colours(book: Workbook) -> None:
    book["Training"].conditional_formatting.add("A7", FormulaRule(formula=['$B7="Osric"']))  # type: ignore[no-untyped-call]  # openpyxl's


@pytest.mark.parametrize(
    ("spoil", "check"),
    [
        (spoilt_by_a_note, "worksheets and tables only"),
        (spoilt_by_a_formula, "no formula"),
        (spoilt_by_an_author, "no author"),
        (spoilt_by_a_hidden_sheet, "nothing hidden"),
        (spoilt_by_a_hidden_column, "nothing hidden"),
        (spoilt_by_a_hidden_row, "nothing hidden"),
        (spoilt_by_a_drop_down, "no formula"),
        (spoilt_by_a_rule_of_colours, "no formula"),
        (spoilt_by_a_link, "no link"),
        (spoilt_by_a_defined_name, "no defined name"),
        (spoilt_by_a_name, NO_NAMES),
        (spoilt_by_a_name_in_the_properties, NO_NAMES),
    ],
)
def test_a_workbook_that_is_not_clean_does_not_pass(made: bytes, spoil: Callable[[Workbook], None], check: str) -> None:
    book = opened(made)
    spoil(book)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(PackNotClean, match=f'failed the check "{check}"'):
        scan(finish(out.getvalue()), ["Jane Okafor"], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'(<row [^>]*?)ht="[^"]*"', r'\1ht="0"'),
        (r'(<row [^>]*?)ht="[^"]*"', r'\1ht="0.0"'),
        (r'(<col [^>]*?)width="[^"]*"', r'\1width="0"'),
    ],
    ids=["height", "height as a fraction", "width"],
)
def test_a_row_without_height_and_a_column_without_width_are_hidden(made: bytes, old: str, new: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in _parts(made).items():
            is_page = name == "xl/worksheets/sheet5.xml"
            package.writestr(name, re.sub(old, new, part.decode(), count=1) if is_page else part)
    assert _parts(out.getvalue()) != _parts(made)
    with pytest.raises(PackNotClean, match='failed the check "nothing hidden"'):
        scan(out.getvalue(), [], [])


def test_the_homes_own_wording_may_name_its_manager_on_the_cover_alone(made: bytes) -> None:
    book = opened(made)
    book["Cover"]["B4"] = "Marisol Quennell"
    out = io.BytesIO()
    book.save(out)
    data = finish(out.getvalue())
    assert scan(data, ["Marisol Quennell"], ["Marisol Quennell"])
    with pytest.raises(PackNotClean, match="Cover!B4"):
        scan(data, ["Marisol Quennell"], [])


def with_a_text(made: bytes, text: str, cell: str = "K7") -> bytes:
    book = opened(made)
    book["Reviews"][cell] = text
    out = io.BytesIO()
    book.save(out)
    return finish(out.getvalue())


def test_the_homes_own_wording_is_looked_at_beyond_the_cover(made: bytes) -> None:
    with pytest.raises(PackNotClean, match="Reviews!K7"):
        scan(with_a_text(made, "Marisol Quennell"), ["Marisol Quennell"], ["Marisol Quennell"])


@pytest.mark.parametrize("text", ["told Will May", "told May, Will"])
def test_a_name_of_two_everyday_words_is_looked_for_in_either_order(made: bytes, text: str) -> None:
    with pytest.raises(PackNotClean, match="Reviews!K7"):
        scan(with_a_text(made, text), ["Will May"], [])


@pytest.mark.parametrize("text", ["this will. May it help", "will; may", "a day at sea"])
def test_everyday_words_of_two_clauses_are_no_name(made: bytes, text: str) -> None:
    assert scan(with_a_text(made, text), ["Will May", "A Day"], [])


def test_a_name_of_one_word_is_looked_for_from_three_letters_on(made: bytes) -> None:
    assert scan(with_a_text(made, "told bo"), ["Bo"], [])
    with pytest.raises(PackNotClean, match="Reviews!K7"):
        scan(with_a_text(made, "told ned"), ["Ned"], [])
    with pytest.raises(PackNotClean, match="Reviews!K7"):
        scan(with_a_text(made, "told bo al"), ["Al Bo"], [])


def test_an_everyday_phrase_is_not_taken_for_a_name(made: bytes) -> None:
    assert scan(made, ["Will", "A Day", "Police Told"], [])


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
