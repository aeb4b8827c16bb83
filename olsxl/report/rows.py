"""The rows of a summary in words, with references, Person IDs and cells: only for who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import WEEKDAYS
from olsxl.report.charts import WEEK_WORDS
from olsxl.report.figures import unsettled
from olsxl.report.findings.words import changes_text
from olsxl.report.sentences import notices
from olsxl.report.training.rows import behind, training
from olsxl.report.unread import unread_places
from olsxl.report.wording import clean, counted, cut, day, joined, rest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from olsxl.report.summary import Action, Observation, OpenRecord, Summary

ROWS = 40
"""The most rows of a list in a mail: longer mails are cut short by the programs that show them."""

ITEMS = 12
"""The most references or cells in one line of a mail."""


class ToDo(NamedTuple):
    """One thing to do: `when` leads up to the day, `urgent` from that day on, `rest` tells of items not listed."""

    text: str
    when: str
    weekday: str
    day: str
    urgent: bool
    items: tuple[str, ...]
    rest: str


class OpenRow(NamedTuple):
    """One open record; `state` is what became of it at this review, `alert` where it has no update.

    `asked` are the questions that the page puts beside it.
    """

    ref: str
    status: str
    age: str
    owner: str
    last_update: str
    state: str
    alert: bool
    long_open: bool
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """The findings of one rule: what the rule says, and the cells where it found something."""

    severity: str
    code: str
    title: str
    count: int
    cells: tuple[str, ...]
    rest: str


class WeekRow(NamedTuple):
    """One week that went without a review, or whose review is not signed."""

    review: str
    week_of: str
    state: str


def details(summary: Summary, *, whole: bool) -> dict[str, object]:
    """The names that a template knows beside the figures; `whole` for a page, which cuts no list short."""
    most, items = (None, None) if whole else (ROWS, ITEMS)
    records = sorted(summary.open, key=_urgency)
    sheets = {clean(record.where.split("!")[0]) for record in records}
    findings = _by_rule(summary.observations, items)
    weeks, this = unsettled(summary), ", this week's review"
    return {
        "notices": (*notices(summary), *unread_places(summary.unread, items)),
        "todo": [_todo(action, summary.day, items) for action in summary.actions],
        "records": [_open_row(record, summary) for record in records[:most]],
        "owners": summary.keeps_owners,
        "records_rest": rest_of(
            len(records), most, f"sheet {sheets.pop()}" if len(sheets) == 1 else "the incident register"
        ),
        "overdue_items": [told for told in (_long_open(summary, most), behind(summary.training, most)) if told],
        "weeks": [
            WeekRow(week.review, day(week.monday), WEEK_WORDS[week.state] + this * (week.review == summary.review))
            for week in weeks[:most]
        ],
        "weeks_rest": rest_of(len(weeks), most, "sheet Reviews"),
        "findings": findings[:most],
        "changed": changes_text(summary.changes),
        "findings_rest": rest_of(len(findings), most, "the command olsxl check"),
        **training(summary, most, items),
    }


def _todo(action: Action, today: date, most: int | None) -> ToDo:
    items, rest = cut(action.items, most, action.count)
    when = "Was due on" if action.by < today else "Today," if action.by == today else "By"
    text = clean(action.text).rstrip(".") + "."
    return ToDo(text, when, WEEKDAYS[action.by.weekday()], day(action.by), action.by <= today, items, rest)


def _urgency(record: OpenRecord) -> tuple[bool, bool, int]:
    """Without an update first, then what has been open longest; without a date counts as the oldest."""
    return record.state != "no-update", record.age is not None, -(record.age or 0)


def _open_row(record: OpenRecord, summary: Summary) -> OpenRow:
    return OpenRow(
        ref=_ref(record),
        status=clean(record.status),
        age=_age(record),
        owner=clean(record.owner) or "none",
        last_update=day(record.last_update) if record.last_update else "none",
        state=_state(record, summary),
        alert=record.state == "no-update",
        long_open=record.long_open,
        asked=tuple(
            clean(asked.text) + (f" (By {day(asked.until)}.)" if asked.until else "") for asked in record.asked
        ),
    )


def _ref(record: OpenRecord) -> str:
    return clean(record.ref) or clean(record.where)


def _age(record: OpenRecord) -> str:
    return "no date" if record.age is None else counted(record.age, "day")


def _state(record: OpenRecord, summary: Summary) -> str:
    if record.state == "updated":
        return "Updated"
    if record.state == "late":
        return "Updated late"
    if record.ref not in summary.marked:
        return "Without an update"
    return "Will be marked No Update" if summary.pending else "Marked No Update"


def _long_open(summary: Summary, most: int | None) -> str:
    records = [f"{_ref(record)} ({_age(record)})" for record in sorted(summary.long_open, key=_urgency)]
    told = counted(len(records), "record is", "records are")
    return f"{told} long open: {joined(records, most)}." if records else ""


def _by_rule(seen: Sequence[Observation], most: int | None) -> list[FindingRow]:
    """One row a rule, errors first, so that a hundred cells of one rule do not bury the others."""
    rows = []
    for (_, code, title), group in groupby(sorted(seen, key=_rule), key=_rule):
        found = [*group]
        cells, rest = cut([each.where for each in found], most)
        rows.append(FindingRow(found[0].severity.capitalize(), code, clean(title), len(found), cells, rest))
    return rows


def _rule(seen: Observation) -> tuple[bool, str, str]:
    return seen.severity != "error", seen.code, seen.title
