"""`olsxl outbox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, now, open_home

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.mail import Outbox, OutboxRecord


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
    home.state.carry_forward()
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


def _fate(entry: OutboxRecord) -> str:
    return f"{entry.shown_state}. {entry.answer or ''}".rstrip()


def _box(config: Path | None) -> Outbox:
    from olsxl.mail import Outbox

    state = open_home(config).state
    state.carry_forward()
    return Outbox(state.outbox)
