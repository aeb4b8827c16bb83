"""From registers, plan and findings to the Summary of a review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from olsxl.clocks.prompts import prompts
from olsxl.register import days
from olsxl.register.schema import NOT_KEPT
from olsxl.register.text import fold
from olsxl.report.actions import actions
from olsxl.report.privacy import Places, SafeOwners, SafeRefs
from olsxl.report.summary import Bar, Observation, OpenRecord, Summary, UnreadRows, Week, WeekState
from olsxl.report.training.facts import training
from olsxl.review.past import MissedWeek, PastReview, missed_weeks
from olsxl.review.plan import Plan, last_updates
from olsxl.review.week import WEEK, review_id, start_of_week
from olsxl.rules import TITLES, RuleContext, changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pandas import DataFrame

    from olsxl.config import Config
    from olsxl.findings import Finding

_WEEKS_SHOWN = 26
_AGES = ((7, "up to 7 days"), (30, "8 to 30 days"), (90, "31 to 90 days"))
_OLDEST = "over 90 days"
_UNDATED = "no date"


class ReviewView(NamedTuple):
    """One review as it is summarised: its plan, whether its rows are in the register yet, and if not, who keeps it.

    `busy`: a review that was to be made found the register in use; else nobody has asked for it yet. `failed_on` are
    the days on which the schedule tried to make it and could not.
    """

    plan: Plan
    written: bool
    busy: bool = True
    failed_on: tuple[date, ...] = ()


def summarise(context: RuleContext, made: ReviewView, findings: Sequence[Finding]) -> Summary:
    """The summary of one review; `context` holds the registers and `findings` what the rules say of them."""
    plan, config = made.plan, context.config
    missed = missed_weeks(context.past, plan.day, context.deletions)
    records = tuple(_open_records(context, plan, config))
    places = Places(context.tables)
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    observations = tuple(Observation(f.code, f.severity, places.shown(f), TITLES[f.code]) for f in ordered)
    weeks = tuple(_weeks(context.past, missed, made))
    summary = Summary(
        home=config.home.name,
        review=plan.review,
        day=plan.day,
        period_from=plan.window.first,
        pending=not made.written,
        busy=made.busy,
        failed_on=made.failed_on,
        opened=plan.opened,
        closed=plan.closed,
        open=records,
        marked=tuple(record.ref for record in records if record.state == "no-update"),
        actions=(),
        missed=tuple(_missed_week(week) for week in missed),
        weeks=weeks,
        observations=observations,
        training=training(context),
        ages=_ages(records),
        history=plan.history,
        changes=tuple(change._replace(why="") for change in changes(context)),  # a reason may name somebody
        unread=tuple(
            UnreadRows(places.cell(span.workbook, span.sheet, span.first), span.rows) for span in context.unread
        ),
        keeps_owners=context.register.incidents.keeps("Owner"),
    )
    # what is to be done first stands first; of one day, as they come
    todo = sorted(actions(summary, _unsigned(context.past, made)), key=lambda action: action.by)
    return replace(summary, actions=tuple(todo))


def _unsigned(past: Sequence[PastReview], made: ReviewView) -> list[str]:
    """The ids of the reviews up to this one that nobody has signed, oldest first."""
    ids = [review_id(review.monday) for review in past if not review.signed and review.day <= made.plan.day]
    return ids if not made.written or made.plan.review in ids else [*ids, made.plan.review]


def _open_records(context: RuleContext, plan: Plan, config: Config) -> Iterator[OpenRecord]:
    table = context.register.incidents
    refs, owners = SafeRefs(context, table), SafeOwners(context)
    unclear = table.unclear("Status")
    latest = last_updates(context.register.entries, plan.day)
    told = _bodies_told(context.register.entries)
    none = frozenset[str]() if context.register.updates.keeps("Body told") else None
    kept = [heading for heading in table.schema.headings if table.keeps(heading)]
    blank = "blank" if "Status" in kept else NOT_KEPT
    rows = table.frame.loc[[record.row for record in plan.records], kept].to_dict("records")
    for record, row in zip(plan.records, rows, strict=True):
        reported = days.of(row["Reported on"])
        age = (plan.day - reported).days if reported else None
        yield OpenRecord(
            ref=refs.shown(record.row),
            where=table.our_place(record.row, "Incident ref"),
            age=age,
            owner=owners.shown(str(row.get("Owner", "")), table.our_place(record.row, "Owner")),
            status="not understood" if record.row in unclear else row.get("Status") or blank,
            last_update=latest.get(fold(record.ref)),
            state="no-update" if not record.updated else "late" if record.late else "updated",
            long_open=age is not None and age > config.review.long_open_days,
            asked=tuple(prompts(row, reported, told.get(fold(record.ref), none), config.clocks, plan.day)),
        )


def _bodies_told(entries: DataFrame) -> dict[str, set[str]]:
    """The bodies that the entries of each record name as told, by its reference as compared."""
    named = entries[entries["body_told"] != ""]
    told: dict[str, set[str]] = {}
    for key, body in zip(named["key"], named["body_told"], strict=True):
        told.setdefault(key, set()).add(body)
    return told


def _missed_week(week: MissedWeek) -> Week:
    return Week(review_id(week.monday), week.monday, "explained" if week.explained else "missed")


def _weeks(past: Sequence[PastReview], missed: Sequence[MissedWeek], made: ReviewView) -> Iterator[Week]:
    """The last 26 weeks, oldest first; the week of a review that is not written yet is left out."""
    states: dict[date, WeekState] = {week.monday: _missed_week(week).state for week in missed}
    states |= {review.monday: "signed" if review.signed else "unsigned" for review in past}
    this = start_of_week(made.plan.day)
    if made.written:
        states.setdefault(this, "unsigned")
    last = this if this in states else this - WEEK
    for back in range(_WEEKS_SHOWN - 1, -1, -1):
        monday = last - timedelta(weeks=back)
        yield Week(review_id(monday), monday, states.get(monday, "none"))


def _ages(records: Sequence[OpenRecord]) -> tuple[Bar, ...]:
    labels = [
        _UNDATED if record.age is None else next((label for limit, label in _AGES if record.age <= limit), _OLDEST)
        for record in records
    ]
    shown = [*(label for _, label in _AGES), _OLDEST] + [_UNDATED] * (_UNDATED in labels)
    return tuple(Bar(label, labels.count(label)) for label in shown)
