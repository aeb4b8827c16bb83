"""The terminal: how wide it is, and whether colour is wanted there."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from olsxl.report.findings import TextStyle

if TYPE_CHECKING:
    from collections.abc import Mapping


def is_watched() -> bool:
    """Whether the output goes to a terminal, where a person reads it and nothing keeps it."""
    return sys.stdout.isatty()


def look(first_words: Mapping[str, str]) -> TextStyle:
    """How text is to look where it goes: broken at the width of a terminal, coloured there where that is wanted."""
    if not is_watched():
        return TextStyle()
    width = max(40, shutil.get_terminal_size().columns - 1)
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return TextStyle(width, first_words=first_words)
    return TextStyle(width, lambda text, kind: click.style(text, bold=True, fg=_COLOURS[kind]), first_words)


_COLOURS = {"error": "red", "warning": "yellow", "sheet": None}
"""The word itself always says what the colour does."""
