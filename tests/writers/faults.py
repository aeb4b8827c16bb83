"""What Excel would offer to repair in a workbook, or would not find.

Source: ECMA-376-1, 18.3.1.73 (row), 18.3.1.35 (dimension), 18.5.1.2 (table), 18.6.1 (calculation chain), 18.2.5
(definedName); ECMA-376-2, 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, Final

from tests.writers.places import area, place
from tests.writers.reader import key, named
from tests.writers.sheets import PIVOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.writers.reader import Reading, Sheet, Table

_RELS: Final = "application/vnd.openxmlformats-package.relationships+xml"


def faults(book: Reading) -> Counter[str]:
    """Return a sentence for everything that is broken, and how often."""
    return Counter(sentence for check in _CHECKS for sentence in check(book))


def _zip(book: Reading) -> Iterator[str]:
    if book.broken:
        yield f"{book.broken} fails its checksum"
    yield from _twice(f"{key(name)} in the zip" for name in book.names)


def _types(book: Reading) -> Iterator[str]:
    yield from _twice(f"the {kind} of {name}" for kind, name, _ in book.declarations)
    for name in book.parts.keys() - {"[content_types].xml"}:
        kind = book.type_of(name)
        if kind is None or name.endswith(".rels") != (kind == _RELS):
            yield f"{name} is declared as {kind}"
    for kind in ("worksheet", "table"):
        for part in {part for source in book.parts for part in book.targets(source, kind)} & book.parts.keys():
            if not (book.type_of(part) or "").endswith(f"{kind}+xml"):
                yield f"{part} is declared as {book.type_of(part)}"


def _relations(book: Reading) -> Iterator[str]:
    for name in (name for name in book.parts if name.endswith(".rels")):
        folder, file = posixpath.split(name)
        every = book.related(posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels")))
        yield from (
            f"{name} leads to {target}, which is not there" for _, target, _ in every if target not in book.parts
        )
        yield from _twice(f"{number} in {name}" for _, _, number in every)


def _tabs(book: Reading) -> Iterator[str]:
    yield from _twice(f"the sheet id {number}" for _, number, _ in book.tabs)
    yield from _twice(f"the sheet {name.casefold()}" for name, _, _ in book.tabs)
    yield from (f"the sheet {name} has no part" for name, _, part in book.tabs if not part)


def _sheets(book: Reading) -> Iterator[str]:
    for sheet in book.sheets.values():
        yield from (f"{sheet.name}: {text}" for text in [*sheet.odd, *_rows(sheet)])
        if any(cell.formula == "#shared with none" for cell in sheet.cells.values()):
            yield f"{sheet.name}: a shared formula has no first cell"
        if any(cell.style and cell.style >= len(book.formats) for cell in sheet.cells.values()):
            yield f"{sheet.name}: a cell has a format that is not there"


def _rows(sheet: Sheet) -> Iterator[str]:
    if sheet.rows != sorted(set(sheet.rows)):
        yield "rows are out of order"
    if sheet.dimension and sheet.cells:
        covered, rows, columns = area(sheet.dimension), *zip(*sheet.cells, strict=True)
        if not (covered.holds(min(columns), min(rows)) and covered.holds(max(columns), max(rows))):
            yield f"the dimension {sheet.dimension} does not cover all cells"
    if sheet.shapes and sorted(place(column, row) for row, column in sheet.shapes) != sorted(sheet.notes):
        yield "the notes and their shapes lie apart"


def _pivots(book: Reading) -> Iterator[str]:
    for sheet in book.sheets.values():
        for part in book.targets(sheet.part, "pivotTable"):
            ref = next(each.get("ref", "") for each in named(book.tree(part), "location"))
            corner = sheet.cells.get((area(ref).top, area(ref).left))
            if corner is None or corner.value != PIVOT:
                yield f"{sheet.name}: a pivot table is said to be in {ref}, and is not there"


def _chain(book: Reading) -> Iterator[str]:
    formulas = {sheet.id: sheet.formulas for sheet in book.sheets.values()}
    for number, ref in book.chain:
        if number not in formulas:
            yield f"the chain lists a sheet {number}, which is not there"
        elif ref not in formulas[number]:
            yield f"the chain lists {ref} of sheet {number}, which has no formula"


def _tables(book: Reading) -> Iterator[str]:
    roots = [book.tree(table.part) for table in book.tables]
    for attribute in ("id", "displayName"):
        yield from _twice(f"a table's {attribute} {root.get(attribute, '').casefold()}" for root in roots)
    names = {name.casefold() for name, _, _ in book.names_defined}
    for table in book.tables:
        yield from (f"{table.name}: {text}" for text in _table(book, table))
        if table.name.casefold() in names:
            yield f"{table.name} is the name of something else too"
    for at, one in enumerate(book.tables):
        for other in book.tables[at + 1 :]:
            if one.sheet == other.sheet and one.area.meets(other.area):
                yield f"{one.name} and {other.name} overlap"


def _table(book: Reading, table: Table) -> Iterator[str]:
    cells, columns = book.sheets[table.sheet].cells, range(table.area.left, table.area.right + 1)
    heads = [cells[table.area.top, column].value if (table.area.top, column) in cells else None for column in columns]
    if heads != table.columns:
        yield f"the headings are {heads}, its columns {table.columns}"
    if table.filtered and table.filtered != table.area._replace(bottom=table.last):
        yield "its filter is not its range"
    for column, heading in zip(columns, table.columns, strict=False):
        cell = cells.get((table.area.bottom, column))
        if heading in table.totals_formulas and (cell is None or cell.formula != table.totals_formulas[heading]):
            yield f"the total of {heading} is not the formula that the table has"


def _names(book: Reading) -> Iterator[str]:
    yield from _twice(f"the name {name.casefold()} of {sheet}" for name, sheet, _ in book.names_defined)
    for name, sheet, text in book.names_defined:
        if sheet == "?":
            yield f"{name} belongs to a sheet that is not there"
        elif name == "_xlnm.Print_Area" and sheet not in text.replace("''", "'"):
            yield f"{name} of {sheet} is {text}, on another sheet"


def _twice(sentences: Iterator[str]) -> Iterator[str]:
    return (f"{sentence} is there {times} times" for sentence, times in Counter(sentences).items() if times > 1)


_CHECKS: Final[tuple[Callable[[Reading], Iterator[str]], ...]] = (
    _zip,
    _types,
    _relations,
    _tabs,
    _sheets,
    _pivots,
    _chain,
    _tables,
    _names,
)
