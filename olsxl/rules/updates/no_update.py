"""UPD206, UPD207: whether a No Update is told where there was none, and how often in a row (P12, P3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.schema import AUTOMATIC, NO_UPDATE
from olsxl.register.table import UNREADABLE, folded
from olsxl.register.text import fold
from olsxl.register.updates.entries import UPDATES
from olsxl.review.plan import last_updates, open_records
from olsxl.review.week import Window
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import DataFrame

    from olsxl.rules.context import RuleContext

MANY = 4
"""So many No Update rows in a row are told: nobody may be seeing to the record."""


@rule(
    "UPD206",
    "warning",
    Explanation(
        title="A No Update and a real update of one record count in the same review.",
        why=(
            "The record had an update that week, and says that it had none. An update that was typed after the "
            "review had marked the record is a late entry: it counts for the next review."
        ),
        put_right="Delete the No Update, or correct the day of the update.",
        example=(
            "A No Update of 10/11/2026 stands beside an update of 11/11/2026, and both are of the review of 12/11/2026."
        ),
    ),
    needs={"Updates": ("Date", "Update"), "Reviews": ("Reviewed on",)},
    source=("P12",),
)
def contradicted(context: RuleContext) -> Iterator[Fault]:
    table, seen = context.register.updates, _Reviewed(context)
    own = seen.typed_no_updates()
    real = seen.real_updates() if len(own) else set()
    for row, place in own.items():
        if place in real:
            message = (
                f"'{table.heading('Update', row)}' is {NO_UPDATE}, but the record has an update for the same review"
            )
            yield Fault(table, row, "Update", message, "Delete this row, or correct the day of the update")


class _Reviewed:
    """The entries by the review that they count for, numbered from 0; the next review has the last number."""

    def __init__(self, context: RuleContext) -> None:
        import numpy as np
        import pandas as pd

        past = {review.day: fold(review.review) for review in context.past if review.day <= context.today}
        frame = context.entries
        first = Window.after(None, min(past, default=context.today)).first
        frame = frame[frame["day"].between(pd.Timestamp(first), pd.Timestamp(context.today))]
        days = np.array(list(past), dtype="datetime64[us]")
        numbers = np.searchsorted(days, frame["day"].to_numpy())
        self._frame = frame
        self._number = pd.Series(numbers, index=frame.index)
        self._day = pd.Series(np.append(days, np.datetime64("NaT"))[numbers], index=frame.index)
        self._id = pd.Series(np.array([*past.values(), ""], dtype=object)[numbers], index=frame.index)

    def typed_no_updates(self) -> dict[int, tuple[str, int]]:
        """Reference and review of each No Update that a person typed into Updates, by its row.

        Those that a review gave came before what was typed later, and contradict nothing.
        """
        frame = self._frame
        typed = frame[frame["no_update"] & (frame["by"] != AUTOMATIC) & (frame["source"] == UPDATES)]
        review = folded(typed["review"])
        typed = typed[((review != self._id[typed.index]) | (review == "")) & (typed["key"] != "")]
        return dict(zip(map(int, typed["row"]), self._places(typed), strict=True))

    def real_updates(self) -> set[tuple[str, int]]:
        """Reference and review of each real update, but for corrections and what was entered after the review."""
        frame = self._frame
        said = ~frame["text"].isin(["", UNREADABLE]) & ~frame["type"].isin(["Correction", UNREADABLE])
        late = frame["entered_at"].dt.normalize() > self._day
        return set(self._places(frame[said & ~frame["no_update"] & ~late & (frame["key"] != "")]))

    def _places(self, rows: DataFrame) -> Iterator[tuple[str, int]]:
        return zip(rows["key"], self._number[rows.index], strict=True)


@rule(
    "UPD207",
    "warning",
    Explanation(
        title="An open record has had four or more No Update in a row.",
        why=(
            "A record is tracked to its conclusion; one of which there is nothing to tell for weeks may have been "
            "forgotten."
        ),
        put_right="Ask the owner what is next and type it as an update, or close the record.",
        example="OLS-2026-0031 was marked No Update on each of the last five reviews.",
    ),
    needs={"Updates": ("Date", "Update"), "Incidents": ("Status",)},
    source=("P3",),
)
def no_update_for_weeks(context: RuleContext) -> Iterator[Fault]:
    import pandas as pd

    incidents, rows = context.register.incidents, context.update_rows
    still_open = set(incidents.keys[open_records(incidents.frame, context.config.register_.since)])
    marks = rows[rows["no_update"] & rows["key"].isin(still_open) & (rows["day"] <= pd.Timestamp(context.today))]
    last = {key: pd.Timestamp(day) for key, day in last_updates(context.register.entries, context.today).items()}
    running = marks[~(marks["day"] <= marks["key"].map(last).astype("datetime64[us]"))]
    for _, days in running.groupby("key", sort=False)["day"]:
        if days.nunique() >= MANY:
            row = int(days.sort_values(kind="stable").index[-1])
            message = f"The record is open, and has had {days.nunique()} {NO_UPDATE} in a row"
            fix = "Ask the owner what is next and type it as an update, or close the record"
            yield Fault(context.register.updates, row, "Update", message, fix)


NO_UPDATE_RULES: tuple[Rule, ...] = (
    contradicted,
    no_update_for_weeks,
)
