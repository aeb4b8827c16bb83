"""The training register of a home, which not every home keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.jobs.errors import NoTrainingRegister

if TYPE_CHECKING:
    from olsxl import workbook
    from olsxl.jobs.home import Home, Registers
    from olsxl.register.reading import TrainingRegister


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """The training register as it was read; `snapshot` is its file, which a write is held against."""

    snapshot: workbook.Snapshot
    register: TrainingRegister


def training_of(home: Home, registers: Registers) -> Training:
    """The training register among those that were read. Raises NoTrainingRegister."""
    if registers.training is None or registers.training_snapshot is None:
        raise NoTrainingRegister(home.path)
    return Training(registers.training_snapshot, registers.training)
