"""Sheets of a workbook that is made new to be read and printed: titles, texts that stay texts, tables.

Works on a workbook that openpyxl is making, so it is imported where one is made.
"""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart

from olsxl.blank.sheet import DATE_FORMAT, add_table, print_setup

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.blank.block import Block, Value

_INK, _DEEP = "FF22313C", "FF2F4B5C"
_TITLE = Font(name="Calibri", size=18, bold=True, color=_DEEP)
LABEL = Font(name="Calibri", size=11, bold=True, color=_DEEP)
_HEADER = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_SHADE = PatternFill("solid", fgColor=_DEEP)
BODY = Font(name="Calibri", size=11, color=_INK)
LINK = Font(name="Calibri", size=11, underline="single", color="FF0B5394")
_LINE = Border(bottom=Side(style="thin", color="FFD5DDE2"))
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)

_ALERT = Font(name="Calibri", size=11, bold=True, color="FF8C1D18")
_TOP_ONE_LINE = Alignment(vertical="top", horizontal="left")

LEGIBLE = 200
"""Characters of a sheet's width on one page of A4 landscape: more would be printed smaller than 8 point."""
_LINE_HEIGHT, _TALLEST = 15, 409
"""Points of a line of text, and of the tallest row that Excel shows."""


def add_page(book: Workbook, name: str, title: str, side: int = 1) -> Worksheet:
    """Add a sheet with its title in the first row, in the column `side`."""
    page: Worksheet = book.create_sheet(name)
    page.sheet_view.showGridLines = False
    write_text(page, 1, side, title).font = _TITLE
    page.row_dimensions[1].height = 28
    return page


def write_block(page: Worksheet, block: Block, row: int, column: int = 1) -> int:
    """Write one table with its header in this row, and return its last row. Without values it has one blank row."""
    widths = [heading.width for heading in block.columns]
    for offset, heading in enumerate(block.columns):
        cell = write_text(page, row, column + offset, heading.heading)
        cell.font, cell.fill, cell.alignment = _HEADER, _SHADE, _MIDDLE
    button = 3 if block.filtered else 0
    set_height(page, row, max(lines(heading.heading, heading.width - button) for heading in block.columns))
    rows = block.rows or ((None,) * len(widths),)
    for below, values in enumerate(rows, start=row + 1):
        for offset, value in enumerate(values):
            write(page, below, column + offset, value, _ALERT if value in block.alerts else BODY)
        set_height(page, below, max(lines(str(value), width) for value, width in zip(values, widths, strict=True)))
    last = row + len(rows)
    area = f"{get_column_letter(column)}{row}:{get_column_letter(column + len(widths) - 1)}{last}"
    add_table(page, block.name, area, (each.heading for each in block.columns), filtered=block.filtered)
    return last


def set_widths(page: Worksheet, block: Block, column: int = 1) -> None:
    """Give the columns from this one on the widths of a block."""
    for offset, heading in enumerate(block.columns):
        page.column_dimensions[get_column_letter(column + offset)].width = heading.width


def lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column, rather one too many than one too few."""
    room = width * 1.1 if width > 30 else width
    return sum(ceil((len(line) or 1) / room) for line in text.split("\n"))


def set_height(page: Worksheet, row: int, number: int) -> None:
    """State the height of a row in lines, or raise it: not every program works it out for itself."""
    stated = page.row_dimensions[row].height or 0
    page.row_dimensions[row].height = max(stated, min(_LINE_HEIGHT * number + 4, _TALLEST))


def write(page: Worksheet, row: int, column: int, value: Value, font: Font = BODY) -> None:
    """Write one value, with a line below it."""
    if isinstance(value, str):
        cell = write_text(page, row, column, value)
    else:
        cell = page.cell(row, column, value)
        cell.number_format = DATE_FORMAT if isinstance(value, date) else "0"
    cell.font, cell.border = font, _LINE
    cell.alignment = _TOP if isinstance(value, str) else _TOP_ONE_LINE


def write_text(page: Worksheet, row: int, column: int, text: str) -> Cell | MergedCell:
    """Write a text, also one that begins as a formula does: it stays text, when it is typed over as well."""
    cell = page.cell(row, column)
    if text:
        cell.value = text
        cell.data_type, cell.number_format = "s", "@"
    return cell


def set_up_print(page: Worksheet, width: int, confidential: str) -> None:
    """A4 landscape, as many pages wide as a width in characters needs, and the footer that says who may read it."""
    print_setup(page, width)
    page.page_setup.fitToWidth = ceil(width / LEGIBLE)
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(confidential),
        center=_HeaderFooterPart("&A"),
        right=_HeaderFooterPart("Page &P of &N"),
    )
