"""The copies that a syncing service lays beside a workbook where two people saved at once: known by name and content.

A name alone does not tell: a pack, or a copy that a person keeps, may be named alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.file_kind import decrypted
from olsxl.workbook.errors import ConflictCopy, UnreadableWorkbook, WorkbookEncrypted, WrongPassword
from olsxl.workbook.reading.opened import Workbook

if TYPE_CHECKING:
    from pathlib import Path

_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # OneDrive: a computer's name has 15 characters at most (NetBIOS), and a second copy of the same one a number
        r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}(?:-\d{1,2})?",
        r" ?\((?i:[^()]*conflicted copy|case conflict|sfconflict ).*\)",  # Dropbox, Nextcloud; Seafile
        r"_.+_[A-Z][a-z]{2}-\d{2}-\d{6}-\d{4}_(?:Case)?Conflict",  # Synology Drive
        r"_conflict-\d{8}-\d{6}",  # ownCloud
        r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",  # Syncthing
        r" \d{1,2}",  # iCloud
        r"(?:_conf| )?\(\d{1,3}\)",  # Google Drive
    )
)
"""What each service puts behind the name of a workbook, before its ending."""


def conflict_copies(path: Path) -> list[Path]:
    """Find the workbooks beside this one that are named as a service names the copy of a conflict.

    Copies that a person made are mostly named otherwise (`NAME - Copy`, `NAME-old`, `NAME-2025`).
    """
    start, end = path.stem.casefold(), path.suffix.casefold()
    beside = (each for each in path.parent.iterdir() if each.suffix.casefold() == end and each.is_file())
    return sorted(
        each
        for each in beside
        if each.stem.casefold().startswith(start) and any(name.fullmatch(each.stem[len(start) :]) for name in _NAMES)
    )


def refuse_conflict(path: Path, data: bytes, password: str | None = None) -> None:
    """Raise ConflictCopy where a copy was saved after the workbook and holds what the workbook lacks.

    `data` is the plain package of the workbook, `password` what opens it on the disk, where it is encrypted.
    """
    saved = path.stat().st_mtime
    for copy in conflict_copies(path):
        if copy.stat().st_mtime > saved and _holds_more(copy, data, password):
            raise ConflictCopy(path, copy)


def _holds_more(copy: Path, data: bytes, password: str | None) -> bool:
    """Whether a copy has a row that the workbook lacks; one that cannot be read may hold anything."""
    try:
        original = Workbook(data)
        book = Workbook(decrypted(copy.read_bytes(), copy, password=password).data, copy)
        shared = set(original.sheets) & set(book.sheets)
        if 2 * len(shared) <= len(original.sheets):
            return False  # another workbook, such as a pack
        return any(_rows(book, sheet) - (_rows(original, sheet) if sheet in shared else set()) for sheet in book.sheets)
    except (WrongPassword, WorkbookEncrypted):
        return False  # a service copies a workbook with its password; a pack has one of its own
    except (UnreadableWorkbook, OSError):
        return True


def _rows(book: Workbook, sheet: str) -> set[tuple[object, ...]]:
    """The rows of a sheet that hold anything, each without the blank cells at its end."""
    rows = set()
    for values in zip(*book.cells(sheet).columns, strict=True):
        filled = [number for number, value in enumerate(values, start=1) if value is not None]
        rows.add(values[: filled[-1]] if filled else ())
    return rows - {()}
