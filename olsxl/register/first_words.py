"""By what a person knows a record: its day, its type and the first words of its Summary, for nobody knows it by number.

They tell what happened to a child: they are shown on the manager's own terminal and stand in no file, log or mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.table import UNREADABLE
from olsxl.register.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from olsxl.register.registers import IncidentRegister

_WORDS = 8
_LETTERS = 60


def first_words(register: IncidentRegister) -> Mapping[str, str]:
    """`03/11/2026, Misuse of online services: A tablet was used after ...` by the reference as it stands."""
    table = register.incidents
    rows = table.frame[table.is_first_of_key]
    columns = (rows[heading] for heading in ("Incident ref", "Reported on", "Event type", "Summary"))
    return {ref: _said(days.of(day), kind, summary) for ref, day, kind, summary in zip(*columns, strict=True)}


def _said(day: date | None, kind: str, summary: str) -> str:
    known = [days.show(day)] if day else []
    known += [kind] if kind and kind != UNREADABLE else []
    text = one_line(summary) if summary != UNREADABLE else ""
    begun = " ".join(text.split(" ")[:_WORDS])[:_LETTERS].rstrip(" ,.;:")
    begun += " ..." if begun and len(begun) < len(text.rstrip(" .")) else ""
    return ": ".join(part for part in (", ".join(known), begun) if part)
