"""REV: whether the register was reviewed, and each review covered what was open; one module for each concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.reviews.coverage import COVERAGE_RULES
from olsxl.rules.reviews.gone import GONE_RULES
from olsxl.rules.reviews.weeks import WEEK_RULES

if TYPE_CHECKING:
    from olsxl.rules.rule import Rule

REVIEW_RULES: tuple[Rule, ...] = WEEK_RULES + COVERAGE_RULES + GONE_RULES
