"""The texts that people type freely: whatever must not stand in a register may stand in them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import schema
from olsxl.register.table import UNREADABLE

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pandas import Series

    from olsxl.register.table import RegisterTable
    from olsxl.rules.context import RuleContext

OF_INCIDENTS = (
    "Summary",
    "Immediate action",
    "Assessment",
    "Law enforcement note",
    "Training and education note",
    "Technical controls note",
    "Ofsted note",
    "Placing authority told",
    "Child's views",
    "Outcome",
)

_BETWEEN = "\x00"
"""What no cell can hold."""


class Cell(NamedTuple):
    """One cell of a free text: its place, and the text."""

    table: RegisterTable
    row: int
    heading: str
    text: str


def texts(context: RuleContext) -> Iterator[tuple[RegisterTable, str, Series[str]]]:
    """Each column of free texts, of records and of updates: its table, its heading, its cells."""
    for heading in headings(context):
        if context.register.incidents.has(heading):
            yield context.register.incidents, heading, context.records[heading]
    if context.register.updates.has("Update"):
        yield context.register.updates, "Update", context.update_rows["text"]


def headings(context: RuleContext) -> tuple[str, ...]:
    """The headings of free texts in Incidents, those in which this home keeps updates among them."""
    own = context.register.inline
    paired = (pair.text for pair in own.pairs if pair.text)
    return tuple(dict.fromkeys((*OF_INCIDENTS, *own.notes, *paired)))


def cells(context: RuleContext, suspects: Callable[[set[str]], Iterable[str]]) -> Iterator[Cell]:
    """Every cell whose text is a suspect; each distinct text of a column is looked at once, however often it stands."""
    for table, heading, column in texts(context):
        found = list(suspects(set(column) - {"", UNREADABLE, schema.NO_UPDATE}))
        if found:
            seen = column[column.isin(found)]
            yield from (Cell(table, int(row), heading, text) for row, text in zip(seen.index, seen, strict=True))


def holding(words: Iterable[str], pattern: re.Pattern[str] | None = None) -> Callable[[set[str]], set[str]]:
    """The texts that hold one of these words, given in small letters, or a pattern.

    They are searched as one long text, which takes a fraction of the time.
    """

    def suspects(distinct: set[str]) -> set[str]:
        ordered = list(distinct)
        small = [text.lower() for text in ordered]
        found = _holders(small, lambda long: chain.from_iterable(_places(long, word) for word in words))
        if pattern:
            found |= _holders(ordered, lambda long: (match.start() for match in pattern.finditer(long)))
        return {ordered[number] for number in found}

    return suspects


def _holders(ordered: Sequence[str], find: Callable[[str], Iterable[int]]) -> set[int]:
    """The numbers of the texts in which something is found."""
    ends = list(accumulate(len(text) + 1 for text in ordered))
    return {bisect_right(ends, place) for place in find(_BETWEEN.join(ordered))}


def _places(long: str, word: str) -> Iterator[int]:
    place = long.find(word)
    while place >= 0:
        yield place
        place = long.find(word, place + 1)
