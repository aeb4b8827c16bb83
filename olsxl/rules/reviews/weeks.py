"""REV301, REV302: whether the register was reviewed every week (P11)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.review.past import MissedWeek, explanation
from olsxl.review.plan import first_known
from olsxl.review.week import WEEK, monday, review_id
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "REV301",
    "error",
    Explanation(
        title="A week has no review, or more than seven days lie between two reviews.",
        why=(
            "A missed week cannot be cured, only explained: in the Comment of the next review, or by what was said of "
            "a review that was deleted on purpose. It stays visible."
        ),
        put_right="Say in the Comment of the next review why there was none.",
        example="There are reviews of 2026-W44 and 2026-W46, and none of 2026-W45.",
    ),
    needs={"Reviews": ("Reviewed on",)},
    source=("P11",),
)
def missed_week(context: RuleContext) -> Iterator[Fault]:
    missed = context.missed
    gone = {monday(each.review) for each in context.gone if each.row}  # REV311 tells of them
    for week in missed:
        if week.monday not in gone:
            yield _missed(context, week)
    gaps = {week.followed_by.row for week in missed if week.followed_by}
    for before, after in pairwise(context.past):
        if after.day - before.day > WEEK and after.row not in gaps:
            message = f"{(after.day - before.day).days} days lie between the reviews {before.review} and {after.review}"
            fix = "Nothing to do now: keep to the same day each week"
            yield Fault(context.register.reviews, after.row, "Review", message, fix, "warning")


def _missed(context: RuleContext, week: MissedWeek) -> Fault:
    table, following = context.register.reviews, week.followed_by
    comment = table.heading("Comment")
    message = f"The week {review_id(week.monday)} (from {days.show(week.monday)}) has no review"
    if week.deletion:
        message += f". It was deleted on purpose: \u201c{week.deletion.reason}\u201d"
        fix = "Nothing to do: a missed week stays shown"
        return Fault(context.register.updates, week.deletion.row, "Update", message, fix, "warning")
    if following and week.explained:
        message += f". It was explained: \u201c{explanation(following.comment)}\u201d"
        return Fault(table, following.row, "Review", message, "Nothing to do: a missed week stays shown", "warning")
    where = f"of {following.review}" if following else "of the next review"
    return Fault(
        table, following.row if following else None, "Review", message, f"Explain it in the '{comment}' {where}"
    )


@rule(
    "REV302",
    "error",
    Explanation(
        title="More than seven days have passed since the last review.",
        why="The register is reviewed at least weekly.",
        put_right="Make the weekly review: olsxl review.",
        example="The last review was on 05/11/2026, and it is 19/11/2026.",
    ),
    needs={"Reviews": ("Reviewed on",)},
    source=("P11",),
)
def review_overdue(context: RuleContext) -> Iterator[Fault]:
    if context.reviewing:
        return
    done = [past.day for past in context.past if past.day <= context.today]
    since = max(done) if done else first_known(context.records)
    if since and context.today - since > WEEK:
        what = f"The last review was on {days.show(since)}" if done else "There has been no review yet"
        message = f"{what}, {(context.today - since).days} days ago" if done else what
        yield Fault(context.register.reviews, None, None, message, "Make the weekly review: olsxl review")


WEEK_RULES: tuple[Rule, ...] = (
    missed_week,
    review_overdue,
)
