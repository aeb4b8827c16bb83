"""A custom property given to a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.reading.opc import DECLARATION, declare, free_name, relate, rels_part
from olsxl.workbook.reading.properties import named, properties_part
from olsxl.workbook.xml.markup import append_child, escape_attribute, escape_text, prefix

if TYPE_CHECKING:
    from olsxl.workbook.editing.edits import SetProperty
    from olsxl.workbook.reading.book import Book

_PART: Final = "docProps/custom.xml"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT: Final = b"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one format identifier that Office reads."""

_FIRST_NUMBER: Final = 2
"""The lowest `pid`: 0 and 1 are kept for other uses (22.3.2.2)."""


class _Spelling(NamedTuple):
    """How a transitional or a strict workbook spells the relationship and the namespaces."""

    relationship: str
    properties: str
    values: str


_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_TRANSITIONAL: Final = _Spelling(
    f"{_OFFICE}/relationships/custom-properties", f"{_OFFICE}/custom-properties", f"{_OFFICE}/docPropsVTypes"
)
_PURL: Final = "http://purl.oclc.org/ooxml/officeDocument"
_STRICT: Final = _Spelling(
    f"{_PURL}/relationships/customProperties", f"{_PURL}/customProperties", f"{_PURL}/docPropsVTypes"
)


def set_property(book: Book, edit: SetProperty) -> None:
    """Give the workbook a custom property, or another text to the one it has; every other one stays."""
    spelling = _STRICT if _PURL.encode() in book.read(rels_part("")) else _TRANSITIONAL
    part = properties_part(book)
    if not part:
        part = free_name(book, _PART)
        book.put(part, DECLARATION + b'<Properties xmlns="%s"/>' % spelling.properties.encode())
        declare(book, {part: _CONTENT_TYPE})
        relate(book, "", spelling.relationship, [part])
    content, root = book.read(part), book.root(part)
    old = named(root, edit.name)
    numbers = [element.number("pid") for element in root.named("property")]
    number = old.number("pid") if old else max([*numbers, _FIRST_NUMBER - 1]) + 1
    new = b'<%sproperty fmtid="%s" pid="%d" name="%s"><vt:lpwstr xmlns:vt="%s">%s</vt:lpwstr></%sproperty>' % (
        prefix(content, root),
        _FORMAT,
        number,
        escape_attribute(edit.name),
        spelling.values.encode(),
        escape_text(edit.text),
        prefix(content, root),
    )
    book.edit(part, [ByteEdit(old.start, old.stop, new) if old else append_child(content, root, new)])
