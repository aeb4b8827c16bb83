"""The references and Person IDs that olsxl gave, as the state keeps them."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from olsxl import records
from olsxl.register.references.given import GivenIds, GivenReference, Sighted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
