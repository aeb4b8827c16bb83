"""Rich values: what a cell holds for newer programs where the others show `#VALUE!`; a picture placed in a cell is one.

Source: ECMA-376-1, 18.9 (metadata); [MS-XLSX] 2.3.16 (rich values), 2.6.211 to 2.6.219 (rvData, rvStructures).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element


def is_picture(book: Book, metadata: int) -> bool:
    """Whether the value of a cell with this `vm`, which counts from 1, is a picture; also where nobody can tell."""
    kind = _kind(book, metadata - 1)
    return kind is None or "image" in kind.casefold()


def _kind(book: Book, at: int) -> str | None:
    """The kind of a rich value, such as `_localImage`, `_webimage` or `_error`; None where the way to it breaks off."""
    metadata, values, structures = (
        _children(_root(book, kind)) for kind in ("sheetMetadata", "rdRichValue", "rdRichValueStructure")
    )
    records = next((_children(each) for each in metadata if each.name == "valueMetadata"), [])
    future = [each for each in metadata if each.name == "futureMetadata" and each.get("name") == "XLRICHVALUE"]
    record = _at(_children(_at(records, at)), 0)
    block = _at(_children(_at(future, 0)), record.number("v") if record else -1)
    rich = next((each for each in block.walk() if each.name == "rvb"), None) if block else None
    value = _at(values, rich.number("i") if rich else -1)
    structure = _at(structures, value.number("s") if value else -1)
    return structure.get("t") if structure else None


def _root(book: Book, kind: str) -> Element | None:
    parts = book.related(book.workbook_part, kind)
    return book.root(parts[0]) if parts and parts[0] in book else None


def _children(element: Element | None) -> list[Element]:
    return list(element.children) if element is not None else []


def _at(elements: list[Element], place: int) -> Element | None:
    return elements[place] if 0 <= place < len(elements) else None
