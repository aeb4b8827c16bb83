"""The command line: one module a command, loaded only when it is called."""

import sys

from olsxl import __version__


def main() -> None:
    """Run the command line; every failure ends in one sentence and an exit status, none in a traceback."""
    if sys.argv[1:] == ["--version"]:  # before anything is loaded that this does not need
        sys.stdout.write(f"olsxl, version {__version__}\n")
        return
    from olsxl.cli.commands import run

    sys.exit(run(sys.argv[1:]))
