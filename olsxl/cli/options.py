"""Options that several commands share."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from olsxl.jobs.home import Home

if TYPE_CHECKING:
    from datetime import date, datetime

    from olsxl.jobs.options import RunOptions

Command = TypeVar("Command", bound=Callable[..., Any])


def as_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """The day of an option, as YYYY-MM-DD or day first; fails with a sentence where the text is none."""
    from olsxl.register import days

    moment = days.read(value) if value else None
    if value and moment is None:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-11-22")
    return moment.date() if moment else None


def config_option(command: Command) -> Command:
    """`--config`: which home."""
    return click.option(
        "-c",
        "--config",
        "config",
        type=click.Path(path_type=Path),
        help="The home's olsxl.toml, or its folder. Without it: here, or in a folder above.",
    )(command)


def today_option(command: Command) -> Command:
    """`--today`: the day that the plan is made for."""
    return click.option(
        "--today",
        callback=as_day,
        metavar="YYYY-MM-DD",
        help="Plan for this day in place of today; for any other day nothing is written to a register or sent.",
    )(command)


def format_option(command: Command) -> Command:
    """`--format`: for a person or for a program."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json"]), default="text", help="For a person, or for a program."
    )(command)


def dry_run_option(command: Command) -> Command:
    """`--dry-run`: show, and write and send nothing."""
    return click.option("--dry-run", is_flag=True, help="Show what would be done; write and send nothing.")(command)


def overwrite_option(command: Command) -> Command:
    """`--overwrite`: a file of another's making may be replaced."""
    return click.option(
        "--overwrite", is_flag=True, help="Replace a file of that name which olsxl did not make; never a register."
    )(command)


def strict_option(command: Command) -> Command:
    """`--strict`: findings of severity error count as failure."""
    return click.option("--strict", is_flag=True, help="End with status 1 where there are errors in the registers.")(
        command
    )


def open_home(config: Path | None) -> Home:
    """The home that `--config` names, or the one around the current folder. Raises ConfigError, NoConfig."""
    return Home.open(config or Path.cwd(), os.environ)


def now() -> datetime:
    """The time by the clock that the program was started with."""
    clock: Callable[[], datetime] = click.get_current_context().obj
    return clock()


def day_of(home: Home, today: date | None) -> date:
    """The day of `--today`, else today's where the home is."""
    return today or home.local(now()).date()


def run_options(day: date, clock_day: date, *, dry_run: bool, first: bool = False, resend: bool = False) -> RunOptions:
    """How a command runs its job for a day: of any but the clock's own it is a dry run, and says so.

    Nothing can be back-dated or dated ahead by an option (docs/contract.md, "Options and exit status").
    """
    from olsxl.jobs.options import RunOptions
    from olsxl.register import days

    other = day != clock_day
    if other and not dry_run:
        tell(f"Nothing is written or sent for {days.show(day)}: on this computer it is {days.show(clock_day)}.")
    return RunOptions(first, dry_run or other, time.sleep, tell, resend=resend)


def tell(sentence: str) -> None:
    """Show a sentence beside what a command prints."""
    click.echo(sentence, err=True)
