"""Every system call of the weekly review that touches the home made to fail, and in another run made the last one.

    python -m tests.crash.review [AT MOST SO MANY RUNS OF EACH STORY [STORY...]]

The stories are those of `tests.crash.scene`: a common week, a register that is busy, a review that was queued for that,
and rows that a save has wiped out. Afterwards the register is the old one or the new one, whole; and the next review
ends well, leaves the home as one undisturbed review does, and nothing lying about. Needs strace; takes some minutes for
each story.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash.scene import STORIES, Scene
from tests.crash.tampering import Tampering, calls, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.crash.forking import Ended

_SPACE = ("error=EIO", "error=ENOSPC")
_RIGHTS = ("error=EIO", "error=EACCES")
_FAILURES = {
    "write": _SPACE,
    "fsync": _SPACE,
    "openat": (*_RIGHTS, "error=ENOSPC"),
    "mkdir": (*_RIGHTS, "error=ENOSPC"),
    "rename": (*_RIGHTS, "error=ENOSPC"),
    "unlink": _RIGHTS,
    "newfstatat": _RIGHTS,
    "access": _RIGHTS,
}
"""How calls fail, where not with EIO alone: on a full disk, or in a folder without rights."""


class Tampered:
    """A scene under strace."""

    def __init__(self, root: Path, story: str) -> None:
        self.scene = Scene(root, story)
        self._log = self.scene.root / "strace.log"
        self._watched = watching(self._paths())

    def calls(self) -> list[str]:
        """The system calls on the home that an undisturbed review makes."""
        self._traced(*self._watched)
        return calls(self._log)

    def faults(self, what: Tampering) -> list[str]:
        """What is wrong after a review that was tampered with, and after the next one."""
        ended = self._traced(*self._watched, *what.options)
        happened = ended.status < 0 if "KILL" in what.effect else "(INJECTED)" in self._log.read_text()
        return [*([] if happened else ["the call was not made"]), *self.scene.faults(ended)]

    def _paths(self) -> list[Path]:
        """Every path of the home that a review names, its temporary files among them."""
        self._traced("-s", "4096")
        return [Path(path) for path in set(re.findall(rf'"({self.scene.home}[^"]*)"', self._log.read_text()))]

    def _traced(self, *options: str) -> Ended:
        self.scene.lay_out()
        return self.scene.run(["-o", str(self._log), *options])


def tamperings(made: list[str]) -> Iterator[Tampering]:
    """Each of these calls with each effect."""
    for place, call in enumerate(made):
        for effect in (*_FAILURES.get(call, ("error=EIO",)), "signal=KILL"):
            yield Tampering(call, made[: place + 1].count(call), effect)


_OWN: list[Tampered] = []
"""The scene of this process: each has its own."""


def _begin(root: str, story: str) -> None:
    _OWN.append(Tampered(Path(tempfile.mkdtemp(dir=root)), story))


def _calls() -> list[str]:
    return _OWN[0].calls()


def _faults(what: Tampering) -> list[str]:
    return _OWN[0].faults(what)


def sweep(story: str, at_most: int) -> int:
    """Print each fault, and how many calls were tampered with; returns 1 where there were faults."""
    begun, bad = time.monotonic(), 0
    with (
        tempfile.TemporaryDirectory() as root,
        ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _begin, (root, story)) as pool,
    ):
        Path(root).chmod(0o755)
        made = pool.submit(_calls).result()
        every = list(tamperings(made))
        chosen = every[:: -(-len(every) // at_most)]
        for what, faults in zip(chosen, pool.map(_faults, chosen), strict=True):
            bad += bool(faults)
            for fault in faults:
                print(f"{what}: {fault}", flush=True)  # noqa: T201 - a command
    minutes = (time.monotonic() - begun) / 60
    print(f"{story}: {len(made)} calls, {len(chosen)} runs tampered with, {bad} with a fault; {minutes:.1f} minutes")  # noqa: T201 - a command
    return 1 if bad or not chosen else 0


def main(at_most: str = str(sys.maxsize), *stories: str) -> int:
    """Sweep these stories, else all; the exit status tells whether there were faults."""
    return max([sweep(story, int(at_most)) for story in stories or STORIES])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
