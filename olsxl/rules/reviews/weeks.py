"""REV301, REV302: whether the register was reviewed every week (P11)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.review.past import MissedWeek, PastReview, explanation, missed_weeks
from olsxl.review.plan import first_known
from olsxl.review.week import WEEK, review_id
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


def missed_week(check: Check) -> Iterator[Fault]:
    """A week has no review, or more than seven days lie between two reviews.

    A missed week cannot be cured, only explained: in the Comment of the next review. It stays visible.

    Put right: Say in the Comment of the next review why there was none.

    Example: There are reviews of 2026-W44 and 2026-W46, and none of 2026-W45.
    """
    missed = missed_weeks(check.past, check.today)
    for week in missed:
        yield _missed(check, week)
    gaps = {week.followed_by.row for week in missed if week.followed_by}
    for before, after in pairwise(check.past):
        if after.day - before.day > WEEK and after.row not in gaps:
            yield _long_gap(check, before, after)


def _missed(check: Check, week: MissedWeek) -> Fault:
    table, following = check.register.reviews, week.followed_by
    comment = table.heading("Comment")
    message = f"The week {review_id(week.monday)} (from {days.show(week.monday)}) has no review"
    if following and week.explained:
        message += f". It was explained: \u201c{explanation(following.comment)}\u201d"
        return Fault(table, following.row, "Review", message, "Nothing to do: a missed week stays shown", "warning")
    where = f"of {following.review}" if following else "of the next review"
    return Fault(
        table, following.row if following else None, "Review", message, f"Explain it in the '{comment}' {where}"
    )


def _long_gap(check: Check, before: PastReview, after: PastReview) -> Fault:
    message = f"{(after.day - before.day).days} days lie between the reviews {before.review} and {after.review}"
    fix = "Nothing to do now: keep to the same day each week"
    return Fault(check.register.reviews, after.row, "Review", message, fix, "warning")


def review_overdue(check: Check) -> Iterator[Fault]:
    """More than seven days have passed since the last review.

    The register is reviewed at least weekly.

    Put right: Make the weekly review: olsxl review.

    Example: The last review was on 05/11/2026, and it is 19/11/2026.
    """
    if check.reviewing:
        return
    done = [past.day for past in check.past if past.day <= check.today]
    since = max(done) if done else first_known(check.records)
    if since and check.today - since > WEEK:
        what = f"The last review was on {days.show(since)}" if done else "There has been no review yet"
        message = f"{what}, {(check.today - since).days} days ago" if done else what
        yield Fault(check.register.reviews, None, None, message, "Make the weekly review: olsxl review")


WEEK_RULES: tuple[Rule, ...] = (
    Rule("REV301", "error", missed_week, {"Reviews": ("Reviewed on",)}, ("P11",)),
    Rule("REV302", "error", review_overdue, {"Reviews": ("Reviewed on",)}, ("P11",)),
)
