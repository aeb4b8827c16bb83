"""INC: whether the records of incidents are complete and make sense; one module for each concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.incidents.confidentiality import CONFIDENTIALITY_RULES
from olsxl.rules.incidents.dates import DATE_RULES
from olsxl.rules.incidents.decisions import DECISION_RULES
from olsxl.rules.incidents.kinds import KIND_RULES
from olsxl.rules.incidents.references import REFERENCE_RULES
from olsxl.rules.incidents.reporter import REPORTER_RULES
from olsxl.rules.incidents.since_review import SINCE_REVIEW_RULES
from olsxl.rules.incidents.tracking import TRACKING_RULES

if TYPE_CHECKING:
    from olsxl.rules.rule import Rule

_RULES = (
    *REFERENCE_RULES,
    *DATE_RULES,
    *REPORTER_RULES,
    *KIND_RULES,
    *CONFIDENTIALITY_RULES,
    *DECISION_RULES,
    *SINCE_REVIEW_RULES,
    *TRACKING_RULES,
)

INCIDENT_RULES: tuple[Rule, ...] = tuple(sorted(_RULES, key=lambda rule: rule.code))
"""All of them, by their codes."""
