"""What was understood, in a manager's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.adopt.additions import missing_sheets, update_names
from olsxl.adopt.settings import set_aside
from olsxl.register import days, schema
from olsxl.register.meaning.statuses import asks
from olsxl.register.references.given import EXAMPLE
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from olsxl.adopt.columns import Assigned
    from olsxl.adopt.doubts import Doubt
    from olsxl.adopt.incidents import Understanding
    from olsxl.adopt.meanings import Meanings
    from olsxl.adopt.training import UnderstoodTraining


def told(understood: Understanding, trained: UnderstoodTraining | None = None) -> str:
    """Everything that was taken, what was not found, and what a person should look at."""
    lines = [*_incidents(understood), *_updates(understood), *_training(trained)]
    if names := list(missing_sheets(understood).values()):
        s = "" if len(names) == 1 else "s"
        lines.append(f"To be added to {understood.workbook}: the sheet{s} {', '.join(names)}.")
    return "\n".join([*lines, *_remarks(understood, trained), *_open((trained or understood).doubts)])


def _incidents(understood: Understanding) -> Iterator[str]:
    for each in understood.lists:
        number = _records(each, follow_ups=understood.follow_ups > 0)
        yield f"Incidents: {_place(each)}, {number} record{'' if number == 1 else 's'}."
    yield from _named(understood.names)
    yield from _meant(understood.values)
    asked = asks(heading := understood.names["Status"])
    if asked == "closed":
        yield f"  '{heading}' is a question: Yes, a tick, a day or a name says Closed, No or a blank Open."
    elif asked == "outcome":
        yield f"  '{heading}' says whether a record is closed: what is blank there is open."
    elif asked:
        yield f"  '{heading}' is a question: Yes or a tick says Open, so does a blank; No says Closed."
    if understood.ref_by_sheet:
        sheet = understood.lists[-1].grid.sheet
        yield (
            f"  The numbers begin again on each sheet, so a record is named by both: {sheet}/1 is number 1 of "
            f"'{sheet}', in Updates and in every summary."
        )
    if understood.ref_pattern:
        yield f"  References look like {understood.ref_pattern}."
    if understood.since:
        yield (
            f"  What was reported before {days.show(understood.since)} and is closed, or has no Status, is history. "
            "What says that it is open is open, however old."
        )
    else:
        yield "  Records without a Status are open, since no Status here says Open: however old, none is history."


def _records(found: Assigned, *, follow_ups: bool) -> int:
    """How many rows say at least two things of a record: a line for a signature below the list is none."""
    if follow_ups:
        return len({*map(fold, found.grid.texts(found.columns["Incident ref"]))})
    numbers = found.columns.values()
    return sum(sum(row[number - 1] not in (None, "") for number in numbers) > 1 for row in found.grid.rows)


def _place(found: Assigned) -> str:
    row = found.grid.header_row
    line = f"column {workbook.column_letters(row)}" if found.grid.across else f"row {row}"
    return f"sheet '{found.grid.sheet}', headings in {line}"


def _named(names: Mapping[str, str]) -> Iterator[str]:
    for ours, theirs in names.items():
        if theirs:
            yield f"  {ours} = '{theirs}'"
    absent = [ours for ours, theirs in names.items() if not theirs]
    if absent:
        yield f"  Not found, and not asked for: {', '.join(absent)}."


def _meant(values: Mapping[str, Meanings]) -> Iterator[str]:
    for name, found in values.items():
        heading = schema.list_heading(name)
        for typed, ours in found.mapped.items():
            yield f"  {heading}: '{typed}' is read as {ours or 'blank: it decides nothing'}"
        if found.unknown:
            shown = ", ".join(f"'{typed}' ({count})" for typed, count in found.unknown.items())
            if name == "status":
                yield f"  {heading}: not understood, so that such records are open: {shown}."
            else:
                yield f"  {heading}: not understood: {shown}. Say what is meant in olsxl.toml, [values.{name}]."


def _updates(understood: Understanding) -> Iterator[str]:
    stands = schema.UPDATES.name in understood.standing
    if understood.updates:
        yield f"Updates: {_place(understood.updates.assigned)}."
        yield from _named(update_names(understood))
        if understood.updates.planned:
            yield "  It is a list of things to do, so it is read, and No Update rows go to a new sheet."
    elif stands:
        yield f"Updates: sheet '{schema.UPDATES.name}', as it stands."
    own = understood.in_row
    which = "the latest" if len(own.pairs) == 1 else "one"
    for day, text in own.pairs:
        told = f", its text under '{text}'" if text else ""
        yield f"Updates in the record's own row: the day of {which} under '{day}'{told}."
    for heading in own.notes:
        yield f"Updates in the record's own row: the dated parts of '{heading}'."
    if rows := understood.follow_ups:
        yield f"Updates in rows of their own below a record: {rows}."
    if not (understood.updates or stands or own.pairs or own.notes or rows):
        yield "Updates: no place for them was found; they are to be written on the new sheet from now on."


def _training(trained: UnderstoodTraining | None) -> Iterator[str]:
    if trained:
        for sheet, found in ((schema.PEOPLE, trained.people), (trained.sheet, trained.training)):
            yield f"{sheet.name}: {_place(found)} of {trained.workbook}."
            yield from _named(trained.names(found, sheet))
        if trained.teams:
            yield f"  and the people and days of other teams: {', '.join(trained.teams)}"
        if trained.earlier:
            yield f"  and the days of earlier years: {', '.join(trained.earlier)}"
        yield from _meant(trained.values)


def _remarks(understood: Understanding, trained: UnderstoodTraining | None) -> Iterator[str]:
    remarks = [*understood.remarks, *(trained.remarks if trained else ())]
    if understood.without_ref:
        number = understood.without_ref
        remarks.append(
            f"{number} row{'' if number == 1 else 's'} of incidents without a reference: each with a day is given one "
            f"like {EXAMPLE}, the others cannot be reviewed; olsxl check names the cells"
        )
    if aside := set_aside(understood, trained):
        remarks.append(f"set aside as no part of the register ([sheets] leave): {', '.join(aside)}")
    if understood.left:
        remarks.append(
            f"left alone and not read: {', '.join(understood.left)}. Each check and review tells of it, until "
            "olsxl.toml names it under [sheets]: as part of the register, or with leave"
        )
    if remarks:
        yield "Please look at this:"
        yield from (f"  - {remark}" for remark in remarks)


def _open(doubts: Sequence[Doubt]) -> Iterator[str]:
    """The questions that nobody has answered, with what is taken meanwhile."""
    if doubts:
        yield f"{len(doubts)} question{'' if len(doubts) == 1 else 's'} open, and what is taken until you answer:"
    for number, doubt in enumerate(doubts, 1):
        yield f"  {number}. {doubt.question} ({doubt.where})"
        others = ", ".join(choice for choice in doubt.choices if choice not in doubt.taken)
        further = f"It may be: {others}." if others else "It may be fewer of them."
        yield f"     Taken: {', '.join(doubt.taken) or 'none'}. {further}"
