"""What the manager is to do now, and by when, in the order in which she does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.figures import is_overdue
from olsxl.report.summary import Action, Summary
from olsxl.review.week import WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from olsxl.report.training.facts import Gap


def actions(summary: Summary, unsigned: Sequence[str]) -> Iterator[Action]:
    """The actions that follow from a summary; `unsigned` are the ids of the reviews that nobody has signed yet.

    No text names a record or a person: those are in `items`.
    """
    next_review = summary.day + WEEK
    yield from _updates(summary, next_review)
    yield from _signatures(unsigned, next_review)
    yield from _errors(summary, next_review)
    yield from _missed(summary, next_review)
    yield from _training(summary)
    yield from _long_open(summary, next_review)


def _updates(summary: Summary, next_review: date) -> Iterator[Action]:
    marked = summary.marked
    if marked and summary.pending:
        otherwise = "close the register to have it marked" if summary.busy else "have the review mark it No Update"
        text = f"Enter an update for {_many(len(marked), 'open record')}, or {otherwise}"
        yield Action(text, summary.day, marked, len(marked))
    elif marked:
        text = f"Find out what has happened in {_many(len(marked), 'record')} marked No Update, and enter an update"
        yield Action(text, next_review, marked, len(marked))


def _signatures(unsigned: Sequence[str], next_review: date) -> Iterator[Action]:
    if unsigned:
        what = "the weekly review" if len(unsigned) == 1 else f"{len(unsigned)} weekly reviews"
        text = f"Read and sign {what} in the sheet of reviews: name, capacity, method and date"
        yield Action(text, next_review, tuple(unsigned), len(unsigned))


def _errors(summary: Summary, next_review: date) -> Iterator[Action]:
    if summary.errors:
        cells = tuple(seen.where for seen in summary.observations if seen.severity == "error")
        yield Action(f"Put right {_many(summary.errors, 'error')} in the registers", next_review, cells, summary.errors)


def _missed(summary: Summary, next_review: date) -> Iterator[Action]:
    weeks = tuple(week.review for week in summary.missed if week.state == "missed")
    if weeks:
        text = f"Explain {_many(len(weeks), 'missed review')} in the Comment of the review that followed"
        yield Action(text, next_review, weeks, len(weeks))


def _training(summary: Summary) -> Iterator[Action]:
    known = dict.fromkeys((*summary.training.gaps, *summary.training.coming))
    now = [gap for gap in known if is_overdue(gap)]
    soon = [gap for gap in known if gap not in now and gap.due]
    if now:
        yield Action(f"Train {_people(len(now))} whose training is overdue", summary.day, _ids(now), len(now))
    if soon:
        first = min(gap.due for gap in soon if gap.due)
        yield Action(
            f"Plan a training session for {_people(len(soon))} who will fall due", first, _ids(soon), len(soon)
        )


def _ids(gaps: Sequence[Gap]) -> tuple[str, ...]:
    return tuple(gap.person for gap in gaps)


def _long_open(summary: Summary, next_review: date) -> Iterator[Action]:
    refs = tuple(record.ref for record in summary.long_open)
    if refs:
        text = f"Decide what will conclude {_many(len(refs), 'record')} that {_have(len(refs))} been open for long"
        yield Action(text, next_review, refs, len(refs))


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
