"""This computer, and the one that olsxl.toml means by `[home] runs_on`."""

from __future__ import annotations

import platform


def is_meant(runs_on: str) -> bool:
    """Whether this is the computer of a name, in whatever case and with or without its domain; a blank means any.

    Systems give themselves the one or the other name: `office-pc`, `OFFICE-PC.local`.
    """
    return not runs_on or _host(runs_on) == _host(platform.node())


def told(runs_on: str) -> str:
    """Say which computer keeps the schedule, and that this one does or does not."""
    if not runs_on:
        return "The schedule runs on every computer on which olsxl run is started."
    here = platform.node()
    if is_meant(runs_on):
        return f"By olsxl.toml the schedule runs on {runs_on}, which is this computer ({here})."
    return f"By olsxl.toml the schedule runs on {runs_on}. This computer is {here}, where olsxl run does nothing."


def _host(name: str) -> str:
    return name.strip().partition(".")[0].casefold()
