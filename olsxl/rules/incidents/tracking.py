"""INC122, INC125, INC127, INC128: whether a record is followed to its end, and can be found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.incidents.cells import Say, blank, closed, older_than, told
from olsxl.rules.incidents.texts import headings
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE = re.compile(
    r"\b(?:(?:kept|held|stored) (?:in|at|by|with|on)|filed?|files|archived?|locked|locker|cabinets?|cupboards?|"
    r"drawers?|safe|shelf|shelves|desk|office|room|folders?|binders?|box|boxes|envelope|tray|rack|vault|notebook|logbook|papers?)\b",
    re.IGNORECASE,
)
"""Words by which a note says where a paper record is: rather too many, since a wrong alarm costs more."""


def closed_without_end(check: Check) -> Iterator[Fault]:
    """A record is closed without a closing date, by whom, or an outcome.

    Events are tracked to conclusion; the record must say what the conclusion was, when, and whose.

    Put right: Type the day, the Person ID and the outcome; or put the Status back to an open one.

    Example: Status is Closed, and Outcome is blank.
    """
    fixes = {
        "Closed on": "Type the day on which it was closed",
        "Closed by": "Type the Person ID of who closed it",
        "Outcome": "Say what came of it, without a child's name",
    }
    for heading, fix in fixes.items():
        if check.register.incidents.has(heading):
            rows = closed(check) & blank(check, heading)
            yield from told(check, rows, heading, Say(f"The record is closed, but {{{heading}}} is blank", fix))


def no_owner(check: Check) -> Iterator[Fault]:
    """An open record has no owner.

    Somebody follows each event to its conclusion.

    Put right: Type the Person ID of who follows it.

    Example: Status is Open, and Owner is blank.
    """
    rows = ~closed(check) & blank(check, "Owner")
    message = "The record is open, and {Owner} is blank"
    yield from told(check, rows, "Owner", Say(message, "Type the Person ID of who follows it"))


def place_unknown(check: Check) -> Iterator[Fault]:
    """A record is held on paper, and no note or update says where.

    A record that nobody finds is none.

    Put right: Say in an update where it is kept, such as: paper record kept in the locked cabinet.

    Example: Record held is Physical, and neither a note nor an update names a place.
    """
    records, updates = check.records, check.register.updates
    paper = records[records["Record held"] == "Physical"]
    if paper.empty:
        return
    named = {key for key, text in zip(updates.keys, updates.frame["Update"], strict=True) if _PLACE.search(text)}
    texts = paper[[*headings(check)]].agg(" ".join, axis="columns")
    known = check.register.incidents.keys[paper.index].isin(named) | texts.str.contains(_PLACE)
    rows = records.index.to_series().isin(paper.index[~known])
    message = "{Record held} is Physical, and no note or update says where"
    yield from told(check, rows, "Record held", Say(message, "Say in an update where the paper record is kept"))


def long_open(check: Check) -> Iterator[Fault]:
    """A record has been open for long.

    Events are tracked to conclusion; after `[review] long_open_days` somebody looks at why this one is not.

    Put right: Close the record if it is over; else say in an update what it waits for.

    Example: Reported on is 01/07/2026, and the record is open on 19/11/2026.
    """
    limit, reported = check.config.review.long_open_days, check.records["Reported on"]

    def words(row: int) -> str:
        open_for = (check.today - reported[row].date()).days
        return f"The record has been open for {open_for} days since {{Reported on}} ({days.show(reported[row])})"

    rows = ~closed(check) & older_than(check, limit)
    yield from told(check, rows, "Reported on", Say(words, "Close it if it is over; else say what it waits for"))


TRACKING_RULES: tuple[Rule, ...] = (
    Rule("INC122", "error", closed_without_end, {"Incidents": ("Status",)}, ("P3",)),
    Rule("INC125", "warning", no_owner, {"Incidents": ("Status", "Owner")}, ("P3",)),
    Rule("INC127", "warning", place_unknown, {"Incidents": ("Record held",), "Updates": ("Update",)}, ("P2",)),
    Rule("INC128", "warning", long_open, {"Incidents": ("Status", "Reported on")}, ("P3",)),
)
