"""TRN: whether everybody is trained, and the attendance well kept; one module for each concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.training.attendance import ATTENDANCE_RULES
from olsxl.rules.training.status import STATUS_RULES

if TYPE_CHECKING:
    from olsxl.rules.rule import Rule

TRAINING_RULES: tuple[Rule, ...] = STATUS_RULES + ATTENDANCE_RULES
