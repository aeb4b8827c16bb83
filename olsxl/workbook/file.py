"""A workbook on the disk: read whole, and replaced whole or not at all.

Nothing here knows what is in a workbook; it knows what can happen to a file that a person edits at the same time.
"""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from olsxl.workbook import errors
from olsxl.workbook.container import VARIABLE, unwrap
from olsxl.workbook.machine import SAVING, Machine, in_use

if TYPE_CHECKING:
    import os

MAX_SIZE: Final = 200 * 2**20
"""Bytes of a file that is still read; a register of 100,000 updates has 10 MB."""


@dataclass(frozen=True)
class Snapshot:
    """A workbook as it was read: `data` is the plain package, `sha256` the hash (hex) of the bytes on the disk."""

    path: Path
    data: bytes
    sha256: str
    encrypted: bool


def read(
    path: str | os.PathLike[str],
    *,
    password: str | None = None,
    variable: str = VARIABLE,
    machine: Machine = Machine(),  # noqa: B008 - it is frozen
) -> Snapshot:
    """Read a workbook, and make sure that it is one: a package with a workbook in it, decrypted where need be.

    `variable` is the environment variable that a message names where the password is missing or wrong. A file that is
    not there, or in use, is looked for again for a moment, because Excel saves by taking the old file away.
    Raises one of the classes under UnreadableWorkbook, and WorkbookBusy where Windows says that it stays in use.
    """
    path = Path(path)
    raw = read_raw(path, machine)
    data = unwrap(raw, path, password=password, variable=variable)
    return Snapshot(path, data, hashlib.sha256(raw).hexdigest(), encrypted=data is not raw)


def read_raw(path: Path, machine: Machine) -> bytes:
    """Read the bytes on the disk, whatever they are. Raises as `read`."""
    try:
        return machine.patiently(lambda: _read_once(path), SAVING, _passes)
    except FileNotFoundError:
        raise errors.WorkbookMissing(path) from None
    except PermissionError as failure:
        if getattr(failure, "winerror", None) in {32, 33}:
            raise errors.WorkbookBusy(path, "another program on this computer") from None
        raise errors.WorkbookNotAllowed(path) from None
    except OSError as failure:
        raise errors.WorkbookNotRead(path, failure.strerror or str(failure)) from failure


def _read_once(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise errors.WorkbookIsFolder(path)
    if found.st_size > MAX_SIZE:
        raise errors.WorkbookTooLarge(path, found.st_size, MAX_SIZE)
    return path.read_bytes()


def _passes(failure: OSError) -> bool:
    return isinstance(failure, FileNotFoundError) or in_use(failure)
