"""Rows found in the bytes of a sheet."""

from __future__ import annotations

import pytest

from olsxl.workbook.xml.sheet_xml import SheetXml
from tests.workbook.books import MAIN

ROWS = '<row r="2"/><rowNote r="9"/><row r="3"><c r="A3"/></row><row r="7"/>'


@pytest.mark.parametrize(
    ("number", "begins"), [(1, 'row r="2"'), (3, 'row r="3"'), (4, 'row r="7"'), (8, "/sheetData")]
)
def test_a_row_is_found_by_its_number_and_no_element_whose_name_begins_alike(number: int, begins: str) -> None:
    xml = SheetXml(f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS}</sheetData></worksheet>'.encode())
    assert xml.part[xml.seek(number) :].decode().startswith(f"<{begins}")
    assert xml.last_before(xml.seek(3)) == xml.seek(2)
