"""The findings as a page for the manager's own screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.findings import count
from olsxl.report.findings.order import Repeated, by_sheet, repeated
from olsxl.report.findings.words import changes_text, totals
from olsxl.report.wording import clean, weekday
from olsxl.rules import find
from olsxl.rules.policy import ground

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from olsxl.findings import Finding
    from olsxl.rules import Change


class Row(NamedTuple):
    """One finding as the page shows it, with what its rule says; of the cells in `more` it says the same."""

    severity: str
    code: str
    where: str
    more: tuple[str, ...]
    ref: str
    message: str
    fix: str
    title: str
    why: str
    put_right: str
    example: str
    grounds: tuple[str, ...]


class Sheet(NamedTuple):
    """The findings about one sheet: its name (blank for a whole workbook), its workbook, what they come to."""

    name: str
    workbook: str
    totals: str
    rows: tuple[Row, ...]


def context(home: str, day: date, findings: Sequence[Finding], changes: Sequence[Change]) -> dict[str, object]:
    """All names that the template `findings.html` knows."""
    return {
        "home": clean(home),
        "day": weekday(day),
        "totals": totals(findings),
        "errors": count(findings, "error"),
        "warnings": count(findings, "warning"),
        "changed": changes_text(changes),
        "sheets": [
            Sheet(
                clean(group.sheet or ""),
                clean(group.workbook),
                totals(group.findings),
                tuple(map(_row, repeated(group.findings))),
            )
            for group in by_sheet(findings)
        ],
    }


def _row(told_of: Repeated) -> Row:
    finding = told_of.finding
    rule = find(finding.code)
    told = rule.explanation
    return Row(
        severity=finding.severity.capitalize(),
        code=finding.code,
        where=clean(finding.cell or ""),
        more=tuple(clean(" ".join(part for part in (other.cell, other.ref) if part)) for other in told_of.more),
        ref=clean(finding.ref or ""),
        message=f"{clean(finding.message)}.",
        fix=f"{clean(finding.fix)}.",
        title=told.title,
        why=told.why,
        put_right=told.put_right,
        example=told.example,
        grounds=tuple(f"{ground(source)}." for source in rule.source),
    )
