"""`olsxl correct`."""

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
    today_option,
)

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@click.command()
@config_option
@today_option
@format_option
@dry_run_option
@click.option("--review", metavar="ID", required=True, help="The review, such as 2026-W47.")
@click.option(
    "--gone",
    is_flag=True,
    required=True,
    expose_value=False,
    help="Say that it, or a row of it, was taken out on purpose.",
)
@click.option("--reason", metavar="TEXT", required=True, help="Why; it is written into the register, so name nobody.")
@click.option("--by", metavar="PERSON-ID", help="Who says so. Without it: [home] manager of olsxl.toml.")
def correct(
    config: Path | None, today: date | None, form: str, dry_run: bool, review: str, reason: str, by: str | None
) -> int:
    """Say that a review was deleted on purpose.

    What is gone of it (REV311) stays gone, is not put back and not told any more. One row of Type Correction with your
    reason is added to Updates, without an incident reference; the week is a gap with that reason, for ever.
    """
    from olsxl.jobs.correct import review_gone
    from olsxl.jobs.correct_sentences import corrected_text

    home = open_home(config)
    at, day = now(), day_of(home, today)
    result = review_gone(home, review, reason, by, at, run_options(day, home.local(at).date(), dry_run=dry_run))
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else corrected_text(result, home))
    return 0
