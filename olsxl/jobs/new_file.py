"""A file made where none was: whole or not at all, and never over one that stands there."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, data: bytes) -> bool:
    """Write `data` to `path`, on the disk before this returns; False where something stands there already.

    A crash leaves no file of that name or the whole one. Raises OSError.
    """
    if os.path.lexists(path):
        return False
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return _publish(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> bool:
    """Give the file its name. A link is the one step that never takes the place of another file."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:
        return _rename(temporary, path)  # a disk without links: FAT, some network drives
    return True


def _rename(temporary: Path, path: Path) -> bool:
    if os.path.lexists(path):
        return False
    temporary.replace(path)
    return True
