"""REV306, REV307: whether each review covered every record that was open (P11, P12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.references.recognised import References
from olsxl.register.text import fold
from olsxl.review.week import monday
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pandas import DataFrame

    from olsxl.review.coverage import ReviewCoverage
    from olsxl.review.week import Window
    from olsxl.rules.context import RuleContext

_NAMED = 5


@rule(
    "REV306",
    "error",
    Explanation(
        title="An open record has no row in the window of a review that olsxl made.",
        why=(
            "Every open record is given a row by olsxl, unless it has an update or is new; so a row was taken away, "
            "or a later save of the workbook lost it. It is put back by olsxl only where all rows of one review are "
            "gone."
        ),
        put_right="Restore the row from a backup of the register.",
        example=(
            "The review 2026-W47 covered OLS-2026-0031, and Updates has no row of it from 13/11/2026 to 19/11/2026."
        ),
    ),
    needs={"Reviews": ("Reviewed on", "Content hash"), "Updates": ("Date",), "Incidents": ("Status",)},
    source=("P12", "nothing lost"),
)
def row_missing(context: RuleContext) -> Iterator[Fault]:
    if context.register.inline.holds_latest:  # the day of the latest update takes the place of the one before it
        return
    entries, history = _DatedEntries(context.register.entries), context.open_history
    gone = {monday(each.review): {fold(ref) for ref in each.refs} for each in context.gone}  # REV311 tells of them
    for each in context.coverages:
        if each.made and each.past.monday not in context.deletions:  # else a person said what is gone, and why
            covered = each.refs if each.refs is not None else history.surely_open(each.past.day, recorded=True)
            lacking = {key for key in covered if key in history.rows}
            lacking -= history.new_in(each.window) | entries.inside(each.window)
            if lacking and each.before:
                lacking -= entries.late_of(each.before)
            lacking -= gone.get(each.past.monday, set())
            if lacking:
                yield _row_missing(context, each, _named(context, lacking))


def _row_missing(context: RuleContext, each: ReviewCoverage, named: str) -> Fault:
    updates = context.register.updates
    message = (
        f"The sheet '{updates.sheet(0)}' has no row from {each.window.first:%d/%m/%Y} to {each.window.last:%d/%m/%Y} "
        f"for what this review found open: {named}"
    )
    fix = f"Restore it in '{updates.sheet(0)}' from a backup of the register"
    return Fault(context.register.reviews, each.past.row, "Review", message, fix)


@rule(
    "REV307",
    "error",
    Explanation(
        title="Refs covered are not the records that were open on the day of the review.",
        why=(
            "A review covers every open record, and its signature stands for those. Nothing is told of a sealed "
            "review: what it covered is proved by its seal."
        ),
        put_right=(
            "Correct Refs covered, or the dates and the Reopened rows of the records; say in the Comment what was."
        ),
        example="OLS-2026-0012 was open on 12/11/2026, and the review of that day does not name it.",
    ),
    needs={"Reviews": ("Reviewed on", "Refs covered"), "Updates": ("Date",), "Incidents": ("Status",)},
    source=("P11",),
)
def covered_otherwise(context: RuleContext) -> Iterator[Fault]:
    entries, history = _DatedEntries(context.register.entries), context.open_history
    for each in context.coverages:
        if each.refs is None or each.sealed:
            continue
        unknown = each.refs - history.rows.keys()
        missing = history.surely_open(each.past.day, recorded=each.made) - each.refs
        closed = set() if each.made else each.refs & history.surely_closed(each.window) - entries.inside(each.window)
        told = [
            f"it lacks {_named(context, missing)}, open on that day" if missing else "",
            f"it names {_named(context, closed)}, not open then" if closed else "",
            f"it names {len(unknown)} that the register does not have" if unknown else "",
        ]
        if any(told):
            yield _otherwise(context, each, "; ".join(part for part in told if part))


def _otherwise(context: RuleContext, each: ReviewCoverage, told: str) -> Fault:
    table, row = context.register.reviews, each.past.row
    heading, comment = table.heading("Refs covered", row), table.heading("Comment", row)
    message = f"'{heading}' is not what was open on {each.past.day:%d/%m/%Y}: {told}"
    fix = f"Correct '{heading}', or the dates and the Reopened rows of the records; say in '{comment}' what was"
    return Fault(table, row, "Refs covered", message, fix)


class _DatedEntries:
    """The entries with a day, in its order, so that those of a window are found at once."""

    def __init__(self, entries: DataFrame) -> None:
        self._rows = entries[entries["day"].notna()].sort_values("day", kind="stable")
        self._days = self._rows["day"].to_numpy()

    def _within(self, window: Window) -> DataFrame:
        import numpy as np

        first = np.searchsorted(self._days, np.datetime64(window.first), "left")
        return self._rows.iloc[first : np.searchsorted(self._days, np.datetime64(window.last), "right")]

    def inside(self, window: Window) -> set[str]:
        """The records with an entry in a window."""
        return set(self._within(window)["key"])

    def late_of(self, window: Window) -> set[str]:
        """The records with a real update beside a No Update of the same window: a late entry, counted by the next."""
        rows = self._within(window)
        return set(rows["key"][rows["no_update"]]) & set(rows["key"][~rows["no_update"]])


def _named(context: RuleContext, keys: Collection[str]) -> str:
    """The first few of these records, by reference where it is one, else by cell."""
    table = context.register.incidents
    refs = References(table.frame["Incident ref"])
    rows = sorted(context.open_history.rows[key] for key in keys)
    typed = (
        refs.shown(str(table.frame.at[row, "Incident ref"]), table.where(row, "Incident ref")) for row in rows[:_NAMED]
    )
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return ", ".join(typed) + more


COVERAGE_RULES: tuple[Rule, ...] = (
    row_missing,
    covered_otherwise,
)
