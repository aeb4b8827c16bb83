"""Who is due for training, as text for the manager's own screen: it names people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.training.rows import with_items
from olsxl.report.training.sentences import aside, bars, linked, n_of_n, planned, time_left
from olsxl.report.wording import clean, counted, day, joined, weekday
from olsxl.training.due import active, gaps, groups, trained, waived
from olsxl.training.status import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from olsxl.report.training.facts import Training
    from olsxl.training.due import By, Due, Grouping, Person, Uncounted

_CELLS = 12
"""Cells that a sentence names."""


def as_text(home: str, due: Due, facts: Training, by: By = "person") -> str:
    """The gaps by name, n of N, the days to the first training, what falls due when, and the link to incidents."""
    lists = _gap_list(due) if by == "person" else _by_group(due, by)
    parts = [_head(home, due, facts), uncounted_text(due.uncounted, due.headings), _unread(due)]
    parts += [lists, _first_training(due), _months(facts, due)] if facts.people else []
    parts.append(with_items(told, None) for told in linked(facts.link))
    return "\n\n".join(text for text in map("\n".join, parts) if text)


def _head(home: str, due: Due, facts: Training) -> Iterator[str]:
    yield f"{clean(home)}, training on {weekday(due.today)}"
    if facts.people:
        yield n_of_n(facts.trained, facts.people, len(facts.waived))
    else:
        yield "Nobody is active on this day, so that nothing can be said of anybody's training."
    statuses = [status.code for status in due.statuses]
    others = [f"{statuses.count(away)} {WORDS[away].lower()}" for away in ("paused", "left") if away in statuses]
    if others:
        yield f"Not among them: {', '.join(others)}."
    yield from (with_items(told, None) for told in aside(facts))


def uncounted_text(uncounted: Sequence[Uncounted], headings: Mapping[str, str]) -> Iterator[str]:
    """The rows of People that are in no count, loudly: n of N is not everybody then. `headings` are theirs by ours."""
    if uncounted:
        rows = counted(sum(told.rows for told in uncounted), "row")
        yield f"NOT EVERYBODY IS COUNTED: {rows} of people cannot be."
    for row in uncounted:
        yield f"  {row.where} {_why(row, headings.get('Person ID', 'Person ID'))}."


def _unread(due: Due) -> Iterator[str]:
    """The rows of Training that count for nobody: somebody may be trained who is told to be not."""
    if due.unread:
        rows = counted(len(due.unread), "row counts", "rows count")
        yield f"NOT ALL ATTENDANCE COUNTS: {rows} for nobody ({joined(due.unread, _CELLS)}); see olsxl check."


def _why(row: Uncounted, heading: str) -> str:
    if row.why == "no ID":
        return f"has no '{heading}': type one"
    if row.why == "repeated":
        return f"has a '{heading}' that stands in a row before, which counts alone: give this person one of their own"
    more = f", as {'does' if row.rows == 2 else 'do'} {row.rows - 1} below it" if row.rows > 1 else ""
    return f"stands below the table, where it is not read{more}: drag the table's corner down"


def _gap_list(due: Due) -> Iterator[str]:
    lines = list(_gaps(due, due.people))
    yield "Training gaps, the worst first:" if lines else "Nobody's training is overdue, and nobody's is due soon."
    yield from lines


def _by_group(due: Due, by: Grouping) -> Iterator[str]:
    heading = due.headings[by.capitalize()]
    yield f"By '{heading}', with the gaps of each:"
    for group in groups(due.active, by):
        name = clean(group.name) or f"'{heading}' is blank"
        trained_, people, waived_ = (len(part(group.statuses)) for part in (trained, active, waived))
        yield f"{name}: {n_of_n(trained_, people, waived_)}"
        yield from _gaps(due, group.people)


def _gaps(due: Due, people: Sequence[Person]) -> Iterator[str]:
    """One line a gap: Person ID, full name, status, due day."""
    by_row = {person.status.row: person for person in people}
    found = gaps(person.status for person in people)
    started = due.headings.get("Started on")
    no_start = f"'{started}' holds no date to count from" if started else "no column says when they started"
    rows = []
    for status in found:
        when = f"due {day(status.due)}, {time_left(status.days)}" if status.due else no_start
        rows.append((*_who(by_row[status.row]), status.words, when))
    return _lined_up(rows)


def _who(person: Person) -> tuple[str, str]:
    return clean(person.status.person), clean(person.name)


def _lined_up(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows as indented lines, their cells one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield ("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()


def _first_training(due: Due) -> Iterator[str]:
    """How long it took from starting, and with whom too long."""
    firsts = [person for person in due.active if person.first]
    late = [(*_who(p), counted(p.first.days_to_first, "day")) for p in firsts if p.first and p.first.is_late]
    if due.median is not None:
        days, people = "day" if due.median == 1 else "days", counted(len(firsts), "person", "people")
        yield f"From starting to the first training: a median of {due.median:g} {days}, of {people}."
    if none := sum(person.status.last is None for person in due.active):
        yield f"{counted(none, 'person has', 'people have')} attended none."
    if late:
        yield f"Later than the {counted(due.grace, 'day')} of grace (a pause or a waiver puts it off):"
        yield from _lined_up(late)


def _months(facts: Training, due: Due) -> Iterator[str]:
    yield "Falling due:"
    yield from (f"  {bar.label:<10}{bar.value:>4}" for bar in bars(facts.months))
    yield ""
    yield from (with_items(told, None) for told in planned(facts, due.today))
