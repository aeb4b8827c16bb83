"""Checking both registers without writing anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from olsxl.jobs.home import Home, Registers, read_registers
from olsxl.jobs.notify import template_failures
from olsxl.jobs.report import summary_of
from olsxl.jobs.secrets import REGISTER
from olsxl.jobs.state.seen import seen_by_reviews
from olsxl.jobs.writes.clock import is_behind, newest_written
from olsxl.jobs.writes.identity import newer_copies
from olsxl.register.first_words import first_words
from olsxl.rules import Change, apply, changes, missing_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from olsxl.findings import Finding
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.identity import Doubt


class Checked(NamedTuple):
    """What is wrong in the registers, which rules the settings change, and what was not read.

    `first_words` are for a terminal alone.
    """

    findings: list[Finding]
    changes: list[Change]
    first_words: Mapping[str, str]
    unread: tuple[Unread, ...] = ()


def check(home: Home, today: date, now: datetime, *, for_terminal: bool = False) -> Checked:
    """Every finding about the home's registers on a day. Raises what reading them raises.

    `now` is the true, aware time, which is held against what olsxl wrote; `for_terminal` asks for first words too.
    """
    registers = read_registers(home)
    clock, written = home.local(now).date(), newest_written(registers.tables)
    behind = (clock, written) if written and is_behind(clock, written) else None
    context = registers.context(home, today, setup=True, written_after=behind)
    context = replace(
        context, doubts=(*context.doubts, *_newer(home, registers)), templates=_templates(home, registers, today, now)
    )
    words = first_words(registers.incidents) if for_terminal else {}
    return Checked(apply(context), changes(context), words, context.unread)


def _templates(home: Home, registers: Registers, today: date, now: datetime) -> tuple[str, ...]:
    """What is wrong with the home's own templates, where a summary can be made to try them on."""
    if home.templates is None or missing_columns(registers.tables, home.config, seen_by_reviews(home.state)):
        return ()
    return template_failures(home, summary_of(home, registers, today, now))


def _newer(home: Home, registers: Registers) -> Iterator[Doubt]:
    for register in registers.recognised.values():
        yield from newer_copies(register.snapshot, home.secrets.get(REGISTER), home.older)
