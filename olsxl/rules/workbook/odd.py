"""From what was odd about cells when they were read to faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from olsxl.register.table import Oddity
from olsxl.rules.rule import Check, Fault

Words = Callable[[str, Oddity], tuple[str, str]]


def each_odd(check: Check, kind: str, words: Words, severity: str | None = None) -> Iterator[Fault]:
    """One fault for each oddity of a kind; `words` gives its message and fix from the heading as it stands."""
    for table in check.tables:
        for odd in table.oddities:
            if odd.kind == kind:
                message, fix = words(table.heading(odd.heading, odd.row), odd)
                yield Fault(table, odd.row, odd.heading, message, fix, "warning" if severity == "warning" else None)
