"""The sign-in sheet of a training session: a workbook to print on A4, sign, fill in and log.

Imports openpyxl, so it is imported where one is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation

from olsxl.blank import printed_sheet as drawing
from olsxl.blank.block import Block, Column
from olsxl.blank.save import saved
from olsxl.register.schema import LISTS
from olsxl.report.wording import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.blank.block import Value
    from olsxl.training.attendance.logged import Session

TITLE = "Sign-in sheet"

_COLUMNS = (
    Column("Person ID", 14),
    Column("Full name", 26),
    Column("Service", 18),
    Column("Signature", 28),
    Column("Attended", 14),
)
_ROW_HEIGHT, _LABEL_HEIGHT = 30, 22
"""Points of a row: room for a signature, and for a word by hand."""

_BLANK_ROWS = 6
"""Rows for those who come and were not expected."""

_MARKS = tuple(value for value in LISTS["attendance"] if value != "Waived")


class Expected(NamedTuple):
    """Somebody who is expected at a session."""

    person: str
    name: str
    service: str


def workbook(home: str, session: Session, people: Sequence[Expected]) -> bytes:
    """The bytes of an .xlsx file, the same on every run; what is blank of the session is filled in by hand."""
    book = Workbook()
    book.remove(book.worksheets[0])
    page = drawing.add_page(book, TITLE, f"{TITLE}: {clean(home)}")
    first = _labels(page, session) + 2
    rows = tuple((clean(p.person), clean(p.name), clean(p.service), "", "") for p in people)
    block = Block("Sign_in", _COLUMNS, rows + (("",) * len(_COLUMNS),) * _BLANK_ROWS, filtered=False)
    drawing.set_widths(page, block)
    last = drawing.write_block(page, block, first)
    for row in range(first + 1, last + 1):
        page.row_dimensions[row].height = _ROW_HEIGHT
    marks = DataValidation(type="list", formula1=f'"{",".join(_MARKS)}"', allow_blank=True, errorStyle="warning")
    marks.add(f"E{first + 1}:E{last}")
    page.add_data_validation(marks)
    page.freeze_panes, page.print_title_rows = f"A{first + 1}", f"{first}:{first}"
    drawing.set_up_print(page, sum(column.width for column in _COLUMNS), "Confidential: training record")
    page.page_setup.orientation, page.page_setup.fitToWidth = "portrait", 1
    return saved(book, TITLE)


def _labels(page: Worksheet, session: Session) -> int:
    """Write what the session is, each beside its label, and how the sheet is used; returns the last row."""
    labels: tuple[tuple[str, Value], ...] = (
        ("Session on", session.day),
        ("Course", clean(session.course)),
        ("Delivered by", ""),
    )
    for row, (label, value) in enumerate(labels, start=2):
        cell = drawing.write_text(page, row, 1, label)
        cell.font, cell.alignment = drawing.LABEL, Alignment(vertical="top")
        drawing.write(page, row, 2, value)
        page.row_dimensions[row].height = _LABEL_HEIGHT
    told = "Sign beside your name; if it is missing, add it below the others. Afterwards Attended is chosen in Excel."
    row = len(labels) + 2
    drawing.write_text(page, row, 1, told).font = drawing.BODY
    return row
