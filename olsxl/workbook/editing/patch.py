"""Edits made to a workbook: a pure function that gives the bytes of another."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from olsxl.workbook.container.package import Package
from olsxl.workbook.editing.add_column import add_column
from olsxl.workbook.editing.append import append, find_table
from olsxl.workbook.editing.edits import AddColumn, AddLists, AddSheet, AppendRow, SetCell, SetProperty
from olsxl.workbook.editing.new_sheet import add_lists, add_sheet
from olsxl.workbook.editing.postconditions import check_between_parts, check_size, read_back
from olsxl.workbook.editing.preconditions import check_unsigned
from olsxl.workbook.editing.properties import set_property
from olsxl.workbook.editing.recalculate import mark_recalculation
from olsxl.workbook.editing.set_cell import set_cells
from olsxl.workbook.reading.opened import Workbook, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from olsxl.workbook.editing.edits import Edit
    from olsxl.workbook.reading.book import Book


def patch(source: bytes | Workbook, edits: Sequence[Edit]) -> bytes:
    """Return the workbook with the edits made, in their order, all of them or none; every other byte of it stays.

    Without edits, the result is the very bytes that were given; an opened workbook stays as it is, and may be patched
    again. Raises `EditRefused` for what cannot be kept faithfully, `UnreadableWorkbook` for what cannot be read.
    """
    if not edits:
        return source.data if isinstance(source, Workbook) else source
    workbook = opened(source)
    with workbook.reading():
        book = workbook.for_edits()
        check_unsigned(book)
        _make(book, edits)
        mark_recalculation(book)
        result = book.finish()
        package = Package(result)
        check_size(book, package)
        read_back(book, package)
        check_between_parts(book, package)
        return result


def _make(book: Book, edits: Sequence[Edit]) -> None:
    ends: _Ends = {}
    for kind, run in groupby(edits, type):
        if kind is AppendRow:
            _append_all(book, [edit for edit in run if isinstance(edit, AppendRow)], ends)
        elif kind is SetCell:
            ends.clear()
            _set_all(book, (edit for edit in run if isinstance(edit, SetCell)))
        else:
            for edit in run:
                if isinstance(edit, AddSheet):
                    add_sheet(book, edit)
                elif isinstance(edit, AddColumn):
                    add_column(book, edit)
                elif isinstance(edit, AddLists):
                    add_lists(book, edit)
                elif isinstance(edit, SetProperty):
                    set_property(book, edit)


_Ends = dict[tuple[str, int, int], int]
"""The last new row of each list, by its sheet's part, its header row and its first column."""


def _append_all(book: Book, edits: Sequence[AppendRow], ends: _Ends) -> None:
    """Append rows table by table, so that each sheet is spliced once; some may name the table, others its sheet.

    A list to which rows went before ends with them: what stands directly below them now is none of its records.
    """
    headings: dict[str, set[str]] = {}
    for edit in edits:
        headings.setdefault(edit.table, set()).update(edit.values)
    tables = {name: find_table(book, name, wanted) for name, wanted in headings.items()}
    by_table: dict[tuple[str, str], list[AppendRow]] = {}
    for edit in edits:
        table = tables[edit.table]
        by_table.setdefault((table.sheet, table.ref), []).append(edit)
    table = tables[edits[0].table]
    for at, rows in enumerate(by_table.values()):
        name, wanted = rows[0].table, {heading for edit in rows for heading in edit.values}
        table = find_table(book, name, wanted) if at else tables[name]  # what came before may have moved the others
        place = (table.sheet_part, table.header_row, table.first_column)
        if table.part is None and place in ends:
            table = table.ending_at(ends[place])
        ends[place] = append(book, table, [edit.values for edit in rows])


def _set_all(book: Book, edits: Iterable[SetCell]) -> None:
    """Set cells sheet by sheet; of two values for one cell the later one wins."""
    by_sheet: dict[str, dict[str, object]] = {}
    spelled: dict[str, str] = {}
    for edit in edits:
        sheet = spelled.setdefault(edit.sheet.casefold(), edit.sheet)
        by_sheet.setdefault(sheet, {})[edit.cell.upper().replace("$", "")] = edit.value
    for sheet, values in by_sheet.items():
        set_cells(book, sheet, values)
