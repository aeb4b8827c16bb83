"""The sheet Training: who is trained, by Person ID and role.

Source: P5, P13; docs/policy.md, fact 10: n of N, with the gaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.blank.block import Block, Column, Value
from olsxl.pack.document import Sheet
from olsxl.register import days
from olsxl.training.due import active, trained, uncounted, waived
from olsxl.training.status import WORDS, Standing, standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from olsxl.config import TrainingSection
    from olsxl.pack.period import Period
    from olsxl.pack.source import Source

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

_ALERTS = frozenset({WORDS["commencement-overdue"], WORDS["overdue"]})


def training(source: Source, rules: TrainingSection, period: Period) -> Sheet:
    """A row for everybody who was here in the period or since, as things stand today."""
    everybody = standings(source.training, period.today, rules)
    shown = [person for person in everybody if not _left_before(source, person, period)]
    of_them = f"{len(trained(everybody))} of {len(active(everybody))}"
    told = f"On {days.show(period.today)} {of_them} people who are here and not away are trained{_but(everybody)}."
    refreshed = f"Training is refreshed every {rules.refresh_months} months. Who left before the period is not listed."
    lines = (told, refreshed, *_not_counted(source))
    rows = tuple(_row(source, person) for person in shown)
    return Sheet("Training", "Training", lines, ((Block("Training", _COLUMNS, rows, _ALERTS),),))


def _but(everybody: Iterable[Standing]) -> str:
    only = len(waived(everybody))
    return f", {only} of them only because training is waived for a time" if only else ""


def _not_counted(source: Source) -> Iterator[str]:
    """What is in no number, so that n of N is never taken for everybody."""
    rows = sum(told.rows for told in uncounted(source.training.people))
    if rows:
        yield f"Not counted, without a Person ID of their own or outside the table: rows of People, {rows}."


def _left_before(source: Source, person: Standing, period: Period) -> bool:
    left = source.day(source.training.people, person.row, "Left on")
    return person.status == "left" and left is not None and left < period.first


def _row(source: Source, person: Standing) -> tuple[Value, ...]:
    people, row = source.training.people, person.row
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
