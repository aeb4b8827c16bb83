"""The references that olsxl gave, as the state keeps them: digests, no content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from olsxl import records
from olsxl.register.given import GivenReference, Sighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.jobs.state.folder import State


def given_references(state: State) -> tuple[GivenReference, ...]:
    """Those that are known; none where the file is not there or damaged: they are then counted up anew."""
    try:
        kept = [records.parse(text) for text in state.texts(state.references)]
        return tuple(
            GivenReference(str(each["ref"]), Sighted(*map(str, each["record"])), bool(each["seen"]))
            for given in kept
            for each in given["incidents"]
        )
    except (ValueError, KeyError, TypeError):
        return ()


def keep_given(state: State, given: Sequence[GivenReference]) -> None:
    """Keep them where any were given. Raises StateUnusable, StateBusy."""
    if given and tuple(given) != given_references(state):
        content = {"incidents": [each._asdict() for each in given]}
        state.write(state.references / "incidents.json", json.dumps(content).encode())
