"""What was written is read back before it is given out: the invariants that Excel keeps, on what was touched."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from olsxl.workbook.container.package import MAX_PART, Package, part_key
from olsxl.workbook.container.rope import Rope
from olsxl.workbook.editing.write_cells import bounding_range
from olsxl.workbook.errors import EditRefused
from olsxl.workbook.package_invariants import broken_between_parts
from olsxl.workbook.reading.book import Book
from olsxl.workbook.xml.ranges import Range
from olsxl.workbook.xml.sheet_xml import cells, ranges, row_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.workbook.editing.extend import TableGrowth
    from olsxl.workbook.editing.write_cells import Row
    from olsxl.workbook.xml.sheet_xml import SheetXml


class PatchFailedError(AssertionError):
    """The patch did not give what it meant to: a bug in olsxl. Nothing was written."""


def check_written(xml: SheetXml, rows: Mapping[int, Row]) -> None:
    """Check a sheet around the rows that were just written: each cell as it was meant, rows and cells in order.

    The frame is parsed once more, so that the sheet is well-formed and its dimension covers what was written.
    """
    if not rows:
        return
    dimension = xml.frame.child("dimension")
    covered = ranges(dimension.get("ref")) if dimension is not None else []
    for _, run in groupby(enumerate(sorted(rows)), key=lambda at: at[1] - at[0]):  # rows in a row are parsed at once
        numbers = [number for _, number in run]
        found, above = xml.rows(numbers[0], numbers[-1]), xml.last_before(xml.seek(numbers[0]))
        if [*map(row_number, found)] != numbers or (above >= 0 and xml.number_at(above) >= numbers[0]):
            raise PatchFailedError(f"a row is out of order from row {numbers[0]} on")
        for number, there in zip(numbers, map(cells, found), strict=True):
            for column, meant in rows[number].items():
                cell = there.get(column)
                if cell is None or xml.part[cell.start : cell.stop] != meant:
                    raise PatchFailedError(f"row {number} does not read back as it was written")
    if len(covered) == 1 and covered[0].union(bounding_range(rows)) != covered[0]:
        raise PatchFailedError("the dimension does not cover what was written")


def check_extended(book: Book, growth: TableGrowth) -> None:
    """Check a table that grew: its ref, and its filter's without the totals row (18.5.1.2)."""
    table = growth.table
    if table.part is None:
        return
    root, before = book.root(table.part), Range.parse(table.ref)
    ref, filtered = Range.parse(root.get("ref")), root.child("autoFilter")
    if ref != before.grown(growth.rows):
        raise PatchFailedError(f"the table {table.name} covers {ref}")
    data = Range(ref.left, ref.top, ref.right, table.last_row + growth.rows)
    if filtered is not None and Range.parse(filtered.get("ref")) != data:
        raise PatchFailedError(f"the filter of {table.name} covers {filtered.get('ref')}")


def read_back(book: Book, package: Package) -> None:
    """Read the finished package: each changed part as it was meant, each other one as it was compressed."""
    added = {name: Rope(part) for name, part in book.added.items()}
    for name, part in {**book.encoded(), **added}.items():
        if not package.holds(name, part):
            raise PatchFailedError(f"{name} does not read back as it was written")
    touched = {part_key(name) for name in book.changed}
    old = book.package.data
    kept = [entry for entry in book.package.entries if part_key(entry.name) not in book.removed]
    for before, after in zip(kept, package.entries, strict=False):
        same = old[before.start : before.stop] == package.data[after.start : after.stop]
        if before.name != after.name or not (same or part_key(before.name) in touched):
            raise PatchFailedError(f"{before.name} was changed")


def check_size(book: Book, package: Package) -> None:
    """Refuse what would make a sheet, or all parts together, too large to be read again."""
    for sheet in book.worksheets:
        if book.is_changed(sheet.part) and package.size(sheet.part) > MAX_PART:
            raise EditRefused(
                sheet.name,
                "the size of the sheet",
                f"with it the sheet would have more than {MAX_PART // 2**20} MB, and could not be read again",
                "Move old rows into a workbook of their own, or delete rows below the list that are only formatted",
            )
    Book(package).check_size()


def check_between_parts(book: Book, package: Package) -> None:
    """Check that nothing between the parts is broken that was not before, where parts came or went.

    What a workbook had broken already stays so, and is nothing that the edit did.
    """
    if book.added or book.removed:
        had = set(broken_between_parts(Book(book.package)))
        for broken in broken_between_parts(Book(package)):
            if broken not in had:
                raise PatchFailedError(broken)
