"""What a person reads when a command fails."""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from olsxl.errors import OlsxlError


def explain(error: Exception) -> int:
    """Print what the person is to know about a failure; returns the exit status.

    A failure of ours is its own sentence. Anything else is a bug: one line, and where the log lies. The log holds the
    path through the code and the kind of error, never its text, which could quote a register.
    """
    if isinstance(error, OlsxlError):
        _say(str(error))
        return error.exit_status
    _say(f"Something went wrong inside olsxl ({type(error).__name__}). {_logged(error)}")
    return 3


def _say(sentence: str) -> None:
    with suppress(OSError):  # where standard error leads nowhere, the status alone tells
        click.echo(sentence, err=True)


def _logged(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {type(error).__name__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    try:
        handle, name = tempfile.mkstemp(prefix="olsxl-", suffix=".log", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return "Its log could not be written."
    return f"The log that helps to mend it, without anything from your registers, is {name}"
