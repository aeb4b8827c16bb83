"""Excel workbooks, read and written without changing what is not understood; nothing here knows the policy."""

from olsxl.workbook.book import Worksheet
from olsxl.workbook.cells import CellReader, Cells
from olsxl.workbook.edits import AddLists, AddSheet, AppendRow, Edit, SetCell
from olsxl.workbook.errors import (
    ConflictCopy,
    UnreadableWorkbook,
    UnwritableWorkbook,
    WorkbookBusy,
    WorkbookChanged,
    WorkbookEncrypted,
    WrongPassword,
)
from olsxl.workbook.file import Snapshot, read, refuse_read_only, replace
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.layout import Layout, layouts
from olsxl.workbook.left_behind import left_behind
from olsxl.workbook.locks import refuse_conflict, refuse_open
from olsxl.workbook.machine import Machine
from olsxl.workbook.patch import patch
from olsxl.workbook.ranges import cell_name, column_letters
from olsxl.workbook.reach import is_total
from olsxl.workbook.refused import EditRefused
from olsxl.workbook.tables import Table, date1904, tables, worksheets

__all__ = [
    "AddLists",
    "AddSheet",
    "AppendRow",
    "CellReader",
    "Cells",
    "ConflictCopy",
    "Edit",
    "EditRefused",
    "Layout",
    "Machine",
    "SetCell",
    "Snapshot",
    "Table",
    "UnreadableWorkbook",
    "UnwritableWorkbook",
    "WorkbookBusy",
    "WorkbookChanged",
    "WorkbookEncrypted",
    "Worksheet",
    "WrongPassword",
    "broken_invariants",
    "cell_name",
    "column_letters",
    "date1904",
    "is_total",
    "layouts",
    "left_behind",
    "patch",
    "read",
    "refuse_conflict",
    "refuse_open",
    "refuse_read_only",
    "replace",
    "tables",
    "worksheets",
]
