"""Plans over small registers, for the tests of the review."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from olsxl.config import parse
from olsxl.register.reading import incident_register as read
from olsxl.review.plan import Plan, plan
from tests import registers

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow


def planned(
    *rows: AppendRow,
    today: date = registers.TODAY,
    entered: date | None = None,
    since: date | None = None,
    settings: str = "",
) -> Plan:
    """The plan of a review on a day, entered on the same day at 16:00 or on another."""
    register = read(registers.incident_register(*rows), "incident-register.xlsx", parse(settings))
    return plan(register, today, datetime.combine(entered or today, time(16)), since=since)
