"""WBK: whether the workbook can be read as it is meant; one module for each concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.workbook.cells import CELL_RULES
from olsxl.rules.workbook.columns import COLUMN_RULES, missing_optional_rule
from olsxl.rules.workbook.coverage import COVERAGE_RULES
from olsxl.rules.workbook.layout import LAYOUT_RULES
from olsxl.rules.workbook.looks import LOOK_RULES
from olsxl.rules.workbook.rows import ROW_RULES
from olsxl.rules.workbook.surroundings import SURROUNDING_RULES

if TYPE_CHECKING:
    from olsxl.rules.rule import Rule

WORKBOOK_RULES: tuple[Rule, ...] = tuple(
    sorted(
        (*COLUMN_RULES, *CELL_RULES, *LAYOUT_RULES, *LOOK_RULES, *ROW_RULES, *SURROUNDING_RULES, *COVERAGE_RULES),
        key=lambda rule: rule.code,
    )
)
"""All of them by their codes, but for WBK002, which `missing_optional_rule` makes of all the others."""

__all__ = ["WORKBOOK_RULES", "missing_optional_rule"]
