"""Custom properties of a workbook: facts with a name that travel with the file, and that programs keep when they save.

Source: ECMA-376-1, 15.2.12.2 (the part), 22.3 (custom properties).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element


def custom_property(book: Book, name: str) -> str:
    """The text of a custom property; "" where there is none."""
    part = properties_part(book)
    found = named(book.root(part), name) if part else None
    return found.children[0].text if found and found.children else ""


def properties_part(book: Book) -> str:
    """The part of the custom properties; "" where there is none. Strict workbooks spell the relationship otherwise."""
    kinds = ("custom-properties", "customProperties")
    return next((part for kind in kinds for part in book.related("", kind) if part in book), "")


def named(root: Element, name: str) -> Element | None:
    """The property of a name, whatever its case."""
    return next((each for each in root.named("property") if each.get("name").casefold() == name.casefold()), None)
