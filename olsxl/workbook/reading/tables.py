"""The tables of a workbook, and its sheets that hold a list without being one.

Source: ECMA-376-1, 18.5.1.2 (table), 18.5.1.3 (tableColumn).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.errors import UnreadableWorkbook, reading_sheet
from olsxl.workbook.reading.filled_down import filled_down
from olsxl.workbook.reading.lists import find_list
from olsxl.workbook.reading.pivots import pivots
from olsxl.workbook.reading.row_scan import last_filled
from olsxl.workbook.reading.shared_texts import unescape
from olsxl.workbook.xml.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its formula where it is calculated, its `dataDxfId`."""

    heading: str
    formula: str | None = None
    array: bool = False
    dxf: int | None = None


@dataclass(frozen=True)
class Table:
    """A table, or a sheet that holds a list without one (`part` is None, `name` the sheet's).

    `ref` is like `A1:H20` and holds header and totals row. Rows and columns are those of Excel, from 1. The data is in
    `first_row` to `last_row`, prepared blank rows included; `last_row` is below `first_row` where there is none.
    `unclear_row` is a row below a gap of a list of which nobody can tell whether it belongs to it.
    A table whose header row is switched off has `has_header` False and `header_row` one above its data.
    """

    name: str
    sheet: str
    ref: str
    headings: tuple[str, ...]
    header_row: int
    first_row: int
    last_row: int
    first_column: int
    has_totals: bool
    has_header: bool
    part: str | None
    sheet_part: str
    columns: tuple[Column, ...] = field(repr=False)
    book: Book = field(repr=False, compare=False)
    unclear_row: int | None = None

    @property
    def last_column(self) -> int:
        """The number of its last column."""
        return self.first_column + len(self.headings) - 1

    @property
    def data(self) -> Range:
        """The cells under its headings; one row too many where it has no data row."""
        return Range(self.first_column, self.first_row, self.last_column, max(self.last_row, self.first_row))

    @property
    def calculated(self) -> frozenset[int]:
        """The column numbers that a formula of the table fills."""
        return frozenset(self.first_column + at for at, column in enumerate(self.columns) if column.formula is not None)

    @property
    def undeclared(self) -> frozenset[int]:
        """The column numbers for which the table says no formula."""
        return frozenset(range(self.first_column, self.last_column + 1)) - self.calculated

    def ending_at(self, last_row: int) -> Table:
        """Return a list with this as its last row."""
        ref = replace(Range.parse(self.ref), bottom=last_row)
        return replace(self, ref=str(ref), last_row=last_row, unclear_row=None)

    @cached_property
    def first_free_row(self) -> int:
        """The row that the next appended row takes: a blank one prepared in the table, else the one below its data.

        Reads the sheet, and lets it go; a row with nothing but calculated formulas is blank.
        """
        try:
            return self.last_filled_row(self.book.sheet_xml(self.sheet_part)) + 1
        finally:
            self.book.let_go()

    def last_filled_row(self, xml: SheetXml) -> int:
        """Find the last row of data that holds anything, or the header row.

        Where formulas fill all columns, they are what the rows hold.
        """
        if self.part is None:
            return self.last_row
        formulas = {*self.calculated, *filled_down(xml, self.undeclared, self.first_row, self.last_row)}
        return last_filled(xml, self.data, formulas if len(formulas) < len(self.headings) else ())


def find_tables(book: Book, *, sheets: bool = False) -> Iterator[Table]:
    """Find the tables as the book stands now, in the order of its sheets.

    With `sheets`, a worksheet that has no table but a header row (which may stand below a title) gives a Table too,
    with its rows to the last record; one that cannot be read gives none, and stops no other.
    """
    for sheet in book.worksheets:
        parts = book.related(sheet.part, "table")
        for part in parts:
            yield read_table(book, sheet, part)
        with suppress(UnreadableWorkbook):
            if sheets and not parts and (table := list_of(book, sheet)):
                yield table


def read_table(book: Book, sheet: Worksheet, part: str) -> Table:
    """Read one table part."""
    root = book.root(part)
    ref = Range.parse(root.get("ref"))
    header, totals = root.get("headerRowCount", "1") != "0", root.number("totalsRowCount")
    group = root.child("tableColumns")
    columns = tuple(_column(element) for element in group.named("tableColumn")) if group else ()
    if ref.right - ref.left + 1 != len(columns):
        raise unreadable(f"is damaged: its table '{root.get('displayName')}' has another width than columns")
    return Table(
        name=root.get("displayName") or root.get("name"),
        sheet=sheet.name,
        ref=str(ref),
        headings=tuple(column.heading for column in columns),
        header_row=ref.top - (not header),
        first_row=ref.top + header,
        last_row=ref.bottom - totals,
        first_column=ref.left,
        has_totals=totals > 0,
        has_header=header,
        part=part,
        sheet_part=sheet.part,
        columns=columns,
        book=book,
    )


def _column(element: Element) -> Column:
    formula = element.child("calculatedColumnFormula")
    return Column(
        heading=unescape(element.get("name")),
        formula=formula.text if formula else None,
        array=bool(formula and formula.get("array") in {"1", "true"}),
        dxf=element.number("dataDxfId") if element.get("dataDxfId") else None,
    )


def list_of(book: Book, sheet: Worksheet, wanted: Collection[str] = ()) -> Table | None:
    """Find the list of a worksheet, the one with these headings where several stand there."""
    with reading_sheet(sheet.name):
        others = [Range.parse(book.root(part).get("ref")) for part in book.related(sheet.part, "table")]
        others += pivots(book, sheet.part)
        found = find_list(book, book.sheet_xml(sheet.part), wanted, others)
    if found is None:
        return None
    area = found.area
    return Table(
        name=sheet.name,
        sheet=sheet.name,
        ref=str(area),
        headings=found.headings,
        header_row=area.top,
        first_row=area.top + 1,
        last_row=area.bottom,
        first_column=area.left,
        has_totals=False,
        has_header=True,
        part=None,
        sheet_part=sheet.part,
        columns=tuple(Column(heading) for heading in found.headings),
        book=book,
        unclear_row=found.unclear_row,
    )
