"""The rules that `olsxl check` applies: one module for each family of codes, all of them in the catalogue here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.incidents import INCIDENT_RULES
from olsxl.rules.reviews import REVIEW_RULES
from olsxl.rules.rule import Check, Rule
from olsxl.rules.training import TRAINING_RULES
from olsxl.rules.updates import UPDATE_RULES
from olsxl.rules.workbook import WORKBOOK_RULES

if TYPE_CHECKING:
    from olsxl.findings import Finding

CATALOGUE: tuple[Rule, ...] = WORKBOOK_RULES + INCIDENT_RULES + UPDATE_RULES + REVIEW_RULES + TRAINING_RULES

TITLES: dict[str, str] = {rule.code: rule.title for rule in CATALOGUE}
"""The title of each rule by its code: one sentence that quotes nothing from a register."""


def apply(check: Check) -> list[Finding]:
    """Every finding about the registers, in the order of the catalogue; each rule sees all that was read."""
    return [finding for rule in CATALOGUE for finding in rule.findings(check)]


def missing_columns(check: Check) -> list[Finding]:
    """The findings of WBK001 alone: without those columns nothing else can be said or done rightly."""
    return [finding for rule in CATALOGUE if rule.code == "WBK001" for finding in rule.findings(check)]


__all__ = ["CATALOGUE", "TITLES", "Check", "Rule", "apply", "missing_columns"]
