"""Runs commands as on Windows, as far as another system can: `python -m tests.as_windows PATHS_FILE COMMAND...`.

`fcntl`, `pwd`, `grp` and `resource` cannot be imported; files are locked by `msvcrt`; folders cannot be opened, and so
not flushed; rights cannot be changed; what `os` lacks there is gone; a file that is open can be neither replaced nor
deleted. Every module of olsxl is imported, then each COMMAND is run; PATHS_FILE gets the path of every file and folder
that was made, one a line.
"""

from __future__ import annotations

import importlib.util
import os
import pkgutil
import shlex
import sys
import warnings
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn
from unittest import mock

from tests.windows_access import AccessLists

if TYPE_CHECKING:
    from collections.abc import Callable

ABSENT = {"fcntl", "pwd", "grp", "resource", "termios", "tty", "pty", "syslog"}
NOT_THERE = (
    "fork",
    "forkpty",
    "getuid",
    "geteuid",
    "getgid",
    "chown",
    "lchown",
    "fchown",
    "fchmod",
    "statvfs",
)

made: list[str] = []


class Absent(MetaPathFinder):
    """Finds that a module is not there."""

    def find_spec(self, name: str, *_: object) -> None:
        """Fail for the modules that Windows has not."""
        if name in ABSENT:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Note the path of what is made, by whatever code."""
    opened_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
    if opened_to_write or event == "os.mkdir":
        made.append(str(arguments[0]))
    elif event in ("os.rename", "os.link", "os.symlink"):
        made.append(str(arguments[1]))


def refuse(*_: object, **__: object) -> NoReturn:
    """Refuse as Windows does."""
    raise PermissionError(13, "Access is denied")


def refuse_open_files(action: Callable[..., None]) -> Callable[..., None]:
    """The action, refused where one of its paths is open in this process."""

    def acted(*paths: str | os.PathLike[str], **options: object) -> None:
        opened = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
        for path in paths:
            if os.path.realpath(path) in opened:
                failure = PermissionError(13, "The process cannot access the file because it is in use", str(path))
                failure.winerror = 32  # type: ignore[attr-defined]  # as Windows sets it
                raise failure
        action(*paths, **options)

    return acted


def lock_as_windows() -> ModuleType:
    """A module `olsxl.locks` that locks by `msvcrt`, which here asks the system's own lock."""
    spec = importlib.util.find_spec("olsxl.locks")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with mock.patch.dict(sys.modules, {"msvcrt": _msvcrt()}), mock.patch.object(sys, "platform", "win32"):
        spec.loader.exec_module(module)
    return module


def _msvcrt() -> ModuleType:
    if sys.platform == "win32":
        return importlib.import_module("msvcrt")
    import fcntl

    def locking(handle: int, mode: int, _: int) -> None:
        try:
            fcntl.flock(handle, mode)
        except BlockingIOError:
            refuse()

    module = ModuleType("msvcrt")
    vars(module).update(locking=locking, LK_NBLCK=fcntl.LOCK_EX | fcntl.LOCK_NB, LK_UNLCK=fcntl.LOCK_UN)
    return module


def become_windows() -> None:
    """Change this process for good."""
    sys.modules["olsxl.locks"] = lock_as_windows()
    access = AccessLists().module()
    sys.modules["olsxl.jobs.state.access"] = access
    sys.modules["olsxl.jobs.state.access_list"] = access.access_list
    sys.meta_path.insert(0, Absent())
    for name in ABSENT:
        sys.modules.pop(name, None)
    for name in NOT_THERE:
        if hasattr(os, name):
            delattr(os, name)
    os.chmod = refuse
    open_file = os.open

    def open_no_folder(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if os.path.isdir(path):  # noqa: PTH112 - the path may be of bytes
            refuse()
        return open_file(path, flags, mode, dir_fd=dir_fd)

    os.open = open_no_folder
    if Path("/proc/self/fd").is_dir():
        for name in ("replace", "rename", "unlink", "remove"):
            setattr(os, name, refuse_open_files(getattr(os, name)))
    sys.addaudithook(note)
    warnings.filterwarnings("error", category=EncodingWarning, module=r"olsxl\b")  # there the default is cp1252


def run(command: str) -> None:
    """Run one command of olsxl, and say how it ended."""
    from olsxl.cli import main
    from tests.cli.running import AT

    sys.argv = ["olsxl", *shlex.split(command)]
    try:
        main(lambda: AT)
    except SystemExit as ended:
        print(f"status {ended.code}: {command.split(maxsplit=1)[0]}")  # noqa: T201 - what the test reads


def everything() -> None:
    """Import every module of olsxl."""
    import olsxl

    for module in pkgutil.walk_packages(olsxl.__path__, "olsxl."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    paths_file, *commands = sys.argv[1:]
    become_windows()
    everything()
    for words in commands:
        run(words)
    Path(paths_file).write_text("\n".join(made), encoding="utf-8")
