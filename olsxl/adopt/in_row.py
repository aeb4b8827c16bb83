"""Updates in the record's own row: day and text of the latest one or of several, or notes that grow."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from olsxl.adopt.columns import canonical, known_as
from olsxl.adopt.words import GROWING, LATEST_DAY, LATEST_TEXT
from olsxl.register.schema import NARRATIVES
from olsxl.register.text import heading_key
from olsxl.register.updates.notes import dated_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from olsxl.adopt.columns import Assigned
    from olsxl.adopt.grid import Grid

_PAIR = (("date", "update"), ("date", "updates"), ("date", "latest update"), ("date", "note"))
"""A single pair of columns side by side, in place of a sheet of updates."""


_OPENING = 24

_ANY = date(2000, 1, 1)
"""A day to count from, where only whether there are days is asked."""


_KEPT = frozenset(
    (
        *("update", "updates", "follow", "followup", "action", "review", "contact", "note", "notes", "comment"),
        *("comments", "progress", "entry", "chased", "chaser", "outcome"),
    )
)
"""Words of which a pair among several bears one."""

_PLANS = frozenset(("due", "deadline", "target", "by", "next", "planned"))
"""Words of a heading whose days are those of plans."""

_WHOSE = re.compile(r"\b(?:rm|dsl|dm|manager)(?:['\u2019]?s)?\b", re.IGNORECASE)
"""Who writes there, which a heading may say before what it is."""

_ORDER = re.compile(r"\d+(?:st|nd|rd|th)?|\b(?:first|second|third|fourth|fifth|sixth)\b")


class Pair(NamedTuple):
    """The home's headings of the day and the text of an update; its text "" where that is not kept."""

    day: str
    text: str


class InRow(NamedTuple):
    """The home's headings of them; none where there are none."""

    pairs: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()


def joined(found: Iterable[InRow]) -> InRow:
    """Those of sheets that are headed differently; the texts beside the days only where every pair has one."""
    every = [*found]
    pairs = [*dict.fromkeys(pair for each in every for pair in each.pairs)]
    if not all(pair.text for pair in pairs):
        pairs = [Pair(pair.day, "") for pair in pairs]
    return InRow(tuple(pairs), tuple(dict.fromkeys(note for each in every for note in each.notes)))


def in_row(main: Assigned, lists: Sequence[Grid]) -> InRow:
    """Find them among the columns that are none of ours, and that every list of incidents has.

    Notes may grow in one that answers to a heading of ours as well, where most of its cells open with a day.
    """
    grid = main.grid
    free = [
        number
        for number in range(1, len(grid.typed) + 1)
        if number not in main.columns.values() and (name := grid.name(number)) and is_everywhere(name, lists)
    ]
    pairs = _pairs(grid, free) or _latest(grid, free)
    paired = {number for pair in pairs for number in pair}
    unpaired = [_name(grid, number) for number in free if number not in paired]
    growing = {_stem(name) for name in unpaired if _grows(name, lists)}
    notes = [name for name in unpaired if _stem(name) in growing]
    ours = (_name(grid, number) for heading, number in main.columns.items() if heading in NARRATIVES)
    notes += [name for name in ours if is_everywhere(name, lists) and _grows(name, lists) and _opens(name, lists)]
    return InRow(tuple(Pair(_name(grid, day), _name(grid, text)) for day, text in pairs), tuple(notes))


def is_everywhere(name: str, lists: Sequence[Grid]) -> bool:
    """Whether every list has a column of this heading."""
    return all(heading_key(name) in map(heading_key, (*grid.typed, *grid.both)) for grid in lists)


def _pairs(grid: Grid, free: Sequence[int]) -> list[tuple[int, int | None]]:
    """Several pairs: as many columns of days as of texts, each kind headed alike but for its number.

    The nth of one belongs to the nth of the other, whether they stand in turn or one kind behind the other. Those at
    the end may be blank yet.
    """
    alike: dict[str, list[int]] = {}
    for number in free:
        alike.setdefault(_stem(grid.typed[number - 1]), []).append(number)
    several = {stem: numbers for stem, numbers in alike.items() if len(numbers) > 1}
    dated = {stem for stem, numbers in several.items() if _are_days(grid, numbers)}
    found = [
        [*zip(several[day], several[text], strict=True)]
        for day in several
        for text in several
        if day in dated
        and text not in dated
        and len(several[day]) == len(several[text])
        and _KEPT & {*day.split(), *text.split()}
        and not _PLANS & {*day.split()}
    ]
    return [*min(found, key=lambda pairs: sum(abs(text - day) for day, text in pairs), default=[])]


def _stem(heading: str) -> str:
    """A heading without the number by which it differs from others: of `Follow up 1` and `2nd follow up` alike."""
    return " ".join(_ORDER.sub(" ", canonical(heading)).split())


def promised(heading: str, names: Sequence[str]) -> int | None:
    """Where a heading stands among names, as `known_as`, whoever writes there and whichever of several it is."""
    return known_as(_stem(_WHOSE.sub(" ", heading)), names)


def _are_days(grid: Grid, numbers: Sequence[int]) -> bool:
    filled = [number for number in numbers if grid.values(number)]
    return bool(filled) and all(_dated(grid, number) for number in filled)


def _latest(grid: Grid, free: Sequence[int]) -> list[tuple[int, int | None]]:
    """The column of the day, and of the text; a pair of Date and Update side by side, else each by its heading."""
    for number in free:
        beside = (grid.typed[number - 1].casefold(), grid.typed[number].casefold() if number < len(grid.typed) else "")
        if beside in _PAIR and number + 1 in free and _dated(grid, number):
            return [(number, number + 1)]
    day = _first(grid, [number for number in free if _dated(grid, number)], LATEST_DAY)
    text = _first(grid, [number for number in free if number != day and not _dated(grid, number)], LATEST_TEXT)
    if day is None:
        return []
    return [(day, text if text and not _grows(_name(grid, text), [grid]) else None)]


def _first(grid: Grid, numbers: Sequence[int], names: Sequence[str]) -> int | None:
    headings = ((number, each[number - 1]) for each in (grid.typed, grid.both) for number in numbers)
    ranked = [(rank, number) for number, heading in headings if (rank := promised(heading, names)) is not None]
    return min(ranked)[1] if ranked else None


def _dated(grid: Grid, number: int) -> bool:
    values = grid.values(number)
    return bool(values) and len(grid.days(number)) >= 0.6 * len(values)


def _grows(name: str, lists: Sequence[Grid]) -> bool:
    """Whether a cell holds two parts that open with a day, or one under a heading that promises them."""
    counts = (len([*dated_parts(text, _ANY)]) for text in _texts(name, lists) if any(map(str.isdigit, text)))
    most = max(counts, default=0)
    is_dated = any(number and _dated(grid, number) for grid in lists if (number := grid.number(name)))
    return most > 1 or (most == 1 and promised(name, GROWING) is not None and not is_dated)


def _opens(name: str, lists: Sequence[Grid]) -> bool:
    """Whether most cells consist of dated parts: in a narrative a day may open a sentence too."""
    texts = _texts(name, lists)
    return 2 * sum(any(dated_parts(text[:_OPENING], _ANY)) for text in texts) > len(texts)


def _texts(name: str, lists: Sequence[Grid]) -> list[str]:
    """The texts under a heading, in every list."""
    return [text for grid in lists if (number := grid.number(name)) for text in grid.texts(number)]


def _name(grid: Grid, number: int | None) -> str:
    return (grid.name(number) or "") if number else ""
