"""What a register tells of a past day: whether a record was closed before it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from olsxl.config import parse
from olsxl.register.reading import incident_register as read
from olsxl.register.text import fold
from olsxl.review.open_history import OpenHistory
from olsxl.review.past import Deletion, MissedWeek
from tests import registers
from tests.registers import LAST_REVIEW, closed, incident, ref, update

DAY = timedelta(days=1)


def test_a_record_was_closed_before_the_days_after_its_closing_unless_it_was_reopened_since() -> None:
    rows = (
        closed(1),
        incident(2),
        closed(3),
        update(3, LAST_REVIEW, type="Reopened"),
        closed(4),
        update(4, type="Closure"),
    )
    register = read(registers.incident_register(*rows), "incident-register.xlsx", parse(""))
    history = OpenHistory(register, None)

    def on(day: datetime) -> list[bool]:
        keys = pd.Series([fold(ref(number)) for number in (1, 2, 3, 4, 9)])
        days: Any = pd.Series([day] * len(keys))
        return history.closed_before(keys, days).tolist()

    noon = datetime.combine(LAST_REVIEW, datetime.min.time())
    assert on(noon) == [False] * 5
    assert on(noon + DAY) == [True, False, False, True, False]
    unknown = history.closed_before(pd.Series([fold(ref(1))]), pd.Series([pd.NaT]))
    assert unknown.tolist() == [False]


def test_a_missed_week_is_explained_where_a_person_said_why_it_was_deleted_and_not_otherwise() -> None:
    week = MissedWeek(LAST_REVIEW, None)
    assert not week.explained
    assert week._replace(deletion=Deletion(7, "made for a trial")).explained
