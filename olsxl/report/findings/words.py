"""What findings come to, and what `[rules]` of olsxl.toml changes about them, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.findings import Finding, count
from olsxl.report.wording import clean, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.rules import Change


def totals(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning.`, or that there is nothing."""
    if not findings:
        return "No errors and no warnings."
    return f"{counted(count(findings, 'error'), 'error')}, {counted(count(findings, 'warning'), 'warning')}."


def totals_text(findings: Sequence[Finding], changes: Sequence[Change]) -> str:
    """The totals, and on a line of its own what `[rules]` changes about them."""
    return "\n".join(line for line in (totals(findings), changes_text(changes)) if line)


def changes_text(changes: Sequence[Change]) -> str:
    """`Changed in olsxl.toml: INC104 is off (3 findings not shown); ...`, or nothing where nothing is changed."""
    return f"Changed in olsxl.toml: {'; '.join(map(_told, changes))}." if changes else ""


def _told(change: Change) -> str:
    why = f', because "{clean(change.why)}"' if change.why else ""
    if change.setting == "off":
        return f"{change.code} is off ({counted(change.silenced, 'finding')} not shown){why}"
    return f"{change.code} is told as {'an error' if change.setting == 'error' else 'a warning'}{why}"
