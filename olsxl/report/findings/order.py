"""The order in which a person reads findings: by sheet, errors first, then by cell."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from olsxl.report.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from olsxl.findings import Finding

_CELL = re.compile(r"([A-Z]*)(\d*)")


class Group(NamedTuple):
    """The findings about one sheet; `sheet` is None where they are about a whole workbook."""

    workbook: str
    sheet: str | None
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """`incident-register.xlsx / Incidents`, or as much of it as there is."""
        return " / ".join(clean(part) for part in (self.workbook, self.sheet) if part)


def by_sheet(findings: Iterable[Finding]) -> list[Group]:
    """All findings, each sheet once: errors before warnings, each from the top of the sheet down."""
    ordered = sorted(findings, key=_place)
    return [Group(*sheet, tuple(group)) for sheet, group in groupby(ordered, key=lambda f: (f.workbook, f.sheet))]


class Repeated(NamedTuple):
    """A finding, and those of its sheet that say the same in the same words of other cells."""

    finding: Finding
    more: tuple[Finding, ...]


def repeated(findings: Iterable[Finding]) -> list[Repeated]:
    """The findings in their order, those that repeat one at its place: every record without a child's reference."""
    alike: dict[tuple[str | None, ...], list[Finding]] = {}
    for found in findings:
        said = (found.code, found.severity, found.workbook, found.sheet, found.message, found.fix)
        alike.setdefault(said, []).append(found)
    return [Repeated(first, tuple(more)) for first, *more in alike.values()]


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """All findings, every error before every warning, then as `by_sheet` has them."""
    ordered = sorted(findings, key=_place)
    return sorted(ordered, key=lambda finding: finding.severity != "error")


def _place(finding: Finding) -> tuple[str, str, bool, int, int, str]:
    found = _CELL.match(finding.cell or "")
    letters, row = found.groups() if found else ("", "")
    is_warning = finding.severity != "error"
    return finding.workbook, finding.sheet or "", is_warning, int(row or 0), len(letters), letters
