"""What can be done to a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from olsxl.workbook.xml.ranges import column_letters

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


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
    """A new last sheet with an empty Excel table of these headings; the table's name is made from the sheet's.

    `choices` gives columns a drop-down that warns and does not forbid: the area of its values, like
    `Lists!$A$2:$A$9`, by heading.
    """

    name: str
    headings: Sequence[str]
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddLists:
    """A new last sheet of lists side by side, each an Excel table of one column: its name, its heading, its values.

    The headings stand in row 1, an empty column lies between two lists. A table's name must be free.
    """

    name: str
    lists: Sequence[tuple[str, str, Sequence[str]]]

    def areas(self) -> dict[str, str]:
        """The area of each list's values, like `Lists!$A$2:$A$9`, by the table's name."""
        sheet = "'" + self.name.replace("'", "''") + "'"
        return {
            table: f"{sheet}!${column_letters(1 + 2 * at)}$2:${column_letters(1 + 2 * at)}${1 + len(values)}"
            for at, (table, _, values) in enumerate(self.lists)
        }


@dataclass(frozen=True, slots=True)
class SetProperty:
    """A custom property of the workbook, which travels with the file: its name and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class AddColumn:
    """A new last column of a table or list, with its heading, and values by the number of the Excel row.

    `table` is as for `AppendRow`; on a sheet without a table the list is meant that has the headings `beside`.
    """

    table: str
    heading: str
    values: Mapping[int, object]
    beside: Collection[str] = ()


Edit = AppendRow | AddColumn | SetCell | AddSheet | AddLists | SetProperty
