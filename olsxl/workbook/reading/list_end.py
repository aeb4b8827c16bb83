"""How far the list of a sheet without a table reaches, where blank rows, totals and other things stand below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from olsxl.workbook.reading.row_scan import Block, blocks, filled
from olsxl.workbook.reading.shared_texts import SharedTexts
from olsxl.workbook.xml.ranges import MAX_ROW
from olsxl.workbook.xml.sheet_xml import cells, has_content, row_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.ranges import Range
    from olsxl.workbook.xml.sheet_xml import SheetXml

_TOTAL: Final = re.compile(r"\s*(?:grand |sub[ -]?)?totals?\b", re.IGNORECASE)
_LABEL: Final = 40
_TEXTS: Final = frozenset({"s", "str", "inlineStr"})
_DIGIT: Final = re.compile(r"\d")
_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_RECORD: Final = 3
"""A row of so many typed cells is a record, in a narrower list one that is full; a note or a legend has fewer."""
_LOOKED_AT: Final = 200
"""Rows of a block by which it is judged."""


class ListEnd(NamedTuple):
    """The last row of a list's data, and a row below a gap of which nobody can tell whether it belongs to it."""

    last_row: int
    unclear_row: int | None = None


def is_total(typed: str) -> bool:
    """Whether a cell is the label of a totals row; a narrative that happens to begin so is longer."""
    return len(typed) <= _LABEL and _TOTAL.match(typed) is not None


def find_list_end(
    book: Book, xml: SheetXml, header: Range, headings: tuple[str, ...], last_row: int = MAX_ROW
) -> ListEnd:
    """Find the last row of the list with this header row, which ends with `last_row` in any case.

    Blank rows do not end a list: records below them are its own, so that no new row comes to stand among the old ones.
    A totals row at its end, notes and legends, and another list with a heading of its own are no part of it; a row of
    which that cannot be told is given as unclear.
    """
    below = _Below(book, xml, replace(header, top=header.top + 1, bottom=last_row), headings)
    start = xml.seek(header.top + 1)
    own, unclear, divided = Block(header.top + 1, header.top, start, start), None, False
    for block in blocks(xml, below.area):
        if block.first == own.first:
            own = block
            continue
        first = below.first_record(block)
        if first is None:
            few = {row.number: below.likeness(row) for row in below.typed_in(block)}
            if "record" not in few.values():
                ended = not divided or below.begins_with_total(block)
                doubts = (
                    number for number, like in few.items() if like == "either" or (like == "unknown" and not ended)
                )
                unclear = unclear or next(doubts, None)
                continue
        elif below.names_columns(first) or (_all_words(first) and not below.is_heading(first, block)):
            unclear = first.number
            break
        elif _all_words(first):
            break
        own, unclear, divided = block, None, own.last >= own.first
    return ListEnd(below.last_record(own), unclear)


class _Row(NamedTuple):
    """What somebody typed in a row of the list's columns, no formulas: by column, a number as its digits."""

    number: int
    typed: dict[int, str]


@dataclass(frozen=True)
class _Below:
    """The rows below a header row, those of `area`, in its columns."""

    book: Book
    xml: SheetXml
    area: Range
    headings: tuple[str, ...]

    def last_record(self, block: Block) -> int:
        """Find the last row of a block that is no total and no note, by what somebody typed; else the one above."""
        stop = block.stop
        while stop > block.start:
            some = self.xml.some_before(block.start, stop, 4)
            for row in reversed(self.xml.window(some, stop)):
                read = self._read(row)
                if read.typed and not _is_total(read) and not self.is_note(read):
                    return read.number
            stop = some
        return block.first - 1

    def first_record(self, block: Block) -> _Row | None:
        """Find the first row of a block that looks like one of the list."""
        return next((row for row in self._rows_of(block) if self.is_record(row)), None)

    def typed_in(self, block: Block) -> list[_Row]:
        """Return the rows of a block that somebody typed in, but for a total or the headings said again."""
        rows = self._rows_of(block)
        return [row for row in rows if row.typed and not _is_total(row) and not self._again(row)]

    def begins_with_total(self, block: Block) -> bool:
        """Say whether a block is a totals row, and perhaps notes below it."""
        return any(_is_total(row) for row in islice(self._rows_of(block), 1))

    def likeness(self, row: _Row) -> Literal["record", "note", "either", "unknown"]:
        """Say what a row of few cells is, by the columns in which each record holds digits.

        A record begun has there what is built as theirs (`INC-7`), a note has words. A row may have both, or nothing
        in such a column.
        """
        known = [(text, self._shapes[column]) for column, text in row.typed.items() if column in self._shapes]
        signs = [_shape(text) in built for text, built in known if _shape(text) in built or not _DIGIT.search(text)]
        if not signs:
            return "unknown"
        return "record" if all(signs) else "either" if signs[0] else "note"

    def is_note(self, row: _Row) -> bool:
        """Say whether a row directly below the records is none: words alone where each of them begins with digits."""
        return [*row.typed] == [self.area.left] and self.likeness(row) == "note"

    def is_record(self, row: _Row) -> bool:
        """Say whether a row looks like one of the list, and not like a note, a total or the headings said again."""
        return len(row.typed) >= self._enough and not _is_total(row) and not self._again(row)

    def names_columns(self, row: _Row) -> bool:
        """Say whether a cell of a row is the heading of its own column: the list may go on under other headings."""
        return any(text == self.headings[column - self.area.left] for column, text in row.typed.items())

    def is_heading(self, row: _Row, block: Block) -> bool:
        """Say whether it surely is one: a word over numbers, dates or references, or below those of the list."""
        own = [*self._rows(row.number + 1, block.last)]
        before = [*self._rows(self.area.top, block.first - 1)]
        return any(_has_digits(column, rows) for column in row.typed for rows in (own, before))

    @cached_property
    def _enough(self) -> int:
        """So many typed cells make a record, where formulas fill the columns in which the first row has one."""
        rows = self.xml.each(self.xml.seek(self.area.top))
        first = next((cells(row) for row in rows if filled(row, self.area)), {})
        formulas = sum(
            self.area.left <= column <= self.area.right and cell.child("f") is not None
            for column, cell in first.items()
        )
        return max(1, min(_RECORD, len(self.headings) - formulas))

    @cached_property
    def _shapes(self) -> dict[int, set[str]]:
        """How the values are built of each column in which each record holds digits, by the first records.

        Where none is filled enough to be one, it is the first row.
        """
        rows = [*self._rows(self.area.top, self.area.bottom)]
        records = [row for row in rows if self.is_record(row)] or [row for row in rows if row.typed][:1]
        columns = {column for row in records for column in row.typed if _has_digits(column, records)}
        return {column: {_shape(row.typed[column]) for row in records if column in row.typed} for column in columns}

    def _again(self, row: _Row) -> bool:
        return all(text == self.headings[column - self.area.left] for column, text in row.typed.items())

    def _rows_of(self, block: Block) -> Iterator[_Row]:
        """Read the rows of a block, as many as are looked at."""
        return map(self._read, islice(self.xml.each(block.start, block.stop), _LOOKED_AT))

    def _rows(self, first: int, last: int) -> Iterator[_Row]:
        """Read rows, as many as are looked at."""
        stop = min(last, first + _LOOKED_AT - 1)
        return map(self._read, self.xml.each(self.xml.seek(first), self.xml.seek(stop + 1)))

    def _read(self, row: Element) -> _Row:
        typed = self._typed(row)
        texts = SharedTexts(self.book.shared_strings, typed.values())
        read = {column: texts.of(cell) or _number(cell) for column, cell in typed.items()}
        return _Row(row_number(row), {column: text for column, text in read.items() if text})

    def _typed(self, row: Element) -> dict[int, Element]:
        found = ((column, cell) for column, cell in cells(row).items() if self.area.left <= column <= self.area.right)
        return {column: cell for column, cell in found if has_content(cell) and cell.child("f") is None}


def _all_words(row: _Row) -> bool:
    """Say whether no cell holds a digit: so it is in a heading, and in a record seldom."""
    return not any(_DIGIT.search(text) for text in row.typed.values())


def _is_total(row: _Row) -> bool:
    return is_total(next(iter(row.typed.values()), ""))


def _has_digits(column: int, rows: list[_Row]) -> bool:
    """Say whether a column holds something in these rows, and digits in all that it holds."""
    texts = [row.typed[column] for row in rows if column in row.typed]
    return bool(texts) and all(_DIGIT.search(text) for text in texts)


def _shape(text: str) -> str:
    """Return what references of one kind have in common: `INC-0007` and `inc-12`, 3 and 2.5."""
    return _WORD.sub("a", _FIGURE.sub("0", text))


def _number(cell: Element) -> str:
    value = cell.child("v")
    return value.text if value is not None and cell.get("t") not in _TEXTS else ""
