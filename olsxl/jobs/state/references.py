"""What the state keeps of registers: references and Person IDs that olsxl gave, and what reviews have read."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from olsxl import records
from olsxl.register.given import GivenIds, GivenReference, Sighted
from olsxl.register.notes_seen import NoteSeen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.jobs.state.folder import State


def given_references(state: State) -> tuple[GivenReference, ...]:
    """Those of incidents; none where the file is not there or damaged: they are then counted up anew."""
    return _given(_kept(state), "incidents")


def given_ids(state: State) -> GivenIds:
    """Those of people, with the secret of the home; a new one where none is known."""
    kept = _kept(state)
    given = _given(kept, "people")
    return GivenIds(str(kept["secret"]), given) if given and "secret" in kept else GivenIds(secrets.token_hex(16))


def keep_given(state: State, given: Sequence[GivenReference], ids: GivenIds | None) -> None:
    """Keep them where any were given. Raises StateUnusable, StateBusy."""
    kept, new = _kept(state), dict[str, Any]()
    if given:
        new["incidents"] = [[each.ref, [*each.record], each.seen] for each in given]
    if ids and ids.given:
        new |= {"secret": ids.secret, "people": [[each.ref, [*each.record], each.seen] for each in ids.given]}
    if kept | new != kept:
        _keep(state, kept, new)


def sheets_read(state: State) -> frozenset[str]:
    """The digests of the names of sheets that a review has read for their headings alone."""
    return frozenset(map(str, _kept(state).get("sheets", ())))


def keep_sheets_read(state: State, sheets: Iterable[str]) -> None:
    """Keep that a review has read these sheets, by digest; they are told no more. Raises StateUnusable, StateBusy."""
    kept, read = _kept(state), sheets_read(state)
    if new := {*sheets} - read:
        _keep(state, kept, {"sheets": sorted(read | new)})


def notes_seen(state: State) -> dict[str, NoteSeen]:
    """What the last review saw in the cells of notes; nothing where none is known."""
    try:
        kept = _kept(state).get("notes", {}).items()
        return {str(key): NoteSeen(int(length), str(seen), int(parts)) for key, (length, seen, parts) in kept}
    except (AttributeError, TypeError, ValueError):
        return {}


def keep_notes_seen(state: State, notes: Mapping[str, NoteSeen]) -> None:
    """Keep what a review saw in the cells of notes. Raises StateUnusable, StateBusy."""
    if notes != notes_seen(state):
        _keep(state, _kept(state), {"notes": {key: [*seen] for key, seen in notes.items()}})


def headings_seen(state: State) -> dict[str, frozenset[str]]:
    """The headings of ours that reviews have read on each list; none where none is known."""
    try:
        kept = _kept(state).get("headings", {}).items()
        return {str(place): frozenset(map(str, headings)) for place, headings in kept}
    except (AttributeError, TypeError):
        return {}


def keep_headings_seen(state: State, seen: Mapping[str, frozenset[str]]) -> None:
    """Keep that a review has read these headings; those of earlier ones stay. Raises StateUnusable, StateBusy."""
    before = headings_seen(state)
    now = before | {place: headings | before.get(place, frozenset()) for place, headings in seen.items()}
    if now != before:
        _keep(state, _kept(state), {"headings": {place: sorted(headings) for place, headings in now.items()}})


def _kept(state: State) -> dict[str, Any]:
    for text in state.texts(state.references):
        try:
            return records.parse(text)
        except ValueError:
            continue
    return {}


def _keep(state: State, kept: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    state.write(state.references / "given.json", json.dumps({**kept, **new}).encode())


def _given(kept: dict[str, Any], kind: str) -> tuple[GivenReference, ...]:
    try:
        return tuple(
            GivenReference(str(ref), Sighted(*map(str, record)), bool(seen)) for ref, record, seen in kept[kind]
        )
    except (ValueError, KeyError, TypeError):
        return ()
