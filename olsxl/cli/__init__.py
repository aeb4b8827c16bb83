"""The command line: one module a command, loaded only when it is called."""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from olsxl import __version__
from olsxl.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable

_FEW_COLLECTIONS = 20_000
"""What a command loads and reads stays to its end: looking for rubbish as often as usual is a tenth of a small one."""


def system_clock() -> datetime:
    """The true time. This is the one place of the command line that reads the clock; no option sets it."""
    return datetime.now(UTC)


def main(clock: Callable[[], datetime] = system_clock) -> None:
    """Run the command line; every failure ends in one sentence and an exit status, none in a traceback."""
    streams.open_closed()
    gc.set_threshold(_FEW_COLLECTIONS)
    if sys.argv[1:] == ["--version"]:  # before anything is loaded that this does not need
        status = _show_version()
    else:
        from olsxl.cli.commands import run

        status = run(sys.argv[1:], clock)
    streams.give_up(sys.stderr)  # else Python itself would complain in the end of what it cannot write
    sys.exit(status)


def _show_version() -> int:
    try:
        sys.stdout.write(f"olsxl, version {__version__}\n")
        sys.stdout.flush()
    except OSError as failure:
        from olsxl.cli.errors import explain

        streams.give_up(sys.stdout)
        return explain(streams.OutputLost(failure))
    return 0
