"""`olsxl training`: who is due, the sign-in sheet, attendance."""

import click

from olsxl.cli.lazy_group import LazyGroup

_COMMANDS = {
    "Commands": {
        "due": "Show who is due for training, by name.",
        "sheet": "Make the sign-in sheet of a session.",
        "log": "Log attendance from SHEET, a sign-in sheet (Excel or csv).",
    }
}


@click.group(cls=LazyGroup, package=__name__, sections=_COMMANDS)
def training() -> None:
    """Show who is due, make the sign-in sheet, and log attendance."""
