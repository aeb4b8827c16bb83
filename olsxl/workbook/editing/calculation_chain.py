"""The calculation chain: which cells have formulas.

An entry for a cell without one prompts a repair in Excel; one too few is safe.

Source: ECMA-376-1, 18.6.1 (c: the sheet is inherited from the entry before) and 18.6.2 (calcChain: never empty).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.container.package import part_key
from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.reading.opc import declared_as
from olsxl.workbook.xml.markup import parse_flat, set_attribute
from olsxl.workbook.xml.ranges import cell_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element


def chain_parts(book: Book) -> list[str]:
    """Return the parts that hold the chain: those that the workbook is related to, and what is left declared as one."""
    related = [part for part in book.related(book.workbook_part, "calcChain") if part in book]
    return list({part_key(part): part for part in (*declared_as(book, (".calcchain+xml",)), *related)}.values())


def forget(book: Book, sheet: str, cells: Collection[tuple[int, int]]) -> None:
    """Take cells (column, row) of a sheet that have no formula any more out of the chain."""
    own, names = book.sheet_id(sheet), {cell_name(column, row) for column, row in cells}
    for part in chain_parts(book) if names else ():
        text = book.read(part)
        entries = list(parse_flat(text, b"c"))
        sheets: list[str] = []
        for entry in entries:
            sheets.append(entry.get("i") or (sheets[-1] if sheets else ""))
        gone = [sheet == own and entry.get("r") in names for sheet, entry in zip(sheets, entries, strict=True)]
        if all(gone):
            book.remove(part)
        elif any(gone):
            book.edit(part, _without(text, entries, sheets, gone))


def sheets_listed(book: Book) -> set[int]:
    """Return the `sheetId` of every sheet of which the chain lists cells."""
    return {
        entry.number("i") for part in chain_parts(book) for entry in parse_flat(book.read(part), b"c") if entry.get("i")
    }


def _without(part: bytes, entries: list[Element], sheets: list[str], gone: list[bool]) -> list[ByteEdit]:
    """Cut entries out; one that inherited its sheet from such an entry gets it written out."""
    changes: list[ByteEdit] = []
    for at, entry in enumerate(entries):
        if gone[at]:
            changes.append(ByteEdit(entry.start, entry.stop, b""))
        elif at and gone[at - 1] and not entry.get("i"):
            changes.append(set_attribute(part, entry, "i", sheets[at]))
    return changes
