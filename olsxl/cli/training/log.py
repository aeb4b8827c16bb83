"""`olsxl training log`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import (
    as_day,
    config_option,
    day_of,
    dry_run_option,
    format_option,
    now,
    open_home,
    run_options,
    today_option,
)

if TYPE_CHECKING:
    from datetime import date


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
    from olsxl.jobs.training.log import log as log_sheet
    from olsxl.jobs.training.sentences import logged_text
    from olsxl.training.attendance.plan import Asked

    home = open_home(config)
    at, day = now(), day_of(home, today)
    options = run_options(day, home.local(at).date(), dry_run=dry_run)
    asked = Asked(session, " ".join(course.split()), accept, add)
    result = log_sheet(home, sheet, day, at, asked, options)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else logged_text(result, home))
    return 4 if result.busy else int(strict and not result.plan.is_whole)
