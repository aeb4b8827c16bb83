"""`olsxl adopt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from olsxl.cli.options import dry_run_option, now, run_options, today_option
from olsxl.config import HomeSection

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("register", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--training", type=click.Path(path_type=Path, dir_okay=False), help="The training register, if any.")
@click.option(
    "--try", "trial", is_flag=True, help="Adopt, check and review a copy; show what would be, change nothing."
)
@dry_run_option
@today_option
def adopt(register: Path, training: Path | None, trial: bool, dry_run: bool, today: date | None) -> int:
    """Take on REGISTER, an Excel workbook that you keep already, as it is.

    Its sheets, headings and values are recognised and shown; what differs from ours goes into an olsxl.toml beside it,
    where you can correct it. The sheets that are missing are added; nothing that stands in the register is changed.
    """
    from olsxl.jobs.adopt.adoption import adopt as take_on
    from olsxl.jobs.adopt.adoption import try_on_copy
    from olsxl.jobs.adopt.sentences import adopted_text, tried_text

    clock_day = now().astimezone(ZoneInfo(HomeSection().timezone)).date()  # there is no olsxl.toml yet
    day = today or clock_day
    if trial:
        click.echo(tried_text(try_on_copy(register, training, day, now()), register))
    else:
        options = run_options(day, clock_day, dry_run=dry_run)
        click.echo(adopted_text(take_on(register, training, day, options), register, dry_run=options.dry_run))
    return 0
