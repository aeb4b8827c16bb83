"""From a document to the workbook that is handed over: made new, values only, ready to print.

Output is the same on every run with the same document. Imports openpyxl, so it is imported where a pack is made.
"""

from __future__ import annotations

import io
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from olsxl.pack.document import COVER, Block, Document, Fact, Sheet, Value
from olsxl.register.finish import finish
from olsxl.register.layout import DATE_FORMAT, TABLE_STYLE, print_setup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_INK, _DEEP = "FF22313C", "FF2F4B5C"
_TITLE = Font(name="Calibri", size=18, bold=True, color=_DEEP)
_LABEL = Font(name="Calibri", size=11, bold=True, color=_DEEP)
_HEADER = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_SHADE = PatternFill("solid", fgColor=_DEEP)
_BODY = Font(name="Calibri", size=11, color=_INK)
_LINE = Border(bottom=Side(style="thin", color="FFD5DDE2"))
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)

_ALERT = Font(name="Calibri", size=11, bold=True, color="FF8C1D18")
_TOP_ONE_LINE = Alignment(vertical="top", horizontal="left")

_LABEL_WIDTH, _TEXT_WIDTH = 24, 120
_SPACE = 4
"""Characters between two blocks side by side."""
_LEGIBLE = 200
"""Characters of a sheet's width on one page of A4 landscape: more would be printed smaller than 8 point."""
_LINE_HEIGHT, _TALLEST = 15, 409
"""Points of a line of text, and of the tallest row that Excel shows."""


def workbook(document: Document) -> bytes:
    """The bytes of an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _cover(book, document.title, document.facts)
    for sheet in document.sheets:
        _sheet(book, sheet)
    book.properties.creator, book.properties.title = "olsxl", document.title
    book.security = None
    book.calculation.fullCalcOnLoad = False
    buffer = io.BytesIO()
    book.save(buffer)
    return finish(buffer.getvalue())


def _cover(book: Workbook, title: str, facts: Sequence[Fact]) -> None:
    page = _page(book, COVER, title)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _LABEL_WIDTH, _TEXT_WIDTH
    for row, fact in enumerate(facts, start=3):
        repeated = facts[row - 4].about == fact.about if row > 3 else False
        _write(page, row, 1, "" if repeated else fact.about, _LABEL)
        _write(page, row, 2, fact.text)
        _height(page, row, _lines(fact.text, _TEXT_WIDTH))
    _print(page, _LABEL_WIDTH + _TEXT_WIDTH)


def _sheet(book: Workbook, sheet: Sheet) -> None:
    width = sum(column.width for stack in sheet.stacks for column in stack[0].columns)
    # the first column is repeated on each page, and with it would be the beginning of a title in it
    side = 2 if width > _LEGIBLE else 1
    page = _page(book, sheet.name, sheet.title, side)
    for row, line in enumerate(sheet.lines, start=2):
        _text(page, row, side, line).font = _BODY
    first, column = len(sheet.lines) + 3, 1
    for stack in sheet.stacks:
        _stack(page, stack, first, column)
        column += len(stack[0].columns) + 1
    _print(page, width)
    if _is_one_table(sheet):
        page.freeze_panes, page.print_title_rows = f"B{first + 1}", f"{first}:{first}"
    if side > 1:
        page.print_title_cols = "A:A"


def _is_one_table(sheet: Sheet) -> bool:
    return len(sheet.stacks) == len(sheet.stacks[0]) == 1


def _page(book: Workbook, name: str, title: str, side: int = 1) -> Worksheet:
    page: Worksheet = book.create_sheet(name)
    page.sheet_view.showGridLines = False
    _text(page, 1, side, title).font = _TITLE
    page.row_dimensions[1].height = 28
    return page


def _stack(page: Worksheet, blocks: Sequence[Block], row: int, column: int) -> None:
    for offset, heading in enumerate(blocks[0].columns):
        page.column_dimensions[get_column_letter(column + offset)].width = heading.width
    page.column_dimensions[get_column_letter(column + len(blocks[0].columns))].width = _SPACE
    for block in blocks:
        row = _block(page, block, row, column) + 2


def _block(page: Worksheet, block: Block, row: int, column: int) -> int:
    """Write one table with its header in this row, and return its last row. Without values it has one blank row."""
    widths = [heading.width for heading in block.columns]
    for offset, heading in enumerate(block.columns):
        cell = _text(page, row, column + offset, heading.heading)
        cell.font, cell.fill, cell.alignment = _HEADER, _SHADE, _MIDDLE
    button = 3 if block.filtered else 0
    _height(page, row, max(_lines(heading.heading, heading.width - button) for heading in block.columns))
    rows = block.rows or ((None,) * len(widths),)
    for below, values in enumerate(rows, start=row + 1):
        for offset, value in enumerate(values):
            _write(page, below, column + offset, value, _ALERT if value in block.alerts else _BODY)
        _height(page, below, max(_lines(str(value), width) for value, width in zip(values, widths, strict=True)))
    last = row + len(rows)
    area = f"{get_column_letter(column)}{row}:{get_column_letter(column + len(widths) - 1)}{last}"
    _table(page, block, area)
    return last


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column, rather one too many than one too few."""
    room = width * 1.1 if width > 30 else width
    return sum(ceil((len(line) or 1) / room) for line in text.split("\n"))


def _height(page: Worksheet, row: int, lines: int) -> None:
    """State the height of a row, or raise it: not every program works it out for itself."""
    stated = page.row_dimensions[row].height or 0
    page.row_dimensions[row].height = max(stated, min(_LINE_HEIGHT * lines + 4, _TALLEST))


def _table(page: Worksheet, block: Block, area: str) -> None:
    table = Table(displayName=block.name, name=block.name, ref=area)
    table.tableColumns = [TableColumn(id=n, name=column.heading) for n, column in enumerate(block.columns, start=1)]
    table.autoFilter = AutoFilter(ref=area) if block.filtered else None
    table.tableStyleInfo = TableStyleInfo(name=TABLE_STYLE, showRowStripes=True)
    page.add_table(table)


def _write(page: Worksheet, row: int, column: int, value: Value, font: Font = _BODY) -> None:
    if isinstance(value, str):
        cell = _text(page, row, column, value)
    else:
        cell = page.cell(row, column, value)
        cell.number_format = DATE_FORMAT if isinstance(value, date) else "0"
    cell.font, cell.border = font, _LINE
    cell.alignment = _TOP if isinstance(value, str) else _TOP_ONE_LINE


def _text(page: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    """Write a text, also one that begins as a formula does: it stays text, when it is typed over as well."""
    cell = page.cell(row, column)
    if text:
        cell.value = text
        cell.data_type, cell.number_format = "s", "@"
    return cell


def _print(page: Worksheet, width: int) -> None:
    print_setup(page, width)
    page.page_setup.fitToWidth = ceil(width / _LEGIBLE)
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("Confidential: for the reader named on the Cover"),
        center=_HeaderFooterPart("&A"),
        right=_HeaderFooterPart("Page &P of &N"),
    )
