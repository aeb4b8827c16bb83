"""Checking both registers without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.jobs.home import Home, read_registers
from olsxl.rules import Change, apply, changes

if TYPE_CHECKING:
    from datetime import date

    from olsxl.findings import Finding


class Checked(NamedTuple):
    """What is wrong in the registers, and which rules the settings change."""

    findings: list[Finding]
    changes: list[Change]


def check(home: Home, today: date) -> Checked:
    """Every finding about the home's registers on a day. Raises what reading them raises."""
    context = read_registers(home).context(home, today, setup=True)
    return Checked(apply(context), changes(context))
