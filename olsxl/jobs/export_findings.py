"""What `olsxl check` found, written where the manager asks for it: as a page, or as a workbook of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from olsxl import files
from olsxl.errors import OlsxlError
from olsxl.jobs.report import write_page as write
from olsxl.report.findings import page
from olsxl.report.render import Renderer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from olsxl.jobs.check import Checked
    from olsxl.jobs.home import Home


class FindingsNotWritten(OlsxlError):
    """No workbook of findings was written: why, and what to do."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(f"The findings were not written: {why}. {fix}.")


def write_page(home: Home, today: date, checked: Checked, out: Path | None) -> Path:
    """Write the page where it is asked for, else into the state folder; returns the path.

    Raises TemplateFailed, NotAPage, PageNotWritten, StateUnusable.
    """
    names = page.context(home.config.home.name, today, checked.findings, checked.changes)
    return write(home, Renderer(home.templates).findings(names), out, "check.html")


def write_workbook(home: Home, today: date, checked: Checked, out: Path, *, overwrite: bool) -> None:
    """Write the workbook; a file that is there already is replaced where olsxl made it so, or with `overwrite`.

    Raises FindingsNotWritten; a register of the home is never replaced.
    """
    from olsxl.report.findings.workbook import About, workbook

    _refuse(home, out, overwrite=overwrite)
    about = About(home.config.home.name, today, checked.changes, _links(home, out))
    data = workbook(checked.findings, about)
    try:
        if out.exists():
            files.write_atomic(out, data)
        elif not files.write_exclusive(out, data, private=True):
            raise _exists(out)
    except OSError as error:
        why = f"{out} could not be written ({error.strerror or type(error).__name__})"
        raise FindingsNotWritten(why, "Close it where it is open, or name another place") from error


def _refuse(home: Home, out: Path, *, overwrite: bool) -> None:
    from olsxl.report.findings.workbook import is_ours

    if out.suffix.casefold() != ".xlsx":
        raise FindingsNotWritten(f"the name {out.name} does not end in .xlsx", "Give one that does with --workbook")
    if home.is_register(out):
        raise FindingsNotWritten(f"{out} is your register itself", "Give another name with --workbook")
    if not out.parent.is_dir():
        raise FindingsNotWritten(f"there is no folder {out.parent}", "Make it first, or name another")
    if out.is_dir() or (out.exists() and not overwrite and not is_ours(_read(out))):
        raise _exists(out)


def _exists(out: Path) -> FindingsNotWritten:
    return FindingsNotWritten(
        f"{out} is there already, and is none that olsxl made and nobody has saved since",
        "Give another name; or, where what stands in it is not needed, add --overwrite",
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = f"{path} cannot be read ({error.strerror or type(error).__name__})"
        raise FindingsNotWritten(why, "Close it where it is open, or name another place") from error


def _links(home: Home, out: Path) -> dict[str, str]:
    """Each register by its file name, as a URL from the folder of the new workbook."""
    return {register.name: _url(register.resolve(), out.resolve().parent) for register in home.registers}


def _url(register: Path, folder: Path) -> str:
    try:
        return quote(os.path.relpath(register, folder).replace(os.sep, "/"))
    except ValueError:  # another drive of Windows: there is no way there that is relative
        return register.as_uri()
