"""What keeps two runs of olsxl from doing the same thing at once: a file that one of them holds at a time."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE: Final = 0.05
"""Seconds between looks whether the other run has come to its end."""


class Taken(Exception):
    """Another run holds the file, and did not let go of it in time."""


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold a file, for which another run that holds it is waited for so many seconds; the end of a process lets go.

    The file is made where it is missing, and its folder never: where a home has vanished, nothing may come to stand in
    its place. The file stays afterwards, for one that is taken away could be held twice. Raises Taken, OSError.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        last = time.monotonic() + patience
        while not _took(handle):
            if time.monotonic() >= last:
                raise Taken
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            with suppress(OSError):  # closing it does the same, if later on Windows
                _let_go(handle)
    finally:
        with suppress(OSError):  # the end of the process closes it at the latest
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _took(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _let_go(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _took(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
