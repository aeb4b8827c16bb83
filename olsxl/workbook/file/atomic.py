"""A new file put in the place of an old one, so that a crash at any instant leaves one of the two, whole.

Write beside the target, flush, fsync, read back, `os.replace`, fsync the folder. A temporary file that a crash left is
known by its name and cleared by the next write; Windows, OneDrive and the backup services leave `.tmp` files alone.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from olsxl.workbook.errors import FolderNotWritable, WorkbookBusy, WriteFailed
from olsxl.workbook.file.system import IN_USE, Machine, in_use

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def put(target: Path, data: bytes, register: Path, machine: Machine, check: Callable[[], None] = lambda: None) -> None:
    """Put a file in its place; `check` is called at the last moment and may raise to stop it.

    `register` is the workbook on whose behalf it is written: the target itself, whose mode and owner the new file then
    gets, or one of which the target is a backup, which this account alone may read.
    Raises FolderNotWritable, WriteFailed, and WorkbookBusy where Windows says to the end that the old one is in use.
    """
    temporary = target.with_name(f"{_prefix(register)}{secrets.token_hex(4)}.tmp")
    try:
        _fill(temporary, data, register, keep_rights=target == register)
        check()
        machine.patiently(lambda: os.replace(temporary, target), IN_USE, in_use)  # noqa: PTH105 - what tests replace
    except OSError as failure:
        if in_use(failure):
            raise WorkbookBusy(register, "another program on this computer") from failure
        raise WriteFailed(register, why(failure)) from failure
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def clear_leftovers(folder: Path, register: Path) -> None:
    """Remove from a folder what writes on behalf of a register left there that never came to their end."""
    with suppress(OSError):  # a folder that is gone or closed is told by the write itself
        for leftover in folder.iterdir():
            if leftover.name.startswith(_prefix(register)) and leftover.suffix == ".tmp":
                leftover.unlink(missing_ok=True)


def why(failure: OSError) -> str:
    """Give the system's own words for a failure."""
    return failure.strerror or str(failure)


def _prefix(register: Path) -> str:
    # Of fixed length, because the register's own name may be as long as the system allows.
    return f".olsxl-{hashlib.sha256(register.name.encode()).hexdigest()[:12]}-"


def _fill(temporary: Path, data: bytes, register: Path, *, keep_rights: bool) -> None:
    mode = stat.S_IMODE(register.stat().st_mode) if keep_rights else 0o600
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except OSError as failure:
        raise FolderNotWritable(register, temporary.parent, why(failure)) from failure
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor has no Path
        if keep_rights:
            _copy_rights(register, temporary)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if temporary.read_bytes() != data:
        raise WriteFailed(register, "the disk gave back something else than what was written to it")


def _copy_rights(register: Path, temporary: Path) -> None:
    found = register.stat()
    if hasattr(os, "chown"):
        for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
            with suppress(OSError):  # only an administrator may give a file away
                os.chown(temporary, owner, group)
    with suppress(OSError):  # some network drives know neither modes nor lists of who may what
        shutil.copystat(register, temporary)  # its time as well, which the write that follows sets anew
    if stat.S_IMODE(temporary.stat().st_mode) != stat.S_IMODE(found.st_mode):
        raise WriteFailed(register, "the rights that others have to it could not be kept")


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows has no such thing; the new file's content is on the disk already
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
