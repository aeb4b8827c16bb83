"""What a rule is: a function over the registers that yields faults, with its code, severity and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from inspect import getdoc
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
    from olsxl.register.child_key import Child
    from olsxl.register.reading import IncidentRegister, TrainingRegister
    from olsxl.register.table import RegisterTable


@dataclass(frozen=True, eq=False)
class Check:
    """All that rules look at: both registers, the day, the home's settings.

    `training` is None where the home keeps no training register. `reviewing` is the id of the review that is being
    made of this very register, None outside a review. `setup` tells that the layout of the registers is looked at as
    well, as `check` and `doctor` do. `children` are those of the child key, whose names may stand nowhere.
    """

    register: IncidentRegister
    training: TrainingRegister | None
    today: date
    config: Config
    reviewing: str | None = None
    setup: bool = False
    children: tuple[Child, ...] = ()

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table that was read."""
        return self.register.tables + (self.training.tables if self.training else ())

    def table(self, name: str) -> RegisterTable | None:
        """The table of one sheet of the schema, where its register is kept."""
        return next((table for table in self.tables if table.schema.name == name), None)

    @cached_property
    def records(self) -> DataFrame:
        """The rows of Incidents but for those that are history (`[register] since`), and for totals."""
        table = self.register.incidents
        totals = (table.keys == "") & ~table.frame.index.isin(table.without_key)
        return table.frame[~old_records(table.frame, self.config.register_.since) & ~totals]

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
    where it is none of the frame's, `sheet` where it is on another one, `sheetless` where the fault is the whole
    workbook's. Faults that are `folded`, on records that are closed, are told in one line with their count.
    """

    table: RegisterTable
    row: int | None
    heading: str | None
    message: str
    fix: str
    severity: Severity | None = None
    cell: str | None = None
    sheetless: bool = False
    folded: bool = False
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule in the manager's words: what it says, why it matters, how to put it right, an example of a fault."""

    title: str
    why: str
    put_right: str
    example: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; the docstring of `find` is its Explanation, in paragraphs: title, why, the last two.

    `source` are the clauses of the policy and the other grounds that it rests on, keys of `policy.SOURCES`. `needs`
    names the sheets and the columns without which the rule is off; the key of each sheet is one of them.
    """

    code: str
    severity: Severity
    find: Callable[[Check], Iterable[Fault]]
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The rule in one sentence, without its full stop."""
        return self.explanation.title.rstrip(".")

    @property
    def explanation(self) -> Explanation:
        """What `olsxl explain` says of the rule."""
        title, *why, put_right, example = (" ".join(part.split()) for part in (getdoc(self.find) or "").split("\n\n"))
        return Explanation(
            title, " ".join(why), put_right.removeprefix("Put right: "), example.removeprefix("Example: ")
        )

    def findings(self, check: Check) -> Iterator[Finding]:
        """Every finding of this rule; none where a sheet or column that it needs is missing."""
        if not self.is_on(check):
            return
        folded = []
        for fault in self.find(check):
            if fault.folded:
                folded.append(fault)
            else:
                yield self.finding(fault)
        if folded:
            yield self._fold(folded)

    def is_on(self, check: Check) -> bool:
        """Whether every sheet and column that it needs is there."""
        tables = [(check.table(sheet), columns) for sheet, columns in self.needs.items()]
        return all(table is not None and table.has(table.schema.key, *columns) for table, columns in tables)

    def finding(self, fault: Fault) -> Finding:
        """One fault as a finding of this rule."""
        table, row = fault.table, fault.row
        ref = str(table.frame.at[row, table.schema.key]) if row in table.frame.index else ""
        return Finding(
            code=self.code,
            severity=fault.severity or self.severity,
            workbook=table.workbook,
            sheet=fault.sheet or (table.sheet(row or 0) if table.regions and not fault.sheetless else None),
            cell=fault.cell or (table.cell(row, fault.heading) if row is not None and fault.heading else None),
            ref=ref or None,
            message=fault.message,
            fix=fault.fix,
        )

    def _fold(self, faults: list[Fault]) -> Finding:
        """One line for what is wrong with records that are over: a manager who sees a hundred findings reads none."""
        first = faults[0]
        where = first.table.where(first.row or 0, first.heading or first.table.schema.key)
        over = "1 record that is over" if len(faults) == 1 else f"{len(faults)} records that are over"
        return Finding(
            code=self.code,
            severity="warning",
            workbook=first.table.workbook,
            sheet=first.table.sheet(first.row or 0),
            cell=None,
            ref=None,
            message=f"{over}: {self.title[0].lower()}{self.title[1:]}; the first is {where}",
            fix="Nothing needs to be typed; it is counted so that it is known",
        )
