"""A workbook as somebody typed it: rows of values, and what was done to cells, rows and sheets by hand.

A value is text, a number, True or False, a day, a day with a time, or None for a blank cell. Text stays text: `"12"` is
a number stored as text, `"12/11/26"` a date typed as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Value = str | int | float | bool | date | datetime | None

EXCEL_ZERO = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that was made bold, coloured (RRGGBB), merged over columns and rows, commented, or calculated.

    `formula` is in Excel's notation without the equals sign; `value` is then its result.
    """

    value: Value = None
    bold: bool = False
    fill: str = ""
    across: int = 1
    down: int = 1
    note: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from column A on; `gone` says why the row is not seen: hidden by hand, or by the filter that is on."""

    cells: tuple[Cell, ...] = ()
    gone: Literal["", "hand", "filter"] = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down over an area (`G4:G60`): its values, or the area that holds them (`Lists!$A$2:$A$5`)."""

    area: str
    values: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table over an area; `totals` where its last row is a totals row."""

    name: str
    area: str
    style: str = "TableStyleMedium2"
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter over an area that shows only some values of one column (0 is the first of the area)."""

    area: str
    column: int = 0
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A conditional format: cells of an area that read so are coloured so (RRGGBB)."""

    area: str
    text: str
    fill: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A column chart of names and numbers of one sheet, laid over a cell (0-based column and row)."""

    title: str
    names: str
    numbers: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `days` is the form in which its dates are shown, `frozen` the rows that stay in sight."""

    name: str
    rows: tuple[Row, ...]
    widths: tuple[float, ...] = ()
    days: str = "dd/mm/yyyy"
    frozen: int = 0
    choices: tuple[Choice, ...] = ()
    tables: tuple[Table, ...] = ()
    filter: Filter | None = None
    highlights: tuple[Highlight, ...] = ()
    charts: tuple[Chart, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook, and the program that is to save it."""

    saved_by: Literal["LibreOffice", "Excel", "Google Sheets", "LibreOffice as .xls"]
    sheets: tuple[Sheet, ...]
    author: str = ""


def day(text: str) -> date:
    """`12/11/2026` as a day."""
    return datetime.strptime(text, "%d/%m/%Y").date()


def row(*values: Value | Cell, fill: str = "", bold: bool = False, gone: Literal["", "hand", "filter"] = "") -> Row:
    """A row; `fill` and `bold` are of all its cells that hold something."""
    cells = (
        value if isinstance(value, Cell) else Cell(value, bold, fill if value is not None else "") for value in values
    )
    return Row(tuple(cells), gone)


def headings(*names: str, fill: str = "D9D9D9") -> Row:
    """A bold, coloured row of headings."""
    return row(*names, fill=fill, bold=True)


def serial(value: date) -> float:
    """A day, with its time if it has one, as Excel counts."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return (moment - EXCEL_ZERO).total_seconds() / 86400


def letter(column: int) -> str:
    """The letter of a column; 0 is A. No sheet here has more than 26."""
    return chr(65 + column)
