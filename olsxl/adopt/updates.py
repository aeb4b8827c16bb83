"""A list of the workbook's that holds updates: it names the records of the register, with a day and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.adopt.columns import Assigned, assign, known_as
from olsxl.adopt.words import PLANNED
from olsxl.register import schema
from olsxl.register.references.shown_numbers import Numbers
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from olsxl.adopt.grid import Grid

_NAMED = 0.6
"""The share of its references that must be those of records."""

_DATED = 0.8
"""The share of its rows that must have a day."""


class KeptUpdates(NamedTuple):
    """The list, and whether it is rather one of things to do: it is read, and new rows go to a sheet of their own."""

    assigned: Assigned
    planned: bool


def kept_updates(candidates: Sequence[Assigned], records: Sequence[Assigned]) -> KeptUpdates | None:
    """The list among these that holds the updates of the records of some lists; None where there is none."""
    known = _Known(records)
    found = [
        each
        for each in candidates
        if each.has("Incident ref", "Date", "Update") and known.stand(each.grid, each.columns["Incident ref"])
    ]
    if not found:
        return None
    best = max(found, key=lambda each: (len(each.columns), len(each.grid.rows)))
    return KeptUpdates(best, any(known_as(heading, PLANNED) is not None for heading in best.grid.typed))


def by_content(grids: Iterable[Grid], records: Sequence[Assigned]) -> Assigned | None:
    """The list that names records in most of its rows, each with a day and a text, whatever its headings.

    A day that is planned is none. Of several columns of days the first counts, of several of texts the longest.
    """
    known, found = _Known(records), []
    for grid in grids:
        named = [number for number in range(1, len(grid.typed) + 1) if grid.name(number)]
        refs = [number for number in named if known.stand(grid, number)]
        over = [number for number in named if known_as(grid.typed[number - 1], PLANNED) is None]
        dated = [number for number in over if len(grid.days(number)) >= _DATED * len(grid.rows)]
        texts = [number for number in named if number not in {*refs, *dated} and grid.texts(number)]
        if refs and dated and texts:
            longest = max(texts, key=lambda number: sum(map(len, grid.texts(number))))
            numbers = {"Incident ref": refs[0], "Date": dated[0], "Update": longest}
            names = {heading: name for heading, number in numbers.items() if (name := grid.name(number))}
            found.append(assign(schema.UPDATES, grid, names))
    return max(found, key=lambda each: len(each.grid.rows), default=None)


class _Known:
    """The references of the records of some lists."""

    def __init__(self, records: Sequence[Assigned]) -> None:
        each = [(each.grid, each.columns["Incident ref"]) for each in records if each.has("Incident ref")]
        refs = [pair for grid, number in each for pair in _typed(grid, number)]
        self._numbers, self._known = Numbers(refs), {fold(ref) for _, ref in refs}

    def stand(self, grid: Grid, number: int) -> bool:
        """Whether most cells of a column name a record."""
        named = [fold(self._numbers.meant(cell, ref)) in self._known for cell, ref in _typed(grid, number)]
        return sum(named) >= _NAMED * len(named) > 0


def _typed(grid: Grid, number: int) -> Iterator[tuple[object, str]]:
    """The cells of a column, and what a person reads in them."""
    return zip(grid.values(number), grid.texts(number), strict=True)
