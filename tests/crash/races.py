"""Two writes to one register, and two reviews of one home, at the same moment, many times over.

    python -m tests.crash.races [ROUNDS]

A write that read the register before the other one wrote must find that out; one that read it afterwards may write.
Either way each state of the register that was replaced is among the backups: nothing is lost, nothing is doubled.
Of two reviews one is made, and the home is left as one review leaves it. For Linux.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.scene import OTHERS, TOLD, Scene
from tests.workbook.books import saved, updates_book


def race(root: Path, patience: float) -> list[str]:
    """One round in an empty folder: what was found wrong afterwards."""
    register = root / "registers" / "register.xlsx"
    register.parent.mkdir()
    (root / "state").mkdir()
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


def race_reviews(scene: Scene, delay: float) -> list[str]:
    """Two reviews, the second begun so many seconds after the first: what was found wrong afterwards."""
    scene.lay_out()
    both = [scene.copy(), scene.copy(names=OTHERS)]
    both[0].go()
    time.sleep(delay)
    both[1].go()
    ended = [each.ended() for each in both]
    made = sum("Added to incident-register.xlsx" in each.said for each in ended)
    wrong = [f"{each.status}: {each.said}" for each in ended if each.status not in TOLD]
    once = [] if made == 1 else [f"{made} of them said that they added rows"]
    return [*wrong, *once, *scene.faults_in_the_end()]


def main(rounds: int = 100) -> int:
    """Print each fault and the number of rounds; the exit status tells whether there were faults."""
    bad = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            for fault in race(Path(folder).resolve(), patience=0.0 if number % 2 else 10.0):
                bad += 1
                print(f"writes, round {number}: {fault}")  # noqa: T201 - a command
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder))
        for number in range(rounds):
            for fault in race_reviews(scene, delay=number % 25 * 0.01):
                bad += 1
                print(f"reviews, round {number}: {fault}")  # noqa: T201 - a command
    print(f"{rounds} races of writes, {rounds} of reviews, {bad} faults")  # noqa: T201 - a command
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
