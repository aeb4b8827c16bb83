"""Who is due for training, as text for the manager's own screen: it names people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.training.rows import with_items
from olsxl.report.training.sentences import bars, linked, n_of_n, planned, time_left
from olsxl.report.wording import clean, counted, day, weekday
from olsxl.training.due import active, gaps, groups, trained
from olsxl.training.status import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from olsxl.report.training.facts import Training
    from olsxl.training.due import By, Due, Grouping, Person, Uncounted


def as_text(home: str, due: Due, facts: Training, by: By = "person") -> str:
    """The gaps by name, n of N, the days to the first training, what falls due when, and the link to incidents."""
    lists = _gap_list(due) if by == "person" else _by_group(due, by)
    parts = [_head(home, due, facts), told_uncounted(due)]
    parts += [lists, _first_training(due), _months(facts, due)] if facts.people else []
    parts.append(with_items(told, None) for told in linked(facts.link))
    return "\n\n".join(text for text in map("\n".join, parts) if text)


def _head(home: str, due: Due, facts: Training) -> Iterator[str]:
    yield f"{clean(home)}, training on {weekday(due.today)}"
    if facts.people:
        yield n_of_n(facts.trained, facts.people)
    else:
        yield "Nobody is active on this day, so that nothing can be said of anybody's training."
    statuses = [standing.status for standing in due.standings]
    others = [f"{statuses.count(away)} {WORDS[away].lower()}" for away in ("paused", "left") if away in statuses]
    if others:
        yield f"Not among them: {', '.join(others)}."


def told_uncounted(due: Due) -> Iterator[str]:
    """The rows of People that are in no count, loudly: n of N is not everybody then."""
    if due.uncounted:
        yield f"NOT EVERYBODY IS COUNTED: {counted(len(due.uncounted), 'row')} of people cannot be."
    for row in due.uncounted:
        yield f"  {row.where} {_why(row, due.headings['Person ID'])}."


def _why(row: Uncounted, heading: str) -> str:
    if row.why == "no ID":
        return f"has no '{heading}': type one"
    if row.why == "repeated":
        return f"has a '{heading}' that stands in a row before, which counts alone: give this person one of their own"
    return "stands below the table, where it is not read: drag the table's corner down over it"


def _gap_list(due: Due) -> Iterator[str]:
    lines = list(_gaps(due, due.people))
    yield "Training gaps, the worst first:" if lines else "Nobody's training is overdue, and nobody's is due soon."
    yield from lines


def _by_group(due: Due, by: Grouping) -> Iterator[str]:
    heading = due.headings[by.capitalize()]
    yield f"By '{heading}', with the gaps of each:"
    for group in groups(due.active, by):
        name = clean(group.name) or f"'{heading}' is blank"
        yield f"{name}: {n_of_n(len(trained(group.standings)), len(active(group.standings)))}"
        yield from _gaps(due, group.people)


def _gaps(due: Due, people: Iterable[Person]) -> Iterator[str]:
    """One line a gap: Person ID, full name, status, due day."""
    by_row = {person.standing.row: person for person in people}
    found = gaps(person.standing for person in by_row.values())
    cells = [(*_who(by_row[each.row]), WORDS[each.status]) for each in found]
    whens = [f"due {day(s.due)}, {time_left(s.days)}" if s.due else _no_start(due) for s in found]
    return _lined_up([(*cell, when) for cell, when in zip(cells, whens, strict=True)])


def _who(person: Person) -> tuple[str, str]:
    return clean(person.standing.person), clean(person.name)


def _no_start(due: Due) -> str:
    return f"'{due.headings['Started on']}' holds no date to count from"


def _lined_up(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as indented lines, their cells one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield ("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()


def _first_training(due: Due) -> Iterator[str]:
    """How long it took from starting, and with whom too long."""
    firsts = [person for person in due.active if person.first]
    late = [(*_who(p), counted(p.first.waited, "day")) for p in firsts if p.first and p.first.is_late]
    if due.median is not None:
        days = "day" if due.median == 1 else "days"
        yield f"From starting to the first training: a median of {due.median:g} {days}, of {_people(len(firsts))}."
    if none := sum(person.standing.last is None for person in due.active):
        yield f"{counted(none, 'person has', 'people have')} attended none."
    if late:
        yield f"Later than the {counted(due.grace, 'day')} of grace (a pause or a waiver puts it off):"
        yield from _lined_up(late)


def _people(number: int) -> str:
    return counted(number, "person", "people")


def _months(facts: Training, due: Due) -> Iterator[str]:
    yield "Falling due:"
    yield from (f"  {bar.label:<10}{bar.value:>4}" for bar in bars(facts.months))
    yield ""
    yield from (with_items(told, None) for told in planned(facts, due.today))
