"""What stands in an encrypted register or a pack is on no disk in plain text, not for a moment.

Every file that is written while a command runs is looked at just before it is renamed, linked or taken away, and where
it stays, at the end: in the home and in the system's temporary folder, where a library may lay one on its own account.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook.container.encryption import encrypt
from tests import registers
from tests.cli.running import DAY, SETTINGS, olsxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SURNAME, WORD = "Quillfeather", "lanternfish"
"""The surname of everybody in People, and a word of a Summary, which a pack holds too."""

PASSWORD = "a password of the home"  # noqa: S105 - made up for the test


@dataclass
class Watch:
    """The files that held one of the two in plain text while it watched; `seen` are all that it looked at."""

    leaks: list[str] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def look(self, path: Path) -> None:
        """Look into a file, or into every file of a folder."""
        for each in path.rglob("*") if path.is_dir() else [path] if path.is_file() else ():
            if each.is_file():
                self.seen.add(each)
                if _is_plain(each.read_bytes()):
                    self.leaks.append(str(each))


def _is_plain(data: bytes) -> bool:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return any(_is_plain(package.read(name)) for name in package.namelist())
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return any(secret.encode(encoding) in data for secret in (SURNAME, WORD) for encoding in encodings)


_watching: list[Watch] = []
"""The one that watches at the moment, taken out while it looks: an audit hook stays to the end of the process."""


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event not in {"os.rename", "os.link", "os.remove", "shutil.rmtree"} or not _watching:
        return
    path, watch = arguments[0], _watching.pop()
    if isinstance(path, str | bytes | os.PathLike):
        watch.look(Path(os.fsdecode(path)))
    _watching.append(watch)


sys.addaudithook(_hook)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Watch]]:
    """Begin to watch; what the function gives has looked at all that stayed."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for variable in ("OLSXL_REGISTER_PASSWORD", "OLSXL_PACK_PASSWORD"):
        monkeypatch.setenv(variable, PASSWORD)
    watch = Watch()
    _watching.append(watch)

    def end() -> Watch:
        _watching.clear()
        watch.look(tmp_path)
        return watch

    yield end
    _watching.clear()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The olsxl.toml of a home with two encrypted registers, in which both stand."""
    incidents = registers.incident_register(registers.incident(summary=f"About a {WORD}"), registers.update())
    people = registers.training_register(registers.person(full_name=f"Ada {SURNAME}"))
    return registers.home(
        tmp_path / "home",
        incidents=encrypt(incidents, PASSWORD, "incidents"),
        training=encrypt(people, PASSWORD, "training"),
        settings=SETTINGS,
    )


COMMANDS = [
    f"pack --audience ofsted --from 01/09/2026 --today {DAY}",
    f"pack --audience ofsted --from 01/09/2026 --today {DAY} --no-password --dry-run",
    f"review --first --today {DAY}",
    f"report --today {DAY}",
    f"training due --today {DAY}",
    "doctor",
]


@pytest.mark.proof
@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_writes_nothing_of_an_encrypted_register_in_plain_text(
    words: str, home: Path, watched: Callable[[], Watch]
) -> None:
    ended = olsxl(*words.split(), "--config", home)
    assert ended.status in {0, 1}, ended.read
    assert watched().leaks == []


def test_what_a_person_asks_for_in_plain_text_is_plain_at_its_place_alone(
    home: Path, watched: Callable[[], Watch]
) -> None:
    sheet, found = home.with_name("sheet.xlsx"), home.with_name("found.xlsx")
    assert olsxl("training", "sheet", "--session", "03/12/2026", "--out", sheet, "--config", home).status == 0
    assert olsxl("check", "--workbook", found, "--config", home, "--today", DAY).status in {0, 1}
    watch = watched()
    assert str(sheet) in watch.leaks
    assert {Path(leak).parent for leak in watch.leaks} == {home.parent}


@pytest.mark.proof
def test_the_trial_of_an_encrypted_register_is_made_on_an_encrypted_copy(
    home: Path, watched: Callable[[], Watch]
) -> None:
    home.unlink()
    register = home.with_name("incident-register.xlsx")
    ended = olsxl("adopt", register, "--training", home.with_name("training-register.xlsx"), "--try")
    assert ended.status == 0, ended.read
    watch = watched()
    copies = {path.name for path in watch.seen if not path.is_relative_to(home.parent)}
    assert {"incident-register.xlsx", "training-register.xlsx"} <= copies
    assert watch.leaks == []


def test_the_watch_sees_a_file_that_a_library_laid_into_the_temporary_folder(watched: Callable[[], Watch]) -> None:
    """openpyxl's own writer does so; its file is gone again when it has ended."""
    registers.plain({"List": [[WORD]]})
    leak, *_ = watched().leaks
    assert Path(leak).name.startswith("openpyxl.")
    assert not Path(leak).exists()
