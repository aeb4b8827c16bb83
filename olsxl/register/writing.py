"""From a row by our headings to the edit that appends it under the manager's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook import AppendRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.config import Config
    from olsxl.register import schema
    from olsxl.register.table import RegisterTable


def append(table: RegisterTable, row: Mapping[str, object]) -> AppendRow:
    """The edit that appends a row to a table (the last one where there is a sheet a year).

    A value whose column the workbook lacks is left out.
    """
    region = table.last_named
    values = {region.headings[heading]: value for heading, value in row.items() if heading in region.headings}
    return AppendRow(region.table or region.sheet, values)


def in_home_words(row: Mapping[str, object], sheet: schema.Sheet, config: Config) -> dict[str, object]:
    """A row by our headings with its allowed values as the home says them: what `[values]` gives for ours."""
    return {heading: _said(sheet.column(heading).values, value, config) for heading, value in row.items()}


def _said(name: str | None, value: object, config: Config) -> object:
    pairs = config.values.get(name, {}) if name else {}
    return next((theirs for theirs, ours in pairs.items() if ours == value), value)
