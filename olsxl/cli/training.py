"""`olsxl training`: who is due, the sign-in sheet, attendance."""

from __future__ import annotations

import click

from olsxl.cli.attendance import log, sheet


@click.group()
def training() -> None:
    """Show who is due, make the sign-in sheet, and log attendance."""


training.add_command(log)
training.add_command(sheet)
