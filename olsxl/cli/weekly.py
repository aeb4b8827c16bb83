"""`olsxl review` and `olsxl check`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import (
    config_option,
    day_of,
    dry_run_option,
    format_option,
    now,
    open_home,
    strict_option,
    today_option,
)
from olsxl.findings import count

if TYPE_CHECKING:
    from datetime import date


@click.command()
@config_option
@today_option
@format_option
@dry_run_option
@strict_option
@click.option("--first", is_flag=True, help="Make a first review that adds many rows.")
def review(config: Path | None, today: date | None, form: str, dry_run: bool, strict: bool, first: bool) -> int:
    """Make the weekly review.

    Every open record without an update since the last review gets one row `No Update` in Updates; one row is added to
    Reviews, which you sign; the summary is written and queued for those who are to get it. A second run in the same
    week adds nothing.
    """
    from olsxl.cli import wording
    from olsxl.jobs.review import review as make
    from olsxl.jobs.write_review import Manner

    home = open_home(config)
    manner = Manner(first, dry_run, time.sleep, lambda sentence: click.echo(sentence, err=True))
    result = make(home, day_of(home, today), now(), manner)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else wording.review(result, home))
    if form == "json":
        for problem in result.problems:
            click.echo(problem, err=True)
    if result.status == "queued":
        return 4
    if result.undelivered:
        return 5
    return int(strict and count(result.findings, "error") > 0)


@click.command()
@config_option
@today_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Show every finding, however many there are.")
@click.option(
    "--page",
    is_flag=False,
    flag_value="",
    metavar="[FILE.html]",
    help="Write all findings as a page; without a name into the state folder.",
)
@click.option("--open", "show", is_flag=True, help="Write the page, and open it in the browser.")
@click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="Write all findings into a new workbook, with a link to each cell.",
)
@click.option("--overwrite", is_flag=True, help="Let --workbook replace another file of that name; never a register.")
def check(
    config: Path | None,
    today: date | None,
    form: str,
    everything: bool,
    page: str | None,
    show: bool,
    workbook: Path | None,
    overwrite: bool,
) -> int:
    """Validate both registers and show what is wrong, cell by cell. Nothing is written to a register.

    At most 40 lines are shown, errors first, on the screen as in a file; --all shows every finding. The page and the
    workbook hold all of them, and are for the manager alone.
    """
    from olsxl.cli import wording
    from olsxl.jobs import export_findings as job
    from olsxl.jobs.check import check as apply
    from olsxl.report import findings as faces

    home = open_home(config)
    day = day_of(home, today)
    checked = apply(home, day)
    if form == "json":
        click.echo(json.dumps(faces.as_json(checked.findings), indent=2))
    elif page is None and not show and workbook is None:
        click.echo(faces.as_text(checked.findings, checked.changes, wording.look(), everything=everything))
    else:
        click.echo(faces.told_totals(checked.findings, checked.changes))
    if page is not None or show:
        path = job.write_page(home, day, checked, Path(page) if page else None)
        click.echo(f"The findings are written to {path}", err=form == "json")
        if show:
            click.launch(path.absolute().as_uri())
    if workbook is not None:
        job.write_workbook(home, day, checked, workbook, overwrite=overwrite)
        click.echo(f"The findings are written to {workbook}", err=form == "json")
    return int(count(checked.findings, "error") > 0)
