"""What follows a table that grows: formats, drop-downs, filters, names, charts that end on its last row.

Structured references and pivot tables by table name follow by themselves. Formulas in cells and pivot tables by range
are left as they stand, and told of (`ranges_not_extended`).
Source: ECMA-376-1, 18.3.1.18 (conditionalFormatting), 18.3.1.32 (dataValidation), 18.3.1.51 (ignoredError), 18.2.5
(definedName), 21.2.2.65 (c:f); [MS-XLSX] 2.6 (x14 extensions); [MS-ODRAWXML] 2.24 (c15, cx).
"""

from __future__ import annotations

from bisect import bisect
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.reading.opc import declared_as
from olsxl.workbook.xml.formula import Reference, references, rewrite
from olsxl.workbook.xml.markup import drop_attribute, set_attribute, set_text, set_texts
from olsxl.workbook.xml.ranges import MAX_COLUMN, Range
from olsxl.workbook.xml.sheet_xml import map_ranges, ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml

_SQREF: Final = frozenset({"conditionalFormatting", "dataValidation", "ignoredError"})
_FILTERED: Final = frozenset({"autoFilter", "sortState", "sortCondition"})
_CHART_FORMULAS: Final = frozenset({"f", "nf", "sqref"})
_CHARTS: Final = (".drawingml.chart+xml", ".chartex+xml")
"""How the content types of charts end (21.2, and [MS-ODRAWXML] 2.24)."""


class TableGrowth(NamedTuple):
    """A table or list that becomes `rows` longer; `table` is as it was before."""

    table: Table
    rows: int

    @property
    def last(self) -> int:
        """The last row of data before."""
        return self.table.last_row

    def of(self, area: Range) -> Range | None:
        """Grow a range of more than one row that ends on the last data row inside the table's columns, else None."""
        covers = area.top < area.bottom or area.top <= self.table.first_row
        return area.grown(self.rows) if covers and self._ends(area) else None

    def of_filter(self, area: Range) -> Range | None:
        """Grow a filter or its order of rows that ends on the last data row, however wide it is, else None."""
        return area.grown(self.rows) if area.bottom == self.last and area.spans_column_of(self.table.data) else None

    def of_each(self, text: str) -> str:
        """Grow the ranges of a `sqref`; one that covers the last row alone is a part of those that it joins above."""
        above = _widest([area for area in ranges(text) if area.top < self.last <= area.bottom + 1])

        def change(area: Range) -> Range | None:
            _, right = above[bisect(above, (area.left, MAX_COLUMN)) - 1]
            joins = area.top == self.last and area.right <= right
            return area.grown(self.rows) if joins and self._ends(area) else self.of(area)

        return map_ranges(text, change)

    def _ends(self, area: Range) -> bool:
        return area.bottom == self.last and area.within_columns_of(self.table.data)

    def of_reference(self, reference: Reference, own_sheet: str | None = None) -> Range | None:
        """Grow a reference to a whole column, with or without its heading, of this table."""
        whole = self._begins(reference.area) and not reference.one_cell
        return self._at_end(reference, own_sheet) if whole else None

    def formula(self, text: str, own_sheet: str | None = None) -> str:
        """Return a formula as it reads afterwards; `own_sheet` is where references without a sheet lead."""
        return rewrite(text, partial(self.of_reference, own_sheet=own_sheet))

    def series(self, text: str) -> str:
        """Return the cells of a chart's series as they read afterwards: several areas where some rows are filtered out.

        A series of several columns in one row lies across the table, and stays.
        """
        areas = references(text)
        begins = any(self._begins(each.area) for each in areas) and not (len(areas) == 1 and areas[0].one_cell)
        across = any(each.area.left < each.area.right and each.area.top == each.area.bottom for each in areas)
        return rewrite(text, self._at_end) if begins and not across else text

    def _begins(self, area: Range) -> bool:
        return area.top in {self.table.header_row, self.table.first_row}

    def _at_end(self, reference: Reference, own_sheet: str | None = None) -> Range | None:
        """Grow a reference to cells of this table that ends on its last row."""
        sheet = reference.sheet if reference.sheet is not None else own_sheet
        if sheet is None or sheet.casefold() != self.table.sheet.casefold() or reference.several or reference.outside:
            return None
        area = reference.area
        return area.grown(self.rows) if area.bottom >= self.table.first_row and self._ends(area) else None


def _widest(areas: list[Range]) -> list[tuple[int, int]]:
    """Return, for each column in which some of the areas begin, how far right those reach that begin there or before.

    Before them stands a column in which none begins.
    """
    found = [(0, 0)]
    for area in sorted(areas, key=lambda area: area.left):
        found.append((area.left, max(found[-1][1], area.right)))
    return found


def extend_sheet(xml: SheetXml, growth: TableGrowth) -> list[ByteEdit]:
    """Return the changes to what stands around the rows of the table's own sheet."""
    changes: list[ByteEdit] = []
    for element in xml.frame.walk():
        if element.name in _SQREF and "sqref" in element.attributes:
            new = growth.of_each(element.get("sqref"))
            changes += [set_attribute(xml.part, element, "sqref", new)] if new != element.get("sqref") else []
        elif element.name == "sqref" and element.within in _SQREF:
            new = growth.of_each(element.text)
            changes += [set_text(element, new)] if new != element.text else []
    if growth.table.part is None:  # a filter of its own; those of saved views (customSheetViews) stay as they were
        for element in (each for child in xml.frame.named(*_FILTERED) for each in child.walk()):
            if element.name in _FILTERED:
                changes += _grown_attribute(xml.part, element, "ref", growth.of_filter)
    return changes


def extend_table(book: Book, growth: TableGrowth) -> None:
    """Let the table's own part cover the new rows: its ref, its filter's, its sort's; nothing else of it."""
    name = growth.table.part
    if name is None:
        return
    part, root = book.read(name), book.root(name)
    ref = Range.parse(growth.table.ref).grown(growth.rows)
    filtered = Range(ref.left, ref.top, ref.right, growth.last + growth.rows)
    changes = [set_attribute(part, root, "ref", str(ref))]
    for element in root.walk():
        if element.name == "autoFilter":
            changes.append(set_attribute(part, element, "ref", str(filtered)))
        elif element.name in _FILTERED:
            changes += _grown_attribute(part, element, "ref", growth.of_filter)
    book.edit(name, changes)


def show_data(book: Book, table: Table) -> None:
    """Take the mark from an empty table that its one row is only the place to type (18.5.1.2 insertRow)."""
    if table.part is not None:
        book.edit(table.part, drop_attribute(book.read(table.part), book.root(table.part), "insertRow"))


def extend_names(book: Book, growth: TableGrowth) -> None:
    """Let names and print areas follow that end on the table's last row, and the hidden twin of a sheet's filter."""
    group = book.root(book.workbook_part).child("definedNames")
    changes: list[ByteEdit] = []
    for element in group.named("definedName") if group else ():
        text = rewrite(element.text, partial(_named, growth, element))
        changes += [set_text(element, text)] if text != element.text else []
    book.edit(book.workbook_part, changes)


def extend_charts(book: Book, growth: TableGrowth) -> None:
    """Let the series and categories of charts follow; what a chart has stored Excel reads anew."""
    if growth.table.part is None:
        return
    for name in chart_parts(book):
        book.edit(name, set_texts(chart_formulas(book.root(name)), growth.series))


def chart_parts(book: Book) -> list[str]:
    """Return the names of the parts that hold charts, wherever they lie, each once."""
    return declared_as(book, _CHARTS)


def chart_formulas(root: Element) -> Iterator[Element]:
    """Return the elements of a chart that hold a formula: `c:f`, `cx:f`, `cx:nf`, and of filtered ones `c15:sqref`."""
    return (element for element in root.walk() if element.name in _CHART_FORMULAS and not element.children)


def _named(growth: TableGrowth, element: Element, reference: Reference) -> Range | None:
    builtin = element.get("name").casefold()
    if builtin == "_xlnm._filterdatabase":
        same_sheet = reference.sheet is not None and reference.sheet.casefold() == growth.table.sheet.casefold()
        return growth.of_filter(reference.area) if same_sheet else None
    if growth.table.part is None:
        return None
    if builtin == "_xlnm.print_area":
        return _printed(growth, reference)
    return growth.of_reference(reference)


def _printed(growth: TableGrowth, reference: Reference) -> Range | None:
    """Grow a print area that ends with the table, whatever stands beside or above it."""
    area, data = reference.area, growth.table.data
    same_sheet = reference.sheet is not None and reference.sheet.casefold() == growth.table.sheet.casefold()
    return area.grown(growth.rows) if same_sheet and area.bottom == growth.last and area.spans_column_of(data) else None


def _grown_attribute(
    part: bytes, element: Element, attribute: str, change: Callable[[Range], Range | None]
) -> list[ByteEdit]:
    new = map_ranges(element.get(attribute), change)
    return [set_attribute(part, element, attribute, new)] if new != element.get(attribute) else []
