"""What a rule is: a function over the registers that yields faults, with its code and severity."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.findings import Finding, Severity
from olsxl.review.past import PastReview, past_reviews
from olsxl.review.plan import old_records
from olsxl.training.status import Standing, standings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from pandas import DataFrame

    from olsxl.config import Config
    from olsxl.register.reading import IncidentRegister, TrainingRegister
    from olsxl.register.table import Table


@dataclass(frozen=True, eq=False)
class Check:
    """All that rules look at: both registers, the day, the home's settings.

    `training` is None where the home keeps no training register. `reviewing` is the id of the review that is being
    made of this very register, None outside a review.
    """

    register: IncidentRegister
    training: TrainingRegister | None
    today: date
    config: Config
    reviewing: str | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table that was read."""
        return self.register.tables + (self.training.tables if self.training else ())

    def table(self, name: str) -> Table | None:
        """The table of one sheet of the schema, where its register is kept."""
        return next((table for table in self.tables if table.schema.name == name), None)

    @cached_property
    def records(self) -> DataFrame:
        """The rows of Incidents but for those that are history (`[register] since`)."""
        frame = self.register.incidents.frame
        return frame[~old_records(frame, self.config.register_.since)]

    @cached_property
    def past(self) -> tuple[PastReview, ...]:
        """The reviews that the register records, oldest first."""
        return past_reviews(self.register.reviews)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The training status of everybody."""
        return standings(self.training, self.today, self.config.training) if self.training else ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: the cell (by table, row of its frame and our heading), what is wrong, what to do.

    `row` or `heading` is None where there is no cell; `severity` where it is the rule's usual one. `cell` is given
    where it is none of the frame's, `sheetless` where the fault is the whole workbook's.
    """

    table: Table
    row: int | None
    heading: str | None
    message: str
    fix: str
    severity: Severity | None = None
    cell: str | None = None
    sheetless: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; the docstring of `find` is the rule in the manager's words, its first line the title.

    `needs` names the sheets and the columns without which the rule is off; the key of each sheet is one of them.
    """

    code: str
    severity: Severity
    find: Callable[[Check], Iterable[Fault]]
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The rule in one sentence, without its full stop."""
        return (self.find.__doc__ or "").strip().splitlines()[0].rstrip(".")

    def findings(self, check: Check) -> Iterator[Finding]:
        """Every finding of this rule; none where a sheet or column that it needs is missing."""
        if self._is_on(check):
            for fault in self.find(check):
                yield self._finding(fault)

    def _is_on(self, check: Check) -> bool:
        tables = [(check.table(sheet), columns) for sheet, columns in self.needs.items()]
        return all(table is not None and table.has(table.schema.key, *columns) for table, columns in tables)

    def _finding(self, fault: Fault) -> Finding:
        table, row = fault.table, fault.row
        ref = str(table.frame.at[row, table.schema.key]) if row in table.frame.index else ""
        return Finding(
            code=self.code,
            severity=fault.severity or self.severity,
            workbook=table.workbook,
            sheet=table.sheet(row or 0) if table.regions and not fault.sheetless else None,
            cell=fault.cell or (table.cell(row, fault.heading) if row is not None and fault.heading else None),
            ref=ref or None,
            message=fault.message,
            fix=fault.fix,
        )
