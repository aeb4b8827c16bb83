"""From a row by our headings to the edit that appends it under the manager's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook import AppendRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.register.table import Table


def append(table: Table, row: Mapping[str, object]) -> AppendRow:
    """The edit that appends a row to a table (the last one where there is a sheet a year).

    A value whose column the workbook lacks is left out.
    """
    region = table.regions[-1]
    values = {region.headings[heading]: value for heading, value in row.items() if heading in region.headings}
    return AppendRow(region.table or region.sheet, values)
