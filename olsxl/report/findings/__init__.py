"""The faces of a list of findings: text for the manager, JSON for programs, a page, a workbook of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.findings import Finding, count
from olsxl.report.findings.text import TextStyle, as_text
from olsxl.report.findings.words import changes_text, totals, totals_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.register.coverage.coverage import Unread


def as_json(findings: Sequence[Finding], unread: Sequence[Unread] = ()) -> dict[str, object]:
    """The shape of `check --format json`."""
    return {
        "findings": [finding.as_json() for finding in findings],
        "errors": count(findings, "error"),
        "warnings": count(findings, "warning"),
        "unread": [span.as_json() for span in unread],
    }


__all__ = ["TextStyle", "as_json", "as_text", "changes_text", "totals", "totals_text"]
