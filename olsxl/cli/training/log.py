"""`olsxl training log`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import as_day, config_option, day_of, dry_run_option, format_option, open_home, today_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from olsxl.jobs.home import Home
    from olsxl.jobs.training.log import LogResult
    from olsxl.training.attendance.plan import LogPlan

_MOST = 40
"""Lines of a list that are shown."""


@click.command()
@click.argument("sheet", type=click.Path(path_type=Path))
@config_option
@today_option
@format_option
@dry_run_option
@click.option("--session", callback=as_day, metavar="DAY", help="The day of the session, where the sheet says none.")
@click.option("--course", default="", help="The course, where the sheet says none.")
@click.option(
    "--accept",
    is_flag=True,
    help="Log the likely matches as well, which are shown without it.",
)
@click.option("--add", is_flag=True, help="Add to a session that is logged already with other people.")
@click.option("--strict", is_flag=True, help="End with status 1 where a mark of the sheet was not logged.")
def log(
    sheet: Path,
    config: Path | None,
    today: date | None,
    form: str,
    dry_run: bool,
    session: date | None,
    course: str,
    accept: bool,
    add: bool,
    strict: bool,
) -> int:
    """Log attendance from SHEET, a sign-in sheet (Excel or csv).

    On it stand the name or Person ID of each, and a tick, a signature or a time beside it. Who is found in People and
    is marked gets a row in Training, once however often this is run. What is not certain is shown and not logged.
    """
    from olsxl.jobs.options import RunOptions
    from olsxl.jobs.training.log import log as log_sheet
    from olsxl.training.attendance.plan import Asked

    home = open_home(config)
    options = RunOptions(dry_run=dry_run, pause=time.sleep, tell=lambda sentence: click.echo(sentence, err=True))
    asked = Asked(session, " ".join(course.split()), accept, add)
    result = log_sheet(home, sheet, day_of(home, today), asked, options)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else "\n".join(_told(result, home)))
    return 4 if result.busy else int(strict and not result.plan.is_whole)


def _told(result: LogResult, home: Home) -> Iterator[str]:
    from olsxl.register import days
    from olsxl.report.training import told_uncounted

    made = result.plan
    course = made.session.course or "no course is said; add --course to name it"
    yield f"Session on {days.show(made.session.day)} ({course}), from {result.sheet.name}"
    yield from _added(result, home.training.name if home.training else "")
    yield from _listed("Logged already", made.already, made)
    yield from _listed("Marked as not there, and not logged", made.absent, made)
    yield from _listed("Without a mark", made.unmarked, made)
    yield from _listed("Without a mark here, and logged as having come", made.unsigned, made)
    yield from _listed("Logged for this session, and not on this sheet", made.others, made)
    yield from _likely(made)
    yield from _held(made)
    if made.unread:
        yield f"NOT READ: row {made.unread} holds other headings, and from there on nothing was read."
    yield from told_uncounted(result.uncounted, result.headings)


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


def _listed(title: str, people: Sequence[str], made: LogPlan) -> Iterator[str]:
    """The people by Person ID and name below their title: this is the manager's own screen."""
    if people:
        yield f"  {title}:"
    yield from _cut([f"    {person}  {made.names.get(person, '')}".rstrip() for person in people])


def _likely(made: LogPlan) -> Iterator[str]:
    if made.likely:
        yield f"NOT LOGGED, because it is not sure ({len(made.likely)}). Where all are right, add --accept:"
    yield from _cut([f"  row {row}: '{typed}' as {who}, {name}: {why}" for row, typed, who, name, why in made.likely])


def _held(made: LogPlan) -> Iterator[str]:
    if made.held:
        yield f"NOT LOGGED ({len(made.held)}). Put it right, and run this again: what is logged is not added twice."
    told = ((row, f"'{typed}': " if typed else "", why, fix) for row, typed, why, fix in made.held)
    yield from _cut([f"  row {row}: {typed}{why}. {fix}." for row, typed, why, fix in told])


def _cut(lines: Sequence[str]) -> Iterator[str]:
    """As many lines as a screen holds, and how many there are besides."""
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more"
