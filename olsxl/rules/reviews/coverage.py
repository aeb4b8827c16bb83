"""REV306, REV307: whether each review covered every record that was open (P11, P12)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.register.references import References
from olsxl.register.schema import NO_UPDATE
from olsxl.review.coverage import Covering, coverings
from olsxl.review.in_record import noted
from olsxl.review.open_history import OpenThen
from olsxl.review.plan import says_no_update
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pandas import DataFrame

    from olsxl.register.notes import Noted
    from olsxl.review.open_history import Numbers
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
    if context.register.in_record.date:  # the day of the latest update takes the place of the one before it
        return
    seen = _Seen(context)
    for each in _since(context):
        if each.made:
            covered = each.refs if each.refs is not None else seen.then.surely_open(each.past.day, recorded=True)
            lacking = {key for key in covered if key in seen.then.rows}
            lacking -= seen.then.new_in(each.window) | seen.inside(each.window)
            if lacking and each.before:
                lacking -= seen.late_of(each.before)
            if lacking:
                yield _row_missing(context, each, seen.named(lacking))


def _row_missing(context: RuleContext, each: Covering, named: str) -> Fault:
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
    seen = _Seen(context)
    for each in _since(context):
        if each.refs is None or each.sealed:
            continue
        unknown = each.refs - seen.then.rows.keys()
        missing = seen.then.surely_open(each.past.day, recorded=each.made) - each.refs
        closed = set() if each.made else each.refs & seen.then.surely_closed(each.window) - seen.inside(each.window)
        told = [
            f"it lacks {seen.named(missing)}, open on that day" if missing else "",
            f"it names {seen.named(closed)}, not open then" if closed else "",
            f"it names {len(unknown)} that the register does not have" if unknown else "",
        ]
        if any(told):
            yield _otherwise(context, each, "; ".join(part for part in told if part))


def _otherwise(context: RuleContext, each: Covering, told: str) -> Fault:
    table, row = context.register.reviews, each.past.row
    heading, comment = table.heading("Refs covered", row), table.heading("Comment", row)
    message = f"'{heading}' is not what was open on {each.past.day:%d/%m/%Y}: {told}"
    fix = f"Correct '{heading}', or the dates and the Reopened rows of the records; say in '{comment}' what was"
    return Fault(table, row, "Refs covered", message, fix)


def _since(context: RuleContext) -> Iterator[Covering]:
    """The reviews since the register was adopted: what was open before is not known."""
    since = context.config.register_.since
    found = coverings(context.register, context.past, context.today)
    return (each for each in found if since is None or each.past.day >= since)


class _Seen:
    """The register as these rules ask for it; each part is looked for when a review needs it."""

    def __init__(self, context: RuleContext) -> None:
        self._context = context

    @cached_property
    def then(self) -> OpenThen:
        """The records, with when each was open."""
        return OpenThen(self._context.register, self._context.config.register_.since)

    @cached_property
    def _noted(self) -> list[tuple[str, Noted]]:
        """The updates that stand in records' own rows."""
        return [(key, each) for key, own in noted(self._context.register).items() for each in own]

    @cached_property
    def _rows(self) -> tuple[DataFrame, Numbers]:
        """The rows of Updates with a day, in its order: reference, and whether it is a No Update; and the days."""
        import pandas as pd

        table = self._context.register.updates
        none = (table.frame["Type"] == NO_UPDATE) | says_no_update(table.frame["Update"])
        rows = pd.DataFrame({"key": table.keys, "none": none, "day": table.frame["Date"]}).dropna()
        rows = rows.sort_values("day", kind="stable")
        return rows, rows["day"].to_numpy()

    def _within(self, window: Window) -> DataFrame:
        import numpy as np

        rows, days = self._rows
        first = np.searchsorted(days, np.datetime64(window.first), "left")
        return rows.iloc[first : np.searchsorted(days, np.datetime64(window.last), "right")]

    def inside(self, window: Window) -> set[str]:
        """The records with an update in a window, in Updates or in their own row."""
        own = {key for key, each in self._noted if window.first <= each.day <= window.last}
        return set(self._within(window)["key"]) | own

    def late_of(self, window: Window) -> set[str]:
        """The records with a real update beside a No Update of the same window: a late entry, counted by the next."""
        rows = self._within(window)
        return set(rows["key"][rows["none"]]) & set(rows["key"][~rows["none"]])

    def named(self, keys: Collection[str]) -> str:
        """The first few of these records, by reference where it is one, else by cell."""
        table, refs = self._context.register.incidents, self._references
        rows = sorted(self.then.rows[key] for key in keys)
        typed = (
            refs.shown(str(table.frame.at[row, "Incident ref"]), table.where(row, "Incident ref"))
            for row in rows[:_NAMED]
        )
        more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
        return ", ".join(typed) + more

    @cached_property
    def _references(self) -> References:
        return References(self._context.register.incidents.frame["Incident ref"])


COVERAGE_RULES: tuple[Rule, ...] = (
    row_missing,
    covered_otherwise,
)
