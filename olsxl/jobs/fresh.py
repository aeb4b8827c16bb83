"""A new file, put on the disk whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from olsxl.pack.errors import PackExists, PackNotWritten

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, readable by its owner alone; it is on the disk before this returns.

    Raises PackExists, also where somebody else makes the file at the same moment, and PackNotWritten.
    """
    temporary = path.with_name(f".olsxl-{secrets.token_hex(6)}.tmp")
    try:
        _fill(temporary, data)
        _name(temporary, path)
    except FileExistsError:
        raise PackExists(path) from None
    except OSError as failure:
        raise PackNotWritten(path, failure.strerror or type(failure).__name__) from failure
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync(path.parent)


def _fill(temporary: Path, data: bytes) -> None:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor has no Path
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _name(temporary: Path, path: Path) -> None:
    """Give the file its name in one step that fails where the name is taken; a rename would not fail everywhere."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a memory stick
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)


def _sync(folder: Path) -> None:
    with suppress(OSError):  # Windows opens no folder; the file itself is safe there all the same
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
