"""From the issues of cells, found when they were read, to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from olsxl.register.table import CellIssue
from olsxl.rules.rule import Fault

if TYPE_CHECKING:
    from olsxl.rules.context import RuleContext

Words = Callable[[str, CellIssue], tuple[str, str]]


def faults_for_issues(context: RuleContext, kind: str, words: Words, severity: str | None = None) -> Iterator[Fault]:
    """One fault for each issue of a kind; `words` gives its message and fix from the heading as it stands."""
    for table in context.tables:
        for issue in table.issues:
            if issue.kind == kind:
                message, fix = words(table.heading(issue.heading, issue.row), issue)
                yield Fault(table, issue.row, issue.heading, message, fix, "warning" if severity == "warning" else None)
