"""Updates that stand in the record's own row: in notes that grow in a cell, or as day and text of the latest one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.notes import Noted, dated_parts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import date

    from olsxl.register.in_record import InRecord
    from olsxl.register.reading import IncidentRegister


def noted(register: IncidentRegister) -> dict[str, list[Noted]]:
    """The updates in the rows of Incidents, by reference as compared; for a repeated reference the first row counts."""
    where = register.in_record
    if not (where.notes or where.date):
        return {}
    table = register.incidents
    frame = table.frame[table.is_first_of_key]
    found = {}
    for key, (_, row) in zip(table.keys[frame.index], frame.iterrows(), strict=True):
        record = _Record(where, row.to_dict())
        found[str(key)] = [*record.pair(), *record.parts()]
    return found


@dataclass(frozen=True, slots=True)
class _Record:
    where: InRecord
    cells: Mapping[Hashable, object]

    def _day(self, heading: str) -> date | None:
        return days.of(self.cells[heading])

    def pair(self) -> Iterator[Noted]:
        """The latest update, where its day and its text have columns of their own."""
        day = self._day(self.where.date) if self.where.date else None
        if day:
            yield Noted(day, str(self.cells[self.where.text]) if self.where.text else "")

    def parts(self) -> Iterator[Noted]:
        """The dated parts of the notes that grow."""
        for heading in self.where.notes:
            yield from dated_parts(str(self.cells[heading]), self._day("Reported on"))
