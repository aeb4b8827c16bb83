"""One write to a register, in a process of its own: `python -m tests.crash.writer FOLDER NEW [PATIENCE]`.

FOLDER holds `registers/register.xlsx` and gets the state; NEW is the workbook to put there. Names that are otherwise
drawn at random or taken from the clock are the same every time, so that strace can be told which files to watch.
"""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path

from olsxl.errors import OlsxlError
from olsxl.workbook.file.snapshot import read, replace
from olsxl.workbook.file.system import System

NOW = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)


def main(folder: Path, new: Path, patience: float = 0.0) -> int:
    """Read, replace, and say what happened; the exit status is that of a command."""
    secrets.token_hex = lambda _=None: "01234567"  # type: ignore[assignment]  # the same name every time
    system = System(clock=lambda: NOW, sleep=lambda _: None, lock_timeout=patience, lock_dir=folder / "state" / "locks")
    register = folder / "registers" / "register.xlsx"
    data = new.read_bytes()
    try:
        snapshot = read(register, system=system)
        written = replace(register, snapshot.sha256, data, backups=folder / "state" / "backups", system=system)
    except OlsxlError as told:
        print(told)  # noqa: T201 - a command
        return told.exit_status
    print("written" if written.changed else "nothing to do")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(float, sys.argv[3:])))
