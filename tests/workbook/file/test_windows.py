"""A write as Windows sees it: no POSIX modules, no syncing of folders, no modes, files that are in use for a moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbook.books import saved, updates_book

ROOT = Path(__file__).parents[3]

ON_WINDOWS = """
import errno, os, sys
from tests.as_windows import lock_as_windows
sys.modules["olsxl.locks"] = lock_as_windows()
for name in ("fcntl", "pwd", "grp", "resource"):
    sys.modules[name] = None
del os.chown, os.getuid, os.listxattr

opening, replacing, refusals = os.open, os.replace, [5, 32, 33]

def open_file(path, flags, *more, **options):
    if os.path.isdir(path) and not flags & os.O_DIRECTORY:
        raise PermissionError(errno.EACCES, "a folder cannot be opened")
    return opening(path, flags, *more, **options)

def refuse(*_, **__):
    raise PermissionError(errno.EACCES, "no modes here")

def replace_file(source, target):
    if str(target).endswith("register.xlsx") and refusals:
        failure = PermissionError(errno.EACCES, "in use")
        failure.winerror = refusals.pop()
        raise failure
    replacing(source, target)

os.open, os.replace, os.chmod, os.fchmod, os.utime = open_file, replace_file, refuse, refuse, refuse

import importlib, pkgutil
import olsxl.workbook
for module in pkgutil.walk_packages(olsxl.workbook.__path__, "olsxl.workbook."):
    importlib.import_module(module.name)
from datetime import datetime
from pathlib import Path
from olsxl.workbook.file import owners
from olsxl.workbook.file.snapshot import read, replace
from olsxl.workbook.file.system import System

owners.EXCLUSIVE = True
folder, new = Path(sys.argv[1]), Path(sys.argv[2]).read_bytes()
(folder / "state").mkdir()
system = System(clock=lambda: datetime(2026, 11, 26, 16), sleep=lambda _: None, lock_dir=folder / "state" / "locks")
snapshot = read(folder / "register.xlsx", system=system)
written = replace(snapshot.path, snapshot.sha256, new, backups=folder / "state" / "backups", system=system)
assert written.changed and not refusals
"""


@pytest.mark.parametrize("length", [0, 200])
def test_a_register_is_written_on_windows(tmp_path: Path, length: int) -> None:
    folder = tmp_path / "register of the home"
    while len(str(folder / "register.xlsx")) < length:
        folder /= "a folder within"
    folder.mkdir(parents=True)
    old, new = saved(updates_book(5)), saved(updates_book(6))
    (folder / "register.xlsx").write_bytes(old)
    (tmp_path / "new.xlsx").write_bytes(new)
    command = [sys.executable, "-c", ON_WINDOWS, str(folder), str(tmp_path / "new.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "register.xlsx").read_bytes() == new
    (backup,) = (folder / "state" / "backups").iterdir()
    assert backup.read_bytes() == old
    assert not any(set(path.name) & set('<>:"|?*') for path in folder.rglob("*"))
    assert {path.name for path in folder.iterdir()} == {"register.xlsx", "state"}
