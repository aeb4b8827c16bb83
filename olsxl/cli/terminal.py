"""The terminal: how wide it is, and whether colour is wanted there."""

from __future__ import annotations

import os
import shutil
import sys

import click

from olsxl.report.findings import TextStyle


def look() -> TextStyle:
    """How text is to look where it goes: broken at the width of a terminal, coloured there where that is wanted."""
    if not sys.stdout.isatty():
        return TextStyle()
    width = max(40, shutil.get_terminal_size().columns - 1)
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return TextStyle(width)
    return TextStyle(width, lambda text, kind: click.style(text, bold=True, fg=_COLOURS[kind]))


_COLOURS = {"error": "red", "warning": "yellow", "sheet": None}
"""The word itself always says what the colour does."""
