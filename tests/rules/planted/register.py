"""A large register in order, and the faults that are planted in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from olsxl.resources import registers_dir
from tests.benchmarks import registers as bulk
from tests.benchmarks.registers import TODAY, filled
from tests.rules.checking import check
from tests.workbook.books import edited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.findings import Finding
    from olsxl.register import schema

INCIDENTS, UPDATES, PEOPLE = 2_000, 10_000, 60
TOMORROW = TODAY + timedelta(days=1)

Cell = tuple[str, str]


@dataclass
class Planted:
    """Both registers row by row, and the faults that were put in: code and cell."""

    incidents: list[bulk.Row] = field(default_factory=lambda: [*bulk.incidents(INCIDENTS, still_open=100)])
    people: list[bulk.Row] = field(default_factory=lambda: [*bulk.people(PEOPLE)])
    training: list[bulk.Row] = field(default_factory=lambda: [*bulk.training(PEOPLE)])
    reviews: list[bulk.Row] = field(default_factory=lambda: [*bulk.reviews()])
    heading: str = ""
    layout: list[tuple[str, str]] = field(default_factory=list)
    faults: set[Cell] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.updates = [*bulk.updates(UPDATES, self.incidents)]
        self.last_session = 1 + len(self.training)
        for number, record in enumerate(self.incidents):
            record["Reported by"] = f"P-{41 + number % 20:03}"  # whom no fault of training or people touches

    def put(self, sheet: schema.Sheet, row: int, changes: Mapping[str, object], *codes: str) -> None:
        """Change cells of one Excel row; each is then at fault by these codes, `heading:code`."""
        self._rows(sheet)[row - 2].update(changes)
        for heading, code in (fault.split(":") for fault in codes):
            letters = get_column_letter(sheet.headings.index(heading) + 1)
            self.faults.add((code, f"{sheet.name}!{letters}{row}"))

    def rename(self, row: int, ref: str) -> None:
        """Give the record of one Excel row another reference, and its updates with it."""
        old = self.incidents[row - 2]["Incident ref"]
        for changed in (*self.incidents, *self.updates):
            if changed["Incident ref"] == old:
                changed["Incident ref"] = ref

    def _rows(self, sheet: schema.Sheet) -> list[bulk.Row]:
        rows = {"Incidents": self.incidents, "Updates": self.updates, "Reviews": self.reviews}
        return (rows | {"People": self.people, "Training": self.training})[sheet.name]

    def findings(self) -> list[Finding]:
        incidents = {"Incidents": self.incidents, "Updates": self.updates, "Reviews": self.reviews}
        training = {"People": self.people, "Training": self.training}
        return check(
            incidents=self._laid_out(self._twice_headed(filled(_blank("incident"), incidents))),
            training=self._cut(filled(_blank("training"), training)),
        )

    def _twice_headed(self, data: bytes) -> bytes:
        """The register with another heading for Ofcom ref, where one is given."""
        if not self.heading:
            return data
        data = edited(data, "xl/tables/table1.xml", ('name="Ofcom ref"', f'name="{self.heading}"'))
        return edited(data, "xl/sharedStrings.xml", (">Ofcom ref<", f">{self.heading}<"))

    def _laid_out(self, data: bytes) -> bytes:
        """The register with these texts of the sheet of incidents in place of others."""
        return edited(data, "xl/worksheets/sheet1.xml", *self.layout) if self.layout else data

    def _cut(self, data: bytes) -> bytes:
        """The training register with its table of attendance ending at the last session that is not outside it."""
        old, new = (f'ref="A1:K{last}"' for last in (1 + len(self.training), self.last_session))
        return edited(data, "xl/tables/table2.xml", (old, new), (old, new))


@cache
def _blank(name: str) -> bytes:
    return (registers_dir() / f"{name}-register.xlsx").read_bytes()


def found(findings: list[Finding]) -> list[Cell]:
    return sorted((finding.code, finding.where) for finding in findings)
