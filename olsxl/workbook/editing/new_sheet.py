"""A new last sheet with an empty table, or with lists side by side.

Source: ECMA-376-1, 18.3.1.99 (worksheet), 18.5.1.2 (table: at least one row under its header), 18.2.19 (sheet);
ECMA-376-2, 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.package import part_key, unreadable
from olsxl.workbook.errors import EditRefused
from olsxl.workbook.reading.book import CONTENT_TYPES, rels_part
from olsxl.workbook.xml.markup import MAIN_STRICT, append_child, escape_attribute, escape_text, prefix
from olsxl.workbook.xml.ranges import MAX_COLUMN, Range, cell_name
from olsxl.workbook.xml.values import cell, escape_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.workbook.editing.edits import AddLists, AddSheet
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element

_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_FIX: Final = "Choose another name"


@dataclass(frozen=True, slots=True)
class _NewTable:
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
    office, main = _OFFICE_STRICT if root.namespace == MAIN_STRICT else _OFFICE, root.namespace
    sheet = _free_part(book, posixpath.join(folder, "worksheets", "sheet{}.xml"))
    number = max((root.number("id") for root in _tables(book)), default=0)
    parts = []
    for at, table in enumerate(tables, 1):
        parts.append(_free_part(book, posixpath.join(folder, "tables", "table{}.xml")))
        book.put(parts[-1], _table_part(main, number + at, table))
    book.put(sheet, _sheet_part(main, office, tables, choices))
    targets = [posixpath.relpath(part, posixpath.dirname(sheet)) for part in parts]
    book.put(rels_part(sheet), _rels_part(f"{office}/table", targets))
    _declare(book, {sheet: _SHEET_TYPE, **dict.fromkeys(parts, _TABLE_TYPE)})
    _list_sheet(book, name, _relate(book, f"{office}/worksheet", sheet), office)


def _check_structure(book: Book, name: str) -> None:
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


def _free_part(book: Book, pattern: str) -> str:
    taken = {part_key(name) for name in book.names}
    return next(name for number in range(1, 100_000) if part_key(name := pattern.format(number)) not in taken)


def _sheet_part(main: str, office: str, tables: Sequence[_NewTable], choices: Mapping[int, str]) -> bytes:
    width, height = tables[-1].ref.right, max(1, *(1 + len(table.values) for table in tables))
    rows = b"".join(b'<row r="%d">%s</row>' % (row, _cells(tables, row)) for row in range(1, height + 1))
    parts = "".join(f'<tablePart r:id="rId{at}"/>' for at in range(1, len(tables) + 1))
    return (
        _DECLARATION
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


def _cells(tables: Sequence[_NewTable], row: int) -> bytes:
    texts = {table.left + at: text for table in tables for at, text in enumerate(_line(table, row))}
    return b"".join(cell(b"", cell_name(at, row), 0, text, date1904=False) for at, text in texts.items())


def _line(table: _NewTable, row: int) -> Sequence[str]:
    return table.headings if row == 1 else table.values[row - 2 : row - 1]


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
        _DECLARATION
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


def _rels_part(kind: str, targets: Sequence[str]) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>' for at, target in enumerate(targets, 1)
    )
    return _DECLARATION + f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'.encode()


def _declare(book: Book, types: dict[str, str]) -> None:
    part, root = book.read(CONTENT_TYPES), book.root(CONTENT_TYPES)
    lead = prefix(part, root)
    new = b"".join(
        b'<%sOverride PartName="/%s" ContentType="%s"/>' % (lead, escape_attribute(name), kind.encode())
        for name, kind in types.items()
    )
    book.edit(CONTENT_TYPES, [append_child(part, root, new)])


def _relate(book: Book, kind: str, target: str) -> str:
    """Add a relationship of the workbook, and return its id."""
    name = rels_part(book.workbook_part)
    part, root = book.read(name), book.root(name)
    taken = {relation.id for relation in book.relations(book.workbook_part)}
    new = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in taken)
    relative = posixpath.relpath(target, posixpath.dirname(book.workbook_part))
    text = f'Relationship Id="{new}" Type="{kind}" Target="{relative}"/>'.encode()
    book.edit(name, [append_child(part, root, b"<" + prefix(part, root) + text)])
    return new


def _list_sheet(book: Book, name: str, relation: str, office: str) -> None:
    part, root = book.read(book.workbook_part), book.root(book.workbook_part)
    sheets = root.child("sheets")
    if sheets is None:
        raise unreadable("has no sheets")
    number = max(element.number("sheetId") for element in sheets.children) + 1
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
