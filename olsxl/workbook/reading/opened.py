"""A workbook opened once and asked often: its sheets, tables, lists, cells and layout; what edits work on.

Small parts and what was read are kept; inflated sheets, which may have 30 MB, are let go as soon as they were read.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.workbook.container.package import Package, part_key
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.reading.book import Book, Worksheet
from olsxl.workbook.reading.cells import CellReader, Cells
from olsxl.workbook.reading.layout import Layout, find_layouts
from olsxl.workbook.reading.looks import Looks, find_looks
from olsxl.workbook.reading.pivots import pivots
from olsxl.workbook.reading.properties import custom_property
from olsxl.workbook.reading.tables import Table, find_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from olsxl.workbook.xml.ranges import Range


class Workbook:
    """One opened workbook; it never changes, whatever is made of it.

    `where` names it in messages. Whatever is asked raises `UnreadableWorkbook` where the workbook cannot be read.
    """

    def __init__(self, source: bytes | Package, where: str | Path = "The workbook") -> None:
        self._where = where
        with self.reading():
            self._book = Book(source if isinstance(source, Package) else Package(source))
            self._book.check_size()
        self._cells: Cells | None = None
        self._views: Mapping[str, Callable[[Cells], Cells]] = {}

    def through(self, views: Mapping[str, Callable[[Cells], Cells]]) -> Workbook:
        """Return the workbook with the cells of these sheets as a function makes them of its cells.

        Tables on these sheets are none: they lie as the sheet does.
        """
        other = copy(self)
        other._views, other._cells = views, None
        other.__dict__["tables"] = tuple(table for table in self.tables if table.sheet not in views)
        return other

    @property
    def data(self) -> bytes:
        """The bytes of the plain package."""
        return self._book.package.data

    @cached_property
    def worksheets(self) -> tuple[Worksheet, ...]:
        """The worksheets, in the order of their tabs."""
        with self.reading():
            return tuple(self._book.worksheets)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the worksheets, in the order of their tabs; charts and macro sheets are left out."""
        return tuple(sheet.name for sheet in self.worksheets)

    @cached_property
    def date1904(self) -> bool:
        """Whether days count from 1904."""
        with self.reading():
            return self._book.date1904

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The Excel tables, in the order of their sheets."""
        with self.reading():
            return tuple(find_tables(self._book))

    @cached_property
    def tables_and_lists(self) -> tuple[Table, ...]:
        """The tables, and the list of each worksheet that has no table but a header row, as a table of its own."""
        with self.reading():
            return tuple(find_tables(self._book, sheets=True))

    def custom_property(self, name: str) -> str:
        """Return the text of a custom property, which travels with the file; "" where there is none."""
        with self.reading():
            return custom_property(self._book, name)

    def cells(self, sheet: str) -> Cells:
        """Read the cells of a worksheet; those of the last one are kept, for several tables may stand on it.

        Raises SheetMissing, SheetTooLarge, UnreadableWorkbook.
        """
        if self._cells is None or self._cells.sheet != sheet:
            self._cells = None  # one sheet in memory at a time
            with self.reading():
                self._cells = self._reader.read(sheet)
            part = next(each.part for each in self.worksheets if each.name == sheet)
            self._book.formulas[part_key(part)] = bool(self._cells.formulas)
            if view := self._views.get(sheet):
                self._cells = view(self._cells)
        return self._cells

    def layouts(self, headings: Mapping[str, int]) -> dict[str, Layout]:
        """Return the layout of these worksheets and of every hidden one, by name.

        `headings` gives the row of a sheet's headings: what stands in or above it makes no hidden column hold
        something.
        """
        with self.reading():
            return find_layouts(self._book, headings)

    def looks(self, sheet: str, *, colours: bool) -> Looks:
        """Return how the cells of a worksheet look that do not look plain; without `colours` the struck ones alone."""
        part = next(each.part for each in self.worksheets if each.name == sheet)
        with self.reading():
            return find_looks(self._book, part, colours=colours)

    def pivots(self, sheet: str) -> list[Range]:
        """Return where the pivot tables of a worksheet are; one that is damaged is none."""
        part = next(each.part for each in self.worksheets if each.name == sheet)
        with suppress(UnreadableWorkbook):
            return [*pivots(self._book, part)]
        return []

    def let_go(self) -> None:
        """Let go of what only the reading of cells needs: the cells of the last sheet, the shared texts."""
        self._cells = None
        self.__dict__.pop("_reader", None)

    def for_edits(self) -> Book:
        """Return the parts to make edits in: the workbook itself stays as it was opened."""
        return self._book.for_edits()

    @cached_property
    def _reader(self) -> CellReader:
        return CellReader(self._book, self._where)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Name the workbook in whatever says that it cannot be read, and let go of what was read meanwhile."""
        try:
            yield
        except UnreadableWorkbook as failure:
            raise failure.at(self._where) from None
        finally:
            if "_book" in self.__dict__:
                self._book.let_go()


def opened(source: bytes | Workbook) -> Workbook:
    """Return a workbook opened, where it is not yet."""
    return source if isinstance(source, Workbook) else Workbook(source)


def tables(source: bytes | Workbook, *, sheets: bool = False) -> list[Table]:
    """Find the workbook's tables, in the order of its sheets.

    With `sheets`, a worksheet that has no table but a header row (which may stand below a title) gives a Table too,
    with its rows to the last record; one that cannot be read gives none (`broken_invariants` names it). Raises
    `UnreadableWorkbook`.
    """
    return list(opened(source).tables_and_lists if sheets else opened(source).tables)


def worksheets(source: bytes | Workbook) -> list[Worksheet]:
    """List the worksheets in the order of their tabs. Raises `UnreadableWorkbook`."""
    return list(opened(source).worksheets)
