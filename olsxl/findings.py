"""A finding: something about the manager's data that a person should look at. Findings are returned, never raised."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation, at one cell where it has one.

    `message` says what is wrong in the manager's words and quotes the heading as it stands in the workbook;
    `fix` says what to type where. `cell` is like `F14`, or None where the finding has no cell.
    """

    code: str
    severity: Severity
    workbook: str
    sheet: str | None
    cell: str | None
    ref: str | None
    message: str
    fix: str

    @property
    def where(self) -> str:
        """`Incidents!F14`, or as much of it as there is."""
        return "!".join(part for part in (self.sheet or self.workbook, self.cell) if part)

    def as_json(self) -> dict[str, str | None]:
        """The shape that `check --format json` prints."""
        return asdict(self)


def count(findings: Iterable[Finding], severity: Severity) -> int:
    """How many of the findings have this severity."""
    return sum(finding.severity == severity for finding in findings)
