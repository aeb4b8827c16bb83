"""The registers that a home's state knows, and which of them one is (`olsxl.register.identity`)."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl import records, workbook
from olsxl.errors import OlsxlError
from olsxl.register.identity import PROPERTY, Doubt, Identity, KnownRegister, Seen, digest, recognised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from olsxl.jobs.state.folder import State
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.table import RegisterTable

_RECORDS: Final[Mapping[RegisterKind, tuple[str, str]]] = {
    "incidents": ("Incidents", "Reported on"),
    "training": ("People", "Started on"),
}
"""The sheet of each register by which it is known again, and the day that is held beside its key."""


class NewerCopy(OlsxlError):
    """The register was saved under another name, beside itself, after it was last saved under its own."""

    kind = "a newer copy of the register lies beside it"

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(
            f"{doubt.sentence} Nothing was written. Where {doubt.name} is the right one and {doubt.other} stays, "
            "say so once: olsxl review --first."
        )


class Recognised(NamedTuple):
    """A register that was read, and which it is; `is_new` where its id was drawn for it in this run."""

    kind: RegisterKind
    snapshot: workbook.Snapshot
    seen: Seen
    identity: Identity
    is_new: bool = False

    def with_id(self, fresh: str) -> Recognised:
        """The same, with this id where it is to be given one."""
        if self.identity.id:
            return self
        return self._replace(identity=self.identity._replace(id=fresh), is_new=True)

    def edits(self) -> list[workbook.Edit]:
        """What gives it the id that it is to bear."""
        is_given = self.identity.id == self.identity.borne
        return [] if is_given else [workbook.SetProperty(PROPERTY, self.identity.id)]

    def known(self, *, written: bool, first: bool) -> KnownRegister:
        """What the state keeps of it; with `first` a person says that it is the right one."""
        asked = not first and self.identity.doubt is not None and self.identity.doubt.kind == "another"
        return KnownRegister(self.identity.id, self.seen.path, self.seen.records, asked=asked, written=written)


def recognise(
    kind: RegisterKind,
    snapshot: workbook.Snapshot,
    tables: Iterable[RegisterTable],
    state: State,
    password: str | None,
) -> Recognised:
    """Say which of the known registers one is; `tables` are all that were read. Raises StateUnusable.

    `password` opens another one that is known.
    """
    tables = [*tables]
    register = _seen(kind, snapshot, tables)
    if any(table.missing for table in tables if table.schema.name == _RECORDS[kind][0]):  # which WBK001 tells
        return Recognised(kind, snapshot, register, Identity(register.id, register.id))
    here = snapshot.path
    identity = recognised(register, known(state, kind), lambda other: _stands_elsewhere(other, here, password))
    return Recognised(kind, snapshot, register, identity)


def _seen(kind: RegisterKind, snapshot: workbook.Snapshot, tables: Iterable[RegisterTable]) -> Seen:
    sheet, heading = _RECORDS[kind]
    pairs = [
        (ref, day)
        for table in tables
        if table.schema.name == sheet
        for ref, day in zip(table.keys, table.frame[heading].dt.strftime("%Y-%m-%d").fillna(""), strict=True)
        if ref
    ]
    dated, alone = (frozenset(digest(*pair) for pair in pairs), frozenset(digest(ref) for ref, _ in pairs))
    return Seen(snapshot.workbook.custom_property(PROPERTY), str(snapshot.path.absolute()), dated, alone)


def _stands_elsewhere(known_one: KnownRegister, here: Path, password: str | None) -> bool:
    """Whether a known register still lies in its place, and that is not this very file by another path."""
    there = Path(known_one.path)
    try:
        if not there.is_file() or (here.exists() and there.samefile(here)):
            return False
        return workbook.read(there, password=password).workbook.custom_property(PROPERTY) == known_one.id
    except OSError:
        return False
    except OlsxlError:  # it stands, and cannot be read: one that has moved left nothing behind
        return True


def known(state: State, kind: RegisterKind) -> list[KnownRegister]:
    """The registers of a kind that olsxl wrote to; a file that cannot be read is none. Raises StateUnusable."""
    return [found for text in state.texts(state.registers) if (found := _known(text, kind))]


def note(state: State, kind: RegisterKind, register: KnownRegister) -> None:
    """Keep what is known of a register. Raises StateUnusable, StateBusy."""
    record = {
        "id": register.id,
        "register": kind,
        "path": register.path,
        "records": sorted(register.records),
        "asked": register.asked,
        "written": register.written,
    }
    state.write(_place(state, register.id), json.dumps(record, ensure_ascii=False).encode())


def forget_unwritten(state: State, register: Recognised) -> None:
    """Keep no longer an id that no register came to bear: another run may have written it. Raises StateUnusable."""
    if any(each.id == register.identity.id and not each.written for each in known(state, register.kind)):
        state.remove(_place(state, register.identity.id))


def _place(state: State, register_id: str) -> Path:
    return state.registers / f"{register_id}.json"


def _known(text: str, kind: RegisterKind) -> KnownRegister | None:
    try:
        record = records.parse(text)
        found = KnownRegister(
            str(record["id"]),
            str(record["path"]),
            frozenset(map(str, record["records"])),
            bool(record["asked"]),
            bool(record["written"]),
        )
        return found if record["register"] == kind else None
    except (ValueError, KeyError, TypeError):
        return None


def newer_copies(register: workbook.Snapshot, password: str | None, older: Collection[Path]) -> Iterator[Doubt]:
    """The workbooks beside a register that bear its id and were saved after it, but for the home's `older` ones."""
    register_id, here = register.workbook.custom_property(PROPERTY), register.path
    for beside in sorted(here.parent.glob("*.xls[xm]")) if register_id else ():
        with suppress(OSError, OlsxlError):  # what cannot be read is no register
            is_newer = beside.stat().st_mtime > here.stat().st_mtime
            if is_newer and beside not in older and not beside.name.startswith("~$"):
                other = workbook.read(beside, password=password).workbook.custom_property(PROPERTY)
                if other == register_id:
                    yield Doubt("newer", here.name, beside.name)
