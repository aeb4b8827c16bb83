"""A list on a sheet without a table: its header row found, which may stand below a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from olsxl.workbook.extent import first_blank
from olsxl.workbook.grid import Grid, cells, row_number
from olsxl.workbook.ranges import Range
from olsxl.workbook.strings import SomeTexts

if TYPE_CHECKING:
    from olsxl.workbook.book import Book
    from olsxl.workbook.markup import Element

_LOOKED_AT: Final = 40
"""Rows with something in them among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """Where a list is, header included, and what its columns are called."""

    area: Range
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    left: int
    headings: tuple[str, ...]


def find_list(book: Book, grid: Grid) -> FoundList | None:
    """Find the list of a sheet, or None where no row looks like a header.

    The header is the first row with at least half as many texts side by side as the fullest row near it: a title
    above it is narrower. Data reaches to the first row that is blank in the header's columns.
    """
    top = grid.window(grid.start, grid.some_after(grid.start, _LOOKED_AT))
    texts = SomeTexts(book, (cell for row in top for cell in row.named("c")))
    runs = [run for run in (_longest_run(row, texts) for row in top) if run.headings]
    if not runs:
        return None
    widest = max(len(run.headings) for run in runs)
    header = next(run for run in runs if 2 * len(run.headings) >= widest)
    below = Range(header.left, header.row + 1, header.left + len(header.headings) - 1, header.row + 1)
    bottom = first_blank(grid, below) - 1
    return FoundList(Range(below.left, header.row, below.right, bottom), header.headings)


def _longest_run(row: Element, texts: SomeTexts) -> _Candidate:
    """Find the most cells side by side that all hold text."""
    best, run, expected = _Candidate(row_number(row), 1, ()), list[str](), 0
    for column, cell in cells(row).items():
        text = texts.of(cell)
        run = [*(run if column == expected else []), text] if text else []
        expected = column + 1
        if len(run) > len(best.headings):
            best = _Candidate(best.row, expected - len(run), tuple(run))
    return best
