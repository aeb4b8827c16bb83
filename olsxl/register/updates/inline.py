"""Updates that a home keeps in the record's own row: notes that grow in a cell, or day and text of the latest one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import ConfigError
from olsxl.register import days, schema
from olsxl.register.meaning.headings import alternatives, renamed_columns
from olsxl.register.meaning.values import text as typed_text
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import fold, heading_key
from olsxl.register.updates.notes import dated_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pandas import DataFrame

    from olsxl.config import Config, Names
    from olsxl.register.table import Region, RegisterTable
    from olsxl.workbook import Cells


class InlinePair(NamedTuple):
    """Two columns of Incidents that hold one update: its day, and its text where that is kept."""

    date: str
    text: str | None


class InlineColumns(NamedTuple):
    """The columns of Incidents that hold updates, by their headings in its frame; none in a register of our making."""

    notes: tuple[str, ...] = ()
    pairs: tuple[InlinePair, ...] = ()

    @property
    def holds_latest(self) -> bool:
        """Whether a single pair holds the latest update, in the place of the one before it."""
        return len(self.pairs) == 1


class InlineUpdate(NamedTuple):
    """One update among the records: the rows of its record and of its cell, the heading there, its day and its text."""

    record: int
    row: int
    heading: str
    day: date
    text: str


def inline_columns(config: Config) -> tuple[InlineColumns, schema.Sheet]:
    """What `[register]` of olsxl.toml says of them, and the sheet of incidents with those columns added.

    They are indispensable: without them a record that was updated would be marked No Update. Raises ConfigError.
    """
    own = config.register_
    names = _Names(config)
    notes = tuple(names.column(heading, "text") for heading in _listed(own.notes))
    days, texts = _listed(own.update_date), _listed(own.update_text)
    if texts and len(texts) != len(days):
        raise ConfigError("olsxl.toml", [_UNPAIRED.format(days=len(days), texts=len(texts))])
    pairs = tuple(
        InlinePair(names.column(day, "date"), names.column(text, "text") if text else None)
        for day, text in zip_longest(days, texts)
    )
    absent = {heading for heading, theirs in renamed_columns(config, schema.INCIDENTS).items() if not theirs}
    own_columns = (
        replace(column, indispensable=False) if column.heading in absent & _REPLACED else column
        for column in schema.INCIDENTS.columns
    )
    columns = (*own_columns, *names.added)
    return InlineColumns(notes, pairs), replace(schema.INCIDENTS, columns=columns)


_REPLACED = frozenset(("Incident ref", "Status"))
"""Where these are absent olsxl gives references, and banners, sheets or days of closing say the Status."""

_UNPAIRED = (
    "register.update_text has {texts} headings and register.update_date {days}: the nth of one belongs to the nth of "
    "the other, so name as many of each"
)


def _listed(names: Names) -> list[str]:
    return [name for name in ([names] if isinstance(names, str) else names) if name]


class _Names:
    """The manager's headings as the frame of Incidents has them."""

    def __init__(self, config: Config) -> None:
        renamed = renamed_columns(config, schema.INCIDENTS)
        headings = {heading: renamed.get(heading, heading) for heading in schema.INCIDENTS.headings}
        each = ((name, ours) for ours, theirs in headings.items() for name in alternatives(theirs) if name)
        self._ours = {heading_key(name): ours for name, ours in each}
        self.added: list[schema.Column] = []

    def column(self, heading: str, kind: schema.Kind) -> str:
        """The heading of ours that the manager's answers to, else a column of her own, added once."""
        if ours := self._ours.get(heading_key(heading)):
            return ours
        self._ours[heading_key(heading)] = heading
        self.added.append(schema.Column(heading, kind, indispensable=True))
        return heading


def rows_below_records(
    region: Region, cells: Cells, frame: DataFrame, without: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Of the rows of a sheet without a reference those that go on with a record above, each with the row of that.

    So do those that bear the reference of one again. One in which a Status is typed is a record, whose reference is
    missing or wrong.
    """
    records: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    for row, ref in zip(map(int, frame.index), frame["Incident ref"], strict=True):
        if ref and records.setdefault(fold(ref), row) != row:
            again.append((row, records[fold(ref)]))
    rows, number = sorted(records.values()), region.columns.get("Status")
    below = ((row, rows[at - 1]) for row in without if (at := bisect_left(rows, row)))
    for row, record in (*below, *again):
        status = cells.columns[number - 1][row % ROWS_PER_SHEET - 1] if number else None
        if not typed_text(status).strip():
            yield row, record


def inline_updates(incidents: RegisterTable, columns: InlineColumns) -> Iterator[InlineUpdate]:
    """The updates in the rows of Incidents, column by column; of a repeated reference the first row counts."""
    frame = incidents.frame[incidents.is_first_of_key]
    for pair in columns.pairs:
        moments = [days.of(moment) for moment in frame[pair.date]]
        texts = frame[pair.text] if pair.text else [""] * len(frame)
        for row, day, text in zip(frame.index, moments, texts, strict=True):
            if day:
                yield InlineUpdate(int(row), int(row), pair.date, day, str(text))
    reported = [days.of(moment) for moment in frame["Reported on"]] if columns.notes else []
    for heading in columns.notes:
        for row, note, known in zip(frame.index, frame[heading], reported, strict=True):
            yield from (InlineUpdate(int(row), int(row), heading, *part) for part in dated_parts(str(note), known))
