"""Makes the registers as they are, all or those named: `python -m tests.data.registers.make [NAME ...]`.

What LibreOffice saves is made of a flat OpenDocument file, kept beside the source as `sources/NAME.fods`, and bears the
time of its making; what Excel and Google Sheets would save is written part by part, and comes out the same each time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tests.data.registers.making.flat_ods import flat_ods
from tests.data.registers.making.package import package

if TYPE_CHECKING:
    from tests.data.registers.making.book import Book

HERE = Path(__file__).parent
SOURCES = HERE / "sources"


def names() -> list[str]:
    """The names of all registers that are made here."""
    return sorted(path.stem for path in SOURCES.glob("*.py") if path.stem != "__init__")


def book(name: str) -> Book:
    """What stands in the register of this name."""
    made: Book = import_module(f"tests.data.registers.sources.{name}").BOOK
    return made


def file_name(name: str) -> str:
    """`fernlow_training` is saved as `fernlow-training.xlsx`."""
    return f"{name.replace('_', '-')}.xlsx"


def make(name: str) -> None:
    """Write one register beside this file."""
    wanted, target = book(name), HERE / file_name(name)
    if wanted.saved_by in {"Excel", "Google Sheets"}:
        target.write_bytes(package(wanted))
        return
    flat = SOURCES / f"{name}.fods"
    flat.write_text(flat_ods(wanted), encoding="utf-8", newline="\n")
    ending = "xls" if wanted.saved_by == "LibreOffice as .xls" else "xlsx"
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", folder, str(flat)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copyfile(Path(folder) / f"{name}.{ending}", target)


if __name__ == "__main__":
    for chosen in sys.argv[1:] or names():
        make(chosen)
