"""Checking both registers without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.jobs.home import Home, read_registers
from olsxl.rules import apply

if TYPE_CHECKING:
    from datetime import date

    from olsxl.findings import Finding


def check(home: Home, today: date) -> list[Finding]:
    """Every finding about the home's registers on a day. Raises what reading them raises."""
    return apply(read_registers(home).check(home, today))
