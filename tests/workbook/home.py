"""A folder with a register in it, and a system that neither waits nor has a clock of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from olsxl.workbook.file.snapshot import Written, replace
from olsxl.workbook.file.system import System
from tests.workbook.books import saved, updates_book

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 26, 16, 0, 3, tzinfo=UTC)


@dataclass
class Home:
    """A register of five updates in a folder of its own; the new one has six."""

    root: Path
    name: str = "incident-register.xlsx"
    old: bytes = field(default_factory=lambda: saved(updates_book(5)))
    new: bytes = field(default_factory=lambda: saved(updates_book(6)))
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder = self.root / "registers"
        self.folder.mkdir(parents=True)
        self.state.mkdir()
        self.register.write_bytes(self.old)

    @property
    def register(self) -> Path:
        return self.folder / self.name

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def backups(self) -> Path:
        return self.state / "backups"

    @property
    def system(self) -> System:
        return System(clock=lambda: NOW, sleep=self.waits.append, lock_timeout=0, lock_dir=self.state / "locks")

    @property
    def beside(self) -> list[str]:
        """What stands in the register's folder."""
        return sorted(each.name for each in self.folder.iterdir())

    def write(self, data: bytes | None = None, *, password: str | None = None) -> Written:
        """Replace the register that was read as `old` was."""
        expected = hashlib.sha256(self.old).hexdigest()
        data = self.new if data is None else data
        options = {"backups": self.backups, "password": password, "system": self.system}
        return replace(self.register, expected, data, **options)  # type: ignore[arg-type]  # one dict of many types

    def assert_untouched(self) -> None:
        """Make sure that the register is as it was and that nothing was left beside it."""
        assert self.register.read_bytes() == self.old
        assert self.beside == [self.name]
