"""Standard output and error as they may be: closed before the start, on a full disk, a pipe that was closed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from typing import TextIO


class OutputLost(OlsxlError):
    """What a command had to say could not be written to standard output."""

    def __init__(self, failure: OSError) -> None:
        super().__init__(
            f"The output could not be written ({failure.strerror or type(failure).__name__}). Make room on "
            "the disk to which it goes, or let it go elsewhere, then run the same command again: what was done "
            "is not done twice."
        )


def open_closed() -> None:
    """Let what was closed before the start lead nowhere, as Windows does for a program without a console.

    Else the next file that is opened, a register perhaps, would be taken for it.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - till the process ends


def give_up(stream: TextIO) -> None:
    """Write out what a stream holds; where that fails it is dropped, and so is all that follows."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
