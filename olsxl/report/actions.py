"""What the manager is to do now, and by when, in the order in which she does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.figures import is_overdue
from olsxl.report.summary import Action, Summary
from olsxl.report.wording import counted
from olsxl.review.week import WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def actions(summary: Summary, unsigned: Sequence[str]) -> Iterator[Action]:
    """The actions that follow from a summary; `unsigned` are the ids of the reviews that nobody has signed yet.

    No text names a record or a person: those are in `items`.
    """
    next_review, marked = summary.day + WEEK, summary.marked
    if marked and summary.pending:
        otherwise = "close the register to have it marked" if summary.busy else "have the review mark it No Update"
        text = f"Enter an update for {counted(len(marked), 'open record')}, or {otherwise}"
        yield Action(text, summary.day, marked, len(marked))
    elif marked:
        text = f"Find out what has happened in {counted(len(marked), 'record')} marked No Update, and enter an update"
        yield Action(text, next_review, marked, len(marked))
    if unsigned:
        what = "the weekly review" if len(unsigned) == 1 else f"{len(unsigned)} weekly reviews"
        text = f"Read and sign {what} in the sheet of reviews: name, capacity, method and date"
        yield Action(text, next_review, tuple(unsigned), len(unsigned))
    if errors := tuple(seen.where for seen in summary.observations if seen.severity == "error"):
        text = f"Put right {counted(len(errors), 'error')} in the registers"
        yield Action(text, next_review, errors, len(errors))
    if weeks := tuple(week.review for week in summary.missed if week.state == "missed"):
        text = f"Explain {counted(len(weeks), 'missed review')} in the Comment of the review that followed"
        yield Action(text, next_review, weeks, len(weeks))
    yield from _training(summary)
    if refs := tuple(record.ref for record in summary.long_open):
        text = (
            f"Decide what will conclude {counted(len(refs), 'record that has', 'records that have')} been open for long"
        )
        yield Action(text, next_review, refs, len(refs))


def _training(summary: Summary) -> Iterator[Action]:
    known = dict.fromkeys((*summary.training.gaps, *summary.training.coming))
    now = [gap for gap in known if is_overdue(gap)]
    soon = [gap for gap in known if gap not in now and gap.due]
    if now:
        text = f"Train {counted(len(now), 'person', 'people')} whose training is overdue"
        yield Action(text, summary.day, tuple(gap.person for gap in now), len(now))
    if soon:
        first = min(gap.due for gap in soon if gap.due)
        text = f"Plan a training session for {counted(len(soon), 'person', 'people')} who will fall due"
        yield Action(text, first, tuple(gap.person for gap in soon), len(soon))
