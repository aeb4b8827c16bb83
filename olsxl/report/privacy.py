"""What the summary may show for a record or a person: references and Person IDs, never what was typed else.

In place of anything else the cell is named, which the manager can look up and nobody else learns from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.references import References
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.register.patterns import Pattern
    from olsxl.register.reading import TrainingRegister
    from olsxl.register.table import RegisterTable


def full_names(training: TrainingRegister | None) -> list[str]:
    """The names that no reference may hold; none are known without a training register."""
    return [] if training is None else list(training.people.frame["Full name"])


def references(
    table: RegisterTable, heading: str, training: TrainingRegister | None, pattern: Pattern | None = None
) -> References:
    """The references of a column, and of a pattern where they have one."""
    return References(table.frame[heading], full_names(training), pattern)


class Keys:
    """The key column of a table: each row by its reference or Person ID where it holds one, else by its cell."""

    def __init__(self, table: RegisterTable, training: TrainingRegister | None, pattern: Pattern | None = None) -> None:
        self._table = table
        self._heading = table.schema.key
        self._references = references(table, self._heading, training, pattern)

    def shown(self, row: int) -> str:
        """What may be shown for a row."""
        typed = str(self._table.frame.at[row, self._heading])
        return self._references.shown(typed, self._table.where(row, self._heading))


class Owners:
    """The column Owner: Person IDs of People; without a training register whatever is one by its look."""

    def __init__(self, incidents: RegisterTable, training: TrainingRegister | None) -> None:
        self._people: Mapping[str, str] | None = None
        if training is None:
            self._ids = References(text.strip() for text in incidents.frame["Owner"])
        else:
            people = training.people.frame
            self._people = person_ids(zip(people["Person ID"], people["Full name"], strict=True))
            self._ids = references(training.people, "Person ID", training)

    def shown(self, typed: str, where: str) -> str:
        """The owner's Person ID, also where the name was typed; blank where there is none, else the cell."""
        typed = typed.strip()
        if not typed:
            return ""
        return self._ids.shown(typed if self._people is None else self._people.get(fold(typed), ""), where)


def person_ids(people: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """From (Person ID, Full name) pairs, the Person ID by either of them, as typed alike."""
    known: dict[str, str] = {}
    for person, name in people:
        known.setdefault(fold(name), person)
        known[fold(person)] = person
    known.pop("", None)
    return known
