"""Work done in a copy of a process that has loaded everything: start-up is over, and only the work is left."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATIENCE = 30.0
"""Seconds until strace holds the copy, or lets go of it."""


@dataclass(frozen=True)
class Ended:
    """How a copy ended: its exit status, minus the signal where one killed it, and what it printed."""

    status: int
    said: str


class Copy:
    """A copy of this process that waits for `go`, under strace with these options where there are any."""

    def __init__(self, work: Callable[[], int], printed: Path, tracing: Sequence[str] = ()) -> None:
        self._printed = printed
        waiting, self._start = os.pipe()
        self._process = os.fork()
        if not self._process:
            _work(work, printed, waiting)
        os.close(waiting)
        self._tracer = _traced(self._process, tracing) if tracing else None

    def go(self) -> Copy:
        """Let it begin."""
        os.write(self._start, b"!")
        os.close(self._start)
        return self

    def ended(self) -> Ended:
        """Wait for its end."""
        _, status = os.waitpid(self._process, 0)
        if self._tracer:
            self._tracer.wait(_PATIENCE)
        return Ended(os.waitstatus_to_exitcode(status), self._printed.read_text(encoding="utf-8", errors="replace"))


def _work(work: Callable[[], int], printed: Path, waiting: int) -> None:
    status = 99
    try:
        out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.read(waiting, 1)
        status = work()
    finally:
        os._exit(status)


def _traced(process: int, options: Sequence[str]) -> subprocess.Popen[bytes]:
    tracer = subprocess.Popen(["strace", "-f", "-qq", *options, "-p", str(process)], stderr=subprocess.DEVNULL)
    last = time.monotonic() + _PATIENCE
    while "TracerPid:\t0" in Path(f"/proc/{process}/status").read_text(encoding="ascii"):
        if tracer.poll() is not None or time.monotonic() > last:
            raise RuntimeError("strace does not hold the process")
        time.sleep(0.002)
    return tracer
