"""Two writes to one register at the same moment, many times over: `python -m tests.crash.races [ROUNDS]`.

A write that read the register before the other one wrote must find that out; one that read it afterwards may write.
Either way each state of the register that was replaced is among the backups: nothing is lost, nothing is doubled.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.workbook.books import saved, updates_book


def race(root: Path, patience: float) -> list[str]:
    """One round in an empty folder: what was found wrong afterwards."""
    register = root / "registers" / "register.xlsx"
    register.parent.mkdir()
    states = [saved(updates_book(rows)) for rows in (5, 6, 7)]
    register.write_bytes(states[0])
    for number in (1, 2):
        (root / f"new{number}.xlsx").write_bytes(states[number])
    command = [sys.executable, "-m", "tests.crash.writer", str(root)]
    both = [
        subprocess.Popen([*command, str(root / f"new{number}.xlsx"), str(patience)], stdout=subprocess.PIPE, text=True)
        for number in (1, 2)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in both]
    statuses = sorted(process.returncode for process in both)
    kept = {path.read_bytes() for path in root.glob("state/backups/*")} | {register.read_bytes()}
    wrote = [states[number] for number, process in zip((1, 2), both, strict=True) if process.returncode == 0]
    whole = statuses in ([0, 0], [0, 4]) and kept == {states[0], *wrote} and register.read_bytes() in wrote
    rubbish = list(root.rglob("*.tmp"))
    return [] if whole and not rubbish else [f"{statuses} {said} {rubbish}"]


def main(rounds: int = 100) -> int:
    """Print each fault and the number of rounds; the exit status tells whether there were faults."""
    bad = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for fault in race(Path(folder).resolve(), patience=0.0 if number % 2 else 10.0):
                bad += 1
                print(f"round {number}: {fault}")  # noqa: T201 - a command
    print(f"{rounds} races, {bad} with a fault")  # noqa: T201 - a command
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
