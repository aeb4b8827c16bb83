"""`olsxl review`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import (
    config_option,
    day_of,
    dry_run_option,
    format_option,
    now,
    open_home,
    run_options,
    strict_option,
    today_option,
)
from olsxl.findings import count

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command()
@config_option
@today_option
@format_option
@dry_run_option
@strict_option
@click.option(
    "--first",
    is_flag=True,
    help="Make a first review that adds many rows, or say that another register is the right one.",
)
@click.option("--resend", is_flag=True, help="Queue the mail of this week's review again, on purpose.")
def review(
    config: Path | None, today: date | None, form: str, dry_run: bool, strict: bool, first: bool, resend: bool
) -> int:
    """Make the weekly review.

    Every open record without an update since the last review gets one row `No Update` in Updates; one row is added to
    Reviews, which you sign; the summary is written and queued for those who are to get it. A second run in the same
    week adds nothing.
    """
    from olsxl.cli import terminal
    from olsxl.jobs.review.sentences import review_text
    from olsxl.jobs.review.weekly import review as make

    home = open_home(config)
    at, day = now(), day_of(home, today)
    options = run_options(day, home.local(at).date(), dry_run=dry_run, first=first, resend=resend)
    options = options._replace(first_words=form == "text" and terminal.is_watched())
    result = make(home, day, at, options)
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else review_text(result, home))
    if form == "json":
        for problem in result.problems:
            click.echo(problem, err=True)
    if result.status == "queued":
        return 4
    if result.undelivered:
        return 5
    return int(strict and count(result.findings, "error") > 0)
