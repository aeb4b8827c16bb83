"""What Excel keeps true in every workbook that it saves, checked on whole workbooks: for tests and for `olsxl doctor`.

A break of one of these is what Excel offers to repair. Source: ECMA-376-1, 18.3.1.73 (row), 18.3.1.35 (dimension),
18.5.1.2 (table), 18.6.2 (calcChain); ECMA-376-3, 7.2 (mc:Ignorable).
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from olsxl.workbook.editing.calculation_chain import chain_parts
from olsxl.workbook.errors import UnreadableWorkbook, reading_sheet
from olsxl.workbook.package_invariants import broken_between_parts
from olsxl.workbook.reading.opc import relation_id
from olsxl.workbook.reading.opened import opened
from olsxl.workbook.reading.shared_texts import SharedTexts
from olsxl.workbook.reading.tables import find_tables
from olsxl.workbook.xml.markup import parse_flat
from olsxl.workbook.xml.ranges import Range, cell_name
from olsxl.workbook.xml.row_formulas import row_formulas
from olsxl.workbook.xml.sheet_xml import cells, ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.reading.opened import Workbook
    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.row_formulas import Formulas
    from olsxl.workbook.xml.sheet_xml import SheetXml

_IGNORABLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"

_Rows = dict[int, "Formulas"]
"""The rows of a sheet by number."""


def broken_invariants(source: bytes | Workbook) -> list[str]:
    """Return a sentence for everything in the workbook that Excel would not have saved so; reads all of it."""
    found: list[str] = []
    with _told(found):
        book = opened(source).for_edits()
        rows: dict[str, _Rows] = {}
        for sheet in book.worksheets:
            with _told(found), reading_sheet(sheet.name):
                found += _sheet(book, sheet, rows)
        for table in find_tables(book):
            found += _table(book, table, rows[table.sheet_part]) if table.sheet_part in rows else ()
        found += _overlaps(book)
        found += _chain(book, rows)
        found += broken_between_parts(book)
    return found


@contextmanager
def _told(found: list[str]) -> Iterator[None]:
    """Tell what cannot be read, and let the rest be looked at."""
    try:
        yield
    except UnreadableWorkbook as failure:
        found.append(str(failure).removesuffix("."))


def _sheet(book: Book, sheet: Worksheet, every: dict[str, _Rows]) -> list[str]:
    """Check the rows of a sheet; where all of them can be read, they stand in `every` afterwards."""
    xml, rows = book.sheet_xml(sheet.part), _Rows()
    broken = list(_frame(book, sheet, xml))
    for number, found in row_formulas(xml):
        if number <= next(reversed(rows), 0):
            broken.append(f"{sheet.name}: row {number} is out of order")
        rows[number] = found
    every[sheet.part] = rows
    return [*broken, *_dimension(sheet, xml, rows)]


def _frame(book: Book, sheet: Worksheet, xml: SheetXml) -> Iterator[str]:
    related = {relation.id for relation in book.relations(sheet.part)}
    for element in xml.frame.walk():
        if (number := relation_id(element)) and number not in related:
            yield f"{sheet.name}: its {element.name} refers to {number}, which is no relationship of it"
    for prefix in xml.frame.get(_IGNORABLE).split():
        if not re.search(rb"xmlns:%s\s*=" % re.escape(prefix.encode()), xml.root_tag):
            yield f"{sheet.name}: the prefix {prefix} is to be ignored and not declared"


def _dimension(sheet: Worksheet, xml: SheetXml, rows: _Rows) -> Iterator[str]:
    element = xml.frame.child("dimension")
    columns = [column for row in rows.values() for column in row]
    numbers = [number for number, row in rows.items() if row]
    if element is None or not columns:
        return
    used = Range(min(columns), min(numbers), max(columns), max(numbers))
    covered = ranges(element.get("ref"))
    if len(covered) != 1:
        yield f"{sheet.name}: the dimension '{element.get('ref')}' is no range"
    elif covered[0].union(used) != covered[0]:
        yield f"{sheet.name}: the dimension {element.get('ref')} does not cover {used}"


def _table(book: Book, table: Table, rows: _Rows) -> Iterator[str]:
    root, ref = book.root(table.part or ""), Range.parse(table.ref)
    filtered = root.child("autoFilter")
    covered = str(Range(ref.left, ref.top, ref.right, table.last_row))
    if filtered is not None and filtered.get("ref") != covered:
        yield f"{table.name}: its filter covers {filtered.get('ref')}, its headings and data are in {covered}"
    if table.has_header:
        header = book.sheet_xml(table.sheet_part).rows(table.header_row, table.header_row)
        yield from _headings(book, table, cells(header[0]) if header else {})
    for column in sorted(table.calculated):
        for number in range(table.first_row, table.last_row + 1):
            if column not in rows.get(number, {}):
                yield f"{table.name}: {cell_name(column, number)} lacks the formula of its column"


def _headings(book: Book, table: Table, header: dict[int, Element]) -> Iterator[str]:
    texts = SharedTexts(book.shared_strings, header.values())
    for column, heading in enumerate(table.headings, table.first_column):
        there = header.get(column)
        text = texts.of(there) if there is not None else ""
        if " ".join(text.split()) != " ".join(heading.split()):
            yield f"{table.name}: the heading in {cell_name(column, table.header_row)} is '{text}', not '{heading}'"


def _overlaps(book: Book) -> Iterator[str]:
    every = list(find_tables(book))
    for at, one in enumerate(every):
        for other in every[at + 1 :]:
            if one.sheet == other.sheet and Range.parse(one.ref).meets(Range.parse(other.ref)):
                yield f"{one.sheet}: the tables {one.name} and {other.name} overlap"


def _chain(book: Book, rows: dict[str, _Rows]) -> Iterator[str]:
    sheets = {book.sheet_id(sheet.name): sheet.part for sheet in book.worksheets if sheet.part in rows}
    filled = {part: _filled_by_formulas(cells_) for part, cells_ in rows.items()}
    for part in chain_parts(book):
        sheet = ""
        for entry in parse_flat(book.read(part), b"c"):
            sheet = entry.get("i") or sheet
            place = Range.parse(entry.get("r"))
            if sheet in sheets and not any(area.meets(place) for area in filled[sheets[sheet]](place)):
                yield f"the calculation chain lists {entry.get('r')} of sheet {sheet}, which has no formula"


def _filled_by_formulas(rows: _Rows) -> Callable[[Range], list[Range]]:
    """Return what gives the areas that formulas fill where a cell is: its own, or those of arrays."""
    arrays = [
        Range.parse(formula["ref"])
        for row in rows.values()
        for formula in row.values()
        if formula is not None and formula.get("t") in {"array", "dataTable"} and formula.get("ref")
    ]

    def areas(place: Range) -> list[Range]:
        return [place] if rows.get(place.top, {}).get(place.left) is not None else arrays

    return areas
