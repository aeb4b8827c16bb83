"""A table of plain values, before it stands in a workbook. Nothing in it can be a formula, note or link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block: heading, width in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """One Excel table: its name, columns, rows of as many values.

    `alerts` are the texts that stand out where they fill a cell; `filtered` gives the headings their buttons.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    alerts: frozenset[str] = frozenset()
    filtered: bool = True
