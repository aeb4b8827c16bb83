"""The command line: one module a group of commands, loaded only when one of its commands is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from olsxl import __version__

_COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Weekly review": {
        "review": ("weekly", "Make the weekly review: the main job."),
        "check": ("weekly", "Validate both registers."),
        "explain": ("explaining", "Explain the rule behind a finding."),
    },
    "Registers": {
        "demo": ("registers", "Lay out a small fictional home and review it."),
        "init": ("registers", "Lay out blank registers and olsxl.toml."),
        "adopt": ("registers", "Take on a register that you keep already."),
    },
    "Training": {
        "training": ("training", "Show who is due, make the sign-in sheet, log attendance."),
    },
    "Reporting": {
        "report": ("reporting", "Make the summary as a page."),
    },
    "Sharing": {
        "pack": ("sharing", "Make a spreadsheet for one audience."),
    },
    "Running": {
        "run": ("running", "Keep the weekly schedule."),
        "doctor": ("setup", "Try every part of the set-up."),
        "outbox": ("running", "Show, send or drop the messages that wait."),
    },
}
"""Every command by its heading in the help: the module it lives in, and its one line there."""


class _Commands(click.Group):
    """A group whose commands are imported when they are called: `--version` and `--help` load none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for commands in _COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        for commands in _COMMANDS.values():
            if name in commands:
                module = importlib.import_module(f"olsxl.cli.{commands[name][0]}")
                command: click.Command = getattr(module, name)
                return command
        return None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, but a misspelt command is answered with the closest one."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f" Did you mean: olsxl {near[0]}" if near else ""
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        for heading, commands in _COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="olsxl")
def olsxl() -> None:
    """Keep an online safety incident register and a training register honest, while you go on working in Excel.

    Whatever olsxl does not understand in your workbook may not be shown, but it is never changed.
    """


def _show(error: click.ClickException) -> None:
    """What is wrong with the words of a command, then where its help is."""
    if error.message.startswith("Usage:"):  # a group without a command: click's message is the help
        click.echo(error.message)
        return
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "olsxl"
    click.echo(f"{error.format_message()}\nHow it is used: {command} --help", err=True)


def main() -> None:
    """Run the command line; every failure ends in one sentence and an exit status, none in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows ? in its place
    try:
        status = olsxl.main(standalone_mode=False)
    except click.ClickException as error:
        _show(error)
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; what was written is whole.", err=True)
        status = 130
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        from olsxl.cli.failures import explain

        status = explain(error)
    sys.exit(status or 0)
