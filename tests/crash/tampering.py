"""System calls of a command that touch certain paths: counted, made to fail, or made its last one."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_CALL = re.compile(r"^(?:\d+ +)?([a-z0-9_]+)\(", re.MULTILINE)


@dataclass(frozen=True)
class Tampering:
    """What is done to the `at`-th call (from 1) of one system call: `error=EIO` or `signal=KILL`."""

    call: str
    at: int
    effect: str

    def __str__(self) -> str:
        return f"{self.call} no. {self.at}, {self.effect}"

    @property
    def options(self) -> list[str]:
        """The options of strace that do it."""
        return ["-e", f"inject={self.call}:{self.effect}:when={self.at}"]


def watching(paths: Iterable[Path]) -> list[str]:
    """The options of strace that leave out every call which touches none of these paths, nor what is open of them."""
    return [option for path in paths for option in ("-P", str(path))]


def calls(log: Path) -> list[str]:
    """The names of the system calls in a log of strace, in their order."""
    return _CALL.findall(log.read_text())


def count_calls(command: Sequence[str], paths: Sequence[Path], log: Path) -> Counter[str]:
    """How often a command makes each system call on these paths (or on what is open of them)."""
    _strace(command, paths, log)
    return Counter(calls(log))


def tamper(
    command: Sequence[str], paths: Sequence[Path], log: Path, what: Tampering
) -> subprocess.CompletedProcess[str]:
    """Run a command with one of its system calls tampered with."""
    return _strace(command, paths, log, *what.options)


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command, undisturbed."""
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def _strace(
    command: Sequence[str], paths: Sequence[Path], log: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    return run(["strace", "-f", "-qq", "-o", str(log), *watching(paths), *options, *command])
