"""A table of plain values, before it stands in a workbook. Nothing in it can be a formula, note or link."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

Value = str | int | date | None


class Column(NamedTuple):
    """One column of a block: heading, width in characters."""

    heading: str
    width: int


class Block(NamedTuple):
    """One Excel table: its name, columns, rows of as many values.

    `alerts` are the texts that stand out where they fill a cell; `filtered` gives the headings their buttons.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    alerts: frozenset[str] = frozenset()
    filtered: bool = True
