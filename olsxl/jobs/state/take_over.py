"""The state of a home that came to lie in a synced folder, taken over from beside its settings.

Each file is whole in its new place before it is taken away from its old one, so that a run that is cut short loses and
doubles nothing: the next one goes on. What stands in the new place already is newer, and stays.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from olsxl import files

if TYPE_CHECKING:
    from pathlib import Path

_FOLDERS: Final = ("writes", "registers", "references", "seen", "backups", "summaries", "outputs", "outbox", "queue")
_LOG: Final = "runs.jsonl"


def is_left(former: Path) -> bool:
    """Whether a state folder has anything that is to be taken over. Raises OSError."""
    return any((former / name).exists() for name in (*_FOLDERS, _LOG, "version"))


def take_over(former: Path, folder: Path) -> None:
    """Bring all that a former state folder, of this layout, keeps into one that may have something already.

    What is not olsxl's stays where it is. Raises OSError, and what the outbox raises.
    """
    if (former / "outbox").exists():
        from olsxl.mail import Outbox  # mail takes a while to load, and hardly a run takes over anything

        Outbox(folder / "outbox").take_over(Outbox(former / "outbox"))
    for name in _FOLDERS:
        _carry_folder(former / name, folder / name)
    if (former / _LOG).exists():
        _carry_log(former / _LOG, folder / _LOG)
    _remove_folder(former / "locks")
    (former / "version").unlink(missing_ok=True)
    with suppress(OSError):  # something else lies in it
        former.rmdir()


def _carry_folder(former: Path, folder: Path) -> None:
    for source in sorted(former.rglob("*")):
        if source.is_file() and not source.name.startswith("."):
            target = folder / source.relative_to(former)
            files.make_private(target.parent, folder.parent)
            files.write_exclusive(target, source.read_bytes(), private=True)
            source.unlink()
    _remove_folder(former)


def _carry_log(former: Path, log: Path) -> None:
    """The lines of both, the former ones first, each once."""
    texts = [path.read_text("utf-8", errors="replace") for path in (former, log) if path.exists()]
    lines = dict.fromkeys(line for text in texts for line in text.splitlines())
    files.write_atomic(log, "".join(f"{line}\n" for line in lines).encode())
    former.unlink()


def _remove_folder(folder: Path) -> None:
    """Take away a folder in which nothing but locks and leftovers is; on Windows one may still be held."""
    for path in sorted(folder.rglob("*"), reverse=True):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
    with suppress(OSError):
        folder.rmdir()
