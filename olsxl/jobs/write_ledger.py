"""The ledger of writes: what each review appended, so that rows which a later save wiped out are found and put back.

One file for each write, `writes/2026-W47.json` in the state folder. It is written before the register is, as intended,
and confirmed after; so it is again where its rows are put back, which happens one time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from olsxl.register import schema
from olsxl.review.lost import Write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.jobs.state import State
    from olsxl.review.plan import Row

Stage = Literal["intended", "written", "returning", "put-back"]

STANDING: Final[dict[Stage, Stage]] = {"intended": "written", "returning": "put-back"}
"""What a write that was about to be made is, where its rows stand: a crash kept it from being confirmed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One write and how far it came; only one that was written, and not put back yet, is put back."""

    write: Write
    stage: Stage


class Ledger:
    """The writes of one home."""

    def __init__(self, state: State) -> None:
        self._state = state

    def intend(self, write: Write) -> None:
        """Note a write that is about to be made. Raises StateUnusable."""
        self._keep(Entry(write, "intended"))

    def mark(self, review: str, stage: Stage) -> None:
        """Note how far a write has come. Raises StateUnusable."""
        for entry in self.entries():
            if entry.write.review == review:
                self._keep(replace(entry, stage=stage))

    def entries(self) -> list[Entry]:
        """All writes, oldest first; a file that cannot be read is left out: the register is the truth."""
        texts = self._state.texts(self._state.writes)
        return [entry for text in texts if (entry := _entry(text))]

    def _keep(self, entry: Entry) -> None:
        record = {
            "review": entry.write.review,
            "stage": entry.stage,
            "updates": [_encoded(row) for row in entry.write.updates],
            "reviews": [_encoded(row) for row in entry.write.reviews],
        }
        text = json.dumps(record, ensure_ascii=False, indent=1)
        self._state.write(self._state.writes / f"{entry.write.review}.json", text.encode())


def _encoded(row: Row) -> dict[str, object]:
    return {heading: value.isoformat() if isinstance(value, date) else value for heading, value in row.items()}


def _entry(text: str) -> Entry | None:
    try:
        record = json.loads(text)
        updates = tuple(_decoded(schema.UPDATES, row) for row in record["updates"])
        reviews = tuple(_decoded(schema.REVIEWS, row) for row in record["reviews"])
        return Entry(Write(record["review"], updates, reviews), record["stage"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _decoded(sheet: schema.Sheet, row: Mapping[str, Any]) -> Row:
    readers = {"date": date.fromisoformat, "stamp": datetime.fromisoformat}
    kinds = {heading: sheet.column(heading).kind for heading in row}
    return {
        heading: readers[kinds[heading]](value) if kinds[heading] in readers else value
        for heading, value in row.items()
    }
