"""The rules that `olsxl check` applies: one module for each family of codes, all of them in the catalogue here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import closest
from olsxl.errors import OlsxlError
from olsxl.register.coverage.seen import NOTHING_SEEN, SeenByReviews
from olsxl.rules.context import RuleContext, TrainingContext, rule_context
from olsxl.rules.incidents import INCIDENT_RULES
from olsxl.rules.people import PEOPLE_RULES
from olsxl.rules.reviews import REVIEW_RULES
from olsxl.rules.rule import Rule
from olsxl.rules.training import TRAINING_RULES
from olsxl.rules.updates import UPDATE_RULES
from olsxl.rules.workbook import WORKBOOK_RULES, missing_optional_rule
from olsxl.rules.workbook.columns import missing_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from olsxl.config import Config, RuleSetting
    from olsxl.findings import Finding
    from olsxl.register.table import RegisterTable

_OTHERS = WORKBOOK_RULES + INCIDENT_RULES + UPDATE_RULES + REVIEW_RULES + TRAINING_RULES + PEOPLE_RULES

CATALOGUE: tuple[Rule, ...] = (_OTHERS[0], missing_optional_rule(_OTHERS), *_OTHERS[1:])

TITLES: dict[str, str] = {rule.code: rule.title for rule in CATALOGUE}
"""The title of each rule by its code: one sentence that quotes nothing from a register."""


class Change(NamedTuple):
    """A rule that `[rules]` of olsxl.toml changes: what it is set to, how many findings are so not shown, and why."""

    code: str
    setting: RuleSetting
    silenced: int = 0
    why: str = ""


def apply(context: RuleContext, rules: Sequence[Rule] = CATALOGUE) -> list[Finding]:
    """Every finding of the rules about the registers, in their order; each rule sees all that was read.

    A rule that `[rules]` switches off has none; where it sets a severity, every finding of the rule has that one.
    """
    found: list[Finding] = []
    for rule in rules:
        setting = context.config.rule(rule.code)
        if setting != "off":
            findings = rule.findings(context)
            found += (replace(each, severity=setting) for each in findings) if setting else findings
    return found


def is_on(code: str, context: RuleContext) -> bool:
    """Whether a rule looks at these registers: what it needs is there, and `[rules]` does not switch it off."""
    return context.config.rule(code) != "off" and find(code).is_on(context)


def changes(context: RuleContext) -> list[Change]:
    """What `[rules]` changes, in the order of the catalogue; what a rule that is off would have found is counted."""
    settings = context.config.rules
    return [
        Change(rule.code, change.set, sum(1 for _ in rule.findings(context)) if change.set == "off" else 0, change.why)
        for rule in CATALOGUE
        if (change := settings.get(rule.code))
    ]


def find(code: str) -> Rule:
    """The rule of a code, whatever its case. Raises NoSuchRule, which names the closest."""
    for rule in CATALOGUE:
        if rule.code == code.upper():
            return rule
    raise NoSuchRule(code, closest(code.upper(), list(TITLES)))


def unknown_codes(config: Config) -> list[str]:
    """A sentence for each code under `[rules]` that is none."""
    return [
        f"rules.{code} is no rule of olsxl{closest(code.upper(), list(TITLES))}"
        for code in config.rules
        if code not in TITLES
    ]


class NoSuchRule(OlsxlError):
    """A code that no rule has."""

    def __init__(self, code: str, near: str) -> None:
        super().__init__(f"{code} is no rule of olsxl{near}{'' if near else '.'} All of them: olsxl explain")


def missing_columns(
    tables: Iterable[RegisterTable], config: Config, seen: SeenByReviews = NOTHING_SEEN
) -> list[Finding]:
    """The findings of WBK001 about these tables: without those columns nothing else can be said or done rightly."""
    rule = find("WBK001")
    return [rule.finding(fault) for fault in missing_in(tables, config, seen)]


__all__ = [
    "CATALOGUE",
    "TITLES",
    "Change",
    "NoSuchRule",
    "Rule",
    "RuleContext",
    "TrainingContext",
    "apply",
    "changes",
    "find",
    "is_on",
    "missing_columns",
    "rule_context",
    "unknown_codes",
]
