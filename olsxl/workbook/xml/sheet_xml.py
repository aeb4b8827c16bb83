"""A worksheet part whose rows are found by number without reading it through.

Only the frame (what stands before and after the rows) and windows of a few rows are ever parsed: in a register of
100,000 rows the rows are 28 MB, of which an append needs the last 200. Source: ECMA-376-1, 18.3.1.99 (worksheet),
18.3.1.73 (row), 18.3.1.4 (c).
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cached_property
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.container.rope import ByteEdit, Rope
from olsxl.workbook.errors import UnreadableWorkbook, reading_sheet
from olsxl.workbook.xml.markup import MAIN, MAIN_STRICT, Element, parse_around, parse_window
from olsxl.workbook.xml.ranges import MAX_COLUMN, Range, cell_position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WINDOW: Final = 2**20
"""Bytes of rows that are parsed at a time where the number of rows is ours to choose."""
_ROOT: Final = re.compile(rb"<(?![?!])[^>]*>")
_MARKS: Final = 10_000


class SheetXml:
    """One worksheet part in UTF-8; `start` and `stop` enclose its rows. `name` is the sheet's, for messages.

    Raises `UnreadableWorkbook` where it is no worksheet, or one that Excel would not write.
    """

    def __init__(self, part: bytes, name: str = "") -> None:
        self.part = part
        self.name = name
        self.root_tag, self.prefix = root_tag(part)
        if not self.root_tag:
            raise self._odd()
        self.start, self.stop = self._enclose()
        self._row = b"<%srow" % self.prefix
        self._mark = re.compile(rb"<%s(?:v|is|f)[\s/>]" % self.prefix)
        self._number = re.compile(rb"""[^<>]*?\sr\s*=\s*["'](\d{1,7})["']""")

    def _odd(self, how: str = "that is written in a way that Excel does not use") -> UnreadableWorkbook:
        return unreadable(f"has a sheet, '{self.name}', {how}" if self.name else f"has a sheet {how}")

    @cached_property
    def frame(self) -> Element:
        """The worksheet without its rows; places are those of the part."""
        with reading_sheet(self.name):
            root = parse_around(self.part, self.start, self.stop)
        data = list(root.named("sheetData"))
        if root.namespace not in {MAIN, MAIN_STRICT} or len(data) != 1 or data[0].inner != self.start:
            raise self._odd()
        return root

    @property
    def collapsed(self) -> bool:
        """Whether there are no rows and `<sheetData/>` is written as an empty element."""
        return self.part[self.start - 2 : self.start] == b"/>"

    def column_style(self, column: int) -> int:
        """Return the style that cells of a column have that never stood (18.3.1.13 col)."""
        at = bisect(self._column_styles, (column, MAX_COLUMN, 0)) - 1
        first, last, style = self._column_styles[at] if at >= 0 else (0, 0, 0)
        return style if first <= column <= last else 0

    @cached_property
    def _column_styles(self) -> list[tuple[int, int, int]]:
        group = self.frame.child("cols")
        found = group.named("col") if group else ()
        return sorted((each.number("min"), each.number("max"), each.number("style")) for each in found)

    def seek(self, number: int) -> int:
        """Find where the first row of this number or a higher one begins, or the end of the rows, which ascend."""
        low, high = self.start, self.stop
        while high - low > 4096:
            middle = (low + high) // 2
            at = self._next(middle, high)
            if at < 0 or self.number_at(at) >= number:
                high = middle
            else:
                low = at + 1
        at = self._next(low, self.stop)
        while at >= 0 and self.number_at(at) < number:
            at = self._next(at + 1, self.stop)
        return at if at >= 0 else self.stop

    def last_before(self, place: int) -> int:
        """Where the last row that begins before a place begins, or below 0."""
        at = self.part.rfind(self._row, self.start, place)
        while at >= 0 and not self._is_row(at):
            at = self.part.rfind(self._row, self.start, at)
        return at

    def number_at(self, place: int) -> int:
        """Return the number of the row that begins there."""
        found = self._number.match(self.part, place + len(self._row))
        if found is None:
            raise self._odd("whose rows are not numbered")
        return int(found[1])

    def rows(self, first: int, last: int) -> list[Element]:
        """Return the rows of these numbers that exist, both included."""
        return self.window(self.seek(first), self.seek(last + 1))

    def row(self, number: int) -> Element | None:
        """Return the row of this number, None where there is none."""
        at = self.seek(number)
        there = at < self.stop and self.number_at(at) == number
        return self.window(at, self.some_after(at, 1))[0] if there else None

    def window(self, start: int, stop: int) -> list[Element]:
        """Return the rows between two places."""
        with reading_sheet(self.name):
            return parse_window(self.part, start, stop, self.root_tag) if start < stop else []

    def each(self, start: int, stop: int | None = None) -> Iterator[Element]:
        """Return the rows from a place on, a window at a time: the first few apart, mostly they are enough."""
        end, most = self.stop if stop is None else stop, 4
        while start < end:
            after = min(self.some_after(start, most), end)
            yield from self.window(start, after)
            start, most = after, 200

    def some_before(self, first: int, stop: int, most: int = 200) -> int:
        """Find where the last rows between two places begin: so many, or fewer where they are large."""
        start = stop
        for _ in range(most):
            at = self.last_before(start)
            if at < first or (stop - at > WINDOW and start < stop):
                break
            start = at
        return start if start < stop else first

    def some_after(self, place: int, most: int = 200) -> int:
        """Find where the rows from a place on end, so many or fewer where they are large."""
        stop = place
        for _ in range(most):
            at = self._next(stop + 1, self.stop)
            if at < 0:
                return self.stop
            stop = at
            if stop - place > WINDOW:
                break
        return stop

    def next_held(self, place: int) -> int:
        """Find where the first row from a place on begins that may hold something, or the end of the rows."""
        mark = self._mark.search(self.part, place, self.stop)
        return self.last_before(mark.start()) if mark else self.stop

    def bare(self, start: int, stop: int) -> bool:
        """Say whether the rows between two places hold no value, text or formula at all; no is not certain."""
        return self._mark.search(self.part, start, stop) is None

    def after(self, changes: Iterable[ByteEdit], first: int) -> SheetXml:
        """Return the sheet as it is after changes, without the rows before the last one below a number: they stay."""
        kept = max(self.last_before(self.seek(first)), self.start)
        return SheetXml(Rope(self.part, changes).without(self.start, kept), self.name)

    def _next(self, start: int, stop: int) -> int:
        at = self.part.find(self._row, start, stop)
        while at >= 0 and not self._is_row(at):
            at = self.part.find(self._row, at + 1, stop)
        return at

    def _is_row(self, at: int) -> bool:
        return self.part[at + len(self._row) : at + len(self._row) + 1] in {b" ", b"\t", b"\r", b"\n", b"/", b">"}

    def _enclose(self) -> tuple[int, int]:
        name = b"<%ssheetData" % self.prefix
        at = self.part.find(name)
        inner = self.part.find(b">", at) + 1
        if at < 0 or not inner:
            raise self._odd()
        if self.part[inner - 2 : inner] == b"/>":
            return inner, inner
        stop = self.part.rfind(b"</%ssheetData>" % self.prefix)
        if stop < inner or has_remarks(self.part, inner, stop):
            raise self._odd()
        return inner, stop


def rows_of(part: bytes) -> tuple[int, int, bytes] | None:
    """Return where the rows of a worksheet part begin and end, its start tag among them, and its prefix.

    None for a part of another kind, and for a sheet without rows.
    """
    tag, prefix = root_tag(part)
    start, stop = part.find(b"<%ssheetData" % prefix), part.rfind(b"</%ssheetData>" % prefix)
    found = re.match(rb"<%sworksheet[\s>]" % prefix, tag) and 0 <= start < stop
    return (start, stop, prefix) if found else None


def has_remarks(part: bytes, start: int, stop: int) -> bool:
    """Say whether a comment, CDATA section or processing instruction stands between two places.

    One byte is looked for, which is much faster than two, as long as it is as seldom as it mostly is.
    """
    return any(_holds_mark(part, mark, start, stop) for mark in (b"!", b"?"))


def _holds_mark(part: bytes, mark: bytes, start: int, stop: int) -> bool:
    at = start
    for _ in range(_MARKS):
        at = part.find(mark, at + 1, stop)
        if at < 0 or part[at - 1 : at] == b"<":
            return at >= 0
    return part.find(b"<" + mark, at, stop) >= 0


def root_tag(part: bytes) -> tuple[bytes, bytes]:
    """Return the start tag of a part's root, and the prefix in it with its colon; nothing where there is none."""
    root = _ROOT.search(part, 0, 2**16)
    if root is None:
        return b"", b""
    head, colon, _ = root[0][1:].split(None, 1)[0].rstrip(b">").rpartition(b":")
    return root[0], head + colon


def row_number(row: Element) -> int:
    """Return the row's number."""
    return row.number("r")


def cells(row: Element) -> dict[int, Element]:
    """Return a row's cells by column number; `UnreadableWorkbook` where one has no reference."""
    found: dict[int, Element] = {}
    column = 0
    for cell in row.named("c"):
        column = next_column(cell.get("r"), row_number(row), column)
        found[column] = cell
    return found


def next_column(reference: str, number: int, before: int) -> int:
    """Return the column of a cell of the row of this number, beyond the one before; else `UnreadableWorkbook`."""
    column, row = cell_position(reference)
    if row != number or column <= before:
        raise unreadable("is damaged: a row has cells twice, out of order, or of another row")
    return column


def has_content(cell: Element) -> bool:
    """Whether a person sees anything in the cell: a value, a text, or a formula, but for one that gave an empty text.

    A formula that was never calculated may give anything.
    """
    text = cell.child("is")
    if text is not None:
        return any(element.text for element in text.walk())
    value = cell.child("v")
    if value is not None and (value.text if cell.get("t") == "str" else value.text.strip()):
        return True
    return cell.child("f") is not None and cell.get("t") != "str"


def map_ranges(text: str, change: Callable[[Range], Range | None]) -> str:
    """Return a `sqref` (18.18.76: ranges separated by blanks) with each range changed that `change` gives another for.

    What is no range (`#REF!`) stays; without a change the text is the same.
    """
    words = text.split()
    new = [change(area) if area else None for area in map(_range, words)]
    if all(area is None for area in new):
        return text
    return " ".join(str(area) if area else word for area, word in zip(new, words, strict=True))


def ranges(text: str) -> list[Range]:
    """Return the ranges of a `sqref`; what is none is left out."""
    return [area for area in map(_range, text.split()) if area]


def _range(word: str) -> Range | None:
    try:
        return Range.parse(word)
    except UnreadableWorkbook:
        return None
