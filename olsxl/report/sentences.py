"""What the numbers of a summary come to, in sentences: all that the audience `counts` may see.

Nothing here holds a reference, a person or a cell, so that it can go to anybody; and nothing sounds well while
something is wrong: a false "all done" is the worst that a summary can say.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from olsxl.register.schema import NOT_KEPT
from olsxl.report.charts import WEEK_WORDS
from olsxl.report.figures import Figures
from olsxl.report.training.sentences import aside, linked, planned, standing
from olsxl.report.unread import unread_sentence
from olsxl.report.wording import counted, day, listed, weekday

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from olsxl.config import Audience
    from olsxl.report.summary import Summary
    from olsxl.report.training.sentences import Sentence


def headline(summary: Summary, audience: Audience) -> str:
    """What is to be done and by when, in one line without its full stop; who sees counts alone is not who does it."""
    days = sorted(action.by for action in summary.actions)
    if not days and concerns(summary):
        return "Not everything is in order"
    if not days:
        return f"Nothing is asked of {'the manager' if audience == 'counts' else 'you'} this week"
    things = ("The manager has " if audience == "counts" else "") + counted(len(days), "thing to do", "things to do")
    first = _first(days[0], summary.day)
    return f"{things} {first}" if days[0] == days[-1] else f"{things}, {days.count(days[0])} of them {first}"


def _first(by: date, today: date) -> str:
    if by == today:
        return "today"
    return f"{'was due on' if by < today else 'by'} {weekday(by)}"


def deadlines(summary: Summary) -> tuple[str, ...]:
    """How many things are to be done by which day."""
    days = Counter(action.by for action in summary.actions)
    return tuple(f"{counted(number, 'thing')} {_first(by, summary.day)}" for by, number in sorted(days.items()))


def notices(summary: Summary) -> tuple[str, ...]:
    """What must be known before all else: that not everything was read, that the review is not written."""
    return (*unread_sentence(sum(span.rows for span in summary.unread)), *_pending(summary))


def _pending(summary: Summary) -> tuple[str, ...]:
    busy = "The register was busy: nothing of this review is written in it yet."
    told = busy if summary.busy else "The review of this week is not made yet: nothing of it is written."
    return (told, *_marking(summary, Figures.of(summary))) if summary.pending else ()


def concerns(summary: Summary) -> tuple[str, ...]:
    """Everything that is not in order, whether or not an action has been made of it."""
    seen = Figures.of(summary)
    marking = _pending(summary) or tuple(_marking(summary, seen))
    unread = unread_sentence(sum(span.rows for span in summary.unread))
    return (*unread, *marking, *_overdue(seen), *_reviews(seen), *_findings(seen), *_training(summary, seen))


def sections(summary: Summary) -> dict[str, tuple[str, ...]]:
    """The sentences with which the sections `open`, `overdue`, `reviews`, `findings` and `training` begin.

    `aside` tells whose training is waived and who has not started, `plan` who falls due within four weeks, `link` what
    the incident register says about training.
    """
    seen = Figures.of(summary)
    trained = ", and no training is overdue" if seen.people else ""
    changed = [f"{counted(seen.changed, 'rule is', 'rules are')} changed in olsxl.toml."] if seen.changed else []
    days = map(day, summary.failed_on)
    failed = [f"By its schedule olsxl could not make this review on {listed(days)}."] if summary.failed_on else []
    return {
        "open": (*_open(seen), *_marking(summary, seen), *_movement(seen)),
        "overdue": tuple(_overdue(seen)) or (f"No record is long open{trained}.",),
        "reviews": (
            *failed,
            *(tuple(_reviews(seen)) or ("No weekly review was missed or is unsigned.",)),
            *_weeks(summary),
        ),
        "findings": (*(tuple(_findings(seen)) or ("The checks found nothing to put right.",)), *changed),
        "training": tuple(standing(seen)),
        "aside": tuple(_stems(aside(summary.training))),
        "plan": tuple(_stems(planned(summary.training, summary.day))),
        "link": tuple(_stems(linked(summary.training.link))),
    }


def _open(seen: Figures) -> Iterator[str]:
    if not seen.open:
        yield "No record is open."
        return
    told = counted(seen.open, "record is", "records are")
    yield f"{told} open: {seen.updated} updated this week, {seen.no_update} without an update."


def _marking(summary: Summary, seen: Figures) -> Iterator[str]:
    records = counted(seen.marked, "record")
    if seen.marked and summary.pending:
        yield f"{records} will be marked No Update unless an update is entered first."
    elif seen.marked:
        yield f"{records} had no update this week and {'was' if seen.marked == 1 else 'were'} marked No Update."
    if seen.no_update > seen.marked:
        unmarked = counted(seen.no_update - seen.marked, "open record has", "open records have")
        yield f"{unmarked} neither an update nor a No Update."


def _movement(seen: Figures) -> Iterator[str]:
    opened = f"{counted(seen.opened, 'record was', 'records were')} opened"
    if seen.closed is None:
        yield f"{opened} in this period; when a record was closed is {NOT_KEPT}."
    else:
        yield f"{opened} and {seen.closed} closed in this period."
    if seen.history:
        yield f"{counted(seen.history, 'older record is', 'older records are')} history: counted here, not reviewed."


def _overdue(seen: Figures) -> Iterator[str]:
    if seen.long_open:
        yield f"{counted(seen.long_open, 'record is', 'records are')} long open."
    if seen.behind:
        yield f"Training of {counted(seen.behind, 'person', 'people')} is overdue."


def _reviews(seen: Figures) -> Iterator[str]:
    if seen.missed:
        some = f"{seen.explained} of them explained"
        explained = {0: "not explained", seen.missed: "explained since"}.get(seen.explained, some)
        yield f"{counted(seen.missed, 'weekly review was', 'weekly reviews were')} missed, {explained}."
    if seen.unsigned:
        yield f"{counted(seen.unsigned, 'review is', 'reviews are')} not signed yet."


def _weeks(summary: Summary) -> Iterator[str]:
    states = Counter(week.state for week in summary.weeks)
    told = [f"{states[state]} {words}" for state, words in WEEK_WORDS.items() if states[state]]
    if told:
        yield f"The last {counted(len(summary.weeks), 'week')}: {listed(told)}."


def _findings(seen: Figures) -> Iterator[str]:
    if seen.errors:
        yield f"{counted(seen.errors, 'error is', 'errors are')} to be put right in the registers."
    if seen.warnings:
        yield f"{counted(seen.warnings, 'warning is', 'warnings are')} to be looked at in the registers."
    if seen.silenced:
        yield f"{counted(seen.silenced, 'finding is', 'findings are')} not shown: olsxl.toml switches their rules off."


def _training(summary: Summary, seen: Figures) -> Iterator[str]:
    """What is not in order about training."""
    if seen.gaps or seen.trained < seen.people or not seen.people or seen.uncounted or seen.waived:
        yield from standing(seen)
    if seen.coming:
        yield from _stems(planned(summary.training, summary.day))


def _stems(told: Iterator[Sentence]) -> Iterator[str]:
    """The sentences without what they count."""
    return (f"{each.stem}." for each in told)
