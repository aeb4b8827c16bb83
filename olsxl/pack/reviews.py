"""The sheet Reviews: the weekly reviews of the period, and the weeks that had none, as the register explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.blank.block import Block, Column, Value
from olsxl.pack.document import Sheet
from olsxl.register import days
from olsxl.report.wording import counted
from olsxl.review.past import PastReview, deletions, explanation, missed_weeks, past_reviews
from olsxl.review.week import review_id, start_of_week

if TYPE_CHECKING:
    from olsxl.pack.period import Period
    from olsxl.pack.source import Source
    from olsxl.review.past import MissedWeek

_FIGURES = ("Open", "Updated", "No Update")
_ALERTS = frozenset({"Missed", "Not signed", "Not explained in the register."})
_COLUMNS = (
    Column("Week", 12),
    Column("Week begins", 13),
    Column("Reviewed on", 13),
    Column("State", 12),
    Column("Open", 9),
    Column("Updated", 11),
    Column("No Update", 13),
    Column("Signed by", 20),
    Column("Signed on", 13),
    Column("Method", 23),
    Column("Comment", 60),
)


def reviews(source: Source, period: Period) -> Sheet:
    """A row for each review made in the period and for each of its weeks without one, oldest first."""
    past = past_reviews(source.incidents.reviews)
    made = [review for review in past if period.first <= review.day <= period.last]
    begins = start_of_week(period.first)
    gaps = missed_weeks(past, period.today, deletions(source.incidents.updates))
    missed = [week for week in gaps if begins <= week.monday <= period.last]
    rows = [(review.monday, _reviewed(source, review)) for review in made]
    rows += [(week.monday, _missed(source, week)) for week in missed]
    ordered = tuple(row for _, row in sorted(rows, key=lambda dated: dated[0]))
    told = (
        f"{counted(len(made), 'review')} in the period, {sum(review.signed for review in made)} of them signed; "
        f"{counted(len(missed), 'week')} without a review, {sum(week.explained for week in missed)} of them explained "
        "in the register."
    )
    lines = [told]
    if not past:
        lines.append("The register holds no review yet.")
    elif past[0].day > period.first:
        begun = days.show(past[0].day)
        lines.append(f"The first review in the register was made on {begun}; no week before it is listed.")
    return Sheet("Reviews", "Weekly reviews", tuple(lines), ((Block("Reviews", _COLUMNS, ordered, _ALERTS),),))


def _reviewed(source: Source, review: PastReview) -> tuple[Value, ...]:
    table = source.incidents.reviews
    signed = source.text(table, review.row, ["Capacity"]) or "Signed"
    return (
        review_id(review.monday),
        review.monday,
        review.day,
        "Reviewed",
        *(_figure(source, review.row, heading) for heading in _FIGURES),
        signed if review.signed else "Not signed",
        source.day(table, review.row, "Signed on"),
        source.text(table, review.row, ["Method"]) if review.signed else "",
        source.text(table, review.row, ["Comment"]),
    )


def _figure(source: Source, row: int, heading: str) -> Value:
    """A count as a number; anything else that was typed there as a text without names."""
    table = source.incidents.reviews
    typed = table.frame.at[row, heading]
    if isinstance(typed, (int, float)) and float(typed).is_integer():
        return int(typed)
    return "" if typed is None else source.quote(str(typed), source.place(table, row, heading))


def _missed(source: Source, week: MissedWeek) -> tuple[Value, ...]:
    """A week without a review: why it was deleted, or what the review after it says (REV301)."""
    if week.deletion:
        place = source.place(source.incidents.updates, week.deletion.row, "Update")
        why = f"Its review was deleted: {source.quote(week.deletion.reason, place)}"
    elif after := week.followed_by:
        place = source.place(source.incidents.reviews, after.row, "Comment")
        told = source.quote(explanation(after.comment), place)
        why = f"Explained at the review of {days.show(after.day)}: {told}" if told else "Not explained in the register."
    else:
        why = "No review has followed yet."
    return (review_id(week.monday), week.monday, None, "Missed", None, None, None, "", None, "", why)
