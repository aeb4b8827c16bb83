"""The reviews that the register records, and the weeks that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.updates.entries import about_reviews
from olsxl.review.week import monday, mondays, start_of_week

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from olsxl.register.table import RegisterTable

_MADE_ON = re.compile(r"Made by olsxl on \d\d/\d\d/\d{4} for \d\d/\d\d/\d{4}\.")


def made_on(stamp: date, day: date) -> str:
    """What a review says in its Comment that was made on another day than its date; blank where it was not."""
    return "" if stamp == day else f"Made by olsxl on {stamp:%d/%m/%Y} for {day:%d/%m/%Y}."


def explanation(comment: str) -> str:
    """What a person wrote in a review's Comment: the part that olsxl itself wrote explains no missed week."""
    return _MADE_ON.sub("", comment).strip()


class PastReview(NamedTuple):
    """One row of Reviews: its row in the table, its day, the Monday of its week, whether it was signed."""

    row: int
    review: str
    day: date
    monday: date
    signed: bool
    comment: str


class Deletion(NamedTuple):
    """What a person said of a review that was deleted on purpose: the row of Updates that says it, and why."""

    row: int
    reason: str


class MissedWeek(NamedTuple):
    """A week without a review, the review that followed it (None: none yet), and what was said where it was deleted."""

    monday: date
    followed_by: PastReview | None
    deletion: Deletion | None = None

    @property
    def explained(self) -> bool:
        """Whether a person said why: of a review that was deleted, or in the Comment of the next."""
        return self.deletion is not None or (
            self.followed_by is not None and bool(explanation(self.followed_by.comment))
        )


class GoneReview(NamedTuple):
    """What olsxl wrote for a review and the register no longer has: its own row, or the rows of these `refs`.

    `row` is its row of Reviews where that is gone, by our headings; None where it stands. `is_lost` tells that all is
    gone for the first time, and is put back by the next run.
    """

    review: str
    day: date
    row: Mapping[str, object] | None
    refs: tuple[str, ...]
    is_lost: bool

    @property
    def figures(self) -> str:
        """What its row said, where that is gone."""
        return figures(self.row or {})


def figures(row: Mapping[str, object]) -> str:
    """What a row of Reviews says, by our headings: `Open 3, Updated 1, No Update 2`."""
    return ", ".join(f"{heading} {row.get(heading, 0)}" for heading in ("Open", "Updated", "No Update"))


def past_reviews(reviews: RegisterTable) -> tuple[PastReview, ...]:
    """The reviews with a day, in its order. A review whose id names another week than its day belongs to its id's."""
    from pandas import isna

    frame = reviews.frame
    rows = zip(
        frame.index, frame["Review"], frame["Reviewed on"], frame["Signed on"].notna(), frame["Comment"], strict=True
    )
    found = []
    for row, review, moment, signed, comment in rows:
        if not isna(moment):
            day = moment.date()
            week = monday(review) or start_of_week(day)
            found.append(PastReview(int(row), review, day, week, bool(signed), comment))
    return tuple(sorted(found, key=lambda past: (past.day, past.row)))


def of_week(past: tuple[PastReview, ...], day: date) -> PastReview | None:
    """The review of a day's ISO week, if it has been made."""
    week = start_of_week(day)
    return next((review for review in past if review.monday == week or start_of_week(review.day) == week), None)


def deletions(updates: RegisterTable) -> dict[date, Deletion]:
    """The reviews that were deleted on purpose, by the Monday of their week: the last that was said of each."""
    rows = updates.frame[about_reviews(updates.frame)]
    said = zip(rows.index, rows["Review"], rows["Update"], strict=True)
    return {week: Deletion(int(row), text) for row, review, text in said if (week := monday(review))}


def missed_weeks(past: tuple[PastReview, ...], today: date, deleted: Mapping[date, Deletion]) -> tuple[MissedWeek, ...]:
    """The ISO weeks since the first review, before this one, that have no review (REV301), oldest first.

    `deleted` are the reviews that were deleted on purpose (`deletions`).
    """
    reviewed = {review.monday for review in past} | {start_of_week(review.day) for review in past}
    by_week = sorted(past, key=lambda review: review.monday)
    this = start_of_week(today)
    since_the_first = mondays(by_week[0].monday, today) if by_week else ()
    missed = []
    for week in sorted({*since_the_first, *(week for week in deleted if week < this)}):
        if week not in reviewed:
            following = next((review for review in by_week if review.monday > week), None)
            missed.append(MissedWeek(week, following, deleted.get(week)))
    return tuple(missed)
