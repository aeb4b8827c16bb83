"""What a rule is: a function over the registers that yields faults, with its code, severity and source."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from olsxl.findings import Finding, Severity
from olsxl.rules.context import RuleContext, TrainingContext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from olsxl.register.table import RegisterTable

    Needs = Mapping[str, tuple[str, ...]]

_NOTHING: Needs = MappingProxyType({})


class Fault(NamedTuple):
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


class Explanation(NamedTuple):
    """A rule in the manager's words: what it says, why it matters, how to put it right, an example of a fault."""

    title: str
    why: str
    put_right: str
    example: str


class Rule(NamedTuple):
    """One rule of the catalogue: what it finds, and its explanation.

    `source` are the clauses of the policy and the other grounds that it rests on, keys of `policy.SOURCES`. `needs`
    names the sheets and the columns without which the rule is off; the key of each sheet is one of them, or given.
    """

    code: str
    severity: Severity
    explanation: Explanation
    find: Callable[[RuleContext], Iterable[Fault]]
    needs: Needs
    source: tuple[str, ...]

    @property
    def title(self) -> str:
        """The rule in one sentence, without its full stop."""
        return self.explanation.title.rstrip(".")

    def findings(self, context: RuleContext) -> Iterator[Finding]:
        """Every finding of this rule; none where a sheet or column that it needs is missing."""
        if not self.is_on(context):
            return
        folded = []
        for fault in self.find(context):
            if fault.folded:
                folded.append(fault)
            else:
                yield self.finding(fault)
        if folded:
            yield self._fold(folded)

    def is_on(self, context: RuleContext) -> bool:
        """Whether every sheet and column that it needs is there; a key that olsxl gave is as good as a column."""
        tables = [(context.table(sheet), columns) for sheet, columns in self.needs.items()]
        return all(table is not None and table.is_keyed and table.has(*columns) for table, columns in tables)

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


def rule(
    code: str, severity: Severity, explanation: Explanation, *, source: tuple[str, ...], needs: Needs = _NOTHING
) -> Callable[[Callable[[RuleContext], Iterable[Fault]]], Rule]:
    """Make a function that finds faults a Rule, whose fields these are."""
    return lambda find: Rule(code, severity, explanation, find, needs, source)


def training_rule(
    code: str, severity: Severity, explanation: Explanation, *, source: tuple[str, ...], needs: Needs
) -> Callable[[Callable[[TrainingContext], Iterable[Fault]]], Rule]:
    """Make a function that finds faults in both registers a Rule, which is off where no training register is kept."""

    def made(find: Callable[[TrainingContext], Iterable[Fault]]) -> Rule:
        def where_kept(context: RuleContext) -> Iterable[Fault]:
            return find(context) if isinstance(context, TrainingContext) else ()

        return Rule(code, severity, explanation, where_kept, needs, source)

    return made
