"""A workbook on the disk: read whole, and replaced whole or not at all.

Nothing here knows what is in a workbook; it knows what can happen to a file that a person edits at the same time.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from olsxl import files, locks
from olsxl.files import in_use, why
from olsxl.workbook import errors
from olsxl.workbook.container.file_kind import VARIABLE, Unwrapped, decrypted, open_package
from olsxl.workbook.file.conflicts import refuse_conflict
from olsxl.workbook.file.growth import NEVER_WHOLE, Growth
from olsxl.workbook.file.owners import refuse_open
from olsxl.workbook.file.system import SAVING, System
from olsxl.workbook.reading.opened import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_SIZE: Final = 200 * 2**20
"""Bytes of a file that is still read; a register of 100,000 updates has 10 MB."""


@dataclass(frozen=True)
class Snapshot:
    """A workbook as it was read and opened, `sha256` the hash (hex) of the bytes on the disk."""

    path: Path
    workbook: Workbook
    sha256: str
    encrypted: bool

    @property
    def data(self) -> bytes:
        """The bytes of the plain package."""
        return self.workbook.data


@dataclass(frozen=True)
class Written:
    """What `replace` did: the bytes now on the disk, the backup, and whether anything changed."""

    path: Path
    content: bytes = field(repr=False)
    backup: Path | None
    changed: bool

    @cached_property
    def sha256(self) -> str:
        """The hash (hex) of the bytes now on the disk, for whoever writes once more without reading."""
        return hashlib.sha256(self.content).hexdigest()


def read(
    path: str | os.PathLike[str],
    *,
    password: str | None = None,
    variable: str = VARIABLE,
    system: System = System(),  # noqa: B008 - it is frozen
) -> Snapshot:
    """Read a workbook, and make sure that it is one: a package with a workbook in it, decrypted where need be.

    `variable` is the environment variable that a message names where the password is missing or wrong. A file that is
    not there, or in use, is looked for again for a moment, because Excel saves by taking the old file away; one that is
    no whole workbook is read again for as long as it grows, because somebody may be copying it there.
    Raises one of the classes under UnreadableWorkbook, and WorkbookBusy where it stays in use or goes on growing.
    """
    path = Path(path)
    growth = Growth(path, system)
    while True:
        growth.note()
        raw = read_raw(path, system)
        try:
            opened = open_file(raw, path, password=password, variable=variable)
        except NEVER_WHOLE:
            raise
        except errors.UnreadableWorkbook:
            if not growth.goes_on():
                raise
        else:
            return Snapshot(path, opened, hashlib.sha256(raw).hexdigest(), encrypted=opened.data is not raw)


def open_file(raw: bytes, path: Path, *, password: str | None = None, variable: str = VARIABLE) -> Workbook:
    """Open the bytes of a workbook's file, decrypted where need be. Raises one of those under UnreadableWorkbook."""
    return Workbook(open_package(decrypted(raw, path, password=password, variable=variable).data, path), path)


def read_raw(path: Path, system: System) -> bytes:
    """Read the bytes on the disk, whatever they are. Raises as `read`."""
    try:
        return files.retry(lambda: _read_once(path), SAVING, _passes, system.sleep)
    except FileNotFoundError:
        raise errors.WorkbookMissing(path) from None
    except PermissionError as failure:
        if getattr(failure, "winerror", None) in {32, 33}:
            raise errors.WorkbookBusy(path, "another program on this computer") from None
        raise errors.WorkbookNotAllowed(path) from None
    except OSError as failure:
        raise errors.WorkbookNotRead(path, why(failure)) from failure


def _read_once(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise errors.WorkbookIsNoFile(path, "a folder" if stat.S_ISDIR(found.st_mode) else "no plain file")
    if found.st_size > MAX_SIZE:
        raise errors.WorkbookTooLarge(path, found.st_size, MAX_SIZE)
    return path.read_bytes()


def _passes(failure: OSError) -> bool:
    return isinstance(failure, FileNotFoundError) or in_use(failure)


def replace(  # noqa: PLR0913 - three facts of the write, and three of its surroundings with a default
    path: str | os.PathLike[str],
    expected_sha256: str,
    data: bytes,
    *,
    backups: str | os.PathLike[str] | None = None,
    password: str | None = None,
    system: System = System(),  # noqa: B008 - it is frozen
) -> Written:
    """Put a new workbook in the place of one that was read before, or leave everything as it is.

    `expected_sha256` is the `Snapshot.sha256` of that reading, `data` the plain package; where the workbook on the disk
    is encrypted, it is encrypted with the password that opens it, `password` or Excel's own. `backups` is a folder that
    gets a copy of the old bytes; it is made where it is missing, though nothing that holds the workbook is, for that
    may have vanished. Nothing is written where `data` is what is there already.
    A crash at any instant leaves the old file or the new one; a link is followed.

    Raises WorkbookChanged, WorkbookBusy or ConflictCopy (try again later), WorkbookReadOnly, FolderNotWritable,
    WriteFailed, and what `read` raises.
    """
    target = Path(path).resolve()
    with _alone(target, system):
        _clear_leftovers(target.parent, target)
        raw = read_raw(target, system)
        if hashlib.sha256(raw).hexdigest() != expected_sha256:
            raise errors.WorkbookChanged(target)
        plain = decrypted(raw, target, password=password)
        if plain.data == data:
            return Written(target, raw, None, changed=False)
        new = _encrypted(data, plain.password, target) if plain.password else data
        backup = Path(backups).resolve() / _backup_name(target, expected_sha256, system) if backups else None
        return _write(target, raw, plain, new, backup, system=system)


def _write(  # noqa: PLR0913 - the workbook as it was, on the disk and plain, and as it is to be
    target: Path, old: bytes, plain: Unwrapped, new: bytes, backup: Path | None, *, system: System
) -> Written:
    def refuse_busy() -> None:
        refuse_open(target, system.clock())
        refuse_conflict(target, plain.data, plain.password)

    def check() -> None:
        refuse_busy()
        if read_raw(target, system) != old:
            raise errors.WorkbookChanged(target)

    try:
        refuse_read_only(target)
        refuse_busy()
        if backup:
            _back_up(target, old, backup, system)
        _replace_file(target, new, target, system, check)
    except OSError as failure:
        raise errors.WriteFailed(target, why(failure)) from failure
    return Written(target, new, backup, changed=True)


def _encrypted(data: bytes, password: str, target: Path) -> bytes:
    from olsxl.workbook.container.encryption import encrypt

    return encrypt(data, password, target)


def refuse_read_only(target: Path) -> None:
    """Raise WorkbookReadOnly where this account may not write a workbook, or somebody marked it read-only."""
    # A replace would get round a read-only mark, which somebody set on purpose; and root may write everything.
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:  # taken away for a moment by Excel's saving, or for good: told by who reads it next
        return
    except OSError as failure:
        raise errors.WorkbookNotRead(target, why(failure)) from failure
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise errors.WorkbookReadOnly(target)


def other_names(path: Path) -> int:
    """Under how many other names (hard links) the same file lies: a write gives the new one to this name alone."""
    try:
        return path.resolve().stat().st_nlink - 1
    except OSError:  # told by who reads it
        return 0


def _backup_name(target: Path, sha256: str, system: System) -> str:
    return f"{target.stem} {system.clock():%Y-%m-%d %H%M%S} {sha256[:8]}{target.suffix}"


def _back_up(target: Path, old: bytes, backup: Path, system: System) -> None:
    try:
        files.make_private(backup.parent, _shared(target, backup))
    except OSError as failure:
        raise errors.FolderNotWritable(target, backup.parent, why(failure)) from failure
    _clear_leftovers(backup.parent, target)
    _replace_file(backup, old, target, system)


def _replace_file(
    target: Path, data: bytes, register: Path, system: System, check: Callable[[], None] = lambda: None
) -> None:
    """Put a file in its place; `check` is called at the last moment and may raise to stop it.

    `register` is the workbook on whose behalf it is written: the target itself, whose mode and owner the new file then
    gets, or one of which the target is a backup, which this account alone may read.
    """
    rights = register if target == register else None
    try:
        files.write_atomic(target, data, owner=register.name, rights=rights, check=check, sleep=system.sleep)
    except files.FolderClosed as failure:
        raise errors.FolderNotWritable(register, target.parent, why(failure)) from failure
    except OSError as failure:
        if in_use(failure):
            raise errors.WorkbookBusy(register, "another program on this computer") from failure
        raise errors.WriteFailed(register, why(failure)) from failure


def _clear_leftovers(folder: Path, register: Path) -> None:
    with suppress(OSError):  # a folder that is gone or closed is told by the write itself
        files.clear_leftovers(folder, register.name)


def _shared(target: Path, backup: Path) -> Path:
    """The folder that holds both the workbook and its backups; their drive, where they lie on two of Windows."""
    try:
        return Path(os.path.commonpath([target.parent, backup.parent]))
    except ValueError:
        return Path(backup.anchor)


@contextmanager
def _alone(target: Path, system: System) -> Iterator[None]:
    """Keep other writes of olsxl on this computer away from the workbook."""
    name = hashlib.sha256(os.path.normcase(target).encode()).hexdigest()[:16]
    with ExitStack() as stack:
        try:
            stack.enter_context(locks.held(system.lock_folder() / f"{name}.lock", system.lock_timeout))
        except locks.Taken:
            raise errors.WorkbookBusy(target, "another run of olsxl is writing it") from None
        except OSError as failure:
            raise errors.FolderNotWritable(target, system.lock_path, why(failure)) from failure
        yield
