"""LibreOffice, for the tests that have it open and save workbooks; they bear the mark `office`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MANY: Final = 25
"""Workbooks that are opened at a time: to start takes longer than to open one."""


def convert(files: Iterable[Path], out: Path, kind: str = "xlsx") -> None:
    """Have LibreOffice open workbooks and save them in another folder, as another kind where one is named."""
    files = list(files)
    _run(files, out, kind)
    assert {file.with_suffix(f".{kind}").name for file in files} <= {path.name for path in out.iterdir()}


def unopened(files: Sequence[Path], out: Path) -> list[Path]:
    """Return the workbooks that LibreOffice does not open.

    They are converted many at a time, into a folder for temporary files. What a run left undone because it broke off or
    took too long, on whichever of them, is tried once more by itself.
    """
    for start in range(0, len(files), _MANY):
        many = files[start : start + _MANY]
        _run(many, out, "csv")
        for file in many:
            if not (out / f"{file.stem}.csv").exists():
                _run([file], out, "csv")
    return [file for file in files if not (out / f"{file.stem}.csv").exists()]


def _run(files: Sequence[Path], out: Path, kind: str) -> None:
    """Convert files with a profile of its own, which no other run holds; the time for it is for a busy machine."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(out), *map(str, files)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as office:
            try:
                office.wait(180 + 20 * len(files))
            except subprocess.TimeoutExpired:
                if sys.platform == "win32":
                    office.kill()
                else:
                    os.killpg(office.pid, signal.SIGKILL)  # `soffice` is a script, and the office a child of it


def resaved(data: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it; the folder is one for temporary files."""
    source = folder / "source.xlsx"
    source.write_bytes(data)
    convert([source], folder / "out")
    return (folder / "out" / source.name).read_bytes()
