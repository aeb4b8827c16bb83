"""Files that are there whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import re
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ON_WINDOWS = os.name == "nt"

# How long Windows is given to let go of a file that a scanner or OneDrive has open, in seconds.
_PAUSES = (0.05, 0.1, 0.2, 0.4)

_TEMPORARY = re.compile(r"\.olsxl-[0-9a-f]{12}\.tmp")


def make_private(folder: Path, standing: Path | None = None) -> None:
    """Make the folder, for its owner alone, and those above it as the system makes them.

    `standing`, by default the folder above, is never made, nor what is above that: where a drive or a home has
    vanished, nothing is to be written in its place. Raises OSError.
    """
    for above in reversed(folder.parents):
        if not (standing or folder.parent).is_relative_to(above):
            above.mkdir(exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path`, on the disk before this returns; a crash leaves the old file or the new one.

    Raises OSError.
    """
    temporary = _beside(path)
    try:
        with open(temporary, "xb", opener=_open_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """A name that no other run has: two of them may write the same file at once, and each must be whole."""
    return path.with_name(f".olsxl-{secrets.token_hex(6)}.tmp")


def clear_leftovers(folder: Path) -> None:
    """Remove the temporary files of writes to a folder that were cut short; one that is not there has none.

    Call it under a lock that every write to the folder is made under: one may be that of another run. Raises OSError.
    """
    for path in folder.iterdir() if folder.exists() else ():
        if _TEMPORARY.fullmatch(path.name):
            path.unlink(missing_ok=True)


def move(source: Path, target: Path) -> None:
    """Put `source` in the place of `target`, in one step. Raises OSError."""
    for pause in _PAUSES:
        try:
            source.replace(target)
            break
        except PermissionError:
            if not ON_WINDOWS:
                raise
            time.sleep(pause)
    else:
        source.replace(target)
    _sync_folder(target.parent)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    # Windows opens no folder, and some network disks sync none: the file itself is safe there all the same.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_new(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Write `data` to `path`, on the disk before this returns; False where something stands there already.

    A crash leaves no file of that name or the whole one. `private` is for what this account alone may read.
    Raises OSError.
    """
    if os.path.lexists(path):
        return False
    temporary = _beside(path)
    try:
        with open(temporary, "xb", opener=_open_private if private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        written = _publish(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return written


def _publish(temporary: Path, path: Path) -> bool:
    """Give the file its name. A link is the one step that never takes the place of another file."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without links: a memory stick, some network drives
        return _rename(temporary, path)
    return True


def _rename(temporary: Path, path: Path) -> bool:
    if os.path.lexists(path):
        return False
    temporary.replace(path)
    return True


def next_free(path: Path) -> Path:
    """The path, or where something stands there already, the same name with the next free number."""
    free, number = path, 1
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free
