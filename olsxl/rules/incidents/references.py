"""INC101: whether each record can be told from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


def repeated_reference(check: Check) -> Iterator[Fault]:
    """An incident reference is repeated.

    Updates could belong to either record. The first row counts; the others are not reviewed.

    Put right: Give the later record a reference of its own, and its updates with it.

    Example: OLS-2026-0007 stands in row 8 and again in row 31.
    """
    table = check.register.incidents
    keys = table.keys
    first = keys[~keys.duplicated()]
    rows = dict(zip(first, first.index, strict=True))
    again = keys[keys.duplicated() & (keys != "")]
    for row, key in zip(again.index, again, strict=True):
        where = table.where(int(rows[key]), "Incident ref")
        message = f"'{table.heading('Incident ref', row)}' stands already at {where}"
        yield Fault(table, int(row), "Incident ref", message, "Give this record a reference of its own")


REFERENCE_RULES: tuple[Rule, ...] = (Rule("INC101", "error", repeated_reference, {"Incidents": ()}, ("P2",)),)
