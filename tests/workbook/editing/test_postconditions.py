"""A fault in the patch itself is found before its bytes are given out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import AppendRow, SetCell, patch
from olsxl.workbook.editing import append, set_cell
from olsxl.workbook.editing.postconditions import PatchFailedError
from olsxl.workbook.editing.write_cells import write_cells
from olsxl.workbook.reading.book import Book
from tests.workbook.books import edited, saved, updates_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from olsxl.workbook import Edit
    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.xml.sheet_xml import SheetXml

APPENDED = AppendRow("Updates", {"Incident ref": "INC-9", "Update": "told"})
SET = SetCell("Log", "D3", "told")


@pytest.mark.parametrize(
    ("part", "slip", "told"),
    [
        ("xl/worksheets/sheet1.xml", ("told", "tale"), "sheet1.xml does not read back as it was written"),
        ("xl/worksheets/sheet2.xml", ("<sheetData>", "<sheetData >"), "sheet2.xml was changed"),
    ],
)
@pytest.mark.parametrize("edit", [APPENDED, SET], ids=["row", "cell"])
def test_a_package_that_came_out_otherwise_than_it_was_meant_is_not_given_out(
    monkeypatch: pytest.MonkeyPatch, edit: Edit, part: str, slip: tuple[str, str], told: str
) -> None:
    finish = Book.finish
    monkeypatch.setattr(Book, "finish", lambda book: edited(finish(book), part, slip))
    with pytest.raises(PatchFailedError, match=told):
        patch(saved(updates_book()), [edit])


@pytest.mark.parametrize(("module", "edit"), [(append, APPENDED), (set_cell, SET)], ids=["row", "cell"])
def test_a_cell_that_was_written_otherwise_than_it_was_meant_is_found_out(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, edit: Edit
) -> None:
    def slipped(xml: SheetXml, rows: Mapping[int, Row], attributes: bytes = b"") -> list[ByteEdit]:
        wrong = {
            number: {at: cell.replace(b"told", b"tale") for at, cell in row.items()} for number, row in rows.items()
        }
        return write_cells(xml, wrong, attributes)

    monkeypatch.setattr(module, "write_cells", slipped)
    with pytest.raises(PatchFailedError, match="does not read back as it was written"):
        patch(saved(updates_book()), [edit])


@pytest.mark.parametrize(("module", "edit"), [(append, APPENDED), (set_cell, SET)], ids=["row", "cell"])
def test_a_cell_that_was_not_written_at_all_is_found_out(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, edit: Edit
) -> None:
    monkeypatch.setattr(module, "write_cells", lambda *_: [])
    with pytest.raises(PatchFailedError, match=r"row [37]"):
        patch(saved(updates_book()), [edit])
