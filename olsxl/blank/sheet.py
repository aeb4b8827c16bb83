"""One sheet of a blank register at a time: the table, its looks, drop-downs, formats and print settings.

Works on a workbook that openpyxl is making new; `olsxl.blank.registers` puts the sheets together.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from olsxl.blank.input_rules import rule_for
from olsxl.blank.read_me import LONG_OPEN_MARK
from olsxl.config import ReviewSection
from olsxl.register.schema import (
    INCIDENTS,
    LISTS,
    NO_UPDATE,
    PEOPLE,
    REVIEWS,
    UPDATES,
    Column,
    Kind,
    Sheet,
    list_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.blank.read_me import Topic

TABLE_STYLE = "TableStyleLight1"
DATE_FORMAT = "dd/mm/yyyy"
STAMP_FORMAT = "dd/mm/yyyy hh:mm"
LONG_OPEN_DAYS = ReviewSection.model_fields["long_open_days"].default
LISTS_HEADER_ROW = 3

NUMBER_FORMATS: dict[Kind, str] = {
    "key": "@",  # text, so that leading zeros stay and a note may begin with a dash
    "text": "@",
    "date": DATE_FORMAT,
    "stamp": STAMP_FORMAT,
    "choice": "General",
    "count": "0",
}

# Headings of Incidents at which the next stage of a record's life begins: their header takes the other shade.
STAGES = ("Child refs", "Risk level", "Law enforcement", "Ofcom complaint", "Owner")

# Long rows of letters and digits that nobody reads in the sheet.
DIGESTS = ("Content hash", "Seal")

# Characters of a column's width that A4 landscape holds at about 60 %, below which print is hard to read.
PAGE_WIDTH = 235

_INK = "FF22313C"
_HEADER = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_SHADES = tuple(PatternFill("solid", fgColor=colour) for colour in ("FF2F4B5C", "FF3F6B63"))
_BODY = Font(name="Calibri", size=11, color=_INK)
_LINE = Border(bottom=Side(style="thin", color="FFD5DDE2"))
_TOP = Alignment(vertical="top", wrap_text=True)

_YELLOW = PatternFill(bgColor="FFFFF4D6")
_RED = PatternFill(bgColor="FFFBE0DC")
_OPEN = DifferentialStyle(fill=_YELLOW)
_OPEN_KEY = DifferentialStyle(font=Font(bold=True), fill=_YELLOW)
_LONG_OPEN = DifferentialStyle(fill=_RED)
_LONG_OPEN_KEY = DifferentialStyle(font=Font(bold=True), fill=_RED)
_LONG_OPEN_STATUS = DifferentialStyle(
    font=Font(bold=True, color="FF8C1D18"),
    numFmt=NumberFormat(numFmtId=170, formatCode=f'"{LONG_OPEN_MARK} "@'),
    fill=_RED,
)
_QUIET = DifferentialStyle(font=Font(italic=True, color="FF5B6670"))


def add_sheet(book: Workbook, sheet: Sheet, sources: Mapping[str, str]) -> Worksheet:
    """Add one sheet of the schema with its table and one blank row; `sources` are the ranges of the lists by key."""
    page: Worksheet = book.create_sheet(sheet.name)
    _head(page, sheet)
    for number, column in enumerate(sheet.columns, start=1):
        _column(page, number, column, sources)
    last = get_column_letter(len(sheet.columns))
    add_table(page, sheet.name, f"A1:{last}2", sheet.headings, filtered=True)
    _format_rows(page, sheet)
    page.freeze_panes = "B2"
    print_setup(page, sum(column.width for column in sheet.columns))
    page.print_title_rows = "1:1"
    page.print_title_cols = "A:A"
    return page


def _head(page: Worksheet, sheet: Sheet) -> None:
    stage = 0
    for number, column in enumerate(sheet.columns, start=1):
        stage += sheet is INCIDENTS and column.heading in STAGES
        cell = page.cell(1, number, column.heading)
        cell.font, cell.fill = _HEADER, _SHADES[stage % 2]
        cell.alignment = Alignment(vertical="center", horizontal="left", indent=1, wrap_text=True)
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.row_dimensions[1].height = 48


def _column(page: Worksheet, number: int, column: Column, sources: Mapping[str, str]) -> None:
    """Give a column its looks and its rule, on the table's one row: Excel and olsxl grow a range that ends there."""
    cell = page.cell(2, number)
    cell.number_format = NUMBER_FORMATS[column.kind]
    cell.font, cell.border = _BODY, _LINE
    if column.heading in DIGESTS:
        cell.alignment = Alignment(vertical="top", horizontal="fill")  # cut at the cell's edge, in place of three lines
    else:
        # at the left, since a date at the right runs into the text beside it
        wrapped = column.kind in ("text", "choice")
        cell.alignment = Alignment(vertical="top", horizontal="left", indent=1, wrap_text=wrapped)
    rule = rule_for(column, sources)
    if rule:
        rule.allow_blank = True
        rule.add(f"{get_column_letter(number)}2")
        page.add_data_validation(rule)


def add_table(page: Worksheet, name: str, ref: str, headings: Iterable[str], *, filtered: bool) -> None:
    """Make a range a table with these headings; `filtered` gives them their buttons."""
    table = Table(displayName=name, name=name, ref=ref)
    table.tableColumns = [TableColumn(id=n, name=heading) for n, heading in enumerate(headings, start=1)]
    table.autoFilter = AutoFilter(ref=ref) if filtered else None
    table.tableStyleInfo = TableStyleInfo(name=TABLE_STYLE, showRowStripes=True)
    page.add_table(table)


def _format_rows(page: Worksheet, sheet: Sheet) -> None:
    """Conditional formats over the table's one row, with a bold, an italic or a mark beside each colour.

    What is for one cell comes before what is for the row, and says all of it: LibreOffice takes the first that holds.
    """
    row = f"A2:{get_column_letter(len(sheet.columns))}2"
    if sheet is INCIDENTS:
        _format_incidents(page, row)
    elif sheet is UPDATES:
        _format(page, row, f'${_letter(UPDATES, "Type")}2="{NO_UPDATE}"', _QUIET)
    elif sheet is REVIEWS:
        unsigned = f'AND($A2<>"",${_letter(REVIEWS, "Signed on")}2="")'
        _format(page, "A2:A2", unsigned, _OPEN_KEY)
        _format(page, row, unsigned, _OPEN)
    elif sheet is PEOPLE:
        left = f"${_letter(PEOPLE, 'Left on')}2"
        _format(page, row, f"AND(ISNUMBER({left}),{left}<=TODAY())", _QUIET)


def _format_incidents(page: Worksheet, row: str) -> None:
    """Open rows yellow with a bold reference; long open ones red, with a mark at the Status as well."""
    status, reported = (_letter(INCIDENTS, heading) for heading in ("Status", "Reported on"))
    known_open = f'$A2<>"",LEFT(TRIM(${status}2),6)<>"Closed"'
    is_open = f"AND({known_open})"
    long_open = f"AND({known_open},ISNUMBER(${reported}2),TODAY()-${reported}2>{LONG_OPEN_DAYS})"
    _format(page, f"{status}2:{status}2", long_open, _LONG_OPEN_STATUS)
    _format(page, "A2:A2", long_open, _LONG_OPEN_KEY)
    _format(page, "A2:A2", is_open, _OPEN_KEY)
    _format(page, row, long_open, _LONG_OPEN)
    _format(page, row, is_open, _OPEN)


def _format(page: Worksheet, ref: str, formula: str, style: DifferentialStyle) -> None:
    page.conditional_formatting.add(ref, Rule(type="expression", dxf=style, formula=[formula]))


def _letter(sheet: Sheet, heading: str) -> str:
    return get_column_letter(sheet.headings.index(heading) + 1)


def add_lists(book: Workbook, sheets: Iterable[Sheet]) -> dict[str, str]:
    """Add `Lists` with a small table for each list that the sheets use; returns the range of each list by its key."""
    page = book.create_sheet("Lists")
    page["A1"] = "Lists: what the drop-downs offer. A value typed directly under a list joins it."
    page["A1"].font = Font(name="Calibri", size=12, bold=True, color=_INK)
    used = {column.values: None for sheet in sheets for column in sheet.columns if column.values}
    # a narrow empty column between two lists, so that each stays a table of its own
    sources = {key: _list(page, 1 + 2 * place, key) for place, key in enumerate(used)}
    page.row_dimensions[LISTS_HEADER_ROW].height = 20
    page.freeze_panes = f"A{LISTS_HEADER_ROW + 1}"
    print_setup(page, sum(dimension.width for dimension in page.column_dimensions.values()))
    return sources


def _list(page: Worksheet, number: int, key: str) -> str:
    letter, values = get_column_letter(number), LISTS[key]
    last = LISTS_HEADER_ROW + len(values)
    heading = page.cell(LISTS_HEADER_ROW, number, list_heading(key))
    heading.font, heading.fill = _HEADER, _SHADES[0]
    heading.alignment = Alignment(vertical="center", wrap_text=True)
    for row, value in enumerate(values, start=LISTS_HEADER_ROW + 1):
        cell = page.cell(row, number, value)
        cell.font, cell.border = _BODY, _LINE
    page.column_dimensions[letter].width = max(len(text) + 4 for text in (list_heading(key), *values))
    page.column_dimensions[get_column_letter(number + 1)].width = 3
    add_table(page, f"List_{key}", f"{letter}{LISTS_HEADER_ROW}:{letter}{last}", [list_heading(key)], filtered=False)
    return f"Lists!${letter}${LISTS_HEADER_ROW + 1}:${letter}${last}"


def add_read_me(book: Workbook, title: str, topics: Iterable[Topic]) -> None:
    """Add `Read me`: the topics in column A, their paragraphs in column B, a row each."""
    page = book.create_sheet("Read me")
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 28, 104
    page["A1"] = title
    page["A1"].font = Font(name="Calibri", size=18, bold=True, color="FF2F4B5C")
    row = 3
    for topic in topics:
        heading = page.cell(row, 1, topic.heading)
        heading.font, heading.alignment = Font(name="Calibri", size=11, bold=True, color="FF2F4B5C"), _TOP
        for paragraph in topic.paragraphs:
            text = paragraph.replace("{long_open_days}", str(LONG_OPEN_DAYS))
            cell = page.cell(row, 2, text)
            cell.font, cell.alignment = _BODY, _TOP
            # stated, since not every program works out the height of a row for itself
            page.row_dimensions[row].height = 15 * ceil(len(text) / 110) + 4
            row += 1
        for number in (1, 2):
            page.cell(row - 1, number).border = _LINE
    print_setup(page, PAGE_WIDTH)


def print_setup(page: Worksheet, width: int) -> None:
    """Landscape A4, as many pages wide as keep print legible, a footer with the sheet and the page.

    `width` is the sum of the columns' widths in characters. A sheet that is wider than one page at 60 % takes several,
    each with the reference repeated at its left.
    """
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.pageOrder = "overThenDown"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = ceil(width / PAGE_WIDTH), 0
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.7, 0.3, 0.3
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("Confidential: need to know"),
        center=_HeaderFooterPart("&A"),
        right=_HeaderFooterPart("Page &P of &N"),
    )
