"""The state folder: what olsxl keeps for itself beside a home's registers.

outbox/      messages that wait, and sent/ in it
backups/     the registers as they were before each write
queue/       jobs that found a register busy, one file each
writes/      what each write added to a register, one file each
registers/   the registers that were written to: id, place, digests of their records, one file each
outputs/     the hash of each file that was made for a person, one file each
references/  the references and Person IDs that olsxl gave, with digests of records and names
seen/        what the reviews saw of the registers, in keyed digests
locks/       what keeps two runs from writing at once
summaries/   the pages of the reviews
runs.jsonl   what ran and how it ended: a cache, the registers are the truth
version      the layout's number (`olsxl.jobs.state.migration`)
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from olsxl import files, locks, records
from olsxl.config import StateSection
from olsxl.jobs.errors import NewerState, StateBusy, StateUnusable
from olsxl.jobs.state import access
from olsxl.jobs.state.migration import VERSION, carry_forward
from olsxl.jobs.state.take_over import is_left, take_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LOCK_WAIT = 10.0
"""Seconds to wait for another olsxl that is writing a file of the same folder."""

_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "iclouddrive", "nextcloud")
"""How services name their folders, alone or with whose they are: `OneDrive - Larkfield`, `Dropbox (Larkfield)`."""
_MAC = (("library", "cloudstorage"), ("library", "mobile documents"))
"""Where macOS keeps the folders of all services, and iCloud's."""


def local_folder(home: Path, environment: Mapping[str, str]) -> Path:
    """Where the state of a home lies in the data of this account on this computer."""
    local = (
        environment.get("LOCALAPPDATA") or environment.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    )
    key = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path(local) / "olsxl" / key


def is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether a folder lies in one that OneDrive or another service copies to the cloud."""
    roots = [Path(value) for name, value in environment.items() if name.upper().startswith("ONEDRIVE") and value]
    names = [part.casefold() for part in folder.parts]
    return (
        any(folder.is_relative_to(root) for root in roots)
        or any(pair in _MAC for pair in pairwise(names))
        or any(name == word or name.startswith((f"{word} -", f"{word} (")) for name in names for word in _SYNCED)
    )


@dataclass(frozen=True, slots=True)
class State:
    """The state of one home, made when something is first written to it; the home itself is never made anew.

    It lies `beside` the settings, or in the `local` data of this computer: where a service syncs the home (locks and a
    growing log do harm there, and mail would be copied to other computers), and where the drive of the home cannot keep
    it for this account alone. A folder that olsxl.toml names otherwise than by default is taken at its word, and has no
    `local`. What lies beside where it should not is taken over, unless that is `left_there` for another computer.
    """

    home: Path
    beside: Path
    local: Path | None = None
    is_synced: bool = False
    left_there: bool = False

    @classmethod
    def of(cls, home: Path, configured: str, environment: Mapping[str, str], *, left_there: bool = False) -> State:
        """The state of a home whose olsxl.toml names a folder for it."""
        if configured != StateSection().dir:
            return cls(home, home / configured)
        local, synced = local_folder(home, environment), is_synced(home, environment)
        return cls(home, home / configured, local, synced, left_there)

    @property
    def folder(self) -> Path:
        """The folder where it lies."""
        return self.local if self.local and (self.is_synced or self.local.is_dir()) else self.beside

    @property
    def is_private(self) -> bool:
        """Whether this account alone is let into the folder."""
        return access.is_private(self.folder)

    @property
    def outbox(self) -> Path:
        """The folder of messages."""
        return self.folder / "outbox"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.folder / "backups"

    @property
    def summaries(self) -> Path:
        """The folder of pages."""
        return self.folder / "summaries"

    @property
    def writes(self) -> Path:
        """The folder of the ledger of writes."""
        return self.folder / "writes"

    @property
    def registers(self) -> Path:
        """The folder of what is known of the registers."""
        return self.folder / "registers"

    @property
    def queue(self) -> Path:
        """The folder of jobs that wait."""
        return self.folder / "queue"

    @property
    def outputs(self) -> Path:
        """The folder of what is known of the files that were made for a person."""
        return self.folder / "outputs"

    @property
    def references(self) -> Path:
        """The folder of the references that olsxl gave."""
        return self.folder / "references"

    @property
    def seen(self) -> Path:
        """The folder of what the reviews saw."""
        return self.folder / "seen"

    @property
    def locks(self) -> Path:
        """The folder of lock files."""
        return self.folder / "locks"

    def check(self) -> None:
        """Make sure that no newer olsxl wrote the folder, where there is one. Raises StateUnusable, NewerState."""
        for folder in self._folders():
            if self._version(folder) > VERSION:
                raise NewerState(folder)

    def carry_forward(self) -> None:
        """Bring what an older olsxl left to the place and the layout of this one; where nothing is, none is made.

        Raises StateUnusable, StateBusy, NewerState, and what the outbox raises.
        """
        self.check()
        if any(folder != self.folder or self._version(folder) < VERSION for folder in self._folders()):
            with self._locked():
                self._bring_forward()

    def prepare(self) -> None:
        """Check the folder, and make it, private to its owner, in this layout; clear what a crash left in it.

        Raises StateUnusable, StateBusy, NewerState.
        """
        self.check()
        with self._locked():
            swept = self.queue, self.writes, self.registers, self.references, self.seen, self.summaries, self.outputs
            for folder in (self.folder, *swept):
                files.clear_leftovers(folder)
            self._bring_forward()

    def write(self, path: Path, content: bytes) -> Path:
        """Write a file of the folder whole, and return its path. Raises StateUnusable, StateBusy."""
        with self._locked():
            files.make_private(path.parent)
            files.write_atomic(path, content)
        return path

    def log(self, record: Mapping[str, object]) -> None:
        """Add one line to runs.jsonl. Raises StateUnusable."""
        with self._usable():
            self._make()
            path = self.folder / "runs.jsonl"
            with open(path, "a", encoding="utf-8", newline="\n", opener=_private) as log:
                log.write(json.dumps(record, ensure_ascii=False) + "\n")
                log.flush()
                os.fsync(log.fileno())

    def runs(self) -> list[dict[str, str]]:
        """The lines of runs.jsonl that can be read; a broken one is left out, because the log is but a cache."""
        with self._usable():
            path = self.folder / "runs.jsonl"
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
        return [record for line in lines if (record := _record(line))]

    def texts(self, folder: Path) -> list[str]:
        """The texts of the .json files of a folder of the state, in the order of their names. Raises StateUnusable."""
        with self._usable():
            paths = sorted(folder.iterdir()) if folder.exists() else []
            return [path.read_text(encoding="utf-8", errors="replace") for path in paths if path.suffix == ".json"]

    def remove(self, path: Path) -> None:
        """Take away a file of the folder; one that is not there is gone already. Raises StateUnusable."""
        with self._usable():
            path.unlink(missing_ok=True)

    def _folders(self) -> list[Path]:
        """The folders that there are: one that is to be taken over only while something is left in it."""
        with self._usable():
            former = self.beside if self.folder != self.beside and not self.left_there else None
            here = [self.folder] if self.folder.is_dir() else []
            return here + ([former] if former and is_left(former) else [])

    def _version(self, folder: Path) -> int:
        """The version of a folder's layout; the first one, where none is said."""
        with self._usable():
            path = folder / "version"
            text = path.read_text(encoding="utf-8", errors="replace").strip() if path.exists() else ""
        return int(text[:9]) if text.isdecimal() else 1

    def _bring_forward(self) -> None:
        for folder in self._folders():
            version = self._version(folder)
            if version < VERSION:
                carry_forward(folder, version)
                files.write_atomic(folder / "version", f"{VERSION}\n".encode())
            if folder != self.folder:
                take_over(folder, self.folder)

    def _make(self) -> None:
        """Make the folder, for this account alone; in the data of this computer, where its drive keeps no rights."""
        files.make_private(self.folder, self.home)
        if self.home.resolve().is_relative_to(self.folder.resolve()):
            return  # somebody named the folder of the registers, which others may have to open
        if not access.make_private(self.folder) and self.local:
            files.make_private(self.local, self.home)
            access.make_private(self.local)
            with suppress(OSError):  # something that an older olsxl kept is in it, and is taken over
                self.beside.rmdir()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep every other olsxl from writing a file here meanwhile; mail and registers have their own locks."""
        with self._usable():
            self._make()
            files.make_private(self.locks)
            try:
                with locks.held(self.locks / "state.lock", LOCK_WAIT):
                    yield
            except locks.Taken as busy:
                raise StateBusy(self.folder) from busy

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StateUnusable(self.folder, error.strerror or type(error).__name__) from error


def _private(path: str, flags: int) -> int:
    """Open a file that this account alone may read, one of an older olsxl as well."""
    handle = os.open(path, flags, 0o600)
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # some drives keep no rights
            os.fchmod(handle, 0o600)
    return handle


def _record(line: str) -> dict[str, str] | None:
    try:
        return records.parse(line)
    except ValueError:
        return None


def keep_afterwards(keep: Callable[[], None]) -> None:
    """Keep something in the state once a register is written, trying twice: the run goes on all the same.

    What a full disk does not take then is found in the register and kept by the next run; and what follows, which is
    the page and the messages, tells of the disk.
    """
    for _ in range(2):
        with suppress(StateUnusable, StateBusy):
            keep()
            return
