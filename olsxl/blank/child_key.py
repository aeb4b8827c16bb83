"""The child key that `adopt` begins: which reference stands for which child."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NAME = "Child key"
_HEADINGS = ("Reference", "Name", "Known as", "Date of birth", "In the register")
_WIDTHS = (12, 30, 24, 14, 24)


class KeyRow(NamedTuple):
    """One child: the reference, the name ("": initials alone are known), as it stands in the register, when born."""

    ref: str
    name: str
    stands: str
    born: date | None = None


def child_key_workbook(children: Iterable[KeyRow]) -> bytes:
    """The workbook, without a password yet; what is not known is left for a person to type."""
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.blank.save import saved
    from olsxl.blank.sheet import DATE_FORMAT

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = NAME
    sheet.append(_HEADINGS)
    for child in children:
        sheet.append([child.ref, child.name or None, None, child.born, child.stands])
        sheet.cell(sheet.max_row, 4).number_format = DATE_FORMAT
    for letters, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    sheet.freeze_panes = "A2"
    return saved(book, NAME)
