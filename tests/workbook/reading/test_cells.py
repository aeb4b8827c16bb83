"""Reading cells: what stands in the sheet, where it stands, and what calamine alone would hide."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from olsxl.workbook import Workbook, errors
from olsxl.workbook.reading import cells
from tests.libreoffice import resaved
from tests.unchanged import SHARED
from tests.workbook.agreement import differences
from tests.workbook.books import MAIN, edited, parts, saved, updates_book, with_parts, with_shared_texts

if TYPE_CHECKING:
    from olsxl.workbook.reading.cells import Cells, Value

CORPUS = SHARED / "corpus"
SHEET = "xl/worksheets/sheet1.xml"


def read_cells(data: bytes, sheet: str, where: str | Path = "the workbook") -> Cells:
    return Workbook(data, where).cells(sheet)


def sheet_of(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Log"
    for row in rows:
        book.active.append(row)
    return saved(book)


def written(rows: str, prefix: str = "", declared: str = "") -> Cells:
    """A sheet with these rows, written by hand."""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    x = f"{prefix}:" if prefix else ""
    text = f'{declared}<{x}worksheet {name}="{MAIN}"><{x}sheetData>{rows}</{x}sheetData></{x}worksheet>'
    return read_cells(with_parts(sheet_of(["x"]), {SHEET: text}), "Log")


def row(found: Cells, number: int) -> list[Value]:
    return [column[number - 1] for column in found.columns]


def test_values_come_as_what_they_are() -> None:
    found = read_cells(
        sheet_of(
            ["text", " edge ", "two\nlines", 7, 7.5, -3.0, True, date(2026, 11, 26), datetime(2026, 11, 26, 16, 30)],
            [None, "", "0012", 0, 1e300, 12345678901, False, time(16, 30), None],
        ),
        "Log",
    )
    first, second = row(found, 1), row(found, 2)
    assert first[:8] == ["text", " edge ", "two\nlines", 7, 7.5, -3, True, date(2026, 11, 26)]
    assert first[8] == datetime(2026, 11, 26, 16, 30)
    assert second == [None, None, "0012", 0, 1e300, 12345678901, False, time(16, 30), None]
    assert [type(value) for value in first] == [str, str, str, int, float, int, bool, date, datetime]


def test_a_cell_is_found_by_its_row_and_column_in_excel_also_below_and_right_of_empty_ones() -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["C5"] = "here"
    book.active["D7"] = 4
    found = read_cells(saved(book), "Sheet")
    assert found.height == 7
    assert [len(column) for column in found.columns] == [7, 7, 7, 7]
    assert found.columns[2][4] == "here"
    assert found.columns[3][6] == 4
    assert sum(value is not None for column in found.columns for value in column) == 2


def test_more_rows_than_are_turned_at_a_time_stay_in_order() -> None:
    found = read_cells(sheet_of(*([number, f"text {number}", number % 3 or None] for number in range(1, 1000))), "Log")
    assert found.columns[0] == list(range(1, 1000))
    assert found.columns[1] == [f"text {number}" for number in range(1, 1000)]
    assert found.columns[2] == [number % 3 or None for number in range(1, 1000)]


def test_a_text_that_is_repeated_is_one_object() -> None:
    found = read_cells(sheet_of(*(["No Update", f"text {number}"] for number in range(9000))), "Log")
    assert len({id(value) for value in found.columns[0]}) == 1
    assert len(set(found.columns[1])) == 9000


def test_an_empty_sheet_has_no_cells() -> None:
    found = read_cells(sheet_of(), "Log")
    assert (found.columns, found.height, found.errors, found.formulas) == ([], 0, {}, {})


def test_error_values_are_told_with_their_place_and_are_blank_among_the_values() -> None:
    found = written(
        '<row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="D2" t="e"/><c r="E2" t="inlineStr"><is><t>t="e" is text, #1</t></is></c></row>'
    )
    assert found.errors == {(2, 2): "#N/A", (2, 3): "#DIV/0!", (2, 4): ""}
    assert row(found, 2) == [None, None, None, None, 't="e" is text, #1']
    assert found.formulas == {(2, 3): True}


@pytest.mark.parametrize(
    "error",
    [
        *("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!"),
        *("#EXTERNAL!", " #N/A "),
    ],
)
def test_an_error_value_that_is_new_or_oddly_written_is_told_as_any_other(error: str) -> None:
    found = written(
        f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>{error}</v></c>'
        f'<c r="C1" t="e"><f>A1</f><v>{error}</v></c><c r="D1" t="str"><f>A1</f><v>{error}</v></c></row>'
    )
    assert row(found, 1) == [1, None, None, error]
    assert found.errors == {(1, 2): error.strip(), (1, 3): error.strip()}


def test_blanks_around_a_number_do_no_harm_and_those_of_a_text_stay() -> None:
    data = sheet_of(["first", "second"], [3, 4.5])
    text = parts(data)[SHEET].decode().replace("<v>1</v>", "<v> 1 </v>").replace("<v>3</v>", "<v>\n3\n</v>")
    text = text.replace("</row></sheetData>", '<c r="C2" t="str"><f>D2</f><v> x </v></c></row></sheetData>')
    found = read_cells(with_parts(data, {SHEET: text}), "Log")
    assert [row(found, 1), row(found, 2)] == [["first", "second", None], [3, 4.5, " x "]]


def with_texts(rows: str) -> Cells:
    """A sheet with these rows, and the shared texts `first` and `second`."""
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return read_cells(with_parts(with_shared_texts(sheet_of(["first", "second"])), {SHEET: text}), "Log")


@pytest.mark.parametrize("number", [" 1 ", "1 ", "\n1\n"])
@pytest.mark.parametrize("cell", ['<c r="A1" t="s"><v>{}</v></c>', "<c r='A1' t='s'><v>{}</v></c>"])
def test_a_shared_text_is_its_own_and_not_the_first_with_blanks_around_its_number(number: str, cell: str) -> None:
    assert row(with_texts(f'<row r="1">{cell.format(number)}</row>'), 1) == ["second"]


def test_a_value_of_blanks_alone_is_none_and_a_number_behind_a_blank_is_one() -> None:
    blank = '<c r="A1" t="s"><v> </v></c><c r="B1"><v> </v></c><c r="C1"><v> 5</v></c><c r="D1" t="s"><v/></c>'
    assert row(with_texts(f'<row r="1">{blank}</row>'), 1) == [None, None, 5]


@pytest.mark.parametrize("number", ["-1", "x", "1.0"])
def test_a_shared_text_of_no_number_is_told_with_its_cell(number: str) -> None:
    with pytest.raises(
        errors.UnreadableWorkbook, match=f"B1 has '{number}' for the number of its text .its sheet 'Log'"
    ):
        with_texts(f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0" t="s"><v>{number}</v></c></row>')


@pytest.mark.parametrize("ref", ["1:1", "A:A", "$A:$C", "A1:XFD1", "1:2"])
def test_merges_and_dimensions_of_whole_rows_and_columns_do_no_harm(ref: str) -> None:
    data = sheet_of(["a title"], ["first", 2])
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
    text = parts(data)[SHEET].decode().replace("</sheetData>", merged)
    text = re.sub('<dimension ref="[^"]*"', f'<dimension ref="{ref}"', text)
    assert row(read_cells(with_parts(data, {SHEET: text}), "Log"), 2) == ["first", 2]


def test_a_formula_is_told_with_whether_it_was_ever_calculated() -> None:
    found = written(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/><v>5</v></c>'
        '<c r="F1" t="inlineStr"><is><r><rPr><family val="2"/></rPr><t>rich</t></r></is></c></row>'
    )
    assert found.formulas == {(1, 1): True, (1, 2): False, (1, 3): False, (1, 4): True, (1, 5): True}
    assert row(found, 1) == [2, None, None, None, 5, "rich"]


def test_openpyxl_leaves_formulas_without_a_value() -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active["A1"] = "=1+1"
    assert read_cells(saved(book), "Sheet").formulas == {(1, 1): False}


def test_escapes_are_decoded_and_rich_texts_joined_without_their_phonetic_reading() -> None:
    found = written(
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a_x0041_ &amp;_x000D_</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t xml:space="preserve">rich </t></r><r><t>text</t></r>'
        '<rPh sb="0" eb="1"><t>spoken</t></rPh></is></c><c r="C1" t="str"><v>x&lt;y</v></c></row>'
    )
    assert row(found, 1) == [" aA &\r", "rich text", "x<y"]


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='e'><v>#REF!</v></c><c r='C1'><f>1</f></c></row>",
        '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c><c><f>1</f></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c t="e"><v>#REF!</v></c><c  r = "C1" ><f>1</f></c></row>',
        '<row><c s="0" r="A1"><v>1</v></c><c s="0" r="B1" t="e"><v>#REF!</v></c><c s="0" r="C1"><f>1</f></c></row>',
    ],
)
def test_cells_that_are_written_in_an_unusual_way_are_found_all_the_same(rows: str) -> None:
    found = written(rows)
    assert found.columns[0] == [1]
    assert found.errors == {(1, 2): "#REF!"}
    assert found.formulas == {(1, 3): False}


def test_a_sheet_with_a_prefix_is_read() -> None:
    found = written(
        '<x:row r="1"><x:c r="A1" t="str"><x:f>"a"</x:f><x:v>a</x:v></x:c>'
        '<x:c r="B1" t="e"><x:v>#NAME?</x:v></x:c></x:row>',
        prefix="x",
    )
    assert (found.columns[0], found.errors, found.formulas) == (["a"], {(1, 2): "#NAME?"}, {(1, 1): True})


def test_a_byte_order_mark_changes_nothing() -> None:
    assert written('<row r="1"><c r="A1"><v>1</v></c></row>', declared="\ufeff").columns == [[1]]


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_part_in_another_encoding_is_read_as_any_other(part: str) -> None:
    data = sheet_of(["x"])
    content = with_parts(data, {part: ('<?xml version="1.0" encoding="UTF-16"?>' + body(data, part)).encode("utf-16")})
    assert read_cells(content, "Log") == read_cells(data, "Log")


def test_parts_that_lie_elsewhere_than_those_of_excel_are_read_where_they_are() -> None:
    data = sheet_of(["x", 2])
    content = {name.replace("xl/", "book/"): part.replace(b"xl/", b"book/") for name, part in parts(data).items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    assert read_cells(out.getvalue(), "Log") == read_cells(data, "Log")


def body(data: bytes, part: str) -> str:
    text = parts(data)[part].decode()
    return text.partition("?>")[2] if text.startswith("<?xml") else text


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    data = sheet_of([date(2026, 11, 26), datetime(2026, 11, 26, 8, 15)])
    shifted = edited(data, "xl/workbook.xml", ("<workbookPr", '<workbookPr date1904="1"'))
    assert row(read_cells(shifted, "Log"), 1) == [date(2030, 11, 27), datetime(2030, 11, 27, 8, 15)]


def test_a_strict_workbook_is_read() -> None:
    strict = {
        "main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "r": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    data = sheet_of(["x", date(2026, 11, 26)])
    for part in ("xl/workbook.xml", SHEET, "xl/styles.xml"):
        data = with_parts(data, {part: body(data, part).replace(MAIN, strict["main"])})
    for part in ("xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
        usual = "http://schemas.openxmlformats.org/officeDocument/2006/"
        data = with_parts(data, {part: body(data, part).replace(usual, strict["r"])})
    assert row(read_cells(data, "Log"), 1) == ["x", date(2026, 11, 26)]


def test_the_worksheets_are_named_in_the_order_of_their_tabs_without_charts() -> None:
    book = updates_book()
    book.create_chartsheet("Chart")
    book.create_sheet("Last")
    opened = Workbook(saved(book))
    assert opened.sheets == ("Log", "Other", "Last")
    assert opened.cells("Other").columns == [["left"], ["alone"]]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(errors.SheetMissing, match=r"has no sheet 'Incidents'\. Its sheets are: Log, Other") as told:
        read_cells(saved(updates_book()), "Incidents", Path("register.xlsx"))
    assert str(told.value).startswith("register.xlsx ")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="1"><c r="XFD1"><v>1</v></c></row>',
        "<row r='1'><c r='XFD1'><v>1</v></c></row><row r='900000'><c r='A900000'><v>1</v></c></row>",
        '<row r="1"><c r = "XFD1"><v>1</v></c></row><row r="900000"><c><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="9"><c r="AAAAA999999999"><v>1</v></c></row>',
    ],
)
def test_a_value_far_away_from_the_rest_is_refused_before_it_fills_the_memory(rows: str) -> None:
    with pytest.raises(errors.SheetTooLarge, match="delete the rows below the list"):
        written(rows)


def test_empty_cells_far_away_that_only_have_a_format_do_no_harm() -> None:
    found = written(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert found.columns == [[1]]


def test_a_long_sheet_and_a_wide_one_are_read() -> None:
    long = written('<row r="1"><c r="A1"><v>1</v></c></row><row r="250000"><c r="B250000"><v>1</v></c></row>')
    assert (len(long.columns), long.height) == (2, 250_000)
    wide = written('<row r="1"><c r="XFD1"><v>1</v></c></row>')
    assert (len(wide.columns), wide.height) == (16384, 1)


@pytest.mark.parametrize(
    "rows",
    ["<row", '<row r="1"><c r="A1"><v>1</v></row>', '<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "<row><c r='A1'"],
)
def test_a_damaged_sheet_raises_nothing_but_our_own_failures(rows: str) -> None:
    try:
        written(rows)
    except errors.UnreadableWorkbook as told:
        assert str(told).startswith("the workbook ")  # noqa: PT017 - some damage calamine reads over, which is as good


def test_a_panic_of_the_reader_becomes_a_failure_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr(cells, "_columns", panic)
    with pytest.raises(errors.UnreadableWorkbook, match="the workbook has a sheet, 'Log', that is damaged"):
        read_cells(sheet_of(["x"]), "Log")


@pytest.mark.office
def test_what_libreoffice_saved_reads_the_same(tmp_path: Path) -> None:
    book = updates_book(200)
    assert book.active
    book.active["H3"] = "=1/0"
    book.active["H4"] = "=1+1"
    data = saved(book)
    ours, theirs = read_cells(data, "Log"), read_cells(resaved(data, tmp_path), "Log")
    assert theirs.columns[:5] == ours.columns[:5]
    assert theirs.errors == {(3, 8): "#DIV/0!"}
    assert (ours.formulas, theirs.formulas) == (
        {(3, 8): False, (4, 8): False},
        {(3, 8): True, (4, 8): True},
    )
    assert theirs.columns[7][3] == 2


def test_openpyxl_and_we_agree_on_every_cell(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(saved(updates_book(50)))
    assert list(differences(path)) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real workbooks is not here")
@pytest.mark.parametrize(
    "name", ["calamine/issue446.xlsx", "poi/54206.xlsx", "poi/xlookup.xlsx", "xlsxwriter/table11.xlsx"]
)
def test_openpyxl_and_we_agree_on_real_workbooks(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of openpyxl, on what it would lose
        assert list(differences(CORPUS / name)) == []


def shown_as(formats: dict[str, str], **values: Any) -> bytes:
    """A sheet of numbers in column A, in rows by their formats, and other cells."""
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Log"
    for place, code in formats.items():
        book.active[place] = 2
        book.active[place].number_format = code
    for place, value in values.items():
        book.active[place] = value
    return saved(book)


def shown(found: Cells) -> list[str]:
    return [getattr(value, "shown", "") for value in found.columns[0]]


def test_a_number_has_the_text_that_its_format_shows() -> None:
    found = read_cells(shown_as({"A1": '"INC-"0000', "A2": "0.00", "A4": "000", "A5": "General"}, B3="x"), "Log")
    assert (found.columns[0], shown(found)) == ([2, 2, None, 2, 2], ["INC-0002", "", "", "002", ""])


def test_only_whole_numbers_are_shown_by_such_a_format() -> None:
    code = '"INC-"0000'
    data = shown_as(dict.fromkeys(("A1", "A2", "A3", "A4"), code), A1="text", A2=2.5, A3=True, A4=None, B5="x")
    assert shown(read_cells(data, "Log")) == [""] * 5


def test_a_formula_is_shown_by_its_format_too() -> None:
    data = edited(shown_as({"A1": '"INC-"0000'}), SHEET, ("<v>2</v>", "<f>ROW()+1</f><v>2</v>"))
    assert shown(read_cells(data, "Log")) == ["INC-0002"]


def test_such_a_format_is_found_however_the_cell_is_written() -> None:
    data = shown_as({"A1": '"INC-"0000', "A2": '"INC-"0000'})
    turned = re.sub(r'<c r="A2" s="(\d+)"', r"<c s='\1' r='A2'", parts(data)[SHEET].decode())
    assert shown(read_cells(with_parts(data, {SHEET: turned}), "Log")) == ["INC-0002", "INC-0002"]
