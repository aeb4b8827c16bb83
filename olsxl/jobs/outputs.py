"""Files that a person asks for: made where they are wanted, never in the place of one that olsxl did not make.

What olsxl made is known by its place and its bytes: the state keeps the hash of each. A file that somebody has saved
since, such as a sign-in sheet that is filled in, is theirs, and is replaced with `overwrite` alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from olsxl import files, records
from olsxl.errors import OlsxlError
from olsxl.jobs.errors import NewerState, StateBusy, StateUnusable

if TYPE_CHECKING:
    from olsxl.jobs.home import Home


class OutputRefused(OlsxlError):
    """A file that was asked for is not made, and what stands in its place stays: why, and what to do."""

    def __init__(self, path: Path, why: str, fix: str) -> None:
        super().__init__(f"{path} was not written: {why}. {fix}.")


class OutputName(OutputRefused):
    """The file's name does not end as files of its kind do."""

    def __init__(self, path: Path, suffix: str) -> None:
        super().__init__(path, f"the name does not end in {suffix}", "Give one that does")


class OutputFolder(OutputRefused):
    """The folder for the file is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, f"there is no folder {path.parent}", "Make it first, or name another place")


class OutputOverHome(OutputRefused):
    """The file would take the place of one that the home lives on."""

    def __init__(self, path: Path, kept: Path) -> None:
        super().__init__(path, f"it is your {kept.name} itself, which nothing may replace", "Give another name")


class OutputExists(OutputRefused):
    """A file stands there already that olsxl did not make, or that somebody has saved since."""

    def __init__(self, path: Path) -> None:
        why = "it is there already, and olsxl did not make it or somebody has saved it since"
        super().__init__(path, why, "Give another name; or, where what stands in it is not needed, add --overwrite")


class OutputNotWritten(OutputRefused):
    """The disk or the system refused the file; `why` is what the system said."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            path, why, "Close it where it is open, check the folder's rights and the free space, or name another place"
        )


def output_path(home: Home, out: Path | None, name: str, *, overwrite: bool) -> Path:
    """Where a file is made: `out`, or in the folder `out`, by default the home's, under a `name` of our own.

    A name of our own takes the next number where something stands there already, unless that is to be replaced.
    Raises the classes under OutputRefused, before any work is done.
    """
    if out is None or out.is_dir():
        path = (out or home.folder) / name
        return path if overwrite else files.next_free(path)
    suffix = Path(name).suffix
    if out.suffix.casefold() not in (suffix, ".htm" if suffix == ".html" else suffix):
        raise OutputName(out, suffix)
    if not out.parent.is_dir():
        raise OutputFolder(out)
    _refuse(home, out, overwrite=overwrite)
    return out


def save_output(home: Home, path: Path, data: bytes, *, overwrite: bool, private: bool = True) -> None:
    """Write a file whole; what stands there is replaced where olsxl made it so, or with `overwrite`.

    `private` is for what this account alone may read. Raises the classes under OutputRefused.
    """
    _refuse(home, path, overwrite=overwrite)
    files.clear_abandoned(path.parent)
    try:
        if os.path.lexists(path):
            rights = None if private else path
            files.write_atomic(path, data, rights=rights, check=lambda: _refuse(home, path, overwrite=overwrite))
        elif not files.write_exclusive(path, data, private=private):
            raise OutputExists(path)
    except OSError as failure:
        raise OutputNotWritten(path, files.why(failure)) from failure
    # Where no record can be kept the file passes for a person's, and is safe from the next run.
    with suppress(StateUnusable, StateBusy, NewerState):
        home.state.prepare()
        record = {"file": str(path.absolute()), "sha256": _hash(data)}
        home.state.write(_record(home, path), json.dumps(record).encode())


def _refuse(home: Home, path: Path, *, overwrite: bool) -> None:
    if kept := home.kept_file(path):
        raise OutputOverHome(path, kept)
    if os.path.lexists(path) and not overwrite and not _is_ours(home, path):
        raise OutputExists(path)


def _is_ours(home: Home, path: Path) -> bool:
    try:
        record = records.parse(_record(home, path).read_bytes())
        return bool(record["sha256"] == _hash(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _record(home: Home, path: Path) -> Path:
    place = os.path.normcase(path.absolute().parent.resolve() / path.name)
    return home.state.outputs / f"{_hash(place.encode())[:32]}.json"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
