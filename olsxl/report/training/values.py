"""Who is due for training, as comma-separated values for Excel.

A byte-order mark, because Excel reads UTF-8 only with one; CRLF, as RFC 4180 and Excel have it; commas, which are the
separator of a UK Excel; ISO dates, which every Excel takes for dates and shows in its own style (day first here), while
03/04/2026 is another day on a machine set to the US.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from olsxl.report.wording import clean
from olsxl.training.due import groups, trained
from olsxl.training.status import ACTIVE, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.blank.block import Value
    from olsxl.training.due import By, Due, Grouping

_FORMULA = ("=", "+", "-", "@")
"""What Excel takes for a formula where a text begins with it."""


def as_csv(due: Due, by: By = "person") -> bytes:
    """A row for everybody who has started, or a row for each service or role."""
    rows = _people(due) if by == "person" else _groups(due, by)
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    """A text on one line that is no formula; numbers and days stay what they are."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _people(due: Due) -> Iterator[tuple[Value, ...]]:
    shown = [h for h in ("Person ID", "Full name", "Role", "Service", "Started on") if h in due.headings]
    derived = ("Status", "Last trained", "Next due", "Days left", "First trained", "Days to first training")
    yield (*(due.headings[heading] for heading in shown), *derived)
    for person in due.people:
        status, first = person.status, person.first
        own: dict[str, Value] = {
            "Person ID": status.person,
            "Full name": person.name,
            "Role": person.role,
            "Service": person.service,
            "Started on": person.started,
        }
        ahead = (status.words, status.last, status.due, status.days)
        waited = (first.day, first.days_to_first) if first else (None, None)
        yield (*(own[heading] for heading in shown), *ahead, *waited)


def _groups(due: Due, by: Grouping) -> Iterator[tuple[Value, ...]]:
    yield (due.headings[by.capitalize()], "People", "Trained", *(WORDS[status] for status in ACTIVE))
    for group in groups(due.active, by):
        statuses = [status.code for status in group.statuses]
        counts = (statuses.count(status) for status in ACTIVE)
        yield (group.name or "(blank)", len(group.people), len(trained(group.statuses)), *counts)
