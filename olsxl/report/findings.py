"""The faces of a list of findings: text for the manager, JSON for programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from olsxl.findings import Finding, count

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 40


def as_json(findings: Sequence[Finding]) -> dict[str, object]:
    """The shape of `check --format json`."""
    return {
        "findings": [finding.as_json() for finding in findings],
        "errors": count(findings, "error"),
        "warnings": count(findings, "warning"),
    }


def as_text(findings: Sequence[Finding], *, everything: bool = False) -> str:
    """The findings grouped by sheet and sorted by cell, errors first; at most 40 unless `everything` is asked for."""
    ordered = sorted(findings, key=_place)
    shown = ordered if everything else sorted(ordered, key=lambda f: f.severity != "error")[:_SHOWN]
    shown = sorted(shown, key=_place)
    lines = [line for sheet, group in groupby(shown, key=_sheet) for line in (f"{sheet}", *map(_line, group), "")]
    if len(shown) < len(ordered):
        lines.append(f"... and {len(ordered) - len(shown)} more: olsxl check --all")
    return "\n".join([*lines, totals(findings)])


def totals(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`, or that there is nothing."""
    errors, warnings = count(findings, "error"), count(findings, "warning")
    if not findings:
        return "No errors and no warnings."
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}."


def _sheet(finding: Finding) -> str:
    return " / ".join(part for part in (finding.workbook, finding.sheet) if part)


def _place(finding: Finding) -> tuple[str, str, bool, int, int, str]:
    cell = finding.cell or ""
    letters = cell.rstrip("0123456789")
    row = int(cell[len(letters) :] or 0)
    return finding.workbook, finding.sheet or "", finding.severity != "error", row, len(letters), letters


def _line(finding: Finding) -> str:
    mark = "ERROR  " if finding.severity == "error" else "warning"
    ref = f" [{finding.ref}]" if finding.ref else ""
    return f"  {mark} {finding.code} {finding.where}{ref}\n          {finding.message}. {finding.fix}."
