"""The ledger of writes: what olsxl added to the registers, so that what a later save wiped out is found.

One file a write, `writes/review-2026-W47.json` in the state folder. It is written before the register is, as prepared,
and committed after; where the rows are put back, it is restoring and then restored, which happens one time. It names
the register that it went to by its id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, cast, get_args

from olsxl import records
from olsxl.jobs.writes.kinds import KINDS, REGISTERS, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.jobs.state.folder import State
    from olsxl.register import schema

Row = Mapping[str, object]
"""One row that was appended, by our headings."""

Stage = Literal["prepared", "committed", "restoring", "restored"]

CONFIRMED: Final[dict[Stage, Stage]] = {"prepared": "committed", "restoring": "restored"}
"""What a write that was about to be made is, where its rows stand: a crash kept it from being confirmed."""


class Write(NamedTuple):
    """What one write adds to a register: rows by sheet of ours, and new sheets by their names.

    `key` tells it from others of its kind; `what` names it in a sentence (`the review 2026-W47`).
    """

    kind: Kind
    key: str
    what: str
    rows: Mapping[str, tuple[Row, ...]]
    sheets: tuple[str, ...] = ()


class LedgerEntry(NamedTuple):
    """One write, how far it came, and the id of its register.

    Only one that was committed, and not restored yet, is put back, into that register alone.
    """

    write: Write
    stage: Stage
    register_id: str


class WriteLedger:
    """The writes to the registers of one home."""

    def __init__(self, state: State) -> None:
        self._state = state

    def note(self, write: Write, stage: Stage, register_id: str) -> None:
        """Note a write, how far it has come, and the id of its register. Raises StateUnusable."""
        record = {
            "kind": write.kind,
            "key": write.key,
            "register": KINDS[write.kind].register,
            "register_id": register_id,
            "what": write.what,
            "stage": stage,
            "rows": {sheet: [_encoded(row) for row in rows] for sheet, rows in write.rows.items()},
            "sheets": list(write.sheets),
        }
        self._state.write(self._path(write), json.dumps(record, ensure_ascii=False, indent=1).encode())

    def forget(self, write: Write) -> None:
        """Take a write out: it has been told that it is lost, or is gone on purpose. Raises StateUnusable."""
        self._state.remove(self._path(write))

    def entry(self, kind: Kind, key: str) -> LedgerEntry | None:
        """One write; None where there is none. Raises StateUnusable."""
        return next((entry for entry in self.entries() if (entry.write.kind, entry.write.key) == (kind, key)), None)

    def entries(self) -> list[LedgerEntry]:
        """All writes by name; a file that cannot be read is left out, for the register is the truth."""
        return [entry for text in self._state.texts(self._state.writes) if (entry := _entry(text))]

    def _path(self, write: Write) -> Path:
        return self._state.writes / f"{write.kind}-{write.key}.json"


def _encoded(row: Row) -> Row:
    return {heading: value.isoformat() if isinstance(value, date) else value for heading, value in row.items()}


def _entry(text: str) -> LedgerEntry | None:
    try:
        record = records.parse(text)
        kind, key, what, stage, register_id = (
            records.text(record[each]) for each in ("kind", "key", "what", "stage", "register_id")
        )
        rows = {sheet: tuple(_decoded(_SHEETS[sheet], row) for row in rows) for sheet, rows in record["rows"].items()}
        if kind not in KINDS or stage not in get_args(Stage):
            return None
        write = Write(cast("Kind", kind), key, what, rows, tuple(map(records.text, record["sheets"])))
        return LedgerEntry(write, cast("Stage", stage), register_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


_SHEETS: Final = {sheet.name: sheet for sheets in REGISTERS.values() for sheet in sheets}


def _decoded(sheet: schema.Sheet, row: Mapping[str, Any]) -> Row:
    readers = {"date": date.fromisoformat, "stamp": datetime.fromisoformat}
    kinds = {heading: sheet.column(heading).kind for heading in row}
    return {
        heading: readers[kinds[heading]](value) if kinds[heading] in readers else _cell(value)
        for heading, value in row.items()
    }


def _cell(value: object) -> object:
    """What a cell can hold. Raises TypeError."""
    return value if isinstance(value, int | float) else records.text(value)
