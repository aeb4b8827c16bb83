"""`olsxl training log` and `olsxl training sheet`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import (
    as_day,
    config_option,
    day_of,
    dry_run_option,
    format_option,
    open_home,
    today_option,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from olsxl.jobs.home import Home
    from olsxl.jobs.training.log import LogResult
    from olsxl.jobs.training.sheet import SheetResult


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
    help="Log the likely matches as they were shown, and add to a session that is logged already.",
)
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
    strict: bool,
) -> int:
    """Log attendance from SHEET, a sign-in sheet (Excel or csv).

    On it stand the name or Person ID of each, and a tick, a signature or a time beside it. Who is found in People and
    is marked gets a row in Training, once however often this is run. What is not certain is shown and not logged.
    """
    from olsxl.jobs.appending import Manner
    from olsxl.jobs.training.log import log as add
    from olsxl.training.attendance.plan import Asked

    home = open_home(config)
    manner = Manner(dry_run=dry_run, pause=time.sleep, tell=lambda sentence: click.echo(sentence, err=True))
    result = add(home, sheet, day_of(home, today), Asked(session, " ".join(course.split()), accept), manner)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else "\n".join(_told(result, home)))
    return int(strict and not result.plan.is_whole)


def _told(result: LogResult, home: Home) -> Iterator[str]:
    from olsxl.register import days

    made = result.plan
    course = f" ({made.session.course})" if made.session.course else ""
    yield f"Session on {days.show(made.session.day)}{course}, from {result.sheet.name}"
    register = home.training.name if home.training else ""
    if not made.rows:
        yield f"  Nothing was added to {register}."
    elif result.dry_run:
        yield f"  A dry run: nothing was written. It would add to {register} {_rows(made.people)}"
    else:
        yield f"  Added to {register}: {_rows(made.people)}"
    yield from _listed("Logged already", made.already)
    yield from _listed("Marked as not there, and not logged", made.absent)
    if made.unmarked:
        yield f"  Rows without a mark: {made.unmarked}"
    yield from _likely(result)
    yield from _held(result)


def _rows(people: Sequence[str]) -> str:
    return f"{len(people)} row{'' if len(people) == 1 else 's'}: {', '.join(people)}"


def _listed(title: str, people: Sequence[str]) -> Iterator[str]:
    if people:
        yield f"  {title}: {', '.join(people)}"


def _likely(result: LogResult) -> Iterator[str]:
    likely = result.plan.likely
    if likely:
        yield f"NOT LOGGED, because it is only likely who is meant ({len(likely)}). Where all are right, add --accept:"
        for each in likely:
            yield f"  row {each.row}: '{each.typed}' may be {each.person}, {each.name} ({each.reason})"


def _held(result: LogResult) -> Iterator[str]:
    held = result.plan.held
    if held:
        yield f"NOT LOGGED ({len(held)}). Put it right, and run this again: what is logged is not added twice."
        for each in held:
            typed = f"'{each.typed}': " if each.typed else ""
            yield f"  row {each.row}: {typed}{each.reason}. {each.fix}."


@click.command()
@config_option
@today_option
@format_option
@dry_run_option
@click.option("--session", callback=as_day, required=True, metavar="DAY", help="The day of the session.")
@click.option("--course", default="", help="The course. Without it: the one of all rows of Training, or a blank line.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to make, or a folder for it. Without it: beside olsxl.toml, named for the session.",
)
def sheet(
    config: Path | None,
    today: date | None,
    form: str,
    dry_run: bool,
    session: date,
    course: str,
    out: Path | None,
) -> int:
    """Make the sign-in sheet of a session.

    On it stands everybody who is due by then or soon after, with a place for signatures; print it on A4. Afterwards
    type Attended beside those who signed, save it, and log it with: olsxl training log
    """
    from olsxl.jobs.training.sheet import make
    from olsxl.training.attendance.plan import Session

    home = open_home(config)
    planned = Session(session, " ".join(course.split()))
    result = make(home, planned, out, today=day_of(home, today), dry_run=dry_run)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else "\n".join(_made(result)))
    return 0


def _made(result: SheetResult) -> Iterator[str]:
    from olsxl.register import days

    is_are = "would be" if result.dry_run else "is"
    yield f"The sign-in sheet for {days.show(result.session)} {is_are} {result.file}"
    yield f"  On it: {_rows(result.people)}"
    if not result.dry_run:
        yield "Next: print it; after the session choose Attended beside those who signed, save it, and run:"
        yield f'  olsxl training log "{result.file}"'
