"""What logging attendance and making a sheet came to, in sentences, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.report.training import uncounted_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.jobs.home import Home
    from olsxl.jobs.training.log import LogResult
    from olsxl.jobs.training.sheet import SheetResult
    from olsxl.training.attendance.plan import LogPlan

_MOST = 40
"""Lines of a list that are shown."""


def finished_text(result: LogResult) -> Iterator[str]:
    """What became of a sheet that had waited."""
    made = result.plan
    sheet = f"The sign-in sheet {result.sheet.name} of {days.show(made.session.day)}"
    if result.busy:
        yield f"{sheet} still waits. {result.busy}"
    else:
        rows = len(made.people)
        yield f"{sheet}, which had found the register in use, was logged: {rows} row{'' if rows == 1 else 's'} added."
        if not made.is_whole:
            yield f'Not all of it was: see what is not certain with: olsxl training log "{result.sheet}"'


def logged_text(result: LogResult, home: Home) -> str:
    """What a sign-in sheet came to: who was added, who was not and why."""
    return "\n".join(_logged(result, home))


def _logged(result: LogResult, home: Home) -> Iterator[str]:
    made = result.plan
    course = made.session.course or "no course is said; add --course to name it"
    yield f"Session on {days.show(made.session.day)} ({course}), from {result.sheet.name}"
    yield from _added(result, home.training.name if home.training else "")
    yield from _listed("Logged already", made.already, made)
    yield from _listed("Marked as not there, and not logged", made.absent, made)
    yield from _listed("Without a mark", made.unmarked, made)
    yield from _listed("Without a mark here, and logged as having come", made.unsigned, made)
    yield from _listed("Logged for this session, and not on this sheet", made.others, made)
    if made.likely:
        yield f"NOT LOGGED, because it is not sure ({len(made.likely)}). Where all are right, add --accept:"
    yield from _cut([f"  row {row}: '{typed}' as {who}, {name}: {why}" for row, typed, who, name, why in made.likely])
    if made.held:
        yield f"NOT LOGGED ({len(made.held)}). Put it right, and run this again: what is logged is not added twice."
    told = ((row, f"'{typed}': " if typed else "", why, fix) for row, typed, why, fix in made.held)
    yield from _cut([f"  row {row}: {typed}{why}. {fix}." for row, typed, why, fix in told])
    if made.unread:
        yield f"NOT READ: row {made.unread} holds other headings, and from there on nothing was read."
    yield from uncounted_text(result.uncounted, result.headings)


def _added(result: LogResult, register: str) -> Iterator[str]:
    people = result.plan.people
    rows = f"{len(people)} row{'' if len(people) == 1 else 's'}"
    if not people:
        yield f"  Nothing was added to {register}."
    elif result.busy:
        yield f"  Not logged yet. {result.busy}"
        yield "  The sheet waits: once the register is closed, the next `olsxl review` or `olsxl run` logs it."
        yield from _listed(f"It would add to {register} {rows}", people, result.plan)
    elif result.dry_run:
        yield from _listed(f"A dry run: nothing was written. It would add to {register} {rows}", people, result.plan)
    else:
        yield from _listed(f"Added to {register}: {rows}", people, result.plan)
    if people and result.new_sheet:
        yield (
            f"  They go to a sheet of their own, '{result.new_sheet}': olsxl never writes into your list. Both are "
            "read, and the later day of a person counts."
        )


def _listed(title: str, people: Sequence[str], made: LogPlan) -> Iterator[str]:
    """The people by Person ID and name below their title: this is the manager's own screen."""
    if people:
        yield f"  {title}:"
    yield from _cut([f"    {person}  {made.names.get(person, '')}".rstrip() for person in people])


def _cut(lines: Sequence[str]) -> Iterator[str]:
    """As many lines as a screen holds, and how many there are besides."""
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more"


def sheet_made_text(result: SheetResult) -> str:
    """Where the sign-in sheet lies, and who stands on it."""
    is_are = "would be" if result.dry_run else "is"
    lines = [
        f"The sign-in sheet for {days.show(result.session)} {is_are} {result.file}",
        f"  On it: {', '.join(result.people)}",
    ]
    if not result.dry_run:
        lines += [
            "Next: print it; after the session choose Attended beside those who signed, save it, and run:",
            f'  olsxl training log "{result.file}"',
        ]
    return "\n".join(lines)
