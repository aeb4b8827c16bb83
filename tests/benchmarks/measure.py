"""Whole processes, timed side by side: wall-clock seconds and peak memory, medians of several runs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Figure:
    """One run: seconds, and peak memory in MB (0 where the system does not tell)."""

    seconds: float
    megabytes: float


def run(command: Sequence[str]) -> Figure:
    """Run one command to its end and measure it; a command that fails ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    megabytes = 0.0
    if sys.platform == "win32":
        status = process.wait()
    else:
        import os

        _, code, usage = os.wait4(process.pid, 0)
        status = process.returncode = os.waitstatus_to_exitcode(code)
        megabytes = usage.ru_maxrss / 1024
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return Figure(time.perf_counter() - start, megabytes)


def median(runs: int, prepare: Callable[[], Sequence[str]]) -> Figure:
    """The medians of so many runs; `prepare` lays out what the command needs and gives it, untimed."""
    return _median([run(prepare()) for _ in range(runs)])


def paired(runs: int, first: Callable[[], Sequence[str]], second: Callable[[], Sequence[str]]) -> tuple[Figure, Figure]:
    """Two commands in turn, A B A B, so that a machine that grows slow slows both; the medians of each."""
    pairs = [(run(first()), run(second())) for _ in range(runs)]
    return _median([a for a, _ in pairs]), _median([b for _, b in pairs])


def _median(figures: Sequence[Figure]) -> Figure:
    return Figure(statistics.median(f.seconds for f in figures), statistics.median(f.megabytes for f in figures))
