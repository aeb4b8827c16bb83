"""What an append did to a package, judged by other means than its own: the project's comparison, a plain XML parser."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from tests.workbook.books import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook import Table

SHARED = Path(__file__).parents[2] / "shared"
DIFF = SHARED / "tools" / "workbook_diff.py"
GROWING = re.compile(
    r"(dimension|conditionalFormatting|dataValidations|autoFilter|sortState|ignoredErrors|extLst)\[\d+\]"
)
"""What of a sheet beside its rows may cover a new row."""
MOVING = re.compile(
    r".*/(worksheets|tables|pivotTables|pivotCache|drawings|charts|threadedComments|ctrlProps)/([^/]*|_rels/[^/]*)"
    r"|.*/(calcChain|volatileDependencies|comments\d*)\.xml"
)
"""Parts that may say where a cell is which moves with a totals row."""
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_PLACES = re.compile(r'(sqref|ref)="([^"]*)"|<(\w+:sqref)>([^<]*)<')
_MARKS = re.compile(rb'<(\w+:)?calcPr fullCalcOnLoad="1"/>| fullCalcOnLoad="1"| insertRow="1"|\s')
_NEVER: Final = 2**20

Content = list[tuple[str, str | None]]
"""The kinds and texts of what stands in a cell, its style and type among them; None for a shared formula."""


def touched(data: bytes, after: bytes, table: Table) -> list[str]:
    """Return what of the package is changed and had no reason to."""
    old, new = parts(data), parts(after)
    moved = table.has_totals and table.first_free_row > table.last_row
    found = [f"{name} is new" for name in new.keys() - old.keys()]
    for name in sorted(old):
        if old[name] != new.get(name):
            found += [f"{name}: {text}" for text in _part(old[name], new.get(name, b""), name, table, moved=moved)]
    return found


def _part(old: bytes, new: bytes, name: str, table: Table, *, moved: bool) -> Iterator[str]:
    """What is wrong with a part that changed."""
    numbers_alone = _without_numbers(old) == _without_numbers(new)
    if name == table.sheet_part:
        yield from _frame(old, new, table, moved=moved)
        yield from _moved(old, new, table.first_free_row) if moved else _added(old, new, table.first_free_row)
    elif name in {table.part, table.book.workbook_part} or "/charts/chart" in name:
        yield from () if numbers_alone else ["more than numbers changed"]
    elif not moved or not MOVING.fullmatch(name):
        yield "it had no reason to change"
    elif "/worksheets/" in name and not name.endswith(".rels"):
        yield from _moved(old, new, _NEVER)
    elif not numbers_alone:
        yield "more than numbers changed"


def _without_numbers(part: bytes) -> bytes:
    return re.sub(rb"\d+", b"#", _MARKS.sub(b"", part))


def _added(old: bytes, new: bytes, target: int) -> Iterator[str]:
    """What the workbook comparison of the project finds besides one added or filled row.

    The new row's own number may be among the touched ones, where something stands beside the table; that nothing of
    it changed is seen by the readings.
    """
    before, after = _diff().sheet(old)[0], _diff().sheet(new)[0]
    changed = [row for row in before.keys() | after.keys() if before.get(row) != after.get(row)]
    yield from (f"row {row} is not what it was" for row in sorted(changed) if row != target)


def _frame(old: bytes, new: bytes, table: Table, *, moved: bool) -> Iterator[str]:
    """What of a sheet beside its rows changed, but for ranges of some kinds that grew by one row, or moved by one."""
    before, after = _diff().sheet(old)[1], _diff().sheet(new)[1]
    for name in before.keys() | after.keys():
        one, other = before.get(name, ""), after.get(name, "")
        if name == "dimension[0]" or one == other:
            continue
        if re.sub(r"\d+", "#", one) != re.sub(r"\d+", "#", other):
            yield f"{name} changed by more than its numbers"
        elif not moved:
            yield from _grown(name, one, other, table) if GROWING.fullmatch(name) else [f"{name} changed"]


def _grown(name: str, one: str, other: str, table: Table) -> Iterator[str]:
    """What changed besides the ends of ranges on the table's last row, and of the sheet's dimension."""
    if _PLACES.sub("", one) != _PLACES.sub("", other):
        yield f"{name} changed beside its ranges"
    for before, after in zip(_areas(one), _areas(other), strict=True):
        ends = [int(area[3] or area[1]) for area in (before, after)]
        if before != after and ends != [table.last_row, table.last_row + 1] and not name.startswith("dimension"):
            yield f"{name}: {before} became {after}"


def _areas(xml: str) -> list[tuple[str, ...]]:
    texts = (found[2] or found[4] or "" for found in _PLACES.finditer(xml))
    return [area.groups("") for text in texts for area in _AREA.finditer(text)]


def _moved(old: bytes, new: bytes, target: int) -> Iterator[str]:
    """What of the cells is not as it was, where a totals row and what is below it moved down by one row.

    Whole rows move, or the cells of the table's columns. In formulas, numbers alone may be others.
    """
    before, after = _cells(old), _cells(new)
    left = set(after)
    for (row, column), cell in before.items():
        places = [(row + 1, column), (row, column)] if row >= target else [(row, column)]
        place = next((place for place in places if place in left and _alike(cell, after[place])), None)
        if place is None:
            yield f"{column}{row} is not what it was, nor one row lower"
        else:
            left.remove(place)
    yield from (f"{column}{row} is new" for row, column in sorted(left) if row != target)


def _cells(part: bytes) -> dict[tuple[int, str], Content]:
    found: dict[tuple[int, str], Content] = {}
    for cell in ElementTree.fromstring(part).iter():  # noqa: S314 - workbooks that Excel saved
        place = _AREA.fullmatch(cell.get("r", "")) if cell.tag.endswith("}c") else None
        if place:
            own = [("s", cell.get("s", "0")), ("t", cell.get("t", "n"))]
            found[int(place[2]), place[1]] = [*own, *map(_content, cell)]
    return found


def _content(element: ElementTree.Element) -> tuple[str, str | None]:
    kind, text = element.tag.rpartition("}")[2], "".join(element.itertext())
    if kind != "f":
        return kind, text
    return kind, None if element.get("t") == "shared" else re.sub(r"\d+", "#", text)


def _alike(one: Content, other: Content) -> bool:
    if [kind for kind, _ in one] != [kind for kind, _ in other]:
        return False
    return all(text == wanted or wanted is None for (_, wanted), (_, text) in zip(one, other, strict=True))


@cache
def _diff() -> Any:
    spec = importlib.util.spec_from_file_location("workbook_diff", DIFF)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
