"""The rows about training in a summary, with Person IDs and references: only for who may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.report.figures import is_overdue
from olsxl.report.training.sentences import aside, linked, planned, time_left
from olsxl.report.wording import clean, counted, day, joined, rest_of

if TYPE_CHECKING:
    from olsxl.report.summary import Summary
    from olsxl.report.training.facts import Training
    from olsxl.report.training.sentences import Sentence


class GapRow(NamedTuple):
    """One person whose training is not in order, or soon will not be; `left` is the time to the due day."""

    person: str
    status: str
    due: str
    left: str
    overdue: bool


def training(summary: Summary, most: int | None, items: int | None) -> dict[str, object]:
    """The names about training that a template knows; `most` are the rows of a list, `items` those of a sentence."""
    facts = summary.training
    return {
        "gaps": [
            GapRow(
                clean(gap.person),
                gap.words,
                day(gap.due) if gap.due else "no date",
                time_left(gap.days),
                is_overdue(gap),
            )
            for gap in facts.gaps[:most]
        ],
        "gaps_rest": rest_of(len(facts.gaps), most, "the training register"),
        "aside_items": [with_items(told, items) for told in aside(facts)],
        "plan_items": [with_items(told, items) for told in planned(facts, summary.day)],
        "link_items": [with_items(told, items) for told in linked(facts.link)],
    }


def behind(facts: Training, most: int | None) -> str:
    """Whose training is overdue, in a sentence; nothing where nobody's is."""
    people = [f"{gap.person} ({time_left(gap.days)})" for gap in facts.gaps if is_overdue(gap)]
    told = counted(len(people), "person", "people")
    return f"Training of {told} is overdue: {joined(people, most)}." if people else ""


def with_items(told: Sentence, most: int | None) -> str:
    """The sentence with what it counts, as many as have room."""
    return f"{told.stem}: {joined(told.items, most)}." if told.items else f"{told.stem}."
