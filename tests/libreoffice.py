"""LibreOffice, for the tests that have it open and save workbooks; they bear the mark `office`."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def convert(files: Iterable[Path], out: Path, kind: str = "xlsx") -> None:
    """Have LibreOffice open workbooks and save them in another folder, as another kind where one is named."""
    files = list(files)
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", kind]
        command += ["--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert {file.with_suffix(f".{kind}").name for file in files} <= {path.name for path in out.iterdir()}


def resaved(data: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it; the folder is one for temporary files."""
    source = folder / "source.xlsx"
    source.write_bytes(data)
    convert([source], folder / "out")
    return (folder / "out" / source.name).read_bytes()
