"""`olsxl adopt`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from olsxl.cli.options import dry_run_option, format_option, now, run_options, today_option
from olsxl.config import HomeSection

if TYPE_CHECKING:
    from datetime import date

    from olsxl.adopt.doubts import Doubt


@click.command()
@click.argument("register", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--training", type=click.Path(path_type=Path, dir_okay=False), help="The training register, if any.")
@click.option(
    "--try", "trial", is_flag=True, help="Adopt, check and review a copy; show what would be, change nothing."
)
@click.option(
    "--ask/--no-ask", default=None, help="Ask what is in doubt, or write it into adopt.toml. On a terminal: ask."
)
@click.option(
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The questions of adopt.toml, with your answers.",
)
@format_option
@dry_run_option
@today_option
def adopt(
    register: Path,
    training: Path | None,
    trial: bool,
    ask: bool | None,
    answers_file: Path | None,
    form: str,
    dry_run: bool,
    today: date | None,
) -> int:
    """Take on REGISTER, an Excel workbook that you keep already, as it is.

    Its sheets, headings and values are recognised and shown; what differs from ours goes into an olsxl.toml beside it,
    where you can correct it. What is in doubt is asked; without a terminal it is written into an adopt.toml, and the
    reading that hides nothing is taken until you answer there. The sheets that are missing are added; nothing that
    stands in the register is changed. Run it again with --training or --answers to add to the settings.
    """
    from olsxl.adopt import NotUnderstood
    from olsxl.cli import terminal
    from olsxl.jobs.adopt.adoption import Answered, read_answers_file, try_on_copy
    from olsxl.jobs.adopt.adoption import adopt as take_on
    from olsxl.jobs.adopt.child_key import KeyAsked
    from olsxl.jobs.adopt.figures import adopted_json, refused_json, tried_json
    from olsxl.jobs.adopt.sentences import adopted_text, tried_text

    clock_day = now().astimezone(ZoneInfo(HomeSection().timezone)).date()  # there is no olsxl.toml yet
    day = today or clock_day
    asks = ask if ask is not None else sys.stdin.isatty() and terminal.is_watched() and form == "text" and not trial
    given = read_answers_file(answers_file) if answers_file else {}
    answered = Answered(given, _asked, KeyAsked(_password, _born)) if asks else Answered(given)
    options = run_options(day, clock_day, dry_run=dry_run)
    as_json = form == "json"
    try:
        if trial or (as_json and options.dry_run):
            tried = try_on_copy(register, training, day, now(), answered)
            click.echo(json.dumps(tried_json(tried, register), indent=2) if as_json else tried_text(tried, register))
        else:
            result = take_on(register, training, day, options, answered)
            text = adopted_text(result, register, dry_run=options.dry_run)
            click.echo(json.dumps(adopted_json(result, day, now()), indent=2) if as_json else text)
    except NotUnderstood:
        if as_json:
            click.echo(json.dumps(refused_json(), indent=2))
        raise
    return 0


def _asked(doubt: Doubt) -> tuple[str, ...] | None:
    """Put a question to the person at the terminal, with what stands in the cells; Enter takes the reading shown."""
    click.echo(f"\n{doubt.question} ({doubt.where})")
    if doubt.shown:
        click.echo(f"  There stands: {doubt.shown}")
    for number, choice in enumerate(doubt.choices, 1):
        click.echo(f"  {number}  {choice}{'  (taken, if you press Enter)' if choice in doubt.taken else ''}")
    which = "Which numbers, with commas" if doubt.several else "Which number"
    while True:
        typed = _typed(which)
        numbers = [part.strip() for part in typed.split(",")] if doubt.several else [typed]
        if not typed:
            return None
        if all(number.isdecimal() and 1 <= int(number) <= len(doubt.choices) for number in numbers):
            return tuple(doubt.choices[int(number) - 1] for number in numbers)
        click.echo(f"Type a number from 1 to {len(doubt.choices)}, or press Enter.")


def _password() -> str:
    """Ask twice for the password of the child key, unseen on a terminal."""
    return _typed("A password for the child key", secret=True)


def _born(name: str) -> date | None:
    """Ask when a child was born; Enter leaves it for later."""
    from olsxl.register import days

    while True:
        typed = _typed(f"Date of birth of {name} (Enter leaves it)")
        day = days.read(typed)
        if day or not typed:
            return day.date() if day else None
        click.echo("Type a day such as 03/04/2012, or press Enter.")


def _typed(question: str, *, secret: bool = False) -> str:
    """What a person answers; "" where the answers have come to their end."""
    seen = sys.stdin.isatty()
    more = {"hide_input": seen, "confirmation_prompt": True} if secret else {"default": "", "show_default": False}
    try:
        typed = str(click.prompt(question, **more))
        return typed if secret else typed.strip()
    except click.Abort:
        if seen:  # a person who stops it
            raise
        return ""
