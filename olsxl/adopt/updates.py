"""A list of the workbook's that holds updates: it names the records of the register, with a day and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.adopt.columns import Assigned, known_as
from olsxl.adopt.words import PLANNED
from olsxl.register.numbers import Numbers
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMED = 0.6
"""The share of its references that must be those of records."""


class KeptUpdates(NamedTuple):
    """The list, and whether it is rather one of things to do: it is read, and new rows go to a sheet of their own."""

    assigned: Assigned
    planned: bool


def kept_updates(candidates: Sequence[Assigned], records: Sequence[Assigned]) -> KeptUpdates | None:
    """The list among these that holds the updates of the records of some lists; None where there is none."""
    refs = [pair for each in records if each.has("Incident ref") for pair in _references(each)]
    numbers, known = Numbers(refs), {fold(ref) for _, ref in refs}
    found = []
    for each in candidates:
        if each.has("Incident ref", "Date", "Update"):
            named = [fold(numbers.meant(cell, ref)) for cell, ref in _references(each)]
            if named and sum(ref in known for ref in named) >= _NAMED * len(named):
                found.append(each)
    if not found:
        return None
    best = max(found, key=lambda each: (len(each.columns), len(each.grid.rows)))
    return KeptUpdates(best, any(known_as(heading, PLANNED) is not None for heading in best.grid.typed))


def _references(each: Assigned) -> Iterator[tuple[object, str]]:
    """The cells of a list's references, and what a person reads in them."""
    number = each.columns["Incident ref"]
    return zip(each.grid.values(number), each.grid.texts(number), strict=True)
