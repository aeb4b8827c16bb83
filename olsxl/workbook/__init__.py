"""Excel workbooks, read and written without changing what is not understood; nothing here knows the policy."""

from olsxl.workbook.editing.edits import AddColumn, AddLists, AddSheet, AppendRow, Edit, SetCell, SetProperty
from olsxl.workbook.editing.not_extended import ranges_not_extended
from olsxl.workbook.editing.patch import patch
from olsxl.workbook.errors import (
    ConflictCopy,
    EditRefused,
    UnreadableWorkbook,
    UnwritableWorkbook,
    WorkbookBusy,
    WorkbookChanged,
    WorkbookEncrypted,
    WrongPassword,
)
from olsxl.workbook.file.conflicts import refuse_conflict
from olsxl.workbook.file.owners import refuse_open
from olsxl.workbook.file.snapshot import Snapshot, other_names, read, refuse_read_only, replace
from olsxl.workbook.file.system import System
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.reading.book import Worksheet
from olsxl.workbook.reading.cells import Cells, DateText
from olsxl.workbook.reading.layout import Layout
from olsxl.workbook.reading.list_end import is_total
from olsxl.workbook.reading.looks import PLAIN, Look, Looks
from olsxl.workbook.reading.number_texts import ShownNumber, ShownText
from olsxl.workbook.reading.opened import Workbook, opened, tables, worksheets
from olsxl.workbook.reading.tables import Table
from olsxl.workbook.xml.ranges import Range, cell_name, column_letters

__all__ = [
    "PLAIN",
    "AddColumn",
    "AddLists",
    "AddSheet",
    "AppendRow",
    "Cells",
    "ConflictCopy",
    "DateText",
    "Edit",
    "EditRefused",
    "Layout",
    "Look",
    "Looks",
    "Range",
    "SetCell",
    "SetProperty",
    "ShownNumber",
    "ShownText",
    "Snapshot",
    "System",
    "Table",
    "UnreadableWorkbook",
    "UnwritableWorkbook",
    "Workbook",
    "WorkbookBusy",
    "WorkbookChanged",
    "WorkbookEncrypted",
    "Worksheet",
    "WrongPassword",
    "broken_invariants",
    "cell_name",
    "column_letters",
    "is_total",
    "opened",
    "other_names",
    "patch",
    "ranges_not_extended",
    "read",
    "refuse_conflict",
    "refuse_open",
    "refuse_read_only",
    "replace",
    "tables",
    "worksheets",
]
