"""What `olsxl check` found, written where the manager asks for it: as a page, or as a workbook of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from olsxl.jobs.notify import tell_failures
from olsxl.jobs.outputs import output_path, save_output
from olsxl.jobs.report import write_page as write
from olsxl.report.findings import page
from olsxl.report.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from olsxl.jobs.check import Checked
    from olsxl.jobs.home import Home


def write_page(  # noqa: PLR0913 - what is written of which home, where, how, and who is told
    home: Home, today: date, checked: Checked, out: Path | None, tell: Callable[[str], None], *, overwrite: bool
) -> Path:
    """Write the page where it is asked for, else into the state folder; returns the path.

    `tell` says which template of the home could not be used. Raises the classes under OutputRefused; StateUnusable,
    StateBusy, NewerState.
    """
    renderer = Renderer(home.templates)
    text = renderer.findings(page.context(home.config.home.name, today, checked.findings, checked.changes))
    tell_failures(renderer, tell)
    return write(home, text, out, "check.html", overwrite=overwrite)


def write_workbook(home: Home, today: date, checked: Checked, out: Path, *, overwrite: bool) -> Path:
    """Write the workbook, and return its path. Raises the classes under OutputRefused."""
    from olsxl.report.findings.workbook import About, workbook

    path = output_path(home, out, f"Findings {today}.xlsx", overwrite=overwrite)
    about = About(home.config.home.name, today, checked.changes, _links(home, path))
    save_output(home, path, workbook(checked.findings, about), overwrite=overwrite)
    return path


def _links(home: Home, out: Path) -> dict[str, str]:
    """Each register by its file name, as a URL from the folder of the new workbook."""
    return {register.name: _url(register.resolve(), out.resolve().parent) for register in home.registers}


def _url(register: Path, folder: Path) -> str:
    try:
        return quote(os.path.relpath(register, folder).replace(os.sep, "/"))
    except ValueError:  # another drive of Windows: there is no way there that is relative
        return register.as_uri()
