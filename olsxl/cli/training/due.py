"""`olsxl training due`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, day_of, open_home, overwrite_option, strict_option, today_option
from olsxl.findings import count

if TYPE_CHECKING:
    from datetime import date

    from olsxl.training.due import By


@click.command(short_help="Show who is due for training, by name.")
@config_option
@today_option
@click.option(
    "--by",
    type=click.Choice(["person", "service", "role"]),
    default="person",
    help="One list, or one for each service or role; json is always by person.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="For a person, for a program, or for Excel.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write the csv to a file.")
@overwrite_option
@strict_option
def due(
    config: Path | None, today: date | None, by: By, form: str, out: Path | None, overwrite: bool, strict: bool
) -> int:
    """Show who is due for training: the gaps by name, how many are trained, what falls due in which month.

    For the manager's own screen, because it names people. Nothing is written to a register.
    """
    from olsxl.jobs.training.due import training_due, write_csv
    from olsxl.report import training as formats
    from olsxl.report.unread import told_first

    if out and form != "csv":
        raise click.UsageError("--out is for --format csv")
    home = open_home(config)
    day = day_of(home, today)
    found = training_due(home, day, by)
    if form == "text":
        text = formats.as_text(home.config.home.name, found.due, found.facts, by)
        click.echo(told_first(found.unread, text))
    elif form == "json":
        click.echo(json.dumps(formats.as_json(found.due, found.unread), indent=2))
    elif out:
        path = write_csv(home, day, formats.as_csv(found.due, by), out, overwrite=overwrite)
        click.echo(f"The list is written to {path}. It names people: keep it as you keep the register.")
    else:
        click.echo(formats.as_csv(found.due, by), nl=False)
    if form != "text":
        for line in formats.uncounted_text(found.due.uncounted, found.due.headings):
            click.echo(line, err=True)
    return int(strict and count(found.findings, "error") > 0)
