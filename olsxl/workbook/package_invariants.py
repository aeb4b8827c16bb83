"""What Excel keeps true between the parts of a workbook: each declared, related and numbered once.

Source: ECMA-376-2, 6.5 (relationships), 7.2.3 (content types); ECMA-376-1, 18.2.19 (sheet), 18.2.5 (definedName),
18.6.1 (calculation chain).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from olsxl.workbook.container.package import part_key
from olsxl.workbook.editing.calculation_chain import sheets_listed
from olsxl.workbook.reading.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS,
    content_types,
    is_rels_part,
    relation_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from olsxl.workbook.reading.book import Book


def broken_between_parts(book: Book) -> Iterator[str]:
    """Yield a sentence for everything that Excel would not have saved so; reads no rows."""
    yield from _declarations(book)
    yield from _relations(book)
    yield from _sheets(book)
    yield from _tables(book)


def _declarations(book: Book) -> Iterator[str]:
    content_type, there = content_types(book), {part_key(name): name for name in book.names if not name.endswith("/")}
    for key, name in there.items():
        if key != part_key(CONTENT_TYPES) and not content_type(name):
            yield f"{name} is declared nowhere in {CONTENT_TYPES}"
        elif is_rels_part(name) and content_type(name).casefold() != RELATIONSHIPS:
            yield f"{name} is not declared as relationships in {CONTENT_TYPES}"
    root = book.root(CONTENT_TYPES)
    overrides = [part_key(element.get("PartName")) for element in root.named("Override")]
    yield from (f"{CONTENT_TYPES} declares {name}, which is not there" for name in overrides if name not in there)
    yield from _twice(f"{CONTENT_TYPES} declares {name}" for name in overrides)
    endings = (element.get("Extension").casefold() for element in root.named("Default"))
    yield from _twice(f"{CONTENT_TYPES} declares the ending {ending}" for ending in endings)


def _relations(book: Book) -> Iterator[str]:
    for name in ("", *book.names):
        if part_key(name) == part_key(CONTENT_TYPES) or is_rels_part(name) or name.endswith("/"):
            continue
        related = book.relations(name)
        for relation in related:
            if not relation.external and relation.target not in book and "#" not in relation.target:
                yield f"{name or 'the package'} refers to {relation.target}, which is not there"
        yield from _twice(f"{name or 'the package'} has the relationship {relation.id}" for relation in related)


def _sheets(book: Book) -> Iterator[str]:
    root = book.root(book.workbook_part)
    group, names = root.child("sheets"), root.child("definedNames")
    sheets = list(group.named("sheet")) if group else []
    ids = [sheet.number("sheetId") for sheet in sheets]
    yield from _twice(f"the sheet number {number}" for number in ids)
    yield from _twice(f"the sheet '{sheet.get('name')}'" for sheet in sheets)
    related = {relation.id for relation in book.relations(book.workbook_part) if relation.target in book}
    yield from (f"the sheet '{sheet.get('name')}' has no part" for sheet in sheets if relation_id(sheet) not in related)
    for number in sorted(sheets_listed(book) - set(ids)):
        yield f"the calculation chain lists cells of sheet {number}, which is not there"
    for name in names.named("definedName") if names else ():
        if name.number("localSheetId") >= len(sheets) and name.get("localSheetId"):
            yield f"the name '{name.get('name')}' belongs to a sheet that is not there"


def _tables(book: Book) -> Iterator[str]:
    """Tables and the columns of each have their own numbers (18.5.1.2, 18.5.1.3)."""
    related = (part for sheet in book.worksheets for part in book.related(sheet.part, "table") if part in book)
    roots = [book.root(part) for part in {part_key(part): part for part in related}.values()]
    yield from _twice(f"the table number {root.get('id')}" for root in roots)
    for root in roots:
        columns = root.child("tableColumns")
        numbers = (column.get("id") for column in columns.named("tableColumn")) if columns else ()
        yield from _twice(f"{root.get('displayName')}: the column number {number}" for number in numbers)


def _twice(sentences: Iterable[str]) -> Iterator[str]:
    return (f"{sentence} {times} times" for sentence, times in Counter(sentences).items() if times > 1)
