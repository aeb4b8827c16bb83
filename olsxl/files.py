"""The one way onto the disk: a file is there whole or not at all, whatever happens in between.

Write beside the target, flush, fsync, read back, give it its name in one step, fsync the folder. What a crash leaves is
a temporary file whose name tells whose it was; Windows, OneDrive and the backup services leave `.tmp` files alone.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")

IN_USE: Final = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)
"""Seconds between tries where Windows says that a file is in use: virus scanners and OneDrive let go within these."""


_ABANDONED: Final = 24 * 60 * 60
"""Seconds after which a temporary file belongs to no run that goes on."""


class FolderClosed(OSError):
    """No file can be made in a folder."""


def write_atomic(  # noqa: PLR0913 - what and where, and four circumstances with a default
    path: Path,
    data: bytes,
    *,
    owner: str = "",
    rights: Path | None = None,
    check: Callable[[], None] = lambda: None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Write `data` to `path`, on the disk before this returns; a crash leaves the old file or the new one.

    `owner` is the file on whose behalf it is written, by which `clear_leftovers` knows what a crash left. `rights` is
    one whose mode and owner the new file gets; without it this account alone may read it. `check` is called at the
    last moment and may raise to stop it. Raises FolderClosed, OSError.
    """
    with _temporary(path, data, owner, rights or 0o600) as temporary:
        check()
        move(temporary, path, sleep)


def write_exclusive(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Write `data` to `path`, on the disk before this returns; False where something stands there already.

    A crash leaves no file of that name or the whole one. `private` is for what this account alone may read.
    Raises FolderClosed, OSError.
    """
    if os.path.lexists(path):
        return False
    with _temporary(path, data, "", 0o600 if private else 0o666) as temporary:
        written = _link_into_place(temporary, path)
    _sync_folder(path.parent)
    return written


def move(source: Path, target: Path, sleep: Callable[[float], None] = time.sleep) -> None:
    """Put `source` in the place of `target`, in one step. Raises OSError."""
    retry(lambda: source.replace(target), IN_USE, in_use, sleep)
    _sync_folder(target.parent)


def retry(
    action: Callable[[], T],
    pauses: Iterable[float],
    again: Callable[[OSError], bool],
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """Do something, and once more after each pause where it failed in a way that passes."""
    for pause in pauses:
        try:
            return action()
        except OSError as failure:
            if not again(failure):
                raise
        sleep(pause)
    return action()


def in_use(failure: OSError) -> bool:
    """Tell whether Windows refused because somebody has the file open (5 access, 32 sharing, 33 lock violation)."""
    return getattr(failure, "winerror", None) in {5, 32, 33}


def why(failure: OSError) -> str:
    """Give the system's own words for a failure."""
    return failure.strerror or type(failure).__name__


def clear_leftovers(folder: Path, owner: str = "") -> None:
    """Remove the temporary files that writes on behalf of `owner` left in a folder when they were cut short.

    Call it under a lock that all of them are made under: one may be that of another run. A folder that is not there
    has none. Raises OSError.
    """
    for path in _leftovers(folder, owner):
        path.unlink(missing_ok=True)


def clear_abandoned(folder: Path, clock: Callable[[], float] = time.time) -> None:
    """Remove the temporary files on nobody's behalf in a folder in which others write without a lock of ours.

    They are so old that no run is at them any more, and plain files by a name that no other program gives. One that
    cannot be removed is left: it harms nobody.
    """
    with suppress(OSError):
        for path in _leftovers(folder, ""):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and clock() - found.st_mtime > _ABANDONED:
                    path.unlink()


def _leftovers(folder: Path, owner: str) -> Iterator[Path]:
    name = re.compile(rf"{re.escape(_prefix(owner))}[0-9a-f]{{{8 if owner else 12}}}\.tmp")
    return (path for path in (folder.iterdir() if folder.exists() else ()) if name.fullmatch(path.name))


def next_free(path: Path) -> Path:
    """The path, or where something stands there already, the same name with the next free number."""
    free, number = path, 1
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def make_private(folder: Path, standing: Path | None = None) -> None:
    """Make the folder, for its owner alone, and those above it as the system makes them.

    `standing`, by default the folder above, is never made, nor what is above that: where a drive or a home has
    vanished, nothing is to be written in its place. Raises OSError.
    """
    for above in reversed(folder.parents):
        if not (standing or folder.parent).is_relative_to(above):
            above.mkdir(exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def temporary_name(owner: str = "") -> str:
    """A name that no other run has: two of them may write the same file at once, and each must be whole."""
    return f"{_prefix(owner)}{secrets.token_hex(4 if owner else 6)}.tmp"


def _prefix(owner: str) -> str:
    # Of fixed length, because the owner's own name may be as long as the system allows.
    return f".olsxl-{hashlib.sha256(owner.encode()).hexdigest()[:12]}-" if owner else ".olsxl-"


@contextmanager
def _temporary(path: Path, data: bytes, owner: str, rights: Path | int) -> Iterator[Path]:
    """A file with the data beside a path, which is gone again at the end where it was not given another name."""
    temporary = path.with_name(temporary_name(owner))
    try:
        _fill(temporary, data, rights)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _fill(temporary: Path, data: bytes, rights: Path | int) -> None:
    mode = rights if isinstance(rights, int) else stat.S_IMODE(rights.stat().st_mode)
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except OSError as failure:
        raise FolderClosed(failure.errno, failure.strerror, str(temporary.parent)) from failure
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor has no Path
        if not isinstance(rights, int):
            _copy_rights(rights, temporary)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if temporary.read_bytes() != data:
        raise OSError(errno.EIO, "the disk gave back something else than what was written to it")


def _copy_rights(source: Path, temporary: Path) -> None:
    found = source.stat()
    if hasattr(os, "chown"):
        for owner, group in ((-1, found.st_gid), (found.st_uid, -1)):
            with suppress(OSError):  # only an administrator may give a file away
                os.chown(temporary, owner, group)
    with suppress(OSError):  # some network drives know neither modes nor lists of who may what
        shutil.copystat(source, temporary)  # its time as well, which the write that follows sets anew
    if stat.S_IMODE(temporary.stat().st_mode) != stat.S_IMODE(found.st_mode):
        raise OSError(errno.EPERM, "the rights that others have to it could not be kept")


def _link_into_place(temporary: Path, path: Path) -> bool:
    """Give the file its name. A link is the one step that never takes the place of another file."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a disk without links: a memory stick, some network drives
        if os.path.lexists(path):
            return False
        temporary.replace(path)
    return True


def _sync_folder(folder: Path) -> None:
    # Windows opens no folder, and some network disks sync none: the file itself is safe there all the same.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
