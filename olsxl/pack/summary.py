"""The sheet Summary: incidents and distinct children, counted as an inspector counts them.

Source: docs/policy.md, "People".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.blank.block import Block, Column
from olsxl.pack.document import Sheet
from olsxl.pack.source import Place, split
from olsxl.register import schema
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold
from olsxl.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from olsxl.pack.period import Period
    from olsxl.pack.source import Source

Line = tuple[str | int, ...]
"""A label, incidents, and children where the register keeps them; a text where what would be counted is not kept."""

_UNCLEAR = {"": "(blank)", UNREADABLE: "(not one of the allowed values)"}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_INCIDENTS, _CHILDREN = Column("Incidents", 14), Column("Children", 14)
_WIDTH = 38


def summary(source: Source, period: Period) -> Sheet:
    """The counts over the incidents reported in the period, as the register stands today."""
    count = _Count(source, period.rows(source.incidents.incidents, "Reported on"))
    left = (_all(count), _by_month(count, period), *count.by("Status", "status", every=True))
    right = (
        *count.by("Event type", "event_type", every=True),
        *count.by("Risk area", "risk_area", every=True),
        *count.by("Sub-type", "sub_type", every=False),
    )
    lines = [f"Incidents reported from {period}. Status and decisions are those of the day on which this was made."]
    if count.keeps_children:
        lines.append("Children are counted by reference: one with two incidents in a line counts once there.")
        if missing := sum(not count.children([row]) for row in count.rows):
            lines.append(f"{counted(missing, 'incident names', 'incidents name')} no child.")
    else:
        lines.append(f"Which children an incident is about is {schema.NOT_KEPT}.")
    return Sheet("Summary", "Summary", tuple(lines), (left, right) if right else (left,))


class _Count:
    """Some incidents, counted by what stands in their columns."""

    def __init__(self, source: Source, rows: Sequence[int]) -> None:
        self.source = source
        self.table = source.incidents.incidents
        self.rows = rows
        self.keeps_children = self.table.keeps("Child refs")

    def line(self, label: str, rows: Sequence[int]) -> Line:
        """One row of a block."""
        return (label, len(rows), self.children(rows)) if self.keeps_children else (label, len(rows))

    def line_of(self, label: str, heading: str, value: str) -> Line:
        """The row of the incidents with a value in a column; of a column that is not kept nothing is known."""
        if self.table.keeps(heading):
            return self.line(label, self.where(heading, value))
        return (label, *[schema.NOT_KEPT] * (1 + self.keeps_children))

    def children(self, rows: Sequence[int]) -> int:
        """How many different children some incidents name."""
        refs = (ref for row in rows for ref in split(self.source.typed(self.table, row, "Child refs")))
        return len({fold(ref) for ref in refs})

    def where(self, heading: str, value: str) -> list[int]:
        """The incidents with a value in a column."""
        return [row for row in self.rows if self.source.typed(self.table, row, heading) == value]

    def by(self, heading: str, values: str, *, every: bool) -> Iterator[Block]:
        """The block by the values of a column, where it is kept; `every` shows allowed ones that do not occur too."""
        if not self.table.keeps(heading):
            return
        found = {self.source.typed(self.table, row, heading) for row in self.rows}
        listed = [value for value in schema.LISTS[values] if every or value in found]
        others = sorted(value for value in found if value and value not in listed)
        blank = [""] if "" in found else []
        place = Place(f"column {heading}", f"column {self.table.heading(heading)}")
        lines = (
            self.line(_UNCLEAR.get(value) or self.source.quote(value, place), self.where(heading, value))
            for value in (*listed, *others, *blank)
        )
        yield self.block(heading, heading, lines)

    def block(self, name: str, heading: str, lines: Iterable[Line]) -> Block:
        """A table of lines."""
        columns = (Column(heading, _WIDTH), _INCIDENTS, *[_CHILDREN] * self.keeps_children)
        return Block(f"By_{schema.slug(name)}", columns, tuple(lines), filtered=False)


def _all(count: _Count) -> Block:
    closed = {row for row in count.rows if schema.is_closed(count.source.typed(count.table, row, "Status"))}
    lines = (
        count.line("Reported in the period", count.rows),
        count.line("of these still open", [row for row in count.rows if row not in closed]),
        count.line("of these closed", [row for row in count.rows if row in closed]),
        count.line_of("with imagery involved", "Imagery involved", "Yes"),
        count.line_of("reported to law enforcement", "Law enforcement", "Reported"),
        count.line_of("notified to Ofsted", "Ofsted notification", "Notified"),
    )
    return count.block("total", "In all", lines)


def _by_month(count: _Count, period: Period) -> Block:
    rows: dict[tuple[int, int], list[int]] = {month: [] for month in period.months()}
    for row in count.rows:
        if day := count.source.day(count.table, row, "Reported on"):
            rows[day.year, day.month].append(row)
    lines = (count.line(f"{_MONTHS[month - 1]} {year}", rows[year, month]) for year, month in rows)
    return count.block("month", "Month reported", lines)
