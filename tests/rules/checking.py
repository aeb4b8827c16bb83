"""Rules applied to small registers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.rules import apply, rule_context
from tests.registers import TODAY, incident_register, person, review, session, training_register

if TYPE_CHECKING:
    from datetime import date

    from olsxl.findings import Finding
    from olsxl.workbook import AppendRow

_OF_TRAINING = {sheet.name for sheet in schema.TRAINING_REGISTER}


def check(
    *rows: AppendRow,
    incidents: bytes | None = None,
    training: bytes | None = None,
    settings: str = "",
    today: date = TODAY,
    reviewing: str | None = None,
) -> list[Finding]:
    """Every finding about registers of these rows, or about these workbooks.

    Where no review is among the rows there is one of last week; where nobody is, somebody who is trained.
    """
    if incidents is None:
        own = [row for row in rows if row.table not in _OF_TRAINING]
        incidents = incident_register(*own, *([] if any(row.table == "Reviews" for row in own) else [review()]))
    own = [row for row in rows if row.table in _OF_TRAINING]
    if training is None:
        training = training_register(*own) if own else _trained()
    config = parse(settings)
    read = reading.incident_register(incidents, "incident-register.xlsx", config)
    trained = reading.training_register(training, "training-register.xlsx", config)
    return apply(rule_context(read, trained, today, config, reviewing=reviewing))


@cache
def _trained() -> bytes:
    return training_register(person(), session())


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Each finding as its code, its cell and its severity."""
    return [(finding.code, finding.where, finding.severity) for finding in findings]


def where(findings: list[Finding], code: str) -> list[str]:
    """The cells of the findings of one rule."""
    return [finding.where for finding in findings if finding.code == code]


def only(findings: list[Finding]) -> Finding:
    """The one finding that there is."""
    assert len(findings) == 1, told(findings)
    return findings[0]
