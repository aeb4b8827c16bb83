"""INC122, INC125, INC127, INC128: whether a record is followed to its end, and can be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.incidents.cells import Wording, blank, faults_at, older_than
from olsxl.rules.incidents.texts import headings
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext

_PLACE = re.compile(
    r"\b(?:(?:kept|held|stored) (?:in|at|by|with|on)|filed?|files|archived?|locked|locker|cabinets?|cupboards?|"
    r"drawers?|safe|shelf|shelves|desk|office|room|folders?|binders?|box|boxes|envelope|tray|rack|vault|notebook|logbook|papers?)\b",
    re.IGNORECASE,
)
"""Words by which a note says where a paper record is: rather too many, since a wrong alarm costs more."""


@rule(
    "INC122",
    "error",
    Explanation(
        title="A record is closed without a closing date, by whom, or an outcome.",
        why="Events are tracked to conclusion; the record must say what the conclusion was, when, and whose.",
        put_right="Type the day, the Person ID and the outcome; or put the Status back to an open one.",
        example="Status is Closed, and Outcome is blank.",
    ),
    needs={"Incidents": ("Status",)},
    source=("P3",),
)
def closed_without_end(context: RuleContext) -> Iterator[Fault]:
    fixes = {
        "Closed on": "Type the day on which it was closed",
        "Closed by": "Type the Person ID of who closed it",
        "Outcome": "Say what came of it, without a child's name",
    }
    for heading, fix in fixes.items():
        if context.register.incidents.has(heading):
            rows = context.closed & blank(context, heading)
            yield from faults_at(
                context, rows, heading, Wording(f"The record is closed, but {{{heading}}} is blank", fix)
            )


@rule(
    "INC125",
    "warning",
    Explanation(
        title="An open record has no owner.",
        why="Somebody follows each event to its conclusion.",
        put_right="Type the Person ID of who follows it.",
        example="Status is Open, and Owner is blank.",
    ),
    needs={"Incidents": ("Status", "Owner")},
    source=("P3",),
)
def no_owner(context: RuleContext) -> Iterator[Fault]:
    rows = ~context.closed & blank(context, "Owner")
    message = "The record is open, and {Owner} is blank"
    yield from faults_at(context, rows, "Owner", Wording(message, "Type the Person ID of who follows it"))


@rule(
    "INC127",
    "warning",
    Explanation(
        title="A record is held on paper, and no note or update says where.",
        why="A record that nobody finds is none.",
        put_right="Say in an update where it is kept, such as: paper record kept in the locked cabinet.",
        example="Record held is Physical, and neither a note nor an update names a place.",
    ),
    needs={"Incidents": ("Record held",), "Updates": ("Update",)},
    source=("P2",),
)
def place_unknown(context: RuleContext) -> Iterator[Fault]:
    records, updates = context.records, context.register.updates
    paper = records[records["Record held"] == "Physical"]
    if paper.empty:
        return
    named = {key for key, text in zip(updates.keys, updates.frame["Update"], strict=True) if _PLACE.search(text)}
    texts = paper[[*headings(context)]].agg(" ".join, axis="columns")
    known = context.register.incidents.keys[paper.index].isin(named) | texts.str.contains(_PLACE)
    rows = records.index.to_series().isin(paper.index[~known])
    message = "{Record held} is Physical, and no note or update says where"
    yield from faults_at(
        context, rows, "Record held", Wording(message, "Say in an update where the paper record is kept")
    )


@rule(
    "INC128",
    "warning",
    Explanation(
        title="A record has been open for long.",
        why="Events are tracked to conclusion; after `[review] long_open_days` somebody looks at why this one is not.",
        put_right="Close the record if it is over; else say in an update what it waits for.",
        example="Reported on is 01/07/2026, and the record is open on 19/11/2026.",
    ),
    needs={"Incidents": ("Status", "Reported on")},
    source=("P3",),
)
def long_open(context: RuleContext) -> Iterator[Fault]:
    limit, reported = context.config.review.long_open_days, context.records["Reported on"]

    def words(row: int) -> str:
        open_for = (context.today - reported[row].date()).days
        return f"The record has been open for {open_for} days since {{Reported on}} ({days.show(reported[row])})"

    rows = ~context.closed & older_than(context, limit)
    yield from faults_at(
        context, rows, "Reported on", Wording(words, "Close it if it is over; else say what it waits for")
    )


TRACKING_RULES: tuple[Rule, ...] = (
    closed_without_end,
    no_owner,
    place_unknown,
    long_open,
)
