"""What the reviews of a home saw of its registers, as the state keeps it (`olsxl.register.coverage.seen`)."""

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from olsxl import records
from olsxl.register.coverage.seen import NoteSeen, RecordSeen, SeenByReviews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.jobs.state.folder import State


def seen_by_reviews(state: State) -> SeenByReviews:
    """What they saw; a new secret alone, where nothing is kept or it was damaged. Raises StateUnusable."""
    for text in state.texts(state.seen):
        with suppress(ValueError, KeyError, TypeError, AttributeError, IndexError):
            return _read(records.parse(text))
    return SeenByReviews(secrets.token_hex(16))


def keep_seen(state: State, seen: SeenByReviews) -> None:
    """Keep what they saw, where that is more than before. Raises StateUnusable, StateBusy."""
    if seen != seen_by_reviews(state):
        state.write(state.seen / "reviews.json", json.dumps(_written(seen)).encode())


def _written(seen: SeenByReviews) -> dict[str, Any]:
    """A record is the place of its list, whether it was closed, and a digest for each heading of the list."""
    return {
        "secret": seen.secret,
        "sheets": sorted(seen.sheets),
        "headings": {place: sorted(headings) for place, headings in seen.headings.items()},
        "notes": {**seen.notes},
        "review": seen.review,
        "day": seen.day.isoformat() if seen.day else "",
        "lists": seen.lists,
        "records": {
            key: [each.place, each.closed, *(each.cells.get(heading, "") for heading in seen.lists[each.place])]
            for key, each in seen.records.items()
        },
        "counted": {**seen.counted},
        "rows": {**seen.rows},
    }


def _read(kept: dict[str, Any]) -> SeenByReviews:
    lists = tuple(tuple(map(str, headings)) for headings in kept.get("lists", ()))
    return SeenByReviews(
        secret=str(kept["secret"]),
        sheets=frozenset(map(str, kept["sheets"])),
        headings={place: frozenset(map(str, headings)) for place, headings in kept["headings"].items()},
        notes={key: NoteSeen(int(length), int(parts)) for key, (length, parts) in kept["notes"].items()},
        review=str(kept.get("review", "")),
        day=date.fromisoformat(kept["day"]) if kept.get("day") else None,
        lists=lists,
        records={key: _record(lists, *record) for key, record in kept.get("records", {}).items()},
        counted={str(review): int(rows) for review, rows in kept.get("counted", {}).items()},
        rows={key: tuple((str(r), str(d)) for r, d in history) for key, history in kept.get("rows", {}).items()},
    )


def _record(lists: Sequence[Sequence[str]], place: int, closed: bool, *cells: str) -> RecordSeen:
    return RecordSeen(int(place), bool(closed), {h: str(c) for h, c in zip(lists[place], cells, strict=True) if c})
