"""`olsxl init`: the blank registers and `olsxl.toml`, laid out where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl import config, workbook
from olsxl.config import FILE_NAME
from olsxl.config.documentation import olsxl_toml
from olsxl.errors import OlsxlError
from olsxl.files import clear_abandoned, write_exclusive
from olsxl.register.identity import PROPERTY, new_id
from olsxl.resources import registers_dir

if TYPE_CHECKING:
    from pathlib import Path


class HomeIsFile(OlsxlError):
    """The folder of a new home is a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is a file, not a folder. Name a folder for the new home; nothing was written.")


class HomeNotWritable(OlsxlError):
    """A file of a new home cannot be written; `why` is what the system said."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} could not be written: {why}. Ask for the right to create files there, or name another folder. "
            "What was laid out before it stays, and the same command goes on from there."
        )


class LaidOut(NamedTuple):
    """One file of a home: made just now, or kept as it was."""

    path: Path
    outcome: Literal["created", "kept"]


class Contents(NamedTuple):
    """What a new home begins with: both registers as bytes of .xlsx files, and the text of olsxl.toml."""

    incidents: bytes
    training: bytes
    settings: str


def init(folder: Path) -> list[LaidOut]:
    """Lay out blank registers, and an olsxl.toml named after the folder; what is there is kept as it is.

    Where an olsxl.toml stands already, the registers go where it says. Raises HomeIsFile, HomeNotWritable, ConfigError.
    """
    return lay_out(folder, Contents(*blanks(), olsxl_toml(folder.resolve().name or "The home")))


def blanks() -> tuple[bytes, bytes]:
    """The blank incident register and the blank training register, as they travel with olsxl."""
    names = ("incident-register.xlsx", "training-register.xlsx")
    incidents, training = ((registers_dir() / name).read_bytes() for name in names)
    return incidents, training


def lay_out(folder: Path, contents: Contents) -> list[LaidOut]:
    """Write each file of a home that is not there yet, olsxl.toml last. Raises as `init` does."""
    _make(folder)
    registers = _registers(folder)
    wanted = [(folder / registers.incidents, _with_identity(contents.incidents))]
    if registers.training:
        wanted.append((folder / registers.training, _with_identity(contents.training)))
    wanted.append((folder / FILE_NAME, contents.settings.encode()))
    return [_written(path, data) for path, data in wanted]


def _with_identity(register: bytes) -> bytes:
    """A register with an id of its own (docs/contract.md, "Identity of a register")."""
    return workbook.patch(register, [workbook.SetProperty(PROPERTY, new_id())])


def _make(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise HomeIsFile(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeNotWritable(folder, error.strerror or str(error)) from error


def _registers(folder: Path) -> config.RegistersSection:
    settings = folder / FILE_NAME
    return config.load(settings).registers if settings.is_file() else config.RegistersSection()


def _written(path: Path, data: bytes) -> LaidOut:
    clear_abandoned(path.parent)
    try:
        return LaidOut(path, "created" if write_exclusive(path, data) else "kept")
    except OSError as error:
        raise HomeNotWritable(path, error.strerror or str(error)) from error
