"""A workbook that somebody is copying into its place: nothing is said of it before it has stopped growing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from olsxl.workbook import errors

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.workbook.file.system import System

COPYING: Final = (0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 4.0)
"""Seconds between looks at a file that is no whole workbook; one that stays as it is all through them is damaged."""

MOST: Final = 120.0
"""Seconds after which a file that grows on is said to be in use."""

AT_REST: Final = timedelta(minutes=10)
"""A file that was saved so long ago is not being copied: programs give a copy the time of its original at the end."""

NEVER_WHOLE: Final = (
    errors.OldExcelFormat,
    errors.BinaryExcelFormat,
    errors.SensitivityLabel,
    errors.WorkbookEncrypted,
    errors.WrongPassword,
)
"""What a copy that has come to its end would be as well."""


class Growth:
    """What is seen of a file that is being copied: its size and its time, and how long it has been waited for."""

    def __init__(self, path: Path, system: System) -> None:
        self._path, self._system = path, system
        self._seen: tuple[int, int] | None = None
        self._waited = 0.0

    def note(self) -> None:
        """Look at the file, before it is read: what changes while it is read is a change too."""
        self._seen = self._look()

    def goes_on(self) -> bool:
        """Wait until the file has changed; False where it stays as it was. Raises WorkbookBusy after MOST seconds."""
        if self._seen and self._system.clock().timestamp() - self._seen[1] / 1e9 > AT_REST.total_seconds():
            return self._look() != self._seen
        for pause in COPYING:
            self._system.sleep(pause)
            self._waited += pause
            if self._look() != self._seen:
                if self._waited > MOST:
                    raise errors.WorkbookBusy(self._path, "another program is still writing it")
                return True
        return False

    def _look(self) -> tuple[int, int] | None:
        """The size, and the time of the last change in nanoseconds; None where it is away for a moment."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns
