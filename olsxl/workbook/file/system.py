"""What reading and writing take from the computer: its clock, its waiting, and a folder for lock files."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SAVING: Final = (0.05, 0.1, 0.2, 0.4)
"""Seconds between looks for a file that Excel may have taken away for a moment while it saves."""


@dataclass(frozen=True)
class System:
    """The effects that a test replaces.

    `clock` gives local time; `lock_timeout` is how many seconds a write waits for another write of olsxl to end.
    `lock_dir` is the folder of the lock files: every process that writes the same register must name the same one, on
    a disk of this computer and not in a folder that is synchronised. None stands for one in the temporary folder.
    """

    clock: Callable[[], datetime] = field(default=lambda: datetime.now().astimezone())
    sleep: Callable[[float], None] = time.sleep
    lock_timeout: float = 10.0
    lock_dir: Path | None = None

    @property
    def lock_path(self) -> Path:
        """Where the lock files are; the one in the temporary folder is for this user alone."""
        user = os.getuid() if hasattr(os, "getuid") else "user"
        return self.lock_dir or Path(tempfile.gettempdir()) / f"olsxl-{user}"

    def lock_folder(self) -> Path:
        """Make the folder for lock files, but none above it; OSError where that fails or it belongs to another user."""
        folder = self.lock_path
        folder.mkdir(mode=0o700, exist_ok=True)
        # In a temporary folder that all share, somebody else's would let them choose which file a lock overwrites.
        if self.lock_dir is None and hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid():
            raise PermissionError(errno.EPERM, "it belongs to another user")
        return folder
