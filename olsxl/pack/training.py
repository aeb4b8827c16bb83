"""The sheet Training: who is trained, by Person ID and role.

Source: P5, P13; docs/policy.md, fact 10: n of N, with the gaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.blank.block import Block, Column, Value
from olsxl.pack.document import Sheet
from olsxl.register import days
from olsxl.training.due import active, trained, uncounted, waived
from olsxl.training.status import WORDS, TrainingStatus, statuses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.config import TrainingSection
    from olsxl.pack.period import Period
    from olsxl.pack.source import Source
    from olsxl.register.table import RegisterTable

_COLUMNS = (
    Column("Person ID", 14),
    Column("Role", 30),
    Column("Category", 18),
    Column("Base", 12),
    Column("Started on", 13),
    Column("Left on", 13),
    Column("Status", 26),
    Column("Last trained", 14),
    Column("Next due", 14),
    Column("Days left", 11),
)

_NOT_KEPT = "The home has given no training register: who is trained is not known here."
_ALERTS = frozenset({WORDS["commencement-overdue"], WORDS["overdue"]})


def training(source: Source, rules: TrainingSection, period: Period) -> Sheet:
    """A row for everybody who was here in the period or since, as things stand today; none without a register."""
    register = source.training
    lines: list[str] = [_NOT_KEPT]
    rows: tuple[tuple[Value, ...], ...] = ()
    if register:
        everybody = statuses(register, period.today, rules)
        lines = list(_told(everybody, register.people, rules, period))
        rows = tuple(
            _row(source, register.people, person)
            for person in everybody
            if not _left_before(source, register.people, person, period)
        )
    missing = register.not_kept if register else ()
    kept = [number for number, column in enumerate(_COLUMNS) if column.heading not in missing]
    columns = tuple(_COLUMNS[number] for number in kept)
    rows = tuple(tuple(row[number] for number in kept) for row in rows)
    return Sheet("Training", "Training", tuple(lines), ((Block("Training", columns, rows, _ALERTS),),))


def _told(
    everybody: Sequence[TrainingStatus], people: RegisterTable, rules: TrainingSection, period: Period
) -> Iterator[str]:
    """How many are trained, and what is in no number, so that n of N is never taken for everybody."""
    of_them, only = f"{len(trained(everybody))} of {len(active(everybody))}", len(waived(everybody))
    but = f", {only} of them only because training is waived for a time" if only else ""
    yield f"On {days.show(period.today)} {of_them} people who are here and not away are trained{but}."
    yield f"Training is refreshed every {rules.refresh_months} months. Who left before the period is not listed."
    if rows := sum(each.rows for each in uncounted(people)):
        yield f"Not counted, without a Person ID of their own or outside the table: rows of People, {rows}."


def _left_before(source: Source, people: RegisterTable, person: TrainingStatus, period: Period) -> bool:
    left = source.day(people, person.row, "Left on")
    return person.code == "left" and left is not None and left < period.first


def _row(source: Source, people: RegisterTable, person: TrainingStatus) -> tuple[Value, ...]:
    row = person.row
    return (
        source.reference(people, row, "Person ID"),
        *(source.text(people, row, [heading]) for heading in ("Role", "Category", "Base")),
        source.day(people, row, "Started on"),
        source.day(people, row, "Left on"),
        person.words,
        person.last,
        person.due,
        person.days,
    )
