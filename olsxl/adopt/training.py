"""What a training register that a manager keeps already means: its sheets of people and of attendance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.adopt.columns import Assigned, best_list
from olsxl.adopt.grid import grids
from olsxl.adopt.meanings import Meanings, meanings
from olsxl.adopt.refusals import NotUnderstood, not_a_register
from olsxl.register import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class UnderstoodTraining:
    """A training register as adopt understands it."""

    workbook: str
    people: Assigned
    training: Assigned
    values: Mapping[str, Meanings]

    @staticmethod
    def names(found: Assigned, sheet: schema.Sheet) -> dict[str, str]:
        """The home's heading of each of ours, "" where it is absent."""
        return {heading: found.name(heading) if found.has(heading) else "" for heading in sheet.headings}


def understand_training(source: bytes | workbook.Workbook, name: str) -> UnderstoodTraining:
    """Understand a workbook as a training register. Raises NotUnderstood, UnreadableWorkbook."""
    book = workbook.opened(source)
    people, training = (_best(book, name, sheet) for sheet in (schema.PEOPLE, schema.TRAINING))
    return UnderstoodTraining(
        name, people, training, dict(_values((schema.PEOPLE, people), (schema.TRAINING, training)))
    )


def _best(book: workbook.Workbook, name: str, sheet: schema.Sheet) -> Assigned:
    needed = [column.heading for column in sheet.columns if column.indispensable]
    each = ((page, best_list(sheet, grids(book, page))) for page in book.sheets)
    found = {page: best for page, best in each if best}
    whole = [each for each in found.values() if each.has(*needed)]
    if not whole:
        raise NotUnderstood(name, [f"as the sheet {sheet.name}: {why}" for why in not_a_register(found, needed)])
    return max(whole, key=lambda each: (len(each.columns), len(each.grid.rows)))


def _values(*sheets: tuple[schema.Sheet, Assigned]) -> Iterator[tuple[str, Meanings]]:
    for sheet, found in sheets:
        for column in sheet.columns:
            if column.values and found.has(column.heading):
                read = meanings(column.values, found.grid.texts(found.columns[column.heading]))
                if read.mapped or read.unknown:
                    yield column.values, read
