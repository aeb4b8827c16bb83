"""A sign-in sheet's file as rows of cells, whether Excel, a mail program or a meeting wrote it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from olsxl.training.attendance.errors import NotASpreadsheet, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl import workbook

NO_RESULT = "a formula without a result"
"""What stands for the value of a formula that no program has calculated."""

_DELIMITERS = ",;\t"
_PACKAGE, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CELL = 1 << 17
"""Characters of the longest cell of a text file that is still read; Excel's holds a quarter of it."""
_MOST_SIGNS, _MOST_LINES, _MOST_COLUMNS = 1_000_000, 20_000, 1_000
"""How many signs between cells, lines, and filled cells in one line, a text file has at most that is still read."""


class Page(NamedTuple):
    """One sheet of a file: its name ("" in a text file) and its rows, the first of which is row 1."""

    name: str
    rows: tuple[tuple[object, ...], ...]


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of a workbook, or of what may be one with a password to open."""
    return data.startswith((_PACKAGE, _OLE))


def of_workbook(book: workbook.Workbook) -> Iterator[Page]:
    """The sheets of a workbook that hold anything. Raises workbook.UnreadableWorkbook."""
    for sheet in book.sheets:
        cells = book.cells(sheet)
        if cells.columns:
            yield Page(sheet, tuple(_shown(cells)))


def _shown(cells: workbook.Cells) -> Iterator[tuple[object, ...]]:
    """The rows, with what a cell shows that holds no value: an error, a formula that was never calculated."""
    odd = cells.errors | {place: NO_RESULT for place, stored in cells.formulas.items() if not stored}
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), shown in odd.items():
        by_row.setdefault(row, {})[column] = shown
    for number, values in enumerate(zip(*cells.columns, strict=True), start=1):
        instead = by_row.get(number, {})
        yield tuple(instead.get(at, value) for at, value in enumerate(values, start=1)) if instead else values


def of_text(data: bytes, name: str) -> Iterator[Page]:
    """A text file (csv) as it reads with each sign that may part its cells; the right one shows by the headings.

    UTF-8, UTF-16 with its mark (as meetings of Teams are exported), else the code page of Windows. Raises
    NotASpreadsheet, TooLarge.
    """
    typed = _decoded(data, name)
    for delimiter in _DELIMITERS:
        if delimiter in typed:
            if typed.count(delimiter) > _MOST_SIGNS:
                raise TooLarge(name)
            yield Page("", tuple(_lines(typed, delimiter, name)))


def _decoded(data: bytes, name: str) -> str:
    marked = next((encoding for mark, encoding in _ENCODINGS if data.startswith(mark)), None)
    try:
        typed = data.decode(marked or "utf-8")
    except UnicodeDecodeError:
        typed = data.decode("cp1252", errors="replace")
    if "\0" in typed:
        raise NotASpreadsheet(name)
    return typed


def _lines(typed: str, delimiter: str, name: str) -> Iterator[tuple[object, ...]]:
    """The lines, each to its last cell that holds anything."""
    csv.field_size_limit(_CELL)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(typed, newline=""), delimiter=delimiter), start=1):
            line = [cell.strip() or None for cell in cells]
            while line and line[-1] is None:
                line.pop()
            if number > _MOST_LINES or len(line) > _MOST_COLUMNS:
                raise TooLarge(name)
            yield tuple(line)
    except csv.Error:
        raise NotASpreadsheet(name) from None
