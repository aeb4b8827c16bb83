"""Every system call of a write that touches the register's home made to fail, and in another run made the last one:

    python -m tests.crash

Afterwards the register is the old one or the new one, whole; and the next write works, and leaves nothing lying about.
Needs strace; takes some minutes. What befalls a whole review: `tests.crash.review` and `tests.crash.calamities`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from olsxl import files
from tests.crash.tampering import Tampering, count_calls, run, tamper
from tests.workbook.books import saved, updates_book

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

EFFECTS = ("error=EIO", "error=ENOSPC", "error=EACCES", "signal=KILL")


class Scene:
    """A home that is laid out anew before each run, and what may be found in it afterwards."""

    def __init__(self, root: Path) -> None:
        self.home, self.log = root / "home", root / "strace.log"
        self.register = self.home / "registers" / "register.xlsx"
        self.old, self.new = saved(updates_book(5)), saved(updates_book(6))
        (root / "new.xlsx").write_bytes(self.new)
        self.command = [sys.executable, "-m", "tests.crash.writer", str(self.home), str(root / "new.xlsx")]
        self.paths = self._paths()

    def lay_out(self) -> None:
        """Only the register, as it was before."""
        shutil.rmtree(self.home, ignore_errors=True)
        self.register.parent.mkdir(parents=True)
        (self.home / "state").mkdir()
        self.register.write_bytes(self.old)
        self.register.chmod(0o664)

    def _paths(self) -> list[Path]:
        """Every path that a write touches: what it leaves, and its temporary files."""
        self.lay_out()
        run(self.command)
        owners = (self.register.with_name(name) for name in ("~$register.xlsx", ".~lock.register.xlsx#"))
        found = [self.home, *self.home.rglob("*"), *owners]
        temporary = f"{files._prefix(self.register.name)}01234567.tmp"
        return [*found, *(folder / temporary for folder in found if folder.is_dir())]

    def tamperings(self) -> Iterator[Tampering]:
        """Each call of each system call, with each effect."""
        self.lay_out()
        for call, count in sorted(count_calls(self.command, self.paths, self.log).items()):
            for at in range(1, count + 1):
                yield from (Tampering(call, at, effect) for effect in EFFECTS)

    def faults(self, what: Tampering) -> list[str]:
        """What is wrong after a write that was tampered with, and after the next one."""
        self.lay_out()
        first = tamper(self.command, self.paths, self.log, what)
        faults = [*self._faults_at_once(first, killed="KILL" in what.effect)]
        second = run(self.command)
        return [*faults, *self._faults_in_the_end(second)]

    def _faults_at_once(self, done: subprocess.CompletedProcess[str], *, killed: bool) -> Iterator[str]:
        now = self.register.read_bytes()
        if now not in (self.old, self.new):
            yield "the register is spoiled"
        if not killed and done.returncode not in (0, 2, 4):
            yield f"exit {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
        if done.returncode in (2, 4) and now != self.old:
            yield f"said that nothing was changed, and something was: {done.stdout.strip()}"
        if done.returncode == 0 and now != self.new:
            yield "said that it was written, and it was not"

    def _faults_in_the_end(self, done: subprocess.CompletedProcess[str]) -> Iterator[str]:
        if done.returncode or self.register.read_bytes() != self.new:
            yield f"the next write failed: {done.stdout.strip()} {done.stderr.strip()[-200:]}"
        if self.register.stat().st_mode & 0o777 != 0o664:
            yield f"the register's mode became {self.register.stat().st_mode:o}"
        backups = [each.read_bytes() for each in (self.home / "state" / "backups").glob("*.xlsx")]
        if not backups or any(backup != self.old for backup in backups):
            yield "a backup is missing or spoiled"
        if rubbish := [str(path) for path in self.home.rglob("*.tmp")]:
            yield f"left behind: {rubbish}"


def main() -> int:
    """Print each fault, and how many calls were tampered with; the exit status tells whether there were faults."""
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(Path(folder).resolve())
        runs = bad = 0
        for what in scene.tamperings():
            found = scene.faults(what)
            runs, bad = runs + 1, bad + bool(found)
            for fault in found:
                print(f"{what}: {fault}")  # noqa: T201 - a command
    print(f"{runs} runs tampered with, {bad} with a fault")  # noqa: T201 - a command
    return 1 if bad or not runs else 0


if __name__ == "__main__":
    raise SystemExit(main())
