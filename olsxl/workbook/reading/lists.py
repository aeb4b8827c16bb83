"""A list on a sheet without a table: its header row found, which may stand below a title."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.reading.list_end import find_list_end
from olsxl.workbook.reading.shared_texts import SharedTexts
from olsxl.workbook.xml.ranges import MAX_ROW, Range
from olsxl.workbook.xml.sheet_xml import SheetXml, cells, row_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element

_LOOKED_AT: Final = 40
"""Rows with something in them among which the header is looked for."""


class FoundList(NamedTuple):
    """Where a list is, header included, and what its columns are called.

    `unclear_row` is a row below a gap of which nobody can tell whether it belongs to the list.
    """

    area: Range
    headings: tuple[str, ...]
    unclear_row: int | None


class _Run(NamedTuple):
    """Cells side by side that all hold text."""

    row: int
    left: int
    headings: tuple[str, ...]

    @property
    def keys(self) -> set[str]:
        """The headings, made comparable."""
        return {heading_key(heading) for heading in self.headings}


def find_list(
    book: Book, xml: SheetXml, wanted: Collection[str] = (), others: Collection[Range] = ()
) -> FoundList | None:
    """Find the list of a sheet, or None where no row looks like a header.

    The header is the first row with at least half as many texts side by side as the fullest row near it: a title above
    it is narrower. Where that lacks one of the `wanted` headings it is the first that has them all, side by side rather
    than with a blank between them, if there is one. How far the data reaches, at most to one of the `others` (tables,
    pivot tables) below it: `find_list_end`.
    """
    top = xml.window(xml.start, xml.some_after(xml.start, _LOOKED_AT))
    texts = SharedTexts(book.shared_strings, (cell for row in top for cell in row.named("c")))
    runs = [run for row in top for run in _runs(row, texts)]
    if not runs:
        return None
    header, keys = _widest(runs), {heading_key(heading) for heading in wanted}
    if not keys <= header.keys:
        header = _holding(runs, keys) or header
    heading_row = Range(header.left, header.row, header.left + len(header.headings) - 1, header.row)
    columns = [area for area in others if area.top > header.row and area.spans_column_of(heading_row)]
    last_row = min((area.top - 1 for area in columns), default=MAX_ROW)
    found = find_list_end(book, xml, heading_row, header.headings, last_row)
    return FoundList(heading_row.grown(found.last_row - header.row), header.headings, found.unclear_row)


def heading_key(heading: str) -> str:
    """Return what is the same for headings that read the same."""
    return " ".join(heading.split()).casefold()


def _holding(runs: list[_Run], wanted: set[str]) -> _Run | None:
    """Find the first run with all the wanted headings, else the first row of such runs, which are joined."""
    rows = [list(row) for _, row in groupby(runs, lambda run: run.row)]
    parts = [[run for run in row if wanted & run.keys] for row in rows]
    joined = [_joined(some) for some in parts if some]
    return next((run for run in [*runs, *joined] if wanted <= run.keys), None)


def _joined(runs: list[_Run]) -> _Run:
    """Join the runs of one row; a column between them has no heading."""
    headings: list[str] = []
    for run in runs:
        headings += [""] * (run.left - runs[0].left - len(headings)) + [*run.headings]
    return _Run(runs[0].row, runs[0].left, tuple(headings))


def _widest(runs: list[_Run]) -> _Run:
    widest = max(len(run.headings) for run in runs)
    row = next(run.row for run in runs if 2 * len(run.headings) >= widest)
    return max((run for run in runs if run.row == row), key=lambda run: len(run.headings))


def _runs(row: Element, texts: SharedTexts) -> Iterator[_Run]:
    """Each run of cells side by side that all hold text."""
    run, expected = list[str](), 0
    for column, cell in cells(row).items():
        text = texts.of(cell)
        if run and (not text or column != expected):
            yield _Run(row_number(row), expected - len(run), tuple(run))
            run = []
        run += [text] if text else []
        expected = column + 1
    if run:
        yield _Run(row_number(row), expected - len(run), tuple(run))
