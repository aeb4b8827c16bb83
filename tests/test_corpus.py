"""Workbooks that Excel saved come back with one row more and nothing else changed, or are refused by name.

A sample of them in the ordinary run; all with OLSXL_CORPUS=all in the environment, or by `python -m tests.corpus`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.corpus import FOLDER, faults, outcomes, unopened, workbooks

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = (
    "calamine/table-multiple.xlsx",
    "calamine/table_with_insertrow_attribute.xlsx",
    "closedxml/PivotTableWithTableSource.xlsx",
    "open-xml-sdk/QueryTable.xlsx",
    "poi/56170.xlsx",
    "poi/59026.xlsx",
    "poi/ExcelTables.xlsx",
    "poi/tableStyle.xlsx",
    "poi/WithTable.xlsx",
    "xlsxwriter/table10.xlsx",
    "xlsxwriter/table23.xlsx",
)
pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the corpus of Excel's workbooks is not at {FOLDER}"),
]


def chosen() -> list[Path]:
    """Return the workbooks of this run."""
    if os.environ.get("OLSXL_CORPUS") == "all":
        return workbooks()
    return [FOLDER / name for name in SAMPLE]


@pytest.mark.parametrize("path", chosen(), ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_row_is_added_and_nothing_else_changes(path: Path) -> None:
    assert [str(outcome) for outcome in outcomes(path) if outcome.state == "damaged" or not outcome.allowed] == []


def test_a_run_that_finds_no_workbook_proves_nothing() -> None:
    assert faults([]) == [f"there is no workbook in {FOLDER}"]


@pytest.mark.office
def test_libreoffice_opens_what_was_kept() -> None:
    assert unopened([outcome for name in SAMPLE[-4:] for outcome in outcomes(FOLDER / name)]) == []
