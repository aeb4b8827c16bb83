"""What can be done to a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class AppendRow:
    """One row at the end of a table, as if a person had typed it there.

    `table` is the table's name, or its sheet's name where the sheet has one table or none. `values` go by heading,
    without regard to case and outer blanks; a heading that is left out (or None) stays empty or is calculated, and
    a value for a calculated column wins. Values are str, bool, int, float, Decimal, date, datetime or time.
    """

    table: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SetCell:
    """Another value in one cell, like `F14`; None empties it. The cell keeps its style."""

    sheet: str
    cell: str
    value: object


@dataclass(frozen=True, slots=True)
class AddSheet:
    """A new last sheet with an empty Excel table of these headings; the table's name is made from the sheet's."""

    name: str
    headings: Sequence[str]


Edit = AppendRow | SetCell | AddSheet
