"""Who has a workbook open, and what OneDrive left beside it, told by the files that stand next to it.

Where a file can be replaced while Excel has it open (Linux, macOS, most network drives), these files are the only sign;
the manager's next save would wipe out what was written.
"""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from olsxl.workbook.errors import ConflictCopy, WorkbookBusy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STALE: Final = timedelta(hours=48)
"""An owner file as old as this is taken for one that a crash left: a program that runs keeps the workbook open for a
day at most, and a wrong one found on a Thursday is over before the week is."""

EXCLUSIVE: Final = os.name == "nt"
"""Whether the system keeps others from writing a file that a program has open."""

_DEVICE: Final = re.compile(r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{1,14}(?:-\d{1,2})?")
"""A computer's name has 15 characters at most (NetBIOS); OneDrive numbers a second copy of the same one."""
_FIELD: Final = re.compile(r"((?:\\.|[^,;\\])*)[,;]")
_LONGEST: Final = 54  # letters of a name in Excel's owner file; where only the ANSI name is, blanks read as 8,224
_TAKEN: Final = {errno.EBUSY, errno.ETXTBSY, errno.EAGAIN}  # how a network drive says that Excel has the file


@dataclass(frozen=True)
class Owner:
    """One owner file: `who` it names, `since` when (local time; only LibreOffice says so), and whether it is stale."""

    file: Path
    who: str
    since: datetime | None
    stale: bool


def owners(path: Path, now: datetime) -> list[Owner]:
    """Find the owner files of Excel (`~$NAME`) and LibreOffice (`.~lock.NAME#`) beside a workbook.

    One is stale when it is 48 hours old, or when the system proves that nobody has the workbook open for writing:
    on Windows Excel and LibreOffice forbid others to write while they have it open, so being allowed to is the proof.
    """
    proven_free = EXCLUSIVE and not _is_held(path)
    found = [_owner(path.with_name(f"~${path.name}"), _excel_user, now)]
    found.append(_owner(path.with_name(f".~lock.{path.name}#"), _libreoffice_user, now))
    return [Owner(each.file, each.who, each.since, each.stale or proven_free) for each in found if each]


def refuse_open(path: Path, now: datetime) -> None:
    """Raise WorkbookBusy where somebody has the workbook open."""
    present = owners(path, now)
    for owner in present:
        if not owner.stale:
            raise WorkbookBusy(path, owner.who, owner.since)
    if _is_held(path):
        raise WorkbookBusy(path, present[0].who if present else "another program or computer has it")


def conflict_copies(path: Path) -> list[Path]:
    """Find the copies that OneDrive makes where two people saved at once: `NAME-DEVICE.xlsx`, the device in capitals.

    Copies that a person made are mostly named otherwise (`NAME - Copy`, `NAME-old`, `NAME-2025`).
    """
    start, end = path.stem.casefold(), path.suffix.casefold()
    beside = (each for each in path.parent.iterdir() if each.suffix.casefold() == end)
    return sorted(
        each for each in beside if each.stem.casefold().startswith(start) and _DEVICE.fullmatch(each.stem[len(start) :])
    )


def refuse_conflict(path: Path) -> None:
    """Raise ConflictCopy where one of the copies was saved after the workbook."""
    saved = path.stat().st_mtime
    for copy in conflict_copies(path):
        if copy.stat().st_mtime > saved:
            raise ConflictCopy(path, copy)


def _is_held(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return False
    except OSError as failure:
        return failure.errno in _TAKEN or getattr(failure, "winerror", None) in {32, 33}


def _owner(file: Path, read: Callable[[bytes], tuple[str, datetime | None]], now: datetime) -> Owner | None:
    try:
        content, saved = file.read_bytes(), file.stat().st_mtime
    except FileNotFoundError:
        return None
    except OSError:  # Excel's own is open and may not be read: a sign of life
        return Owner(file, "somebody who has it in Excel", None, stale=False)
    who, since = read(content)
    return Owner(file, who, since, stale=now.timestamp() - saved >= STALE.total_seconds())


def _excel_user(content: bytes) -> tuple[str, None]:
    """Read the Office user name: UTF-16 from byte 57 with its length before it, else the ANSI one from byte 1."""
    length = int.from_bytes(content[55:57], "little")
    wide = _printable(content[57 : 57 + 2 * length].decode("utf-16-le", "replace")) if length <= _LONGEST else ""
    narrow = _printable(content[1 : 1 + content[0]].decode("cp1252", "replace")) if content else ""
    return wide or narrow or "somebody who has it in Excel", None


def _libreoffice_user(content: bytes) -> tuple[str, datetime | None]:
    """Read `user,system user,host,22.11.2026 20:11,profile;`, where a backslash escapes."""
    fields = [re.sub(r"\\(.)", r"\1", field) for field in _FIELD.findall(content.decode("utf-8", "replace"))]
    user, account, host, since = (_printable(field) for field in (*fields, "", "", "", "")[:4])
    who = user or account or "somebody who has it in LibreOffice"
    return f"{who} (on {host})" if host else who, _local_time(since)


def _local_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%d.%m.%Y %H:%M").astimezone()
    except ValueError:
        return None


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()
