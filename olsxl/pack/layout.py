"""From a document to the workbook that is handed over: made new, values only, ready to print.

Output is the same on every run with the same document. Imports openpyxl, so it is imported where a pack is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from olsxl.blank import printed_sheet as drawing
from olsxl.blank.save import saved
from olsxl.pack.document import COVER, Document, Fact, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence


_LABEL_WIDTH, _TEXT_WIDTH = 24, 120
_SPACE = 4
"""Characters between two blocks side by side."""
_CONFIDENTIAL = "Confidential: for the reader named on the Cover"


def workbook(document: Document) -> bytes:
    """The bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _cover(book, document.title, document.facts)
    for sheet in document.sheets:
        _sheet(book, sheet)
    return saved(book, document.title)


def _cover(book: Workbook, title: str, facts: Sequence[Fact]) -> None:
    page = drawing.add_page(book, COVER, title)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _LABEL_WIDTH, _TEXT_WIDTH
    for row, fact in enumerate(facts, start=3):
        repeated = facts[row - 4].about == fact.about if row > 3 else False
        drawing.write(page, row, 1, "" if repeated else fact.about, drawing.LABEL)
        drawing.write(page, row, 2, fact.text)
        drawing.set_height(page, row, drawing.lines(fact.text, _TEXT_WIDTH))
    drawing.set_up_print(page, _LABEL_WIDTH + _TEXT_WIDTH, _CONFIDENTIAL)


def _sheet(book: Workbook, sheet: Sheet) -> None:
    width = sum(column.width for stack in sheet.stacks for column in stack[0].columns)
    # the first column is repeated on each page, and with it would be the beginning of a title in it
    side = 2 if width > drawing.LEGIBLE else 1
    page = drawing.add_page(book, sheet.name, sheet.title, side)
    for row, line in enumerate(sheet.lines, start=2):
        drawing.write_text(page, row, side, line).font = drawing.BODY
    first, column = len(sheet.lines) + 3, 1
    for blocks in sheet.stacks:
        drawing.set_widths(page, blocks[0], column)
        row = first
        for block in blocks:
            row = drawing.write_block(page, block, row, column) + 2
        column += len(blocks[0].columns)
        page.column_dimensions[get_column_letter(column)].width = _SPACE
        column += 1
    drawing.set_up_print(page, width, _CONFIDENTIAL)
    if len(sheet.stacks) == len(sheet.stacks[0]) == 1:  # one table alone
        page.freeze_panes, page.print_title_rows = f"B{first + 1}", f"{first}:{first}"
    if side > 1:
        page.print_title_cols = "A:A"
