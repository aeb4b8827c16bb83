"""What was written is read back before it is given out: the invariants that Excel keeps, on what was touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.markup import from_utf8
from olsxl.workbook.package import Package, part_key

if TYPE_CHECKING:
    from olsxl.workbook.book import Book


class PatchFailedError(AssertionError):
    """The patch did not give what it meant to: a bug in olsxl. Nothing was written."""


def read_back(book: Book, result: bytes) -> None:
    """Read the finished package: each changed part as it was meant, each other one as it was compressed."""
    package = Package(result)
    for name, part in {**book.changed, **book.added}.items():
        if package.read(name) != from_utf8(part, book.codec(name)):
            raise PatchFailedError(f"{name} does not read back as it was written")
    touched = {part_key(name) for name in book.changed}
    old, new = memoryview(book.package.data), memoryview(result)
    kept = [entry for entry in book.package.entries if part_key(entry.name) not in book.removed]
    for before, after in zip(kept, package.entries, strict=False):
        same = old[before.start : before.stop] == new[after.start : after.stop]
        if before.name != after.name or not (same or part_key(before.name) in touched):
            raise PatchFailedError(f"{before.name} was changed")
