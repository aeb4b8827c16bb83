"""All commands in the groups of the help, and how the program ends."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from olsxl import __version__
from olsxl.cli import streams
from olsxl.cli.lazy_group import LazyGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

COMMANDS = {
    "Weekly review": {
        "review": "Make the weekly review: the main job.",
        "check": "Validate both registers.",
        "correct": "Say that a review was deleted on purpose.",
        "explain": "Explain the rule behind a finding.",
    },
    "Registers": {
        "demo": "Lay out a small fictional home and review it.",
        "init": "Lay out blank registers and olsxl.toml.",
        "adopt": "Take on a register that you keep already.",
    },
    "Training": {
        "training": "Show who is due, make the sign-in sheet, log attendance.",
    },
    "Reporting": {
        "report": "Make the summary as a page.",
    },
    "Sharing": {
        "pack": "Make a spreadsheet for one audience.",
    },
    "Running": {
        "run": "Keep the weekly schedule.",
        "doctor": "Try every part of the set-up.",
        "outbox": "Show, send or drop the messages that wait.",
    },
}
"""Every command by its heading in the help, and its one line there."""


@click.group(
    cls=LazyGroup,
    package="olsxl.cli",
    sections=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="olsxl")
def olsxl() -> None:
    """Keep an online safety incident register and a training register honest, while you go on working in Excel.

    Whatever olsxl does not understand in your workbook is never changed, and you are told that it was not read.
    """


def run(words: Sequence[str], clock: Callable[[], datetime]) -> int:
    """Run one command at the time that `clock` tells.

    Every failure ends in one sentence and an exit status, none in a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows ? in its place
    try:
        return olsxl.main(words, prog_name="olsxl", standalone_mode=False, obj=clock) or 0
    except (click.ClickException, click.Abort, KeyboardInterrupt, SystemExit) as end:
        with suppress(OSError):  # where standard error leads nowhere, the status alone tells
            _show(end)
        return _status(end)
    except OSError as error:
        from olsxl.cli.errors import explain

        if traceback.extract_tb(error.__traceback__)[-1].filename != click.utils.__file__:
            return explain(error)
        streams.give_up(sys.stdout)  # it was click that could not write there
        return explain(streams.OutputLost(error))
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        from olsxl.cli.errors import explain

        return explain(error)


def _status(end: BaseException) -> int:
    """The exit status; click's own, where whoever read from a pipe had read enough, would tell of findings."""
    if isinstance(end, click.ClickException):
        return end.exit_code
    return streams.OutputLost.exit_status if isinstance(end, SystemExit) else 130


def _show(end: BaseException) -> None:
    """What is wrong with the words of a command, then where its help is; or that somebody stopped it."""
    if isinstance(end, click.ClickException):
        _show_usage(end)
    elif not isinstance(end, SystemExit):
        click.echo("Stopped; what was written is whole.", err=True)


def _show_usage(error: click.ClickException) -> None:
    if error.message.startswith("Usage:"):  # a group without a command: click's message is the help
        click.echo(error.message)
        return
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "olsxl"
    click.echo(f"{error.format_message()}\nHow it is used: {command} --help", err=True)
