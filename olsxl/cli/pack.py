"""`olsxl pack`."""

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
    overwrite_option,
    today_option,
)
from olsxl.pack.audience import AUDIENCES

if TYPE_CHECKING:
    from datetime import date


@click.command()
@config_option
@today_option
@format_option
@dry_run_option
@click.option("--audience", type=click.Choice(list(AUDIENCES)), required=True, help="Who is to read it.")
@click.option("--from", "first", callback=as_day, required=True, metavar="DAY", help="The first day of the period.")
@click.option("--to", "last", callback=as_day, metavar="DAY", help="Its last day. Without it: today.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to make, or a folder for it. Without it: beside olsxl.toml, named for what it holds.",
)
@overwrite_option
@click.option("--no-password", is_flag=True, help="Leave the file without a password to open.")
def pack(
    config: Path | None,
    today: date | None,
    form: str,
    dry_run: bool,
    audience: str,
    first: date,
    last: date | None,
    out: Path | None,
    overwrite: bool,
    no_password: bool,
) -> int:
    """Make a spreadsheet for one audience.

    A new workbook with the incidents reported in the period, the weekly reviews and the training, for one kind of
    reader. Names of people are replaced by Person IDs; nothing is hidden in it. It needs a password to open: the one
    in OLSXL_PACK_PASSWORD, else a new one, which is shown once.
    """
    from olsxl.jobs.pack import notes_text, pack_text
    from olsxl.jobs.pack import pack as make

    home = open_home(config)
    day = day_of(home, today)
    result = make(
        home,
        audience,
        first,
        last or day,
        out,
        today=day,
        now=now(),
        encrypted=not no_password,
        overwrite=overwrite,
        dry_run=dry_run,
    )
    click.echo(json.dumps(result.as_json(), indent=2) if form == "json" else pack_text(result))
    for sentence in notes_text(result):
        click.echo(sentence, err=True)
    return 0
