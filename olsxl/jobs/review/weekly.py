"""The weekly review as it is asked for: what waits is finished, and then this week's is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from olsxl.jobs.finish_queue import finish_queue
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.make import ReviewResult, make_review
from olsxl.review.week import review_id

if TYPE_CHECKING:
    from datetime import date, datetime

    from olsxl.jobs.home import Home


def review(home: Home, today: date, now: datetime, options: RunOptions = RunOptions()) -> ReviewResult:  # noqa: B008 - it is frozen
    """Make the review of a day's week, or finish what an earlier run of it did not come to.

    `now` is the true, aware time; `today` the day of the review. Jobs that had found a register busy are done first,
    each for its own day; before a register is written, rows of earlier runs that a later save wiped out are put back.
    Raises OlsxlError: what cannot be read at all stops it before anything is written.
    """
    with home.guarded():
        home.state.check()
        before = finish_queue(home, now, options, reviews_until=today - timedelta(days=1))
        outcome = _review_today(home, today, now, options, before.reviews)
    return _with_earlier(outcome, [each for each in before.reviews if each is not outcome], before.told)


def _review_today(
    home: Home, today: date, now: datetime, options: RunOptions, earlier: tuple[ReviewResult, ...]
) -> ReviewResult:
    """The review of today's week: one that waits goes before it, and keeps its day where it is of this very week."""
    waiting = [each for each in earlier if each.status == "queued"]
    if waiting and waiting[-1].review == review_id(today):
        return waiting[-1]
    return make_review(home, today, now, options, blocked_by=waiting[0].busy if waiting else "")


def _with_earlier(outcome: ReviewResult, earlier: list[ReviewResult], told: tuple[str, ...]) -> ReviewResult:
    """The result of a run: what its last review came to, and what is to be told of those before it."""
    every = (*earlier, outcome)
    others = (message for each in earlier if each.review != outcome.review for message in each.messages)
    return replace(
        outcome,
        messages=(*others, *outcome.messages),
        finished=tuple(each.review for each in earlier if each.status == "reviewed"),
        restored=tuple(dict.fromkeys(review for each in every for review in each.restored)),
        problems=tuple(dict.fromkeys(problem for each in every for problem in each.problems)),
        told=(*told, *dict.fromkeys(sentence for each in every for sentence in each.told)),
    )
