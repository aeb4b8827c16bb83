"""A rule explained: what it says, what it rests on, why it matters, how to put it right."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from olsxl.rules import CATALOGUE, Rule
from olsxl.rules.policy import ground

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.config import RuleSetting

_FAMILIES = {
    "WBK": "Workbooks",
    "INC": "Incidents",
    "UPD": "Updates",
    "REV": "Weekly reviews",
    "TRN": "Training",
    "PPL": "People",
}
_WIDTH = 100


def as_text(rule: Rule, setting: RuleSetting | None, width: int = _WIDTH) -> str:
    """All about one rule; `setting` is what the home's `[rules]` makes of it."""
    told = rule.explanation
    other = "warning" if rule.severity == "error" else "error"
    paragraphs = [
        f"{rule.code} ({rule.severity}): {told.title}",
        f"Why: {told.why}",
        f"Put right: {told.put_right}",
        f"Example: {told.example}",
        *(f"Rests on: {ground(source)}." for source in rule.source),
    ]
    change = f'To change it, in olsxl.toml under [rules]: {rule.code} = "{other}" or {rule.code} = "off"'
    text = [fill(each, width, subsequent_indent="  ", break_on_hyphens=False) for each in paragraphs]
    text.append(change)
    if setting:
        what = {"off": "off", "error": "told as an error", "warning": "told as a warning"}[setting]
        text.append(f"In this home {rule.code} is {what}: olsxl.toml says so under [rules].")
    return "\n".join(text)


def as_json(rule: Rule, setting: RuleSetting | None) -> dict[str, object]:
    """The shape of `explain CODE --format json`; `setting` is null where the home changes nothing."""
    told = rule.explanation
    return {
        "code": rule.code,
        "severity": rule.severity,
        "title": told.title,
        "why": told.why,
        "put_right": told.put_right,
        "example": told.example,
        "rests_on": [ground(source) for source in rule.source],
        "setting": setting,
    }


def list_as_text(settings: Mapping[str, RuleSetting]) -> str:
    """Every rule by its family, one a line, with what the home's `[rules]` makes of it."""
    lines = []
    for family, title in _FAMILIES.items():
        lines.append(title)
        for rule in (rule for rule in CATALOGUE if rule.code.startswith(family)):
            changed = f" (in this home: {settings[rule.code]})" if rule.code in settings else ""
            lines.append(f"  {rule.code}  {rule.severity:<7}  {rule.title}{changed}")
        lines.append("")
    return "\n".join([*lines, "All about one of them: olsxl explain CODE"])


def list_as_json(settings: Mapping[str, RuleSetting]) -> dict[str, object]:
    """The shape of `explain --format json`."""
    return {"rules": [as_json(rule, settings.get(rule.code)) for rule in CATALOGUE]}
