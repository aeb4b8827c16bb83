"""What the numbers about training come to, in sentences; the items that some of them are about stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.report.summary import Bar
from olsxl.report.wording import counted, day, month
from olsxl.training.due import AHEAD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from olsxl.report.figures import Figures
    from olsxl.report.training.facts import Link, Training
    from olsxl.training.due import Months


class Sentence(NamedTuple):
    """A sentence without its full stop, for everybody, and the Person IDs or references that it counts."""

    stem: str
    items: tuple[str, ...] = ()


def n_of_n(trained: int, people: int, waived: int) -> str:
    """`9 of 12 people trained, with training in date.`; who is only waived is never passed off as trained."""
    but = f"; {waived} of them {'is' if waived == 1 else 'are'} waived, not trained" if waived else ""
    return f"{trained} of {counted(people, 'person', 'people')} trained, with training in date{but}."


def standing(seen: Figures) -> Iterator[str]:
    """How many are trained, and whose training is not in order."""
    if seen.people:
        yield n_of_n(seen.trained, seen.people, seen.waived)
    else:
        yield "Training is not shown: no training register was read, or nobody in it is active."
    if seen.uncounted:
        rows = counted(seen.uncounted, "row of people is", "rows of people are")
        yield f"{rows} in no count: without a Person ID, with one that stands twice, or outside the table."
    if seen.behind:
        yield f"Training of {counted(seen.behind, 'person', 'people')} is overdue."


def aside(facts: Training) -> Iterator[Sentence]:
    """Whose training is waived, and who has not started yet and so is in no number."""
    if facts.waived:
        items = (f"{gap.person} (until {day(gap.waived)})" for gap in facts.waived if gap.waived)
        yield Sentence(
            f"Training of {counted(len(facts.waived), 'person', 'people')} is waived for a time", tuple(items)
        )
    if facts.ahead:
        people = counted(len(facts.ahead), "person has", "people have")
        yield Sentence(f"{people} not started yet", tuple(f"{person} ({day(start)})" for person, start in facts.ahead))


def planned(facts: Training, today: date) -> Iterator[Sentence]:
    """Who falls due within four weeks, so that a session can be planned."""
    if facts.people:
        until = f"in the four weeks to {day(today + AHEAD)}"
        nobody = "Nobody else falls" if facts.months.overdue else "Nobody falls"
        people = counted(len(facts.coming), "person falls", "people fall") if facts.coming else nobody
        items = (f"{gap.person} ({day(gap.due)})" for gap in facts.coming if gap.due)
        yield Sentence(f"{people} due {until}", tuple(items))


def linked(link: Link) -> Iterator[Sentence]:
    """Who reported while untrained, and which open records ask for a review of training."""
    reported = "reported by somebody whose training was not in date then"
    if link.untrained:
        items = (f"{each.ref} ({' or '.join(each.people)})" for each in link.untrained)
        yield Sentence(
            f"{counted(len(link.untrained), 'open record was', 'open records were')} {reported}", tuple(items)
        )
    if link.closed:
        yield Sentence(f"{counted(link.closed, 'closed record was', 'closed records were')} {reported}")
    if link.undecided:
        records = counted(len(link.undecided), "open record")
        yield Sentence(f"Whether training is to be reviewed is not decided for {records}", link.undecided)


def time_left(days: int | None) -> str:
    """The days to a due day in words."""
    if days is None:
        return "not dated"
    if days < 0:
        return f"{counted(-days, 'day')} overdue"
    return f"in {counted(days, 'day')}" if days else "due today"


def bars(months: Months) -> tuple[Bar, ...]:
    """Who falls due when, as bars: the overdue first, so that no chart looks well while there are some."""
    by_month = (Bar(month(first), number) for first, number in months.months)
    return (Bar("Overdue", months.overdue, alert=True), *by_month, Bar("Later", months.later))
