"""Each thing that Excel keeps true is missed where it is broken: what the other tests find whole was looked at."""

from __future__ import annotations

import re

import pytest

from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.reading.opc import RELATIONSHIPS
from tests.workbook.books import (
    add_table,
    edited,
    parts,
    saved,
    sheet_xml,
    updates_book,
    with_calculated,
    with_chain,
    with_parts,
)

TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"


def override(part: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def scoped(data: bytes, name: str = "Old") -> bytes:
    """Return the workbook with a name that belongs to a third sheet, which it has not."""
    names = f'<definedNames><definedName name="{name}" localSheetId="2">Log!$A$1</definedName></definedNames>'
    return with_parts(data, {BOOK: re.sub("<definedNames ?/>", names, parts(data)[BOOK].decode())})


def rows_swapped() -> bytes:
    data = saved(updates_book())
    text = re.sub(r'(<row r="5".*?</row>)(<row r="6".*?</row>)', r"\2\1", sheet_xml(data))
    return with_parts(data, {SHEET: text})


def tables_overlapping() -> bytes:
    book = updates_book()
    book["Log"]["F1"] = "More"
    add_table(book["Log"], "Second", "E1:F6")
    return saved(book)


def two_tables_of_one_number() -> bytes:
    book = updates_book()
    add_table(book["Other"], "Second", "A1:B2")
    book["Other"]["A1"], book["Other"]["B1"] = "What", "Why"
    return edited(saved(book), "xl/tables/table2.xml", (' id="2" ', ' id="1" '))


def table_gone() -> bytes:
    data = saved(updates_book())
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    kind = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="rId1" Type="{kind}/image" Target="../media/image1.png"/>'
    return with_parts(data, {rels: f'<Relationships xmlns="{kind}">{relation}</Relationships>'})


def formula_missing() -> bytes:
    data = with_calculated("LEN(D2)", "=LEN(D{0})")
    return with_parts(data, {SHEET: re.sub(r'<c r="E4".*?</c>', "", sheet_xml(data))})


BROKEN = {
    "rows out of order": (rows_swapped, "Log: row 5 is out of order"),
    "a cell of another row": (
        lambda: edited(saved(updates_book()), SHEET, ('<c r="A6"', '<c r="A9"')),
        "a row has cells twice, out of order, or of another row",
    ),
    "a row that says the number of the one before": (
        lambda: edited(saved(updates_book()), SHEET, ('<row r="6"', '<row r="5"')),
        "row 5 is out of order|of another row",
    ),
    "a dimension too small": (
        lambda: edited(saved(updates_book()), SHEET, ('<dimension ref="A1:E6"', '<dimension ref="A1:D6"')),
        "Log: the dimension A1:D6 does not cover A1:E6",
    ),
    "a filter of another size": (
        lambda: edited(saved(updates_book()), TABLE, ('<autoFilter ref="A1:E6"', '<autoFilter ref="A1:E5"')),
        "Updates: its filter covers A1:E5, its headings and data are in A1:E6",
    ),
    "a heading of another name": (
        lambda: edited(saved(updates_book()), TABLE, ('name="Hours"', 'name="Days"')),
        "Updates: the heading in E1 is 'Hours', not 'Days'",
    ),
    "fewer columns than the width": (
        lambda: edited(saved(updates_book()), TABLE, ('ref="A1:E6"', 'ref="A1:D6"')),
        "its table 'Updates' has another width than columns",
    ),
    "a calculated column with a gap": (formula_missing, "Updates: E4 lacks the formula of its column"),
    "two tables over one another": (tables_overlapping, "Log: the tables Updates and Second overlap"),
    "a chain without a formula": (
        lambda: with_chain(saved(updates_book()), '<c r="E6" i="1"/>'),
        "the calculation chain lists E6 of sheet 1, which has no formula",
    ),
    "an unknown prefix": (
        lambda: edited(
            saved(updates_book()),
            SHEET,
            (
                "<worksheet ",
                '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="xr" ',
            ),
        ),
        "Log: the prefix xr is to be ignored and not declared",
    ),
    "a table that the sheet lists and is not related to": (
        lambda: edited(saved(updates_book()), SHEET, ('r:id="rId1"', 'r:id="rId9"')),
        "Log: its tablePart refers to rId9, which is no relationship of it",
    ),
    "a chain of a sheet that is not there": (
        lambda: with_chain(saved(updates_book()), '<c r="E6" i="7"/>'),
        "the calculation chain lists cells of sheet 7, which is not there",
    ),
    "relationships that nothing declares": (
        lambda: edited(saved(updates_book()), TYPES, (RELATIONSHIPS, "application/xml")),
        "xl/worksheets/_rels/sheet1.xml.rels is not declared as relationships",
    ),
    "a part that nothing declares": (
        lambda: with_parts(saved(updates_book()), {"xl/left.bin": "x"}),
        r"xl/left.bin is declared nowhere in \[Content_Types\].xml",
    ),
    "a part declared twice, in other letters": (
        lambda: edited(saved(updates_book()), TYPES, ("</Types>", override("XL/Worksheets/sheet1.xml") + "</Types>")),
        "declares xl/worksheets/sheet1.xml 2 times",
    ),
    "an ending declared twice": (
        lambda: edited(
            saved(updates_book()), TYPES, ("</Types>", '<Default Extension="XML" ContentType="x/x"/></Types>')
        ),
        "declares the ending xml 2 times",
    ),
    "a sheet declared that is not there": (
        lambda: edited(saved(updates_book()), TYPES, ("</Types>", override("xl/worksheets/sheet9.xml") + "</Types>")),
        "declares xl/worksheets/sheet9.xml, which is not there",
    ),
    "two sheets of one number": (
        lambda: edited(saved(updates_book()), "xl/workbook.xml", ('sheetId="2"', 'sheetId="1"')),
        "the sheet number 1 2 times",
    ),
    "two tables of one number": (two_tables_of_one_number, "the table number 1 2 times"),
    "two columns of one number": (
        lambda: edited(saved(updates_book()), TABLE, ('id="5" name="Hours"', 'id="4" name="Hours"')),
        "Updates: the column number 4 2 times",
    ),
    "a name of a sheet that is not there": (
        lambda: scoped(saved(updates_book())),
        "the name 'Old' belongs to a sheet that is not there",
    ),
    "a part that is not there": (table_gone, "xl/worksheets/sheet2.xml refers to xl/media/image1.png"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_break_is_told_by_its_place(name: str) -> None:
    make, told = BROKEN[name]
    assert any(re.search(told, sentence) for sentence in broken_invariants(make())), broken_invariants(make())


def test_a_workbook_that_openpyxl_saved_breaks_none() -> None:
    data = saved(updates_book())
    assert TABLE in parts(data)
    assert broken_invariants(data) == []


def test_a_break_at_the_end_of_a_long_sheet_is_told() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(7, 110_000))
    last = '<row r="8"><c r="A8"><v>1</v></c></row></sheetData>'
    assert "Log: row 8 is out of order" in broken_invariants(
        edited(saved(updates_book()), SHEET, ("</sheetData>", rows + last))
    )
