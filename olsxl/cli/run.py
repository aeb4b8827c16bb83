"""`olsxl run`."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, now, open_home
from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from olsxl.jobs.run import Run


@click.command()
@config_option
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def run(config: Path | None, once: bool, folders: tuple[Path, ...]) -> int:
    """Keep the weekly schedule of one home or several FOLDERS.

    From its hour until the Sunday of its week the review is made, once; mail that waits is sent. Leave it running, or
    let the computer's own scheduler call `olsxl run --once` every quarter of an hour.
    """
    from olsxl.jobs import computer
    from olsxl.jobs import run as schedule

    paths = list(folders) or [open_home(config).path]
    elsewhere = 0
    for path in paths:
        with suppress(OlsxlError):  # what is wrong with an olsxl.toml is told by its home's turn, and stops no other
            home = open_home(path)
            if not computer.is_meant(home.config.home.runs_on):
                click.echo(f"{home.folder}: {computer.told(home.config.home.runs_on)}")
                elsewhere += 1
    if not once:
        schedule.loop(paths, now, time.sleep, _tell)
    ended = schedule.turn(paths, now())
    for each in ended:
        _tell(each)
    if not ended and elsewhere < len(paths):
        click.echo(
            "Nothing to do at the moment. (A register that was saved a few minutes ago is left alone until later.)"
        )
    return max((_STATUS[each.outcome] for each in ended), default=0)


_STATUS = {"done": 0, "failed": 2, "asked": 2, "queued": 4, "undelivered": 5}


def _tell(ended: Run) -> None:
    job = f"{ended.job} {ended.key}".rstrip()
    click.echo(f"{now():%Y-%m-%d %H:%M} UTC  {ended.home.name}  {job}: {ended.outcome}. {ended.detail}")
