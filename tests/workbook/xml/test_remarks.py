"""Comments, processing instructions and CDATA sections among rows: Excel reads over them, and so does olsxl."""

from __future__ import annotations

import pytest

from olsxl.workbook import AppendRow, Edit, SetCell, Workbook, broken_invariants, patch, tables
from tests.workbook.books import changed_parts, edited, new_row, saved, sheet_xml, updates_book, values

SHEET = "xl/worksheets/sheet1.xml"
REMARKS = {
    "a comment with a row": ('<row r="3"', '<!-- <row r="9"><c r="A9"><v>1</v></c></row> --><row r="3"'),
    "a comment before the end": ("</sheetData>", "<!-- written by a program --></sheetData>"),
    "a comment with what ends rows": ('<row r="3"', '<!-- </row></sheetData> --><row r="3"'),
    "an instruction": ('<row r="3"', '<?page <row r="2"/> ?><row r="3"'),
    "a comment within a number": ("<v>2.5</v>", "<v><!-- hours! -->2.5</v>"),
    "a comment within a text": ("<t>text 1</t>", "<t>te<!-- \n -->xt 1</t>"),
    "a section of text": ("<t>text 1</t>", "<t><![CDATA[text]]> 1</t>"),
}


@pytest.mark.parametrize("what", REMARKS)
def test_remarks_among_rows_change_nothing_of_what_is_read_and_written(what: str) -> None:
    plain = saved(updates_book())
    data = edited(plain, SHEET, REMARKS[what])
    assert broken_invariants(data) == []
    assert Workbook(data).cells("Log") == Workbook(plain).cells("Log")
    assert [table.first_free_row for table in tables(data)] == [7]
    edits: list[Edit] = [AppendRow("Updates", new_row()), SetCell("Log", "D3", "other")]
    assert sheet_xml(patch(data, edits)) == sheet_xml(patch(plain, edits))


def test_a_text_in_a_section_is_written_as_text() -> None:
    data = edited(saved(updates_book()), SHEET, ("<t>text 1</t>", "<t><![CDATA[a < b & c]]></t>"))
    assert Workbook(data).cells("Log").columns[3][2] == "a < b & c"
    assert "<t>a &lt; b &amp; c</t>" in sheet_xml(patch(data, [AppendRow("Updates", new_row())]))


def test_a_section_between_rows_is_no_row() -> None:
    data = edited(saved(updates_book()), SHEET, ("</sheetData>", "<![CDATA[<row r='9'/>]]></sheetData>"))
    assert values(patch(data, [AppendRow("Updates", new_row())]), "Log")[6][0] == "INC-9"


def test_a_sheet_that_no_edit_touches_keeps_its_remarks() -> None:
    data = edited(saved(updates_book()), SHEET, REMARKS["a comment with a row"])
    assert changed_parts(data, patch(data, [SetCell("Other", "A1", "x")])) == {"xl/worksheets/sheet2.xml"}
