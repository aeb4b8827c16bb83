"""What the summary may show for a record, a person or a cell: references, Person IDs, our names of the sheets.

In place of anything else the cell is named, which the manager can look up and nobody else learns from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.references.patterns import reference_pattern
from olsxl.register.references.recognised import References
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.findings import Finding
    from olsxl.register.registers import TrainingRegister
    from olsxl.register.table import RegisterTable
    from olsxl.rules import RuleContext


def full_names(training: TrainingRegister | None) -> list[str]:
    """The names that no reference may hold; none are known without a training register."""
    return [] if training is None else list(training.people.frame["Full name"])


class SafeRefs:
    """The key column of a table: each row by its reference or Person ID where it holds one, else by its cell.

    Where references begin again on each sheet, our name of the sheet stands before one: `Incidents 2/7`.
    """

    def __init__(self, context: RuleContext, table: RegisterTable) -> None:
        register = context.config.register_
        is_incidents = table is context.register.incidents
        self._table = table
        self._by_sheet = is_incidents and register.ref_by_sheet
        self._pattern = reference_pattern(register)
        self._children = context.child_names
        keys = table.frame[table.schema.key].astype(str)
        self._typed: dict[int, str] = dict(zip(map(int, keys.index), keys, strict=True))
        if self._by_sheet:
            self._typed = {row: key.removeprefix(f"{table.sheet(row).strip()}/") for row, key in self._typed.items()}
        names = full_names(context.training)
        self._references = References(self._typed.values(), names, self._pattern if is_incidents else None)

    def shown(self, row: int) -> str:
        """What may be shown for a row."""
        typed, key = self._typed[row], self._table.schema.key
        if not self._references.holds(typed) or self._children.in_reference(typed, self._pattern):
            return self._table.our_place(row, key)
        return f"{self._table.our_sheet(row)}/{typed}" if self._by_sheet else typed


class SafeOwners:
    """The column Owner: Person IDs of People; without a training register whatever is one by its look."""

    def __init__(self, context: RuleContext) -> None:
        training = context.training
        self._people: Mapping[str, str] | None = None
        if training is None:
            self._ids = References(text.strip() for text in context.register.incidents.frame["Owner"])
        else:
            people = training.people.frame
            self._people = person_ids(zip(people["Person ID"], people["Full name"], strict=True))
            self._ids = References(people["Person ID"], full_names(training))

    def shown(self, typed: str, where: str) -> str:
        """The owner's Person ID, also where the name was typed; blank where there is none, else the cell."""
        typed = typed.strip()
        if not typed:
            return ""
        return self._ids.shown(typed if self._people is None else self._people.get(fold(typed), ""), where)


class Places:
    """Where findings are, by our names of the sheets: one of the manager's may be named after a child."""

    def __init__(self, tables: Sequence[RegisterTable]) -> None:
        self._ours: dict[tuple[str, str], str] = {}
        for table in tables:
            for number, region in enumerate(table.regions):
                self._ours.setdefault((table.workbook, region.sheet), table.our_sheet(number * ROWS_PER_SHEET))
        for table in tables:
            for number, sheet in enumerate(table.sheets, start=1):
                self._ours.setdefault((table.workbook, sheet), f"{table.workbook}, sheet {number}")

    def shown(self, finding: Finding) -> str:
        """`Incidents 2!F14`, or as much of it as there is; a sheet that is none of ours by its number."""
        if finding.sheet is None:
            return finding.where
        return self.cell(finding.workbook, finding.sheet, finding.cell)

    def cell(self, workbook: str, sheet: str, cell: str | None) -> str:
        """A cell of a sheet, or the sheet."""
        ours = self._ours.get((workbook, sheet), workbook)
        return f"{ours}!{cell}" if cell else ours


def person_ids(people: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """From (Person ID, Full name) pairs, the Person ID by either of them, as typed alike."""
    known: dict[str, str] = {}
    for person, name in people:
        known.setdefault(fold(name), person)
        known[fold(person)] = person
    known.pop("", None)
    return known
