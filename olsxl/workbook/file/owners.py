"""Who has a workbook open, told by the files that stand next to it.

Where a file can be replaced while Excel has it open (Linux, macOS, most network drives), these files are the only sign;
the manager's next save would wipe out what was written.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from olsxl.workbook.errors import WorkbookBusy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STALE: Final = timedelta(hours=48)
"""An owner file as old as this is taken for one that a crash left: a program that runs keeps the workbook open for a
day at most, and a wrong one found on a Thursday is over before the week is."""

EXCLUSIVE: Final = os.name == "nt"
"""Whether the system keeps others from writing a file that a program has open."""

_FIELD: Final = re.compile(r"((?:\\.|[^,;\\])*+)[,;]")
_MOST: Final = 4096  # bytes of an owner file that are read: Excel's has 165, LibreOffice's a few hundred
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


def _is_held(path: Path) -> bool:
    try:
        with path.open("r+b"):
            return False
    except OSError as failure:
        return failure.errno in _TAKEN or getattr(failure, "winerror", None) in {32, 33}


def _owner(file: Path, read: Callable[[bytes], tuple[str, datetime | None]], now: datetime) -> Owner | None:
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # no program made it, and one of these kinds would be waited for
            return None
        with file.open("rb") as opened:
            content = opened.read(_MOST)
    except FileNotFoundError:
        return None
    except OSError:  # Excel's own is open and may not be read: a sign of life
        return Owner(file, "somebody who has it in Excel", None, stale=False)
    who, since = read(content)
    return Owner(file, who, since, stale=now.timestamp() - found.st_mtime >= STALE.total_seconds())


def _excel_user(content: bytes) -> tuple[str, None]:
    """Read the Office user name: UTF-16 from byte 57 with its length before it, else the ANSI one from byte 1."""
    length = int.from_bytes(content[55:57], "little")
    wide = _printable(content[57 : 57 + 2 * length].decode("utf-16-le", "replace")) if length <= _LONGEST else ""
    narrow = _printable(content[1 : 1 + content[0]].decode("cp1252", "replace")) if content else ""
    return wide or narrow or "somebody who has it in Excel", None


def _libreoffice_user(content: bytes) -> tuple[str, datetime | None]:
    """Read `user,system user,host,22.11.2026 20:11,profile;`, where a backslash escapes."""
    text, fields, start = content.decode("utf-8", "replace"), [], 0
    while field := _FIELD.match(text, start):
        fields.append(re.sub(r"\\(.)", r"\1", field[1]))
        start = field.end()
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
