"""`olsxl training sheet`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import as_day, config_option, dry_run_option, format_option, open_home, overwrite_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@config_option
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
@overwrite_option
def sheet(
    config: Path | None,
    form: str,
    dry_run: bool,
    session: date,
    course: str,
    out: Path | None,
    overwrite: bool,
) -> int:
    """Make the sign-in sheet of a session.

    On it stands everybody who is due by then or soon after, with a place for signatures; print it on A4. Afterwards
    type Attended beside those who signed, save it, and log it with: olsxl training log
    """
    from olsxl.jobs.training.sentences import sheet_made_text
    from olsxl.jobs.training.sheet import make
    from olsxl.training.attendance.logged import Session

    home = open_home(config)
    planned = Session(session, " ".join(course.split()))
    result = make(home, planned, out, overwrite=overwrite, dry_run=dry_run)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else sheet_made_text(result))
    return 0
