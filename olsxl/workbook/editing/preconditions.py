"""What an edit refuses, by name and with a way out: every sentence here is for the manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.errors import EditRefused
from olsxl.workbook.reading.opc import declared_as
from olsxl.workbook.reading.pivots import pivots
from olsxl.workbook.xml.formula import references
from olsxl.workbook.xml.ranges import MAX_ROW, Range, cell_name
from olsxl.workbook.xml.sheet_xml import SheetXml, cells, has_content, row_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.reading.tables import Table

_TRUE = frozenset({"1", "true", "on"})
_OF_SHARING = ("revisionheaders", "usernames")
"""What a shared workbook has parts for, in small letters: the history of its changes, and who has it open."""


def check_unsigned(book: Book) -> None:
    """Refuse a package with a digital signature: any change would break it (ECMA-376-2, 13)."""
    kinds = {relation.kind for relation in book.relations("")}
    if "origin" in kinds or any(name.casefold().startswith("_xmlsignatures/") for name in book.names):
        raise EditRefused(
            "",
            "a digital signature on the workbook",
            "any change would make the signature invalid",
            "In Excel choose File, Info, View Signatures and remove it, or keep the register in an unsigned copy",
        )


def is_shared(book: Book) -> bool:
    """Say whether the workbook is shared in the old way (18.11): a part for it is related, or declared."""
    kinds = {relation.kind.casefold() for relation in book.relations(book.workbook_part)}
    return not kinds.isdisjoint(_OF_SHARING) or bool(declared_as(book, tuple(f".{kind}+xml" for kind in _OF_SHARING)))


def check_unprotected(xml: SheetXml, sheet: str) -> None:
    """Refuse a protected sheet (18.3.1.85 sheetProtection)."""
    protection = xml.frame.child("sheetProtection")
    if protection is not None and protection.get("sheet") in _TRUE:
        raise EditRefused(
            sheet,
            "sheet protection",
            "the sheet is protected against changes",
            "In Excel choose Review, Unprotect Sheet",
        )


def check_table(book: Book, table: Table) -> None:
    """Refuse tables that something outside fills again, those without a header row, and lists with an unclear end."""
    if table.part is None:
        check_refreshed(book, table)
        _check_end(table)
        return
    root = book.root(table.part)
    kind = root.get("tableType", "worksheet")
    if kind == "queryTable" or book.related(table.part, "queryTable"):
        raise EditRefused(
            table.sheet,
            f"the query behind the table '{table.name}'",
            "the next refresh would overwrite the new row",
            "Add the row at the query's source, or in Excel choose Table Design, Unlink",
        )
    if kind == "xml" or any(element.name == "xmlColumnPr" for element in root.walk()):
        raise EditRefused(
            table.sheet,
            f"the XML map behind the table '{table.name}'",
            "the next refresh of its XML data would overwrite the new row",
            "In Excel choose Table Design, Convert to Range, and make a table of it again",
        )
    if not table.has_header:
        raise EditRefused(
            table.sheet,
            f"the hidden header row of the table '{table.name}'",
            "without it the columns cannot be told apart safely",
            "In Excel choose Table Design and tick Header Row",
        )


def check_room(book: Book, table: Table, xml: SheetXml, area: Range, taken: Collection[int]) -> None:
    """Refuse rows below a table or list in which something stands already; `taken` are the columns that get values.

    Below a list, prepared formulas are welcome in the other columns: those that show nothing, and those that its last
    row has as well.
    """
    where = f"the {'table' if table.part else 'list'} '{table.name}'"
    if area.bottom > MAX_ROW:
        raise EditRefused(table.sheet, "the end of the sheet", f"{where} has no row left", "Start a new register")
    obstacle = next(_obstacles(book, table, xml, area, taken), None)
    if obstacle is not None:
        raise EditRefused(
            table.sheet,
            f"{obstacle} below {where}",
            "the new row would overwrite it",
            "In Excel move what stands there elsewhere, or insert empty rows above it",
        )


def check_beside(book: Book, table: Table, xml: SheetXml, area: Range) -> None:
    """Refuse a column beside a table or list in which something stands already, or one against another list's heading.

    A list reaches as far as its headings stand side by side.
    """
    against = Range(area.right + 1, area.top, area.right + 1, area.top)
    areas = [area] if table.part else [area, against]
    obstacle = next((found for each in areas for found in _obstacles(book, table, xml, each, {each.left})), None)
    if obstacle is not None:
        raise EditRefused(
            table.sheet,
            f"{obstacle} beside the {'table' if table.part else 'list'} '{table.name}'",
            "the new column would overwrite it, or be joined to it",
            "In Excel move what stands there elsewhere, with two empty columns between",
        )


def _check_end(table: Table) -> None:
    """Refuse a list where nobody can tell whether what stands below a gap belongs to it."""
    if table.unclear_row is not None:
        raise EditRefused(
            table.sheet,
            f"row {table.unclear_row} below the blank rows of the list '{table.name}'",
            "it may be one of its rows as well as the heading of something else, so the end of the list is not certain",
            "In Excel delete the blank rows where the list goes on there, or else make the list above them a table "
            "(Insert, Table)",
        )


def check_refreshed(book: Book, table: Table) -> None:
    """Refuse a list that something outside fills again: a pivot table, or a query (18.12.13) by its defined name."""
    filling = [(f"the pivot table {area}", area) for area in pivots(book, table.sheet_part)]
    for part in book.related(table.sheet_part, "queryTable"):
        name = book.root(part).get("name")
        filling += [(f"the query '{name}'", area) for area in _named(book, name, table.sheet)]
    for what, area in filling:
        if area.meets(Range.parse(table.ref)):
            raise EditRefused(
                table.sheet,
                f"{what}, which fills the list '{table.name}'",
                "its next refresh would overwrite the new row",
                "Add the row at its source, or copy the list to a sheet of its own",
            )


def _named(book: Book, name: str, sheet: str) -> Iterator[Range]:
    """Return the cells of a sheet that a defined name stands for."""
    group = book.root(book.workbook_part).child("definedNames")
    for element in group.named("definedName") if group else ():
        if element.get("name").casefold() == name.casefold():
            found = references(element.text)
            yield from (each.area for each in found if (each.sheet or "").casefold() == sheet.casefold())


def check_unmerged(table: Table, xml: SheetXml, area: Range) -> None:
    """Refuse prepared rows with merged cells, of which only the first can hold a value."""
    for merged in merges(xml):
        if merged.meets(area):
            raise EditRefused(
                table.sheet,
                f"the merged cells {merged}",
                "a row that lies in them cannot take a value in each column",
                "In Excel select them and choose Home, Merge & Center, Unmerge Cells",
            )


def merges(xml: SheetXml) -> list[Range]:
    """Return the sheet's merged ranges (18.3.1.54 mergeCell)."""
    group = xml.frame.child("mergeCells")
    return [Range.parse(cell.get("ref")) for cell in group.named("mergeCell")] if group else []


def _obstacles(book: Book, table: Table, xml: SheetXml, area: Range, taken: Collection[int]) -> Iterator[str]:
    for name, other in _other_tables(book, table):
        if other.meets(area):
            yield f"the table '{name}' ({other})"
    for merged in merges(xml):
        if merged.meets(area):
            yield f"the merged cells {merged}"
    for pivot in pivots(book, table.sheet_part):
        if pivot.meets(area):
            yield f"a pivot table ({pivot})"
    calculated = _calculated(table, xml)
    for row in xml.rows(area.top, area.bottom):
        for column, cell in cells(row).items():
            formula, free = cell.child("f") is not None, table.part is None and column not in taken
            prepared = formula and free and (column in calculated or not has_content(cell))
            if area.left <= column <= area.right and (formula or has_content(cell)) and not prepared:
                yield f"the content of cell {cell_name(column, row_number(row))}"


def _calculated(table: Table, xml: SheetXml) -> set[int]:
    """Return the columns in which the last row of a list has a formula; all of them where it has no row yet."""
    if table.last_row < table.first_row:
        return set(range(table.first_column, table.last_column + 1))
    last = xml.rows(table.last_row, table.last_row)
    return {column for row in last for column, cell in cells(row).items() if cell.child("f") is not None}


def _other_tables(book: Book, table: Table) -> Iterator[tuple[str, Range]]:
    for part in book.related(table.sheet_part, "table"):
        if part != table.part:
            root = book.root(part)
            yield root.get("displayName"), Range.parse(root.get("ref"))
