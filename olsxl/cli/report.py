"""`olsxl report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, day_of, now, open_home, overwrite_option, tell, today_option

if TYPE_CHECKING:
    from datetime import date

    from olsxl.config import Audience


@click.command()
@config_option
@today_option
@click.option(
    "--audience",
    type=click.Choice(["manager", "deputy", "counts"]),
    default="manager",
    help="Who it is for; counts shows numbers alone.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the page; else into the state folder.")
@overwrite_option
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def report(
    config: Path | None, today: date | None, audience: Audience, out: Path | None, overwrite: bool, show: bool
) -> int:
    """Make the summary as a page. Nothing is written to a register."""
    from olsxl.jobs import report as job

    home = open_home(config)
    page = job.report(home, day_of(home, today), now(), audience, tell)
    path = job.write_page(home, page, out, overwrite=overwrite)
    click.echo(f"The summary is written to {path}")
    if show:
        click.launch(path.absolute().as_uri())
    else:
        click.echo("Open it in a browser, or have olsxl do so with: olsxl report --open")
    return 0
