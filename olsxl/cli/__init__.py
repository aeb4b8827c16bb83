"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from olsxl import __version__

if TYPE_CHECKING:
    from collections.abc import Callable


def system_clock() -> datetime:
    """The true time. This is the one place of the command line that reads the clock; no option sets it."""
    return datetime.now(UTC)


def main(clock: Callable[[], datetime] = system_clock) -> None:
    """Run the command line; every failure ends in one sentence and an exit status, none in a traceback."""
    if sys.argv[1:] == ["--version"]:  # before anything is loaded that this does not need
        sys.stdout.write(f"olsxl, version {__version__}\n")
        return
    from olsxl.cli.commands import run

    sys.exit(run(sys.argv[1:], clock))
