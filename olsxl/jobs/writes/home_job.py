"""What all jobs that write to a home's registers say of the home, and all plans on both registers of what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.jobs.secrets import REGISTER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.jobs.home import Home, Registers
    from olsxl.jobs.state.folder import State
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.table import RegisterTable
    from olsxl.workbook import Snapshot


@dataclass(frozen=True, slots=True)
class HomeJob:
    """A job of a home; `now` is the true, aware time."""

    home: Home
    now: datetime

    @property
    def state(self) -> State:
        """Where the write is noted, and the register backed up."""
        return self.home.state

    @property
    def clock_day(self) -> date:
        """The day of the computer's clock, where the home is."""
        return self.home.local(self.now).date()

    @property
    def older(self) -> tuple[Path, ...]:
        """The older workbooks of the home: none of them is a copy in which people went on."""
        return self.home.older

    @property
    def password(self) -> str | None:
        """The password to open the register, where it has one."""
        return self.home.secrets.get(REGISTER)


@dataclass(frozen=True, slots=True, eq=False)
class PlannedOnBoth:
    """What is planned on both registers as they were read, and written to the incident register."""

    registers: Registers

    @property
    def snapshot(self) -> Snapshot:
        """The incident register."""
        return self.registers.snapshot

    @property
    def recognised(self) -> Mapping[RegisterKind, Recognised]:
        """Both registers."""
        return self.registers.recognised

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table of both registers."""
        return self.registers.tables
