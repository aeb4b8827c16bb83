"""`olsxl doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, format_option, now, open_home

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@config_option
@format_option
def doctor(config: Path | None, form: str) -> int:
    """Try every part of the set-up, and say whether it is able to do the job.

    Settings, registers, rights, locks, templates and mail are tried, and a write to your own workbooks is proved in
    memory to keep everything. Nothing is written to a register, and nothing is sent.
    """
    from olsxl.jobs.doctor import examine

    found = examine(open_home(config), now())
    if form == "json":
        click.echo(json.dumps({"examined": [asdict(each) for each in found]}, indent=2))
    else:
        for each in found:
            click.echo(f"{'good ' if each.state == 'good' else 'WRONG'}  {each.part}: {each.sentence}")
    return 0 if all(each.state == "good" for each in found) else 2
