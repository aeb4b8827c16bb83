"""Excel workbooks, read and written without changing what is not understood; nothing here knows the policy."""

from olsxl.workbook.book import Worksheet
from olsxl.workbook.edits import AddSheet, AppendRow, Edit, SetCell
from olsxl.workbook.patch import patch
from olsxl.workbook.refused import EditRefused
from olsxl.workbook.tables import Table, date1904, tables, worksheets

__all__ = [
    "AddSheet",
    "AppendRow",
    "Edit",
    "EditRefused",
    "SetCell",
    "Table",
    "Worksheet",
    "date1904",
    "patch",
    "tables",
    "worksheets",
]
