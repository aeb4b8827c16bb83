"""Reading the cells of a worksheet, column by column, with what calamine alone does not tell.

calamine reads a sheet some twenty times as fast as openpyxl, and hides two things that a register must not hide:
an error value (`#N/A`) and a formula that was never calculated both come back as an empty text. Both are found in the
sheet's XML (`marks`), and only where there are any.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable  # noqa: TC003 - the fields of a NamedTuple are read when it is made
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.errors import SheetMissing, SheetTooLarge, UnreadableWorkbook, reading_sheet
from olsxl.workbook.reading.cell_scan import NEAR_COLUMNS, NEAR_ROWS, CellScan, Place
from olsxl.workbook.reading.plain_package import plain_package
from olsxl.workbook.reading.styles import Styles
from olsxl.workbook.xml.ranges import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.number_texts import NumberText

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

MAX_AREA = NEAR_ROWS * NEAR_COLUMNS
"""Cells between A1 and the last used one, 10.4 million: calamine lays them all out, at 24 bytes each."""

_CHUNK = 64  # rows turned into columns at a time: as many as stay in the processor's cache
_REPEATED = 4096  # different texts of one column that are kept in mind, so that a repeated one is one object
_SHARED: set[type] = {str, dt.date}
_EXACT = 2**53  # beyond this a float does not hold every whole number


@dataclass(frozen=True)
class Cells:
    """The cells of one sheet: `columns[c - 1][r - 1]` is the value in Excel's row `r` and column `c`, both from 1.

    All columns have the same length; the last row and the last column have a value somewhere. A blank cell, an error
    and a formula without a stored value are None. Whole numbers are `int`, `ShownNumber` where the format shows more
    than their digits, texts likewise `ShownText`; dates are `date` (midnight) or `datetime`, `DateText` with a zone.
    `errors` has the text of each error value by (row, column); `formulas` has each cell with a formula, and whether a
    calculated value is stored with it.
    """

    sheet: str
    columns: list[list[Value]]
    errors: dict[Place, str]
    formulas: dict[Place, bool]

    @property
    def height(self) -> int:
        """The last row that has a value (0 for an empty sheet)."""
        return len(self.columns[0]) if self.columns else 0


class DateText(str):
    """The text of a cell that holds a date in ISO's form with a zone, which no `datetime` of a sheet has."""

    __slots__ = ()


class _Marks(NamedTuple):
    """What a sheet's XML says of its cells: `meant` is what makes of a cell's value what is meant by it."""

    errors: dict[Place, str]
    formulas: dict[Place, bool]
    meant: dict[Place, Callable[[Value], Value]]


class CellReader:
    """Reads the cells of one workbook's worksheets, each sheet when it is asked for.

    `where` names the workbook in messages. Raises UnreadableWorkbook (and what stands under it in errors.py).
    """

    def __init__(self, book: Book, where: str | Path) -> None:
        self._where = where
        self._odd = False
        with _readable(where):
            self._book = book
            self._parts = {sheet.name: sheet.part for sheet in book.worksheets}
            for part in (book.workbook_part, *_texts_and_styles(book)):
                self._read(part)

    def read(self, sheet: str) -> Cells:
        """All cells of a worksheet. Raises SheetMissing, SheetTooLarge, UnreadableWorkbook."""
        if sheet not in self._parts:
            raise SheetMissing(self._where, sheet, list(self._parts))
        with _readable(self._where, f"has a sheet, '{sheet}', that"), reading_sheet(sheet):
            marks = self._marks(sheet)
            columns = _columns(self._sheet(sheet))
        for (row, column), meant in marks.meant.items():
            if column <= len(columns) and row <= len(columns[0]):
                columns[column - 1][row - 1] = meant(columns[column - 1][row - 1])
        return Cells(sheet, columns, marks.errors, marks.formulas)

    def _marks(self, sheet: str) -> _Marks:
        # A large part is let go before calamine inflates it a second time: the peak is the larger of the two.
        marks = CellScan(self._read(self._parts[sheet]))
        self._book.let_go()
        odd_texts = marks.odd_texts()
        for (row, column), number in odd_texts.items():
            if number.strip() and not number.strip().isdecimal():
                raise unreadable(f"is damaged: {cell_name(column, row)} has '{number[:20]}' for the number of its text")
        self._odd = self._odd or bool(odd_texts) or marks.padded()  # calamine would read the first text of all
        rows, columns = marks.last_cell()
        if rows * columns > MAX_AREA:
            raise SheetTooLarge(self._where, sheet, rows, columns)
        meant: dict[Place, Callable[[Value], Value]] = dict.fromkeys(marks.with_attribute("t", "d"), _as_date)
        for style, text in self._number_texts.items():
            meant |= dict.fromkeys(marks.with_attribute("s", str(style)), text.shown)
        return _Marks(marks.errors(), marks.formulas(), meant)

    @cached_property
    def _number_texts(self) -> dict[int, NumberText]:
        """The cell formats that show a whole number with more than its digits."""
        parts = [part for part in self._book.related(self._book.workbook_part, "styles") if part in self._book]
        return Styles(self._book.read(parts[0])).number_texts if parts else {}

    def _read(self, part: str) -> bytes:
        content = self._book.read(part)
        self._odd = self._odd or self._book.is_respelled(part)  # calamine would silently read its cells as empty
        return content

    def _sheet(self, name: str) -> CalamineSheet:
        """Return a sheet as calamine reads it, of the workbook laid out anew where it does not find its way."""
        if not self._odd:
            with suppress(CalamineError):
                return self._as_it_is.get_sheet_by_name(name)
        return self._laid_out_anew.get_sheet_by_name(name)

    @cached_property
    def _as_it_is(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self._book.package.data))

    @cached_property
    def _laid_out_anew(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(plain_package(self._book)))


def _texts_and_styles(book: Book) -> list[str]:
    return [part for kind in ("sharedStrings", "styles") for part in book.related(book.workbook_part, kind)]


@contextmanager
def _readable(where: str | Path, what: str = "") -> Iterator[None]:
    try:
        yield
    except UnreadableWorkbook as failure:
        raise failure.at(where) from None
    except BaseException as failure:
        # A panic inside calamine arrives as a BaseException of a class that cannot be imported.
        if not isinstance(failure, CalamineError) and type(failure).__name__ != "PanicException":
            raise
        fix = "Open it in Excel, let Excel repair it, delete sheets of old macros if it has any, and save it"
        raise UnreadableWorkbook(where, f"{what} is damaged or unusual inside".lstrip(), fix) from failure


def _columns(sheet: CalamineSheet) -> list[list[Value]]:
    if sheet.start is None:
        return []
    # iter_rows begins at row 1, also where the first rows are empty, but at the first column that has a value.
    columns: list[list[Value]] = [[] for _ in range(sheet.start[1] + sheet.width)]
    used = columns[sheet.start[1] :]
    seen: list[dict[Value, Value]] = [{"": None} for _ in used]
    rows = sheet.iter_rows()
    while chunk := list(islice(rows, _CHUNK)):
        for column, values, known in zip(used, zip(*chunk, strict=True), seen, strict=True):
            column.extend(_tidy(values, known))
    for column in columns[: sheet.start[1]]:
        column.extend([None] * len(used[0]))
    return columns


def _as_date(value: Value) -> Value:
    return DateText(value) if isinstance(value, str) else value


def _tidy(values: tuple[Value, ...], known: dict[Value, Value]) -> Iterable[Value]:
    if len(known) > _REPEATED:  # a column of narratives: nothing repeats, so nothing is worth remembering
        known.clear()
        known[""] = None
    share = known.setdefault
    if set(map(type, values)) <= _SHARED:
        return map(share, values, values)
    return [
        share(value, value) if type(value) in _SHARED else _whole(value) if isinstance(value, float) else value
        for value in values
    ]


def _whole(value: float) -> int | float:
    return int(value) if value.is_integer() and -_EXACT < value < _EXACT else value
