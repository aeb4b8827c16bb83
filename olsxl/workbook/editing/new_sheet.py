"""A new last sheet with an empty table, or with lists side by side.

Source: ECMA-376-1, 18.3.1.99 (worksheet), 18.5.1.2 (table: at least one row under its header), 18.2.19 (sheet);
ECMA-376-2, 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.editing.calculation_chain import sheets_listed
from olsxl.workbook.editing.preconditions import is_shared
from olsxl.workbook.errors import EditRefused
from olsxl.workbook.reading.opc import DECLARATION, declare, free_name, relate, relationship_namespace
from olsxl.workbook.xml.markup import append_child, escape_attribute, escape_text, prefix
from olsxl.workbook.xml.ranges import MAX_COLUMN, Range, cell_name
from olsxl.workbook.xml.values import cell, escape_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.workbook.editing.edits import AddLists, AddSheet
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element

_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_MAX_NUMBER: Final = 65_535
_FIX: Final = "Choose another name"


class _NewTable(NamedTuple):
    """A table to be: its name, the column it begins in, its headings, the values of its one column if it has some."""

    name: str
    left: int
    headings: Sequence[str]
    values: Sequence[str] = ()

    @property
    def ref(self) -> Range:
        return Range(self.left, 1, self.left + len(self.headings) - 1, max(2, 1 + len(self.values)))


def add_sheet(book: Book, edit: AddSheet) -> None:
    """Add the sheet and its table; sheets, names and tables that are there stay as they are.

    Raises `EditRefused` where the workbook's structure is protected, or Excel would not take a name.
    """
    _check_structure(book, edit.name)
    _check_name(book, edit.name)
    _check_headings(edit.name, edit.headings)
    columns = {heading: at for at, heading in enumerate(edit.headings, 1)}
    choices = {columns[heading]: area for heading, area in edit.choices.items()}
    _add(book, edit.name, [_NewTable(_table_name(book, edit.name), 1, edit.headings)], choices)


def add_lists(book: Book, edit: AddLists) -> None:
    """Add the sheet with a table for each list. Raises `EditRefused` as `add_sheet` does."""
    _check_structure(book, edit.name)
    _check_name(book, edit.name)
    for table, heading, _ in edit.lists:
        _check_headings(edit.name, [heading])
        if _table_name(book, table) != table:
            raise EditRefused(edit.name, f"the name {table}", "the workbook uses it for something else", _FIX)
    tables = [_NewTable(table, 1 + 2 * at, [heading], values) for at, (table, heading, values) in enumerate(edit.lists)]
    _add(book, edit.name, tables, {})


def _add(book: Book, name: str, tables: Sequence[_NewTable], choices: Mapping[int, str]) -> None:
    folder = posixpath.dirname(book.workbook_part)
    root = book.root(book.workbook_part)
    office, main = relationship_namespace(root), root.namespace
    sheet = free_name(book, posixpath.join(folder, "worksheets", "sheet{}.xml"))
    number = max((root.number("id") for root in _tables(book)), default=0)
    parts = []
    for at, table in enumerate(tables, 1):
        parts.append(free_name(book, posixpath.join(folder, "tables", "table{}.xml")))
        book.put(parts[-1], _table_part(main, number + at, table))
    related = relate(book, sheet, f"{office}/table", parts)
    book.put(sheet, _sheet_part(main, office, tables, choices, related))
    declare(book, {sheet: _SHEET_TYPE, **dict.fromkeys(parts, _TABLE_TYPE)})
    (own,) = relate(book, book.workbook_part, f"{office}/worksheet", [sheet])
    _list_sheet(book, name, own, office)


def _check_structure(book: Book, name: str) -> None:
    """Refuse a workbook to which Excel lets nobody add a sheet with a table, or one that has names for such a sheet."""
    if is_shared(book):
        raise EditRefused(
            name,
            "a shared workbook, which keeps a history of its changes",
            "Excel allows no tables in it",
            "In Excel choose Review, Unshare Workbook (or Share Workbook, and untick 'Allow changes by more than one "
            "user')",
        )
    group = book.root(book.workbook_part).child("definedNames")
    for element in group.named("definedName") if group else ():
        if element.get("localSheetId") and element.number("localSheetId") >= len(book.tab_names):
            raise EditRefused(
                name,
                f"the name '{element.get('name')}' of a sheet that is not there",
                "the new sheet would take it over",
                "Open the workbook in Excel, let it repair that name, and save it",
            )
    protection = book.root(book.workbook_part).child("workbookProtection")
    if protection is not None and protection.get("lockStructure") in {"1", "true"}:
        raise EditRefused(
            name,
            "the protected structure of the workbook",
            "no sheet can be added",
            "In Excel choose Review, Protect Workbook, and switch it off",
        )


def _check_name(book: Book, name: str) -> None:
    why = None
    if not name.strip() or len(name.encode("utf-16-le")) > 2 * 31:
        why = "a sheet's name has 1 to 31 characters"
    elif _FORBIDDEN.search(name) or name.startswith("'") or name.endswith("'"):
        why = "a sheet's name cannot hold any of [ ] : * ? / \\ or begin or end with an apostrophe"
    elif name.casefold() in {"history", *(tab.casefold() for tab in book.tab_names)}:
        why = "the workbook has a sheet of that name, or Excel keeps it for itself"
    if why:
        raise EditRefused(name, "its name", why, _FIX)


def _check_headings(name: str, headings: Sequence[str]) -> None:
    why = None
    if not 1 <= len(headings) <= MAX_COLUMN:
        why = "a table has at least one column"
    elif not all(heading.strip() and len(heading) <= 255 for heading in headings):
        why = "a heading has 1 to 255 characters"
    elif len({heading.casefold() for heading in headings}) != len(headings):
        why = "two headings are the same"
    if why:
        raise EditRefused(name, "its headings", why, "Choose other headings")


def _sheet_part(
    main: str, office: str, tables: Sequence[_NewTable], choices: Mapping[int, str], related: Sequence[str]
) -> bytes:
    width, height = tables[-1].ref.right, max(1, *(1 + len(table.values) for table in tables))
    rows = b""
    for row in range(1, height + 1):
        lines = ((table.left, table.headings if row == 1 else table.values[row - 2 : row - 1]) for table in tables)
        texts = {left + at: text for left, line in lines for at, text in enumerate(line)}
        cells = (cell(b"", cell_name(at, row), 0, text, date1904=False) for at, text in texts.items())
        rows += b'<row r="%d">%s</row>' % (row, b"".join(cells))
    parts = "".join(f'<tablePart r:id="{number}"/>' for number in related)
    return (
        DECLARATION
        + f'<worksheet xmlns="{main}" xmlns:r="{office}"><dimension ref="{Range(1, 1, width, height)}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<cols><col min="1" max="{width}" width="18" customWidth="1"/></cols><sheetData>'.encode()
        + rows
        + b"</sheetData>"
        + _validations(choices)
        + b'<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        + f'<tableParts count="{len(tables)}">{parts}</tableParts></worksheet>'.encode()
    )


def _validations(choices: Mapping[int, str]) -> bytes:
    """Return drop-downs over the table's one row: the range grows as rows are added (18.3.1.33)."""
    if not choices:
        return b""
    each = b"".join(
        b'<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="%s">'
        b"<formula1>%s</formula1></dataValidation>" % (cell_name(column, 2).encode(), escape_text(area))
        for column, area in sorted(choices.items())
    )
    return b'<dataValidations count="%d">%s</dataValidations>' % (len(choices), each)


def _table_part(main: str, number: int, table: _NewTable) -> bytes:
    names = (escape_attribute(escape_codes(heading)).replace(b"&#10;", b"_x000a_") for heading in table.headings)
    columns = b"".join(b'<tableColumn id="%d" name="%s"/>' % numbered for numbered in enumerate(names, 1))
    name, ref = table.name, table.ref
    blank = "" if table.values else 'insertRow="1" '
    return (
        DECLARATION
        + f'<table xmlns="{main}" id="{number}" name="{name}" displayName="{name}" ref="{ref}" {blank}'
        f'totalsRowShown="0"><autoFilter ref="{ref}"/><tableColumns count="{len(table.headings)}">'.encode()
        + columns
        + b'</tableColumns><tableStyleInfo name="TableStyleMedium2" showFirstColumn="0" showLastColumn="0" '
        + b'showRowStripes="1" showColumnStripes="0"/></table>'
    )


def _tables(book: Book) -> Iterable[Element]:
    for sheet in book.worksheets:
        for part in book.related(sheet.part, "table"):
            yield book.root(part)


def _table_name(book: Book, sheet: str) -> str:
    """Make a table's name of a sheet's: letters, digits, `_` and `.`, like no cell, and not taken yet."""
    base = re.sub(r"[^\w.]", "_", sheet)
    if not re.match(r"[^\W\d]", base) or re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c?\d*|c\d*", base):
        base = f"_{base}"
    group = book.root(book.workbook_part).child("definedNames")
    taken = {root.get("displayName").casefold() for root in _tables(book)}
    taken |= {element.get("name").casefold() for element in group.named("definedName")} if group else set()
    names = (f"{base}_{number}" if number else base for number in range(100_000))
    return next(name for name in names if name.casefold() not in taken)


def _list_sheet(book: Book, name: str, relation: str, office: str) -> None:
    part, root = book.read(book.workbook_part), book.root(book.workbook_part)
    sheets = root.child("sheets")
    if sheets is None:
        raise unreadable("has no sheets")
    taken = {element.number("sheetId") for element in sheets.children} | sheets_listed(book)
    number = max(taken, default=0) + 1
    if number >= _MAX_NUMBER:  # the last that Excel counts (18.2.19 sheetId)
        number = min(set(range(1, _MAX_NUMBER)) - taken)
    bound = re.search(
        rb"""xmlns:([\w.-]+)\s*=\s*["']%s["']""" % re.escape(office.encode()), part[root.start : root.inner]
    )
    declared = b"" if bound else b' xmlns:r="%s"' % office.encode()
    text = b'<%ssheet%s name="%s" sheetId="%d" %s:id="%s"/>' % (
        prefix(part, root),
        declared,
        escape_attribute(name),
        number,
        bound[1] if bound else b"r",
        relation.encode(),
    )
    book.edit(book.workbook_part, [append_child(part, sheets, text)])
