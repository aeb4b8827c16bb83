"""The reviews that the register records, and the weeks that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.review.week import monday, mondays, start_of_week

if TYPE_CHECKING:
    from collections.abc import Iterator
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


class MissedWeek(NamedTuple):
    """A week without a review, and the review that followed it (None: none yet)."""

    monday: date
    followed_by: PastReview | None

    @property
    def explained(self) -> bool:
        """Whether the next review's Comment says why."""
        return self.followed_by is not None and bool(explanation(self.followed_by.comment))


def past_reviews(reviews: RegisterTable) -> tuple[PastReview, ...]:
    """The reviews with a day, in its order. A review whose id names another week than its day belongs to its id's."""
    from pandas import isna

    frame = reviews.frame
    rows = zip(
        frame.index, frame["Review"], frame["Reviewed on"], frame["Signed on"].notna(), frame["Comment"], strict=True
    )
    found = [
        _past_review(int(row), review, moment.date(), signed, comment)
        for row, review, moment, signed, comment in rows
        if not isna(moment)
    ]
    return tuple(sorted(found, key=lambda past: (past.day, past.row)))


def _past_review(row: int, review: str, day: date, signed: bool, comment: str) -> PastReview:
    return PastReview(row, review, day, monday(review) or start_of_week(day), bool(signed), comment)


def of_week(past: tuple[PastReview, ...], day: date) -> PastReview | None:
    """The review of a day's ISO week, if it has been made."""
    week = start_of_week(day)
    return next((review for review in past if review.monday == week or start_of_week(review.day) == week), None)


def missed_weeks(past: tuple[PastReview, ...], today: date) -> tuple[MissedWeek, ...]:
    """The ISO weeks since the first review, before this one, that have no review (REV301), oldest first."""
    return tuple(_missed(past, today)) if past else ()


def _missed(past: tuple[PastReview, ...], today: date) -> Iterator[MissedWeek]:
    reviewed = {review.monday for review in past} | {start_of_week(review.day) for review in past}
    by_week = sorted(past, key=lambda review: review.monday)
    for week in mondays(by_week[0].monday, today):
        if week not in reviewed:
            yield MissedWeek(week, next((review for review in by_week if review.monday > week), None))
