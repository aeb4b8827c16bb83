"""Whether openpyxl and we read the same from a workbook, cell by cell; by hand over a folder of workbooks:

python -m tests.workbook.agreement ../shared/corpus
"""

from __future__ import annotations

import sys
import warnings
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.escape import unescape

from olsxl.errors import OlsxlError
from olsxl.workbook.file.snapshot import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.reading.cells import Cells


def differences(path: Path) -> Iterator[str]:
    """Every cell that reads otherwise, every error that is missing, every formula that is missing or too many."""
    opened = read(path).workbook
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    for sheet in (name for name in opened.sheets if name in values.sheetnames):  # it reads no strict workbook
        found = opened.cells(sheet)
        yield from _cells(found, values[sheet])
        written = {(cell.row, cell.column) for cell in _each(formulas[sheet]) if cell.data_type == "f"}
        yield from (f"{sheet} {place} formula" for place in written ^ set(found.formulas))


def _cells(found: Cells, sheet: Any) -> Iterator[str]:
    for cell in _each(sheet):
        ours, theirs = _ours(found, cell.row, cell.column), _plain(cell.value)
        if cell.data_type == "e" and not isinstance(ours, int):  # a number in a date format that no date can have
            ours = found.errors.get((cell.row, cell.column))
        if ours != theirs and not _close(ours, theirs) and not (cell.data_type == "e" and isinstance(ours, int)):
            yield f"{sheet.title} {cell.coordinate} {ours!r} {theirs!r}"


def _each(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row)


def _ours(found: Cells, row: int, column: int) -> Any:
    return found.columns[column - 1][row - 1] if column <= len(found.columns) and row <= found.height else None


def _plain(value: Any) -> Any:
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    return unescape(value) or None if isinstance(value, str) else value


def _close(ours: Any, theirs: Any) -> bool:
    both = isinstance(ours, datetime) and isinstance(theirs, datetime)
    return both and abs((ours - theirs).total_seconds()) < 0.002  # rounded in different places


def main(folder: Path) -> int:
    """Print every difference in every workbook of a folder; the number of them is the exit status."""
    warnings.simplefilter("ignore")
    count = 0
    for path in sorted(folder.rglob("*.xls[xm]")):
        try:
            found = list(differences(path))
        except OlsxlError as refused:
            found = [f"refused: {refused}"]
        except (TypeError, KeyError, ValueError) as failure:
            found = [f"openpyxl cannot read it: {failure}"]
        count += len(found)
        for line in found:
            print(path.relative_to(folder), line)  # noqa: T201 - a command
    return min(count, 100)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
