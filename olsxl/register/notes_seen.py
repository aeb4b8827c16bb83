"""What a review saw in the cells in which notes grow, so that the next one knows what was typed since."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.digests import digest, normalised
from olsxl.register.entries import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from olsxl.register.reading import IncidentRegister


class NoteSeen(NamedTuple):
    """A cell of notes: the length of its text in code points, its digest, how many of its parts bear a day."""

    length: int
    digest: str
    parts: int


def notes_seen(register: IncidentRegister, before: Mapping[str, NoteSeen]) -> dict[str, NoteSeen]:
    """Every filled cell of notes, by a digest of its heading and of the reference of its record.

    One that has grown without a day stays as it was seen `before`, so that it is told of until it bears one.
    """
    return {key: before[key] if _has_grown(before.get(key), now) else now for key, now, _, _ in _cells(register)}


def grown(register: IncidentRegister, before: Mapping[str, NoteSeen]) -> Iterator[tuple[int, str]]:
    """Row and heading of each cell of notes that has grown since, without another part that bears a day."""
    for key, now, row, heading in _cells(register):
        if _has_grown(before.get(key), now):
            yield row, heading


def _has_grown(then: NoteSeen | None, now: NoteSeen) -> bool:
    return then is not None and now.length > then.length and now.digest != then.digest and now.parts <= then.parts


def _cells(register: IncidentRegister) -> Iterator[tuple[str, NoteSeen, int, str]]:
    table, entries = register.incidents, register.entries
    frame = table.frame[table.is_first_of_key]
    inline = entries[entries["source"] == INLINE]
    parts = Counter(zip(inline["row"], inline["heading"], strict=True))
    for heading in register.inline.notes:
        for row, ref, typed in zip(frame.index, frame["Incident ref"], frame[heading], strict=True):
            if text := normalised(str(typed)):
                seen = NoteSeen(len(text), digest("olsxl-note-1", text), parts[row, heading])
                yield digest("olsxl-note-cell-1", heading, ref), seen, int(row), heading
