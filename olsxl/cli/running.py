"""`olsxl run` and `olsxl outbox`."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, now, open_home
from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.jobs.home import Home
    from olsxl.jobs.run import Run
    from olsxl.mail import Entry, Outbox


@click.command()
@config_option
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def run(config: Path | None, once: bool, folders: tuple[Path, ...]) -> int:
    """Keep the weekly schedule of one home or several FOLDERS.

    From its hour until the Sunday of its week the review is made, once; mail that waits is sent. Leave it running, or
    let the computer's own scheduler call `olsxl run --once` every quarter of an hour.
    """
    from olsxl.jobs import run as schedule

    paths = list(folders) or [open_home(config).path]
    for home in _homes(paths):
        if not schedule.runs_here(home):
            click.echo(f"{home.folder}: by olsxl.toml the schedule runs on {home.config.home.runs_on}, not here.")
    if not once:
        schedule.loop(paths, now, time.sleep, _tell)
    ended = schedule.turn(paths, now())
    for each in ended:
        _tell(each)
    if not ended:
        click.echo(
            "Nothing to do at the moment. (A register that was saved a few minutes ago is left alone until later.)"
        )
    return max((_STATUS[each.outcome] for each in ended), default=0)


def _homes(paths: list[Path]) -> Iterator[Home]:
    """Those homes whose olsxl.toml can be used; what is wrong with another is told by its turn, and stops no other."""
    for path in paths:
        with suppress(OlsxlError):
            yield open_home(path)


_STATUS = {"done": 0, "failed": 2, "queued": 4, "undelivered": 5}


def _tell(ended: Run) -> None:
    job = f"{ended.job} {ended.key}".rstrip()
    click.echo(f"{now():%Y-%m-%d %H:%M} UTC  {ended.home.name}  {job}: {ended.outcome}. {ended.detail}")


@click.group()
def outbox() -> None:
    """Show, send or drop the messages that wait.

    Each message lies in the outbox folder as three files: the finished mail (.eml), its body (.html) and its record
    (.json). NAME is the name that `olsxl outbox list` shows.
    """


@outbox.command("list", short_help="List the messages and what became of each.")
@config_option
def list_(config: Path | None) -> int:
    """List the messages in the outbox and what became of each."""
    box = _box(config)
    waiting = box.waiting()
    for entry in waiting:
        click.echo(f"{entry.name}  {entry.shown_state}  {entry.to}")
        if entry.answer:
            click.echo(f"    {entry.answer}")
    click.echo(f"In {box.folder}" if waiting else _NONE_WAITS)
    return 0


@outbox.command(short_help="Show one message.")
@config_option
@click.argument("name")
def show(config: Path | None, name: str) -> int:
    """Show one message as it is, or was, sent."""
    box = _box(config)
    entry = box.get(name)
    click.echo(f"To: {entry.to}\nSubject: {entry.subject}\nState: {_fate(entry)}")
    body = box.folder / f"{entry.name}.html"
    click.echo(f"Body: {body if body.exists() else box.sent / body.name}")
    return 0


@outbox.command(short_help="Try to send what waits, now.")
@config_option
def send(config: Path | None) -> int:
    """Try to send all messages that wait, now; never one of which nobody knows whether it was sent."""
    from olsxl.jobs import notify

    home = open_home(config)
    entries = notify.deliver(home, now(), everything=True) if home.state.outbox.is_dir() else []
    for entry in entries:
        click.echo(f"{entry.name}  {_fate(entry)}")
    if not entries:
        click.echo(_NONE_WAITS)
    elif home.config.mail.transport == "outbox":
        click.echo(
            'olsxl.toml has transport = "outbox" under [mail]: the messages stay as files, for a person or a flow to '
            f"send, in {home.state.outbox}"
        )
    return 0 if all(entry.shown_state in ("queued", "sent") for entry in entries) else 5


@outbox.command(short_help="Queue one message again.")
@config_option
@click.argument("name")
def resend(config: Path | None, name: str) -> int:
    """Send one message again, the same to the letter: for one that was refused, or whose fate nobody knows."""
    box = _box(config)
    box.get(name)  # a name that is not there makes no folder
    box.requeue(name)
    click.echo(f"{name} is queued again. Send it now with: olsxl outbox send")
    return 0


@outbox.command(short_help="Take one message out, unsent.")
@config_option
@click.argument("name")
def drop(config: Path | None, name: str) -> int:
    """Take one message out of the outbox, unsent; its record is kept, so that it is not queued again."""
    box = _box(config)
    box.get(name)  # as above
    box.drop(name)
    click.echo(f"{name} is taken out and will not be sent.")
    return 0


_NONE_WAITS = "No message waits."


def _fate(entry: Entry) -> str:
    return f"{entry.shown_state}. {entry.answer or ''}".rstrip()


def _box(config: Path | None) -> Outbox:
    from olsxl.mail import Outbox

    return Outbox(open_home(config).state.outbox)
