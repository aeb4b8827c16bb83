"""Who is due for training, without writing to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.errors import OlsxlError
from olsxl.jobs.errors import NoTrainingRegister
from olsxl.jobs.home import Home, read_registers, require_columns
from olsxl.jobs.outputs import output_path, save_output
from olsxl.report.training.facts import Training, training
from olsxl.rules import TrainingContext, apply
from olsxl.rules.people import PEOPLE_RULES
from olsxl.rules.training import TRAINING_RULES
from olsxl.training.due import By, Due
from olsxl.training.due import due as everybody

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from olsxl.findings import Finding
    from olsxl.register.coverage.coverage import Unread


class NoSuchColumn(OlsxlError):
    """People is to be grouped by a column that the workbook lacks."""

    def __init__(self, workbook: str, heading: str) -> None:
        super().__init__(
            f"{workbook} has no column '{heading}' in the sheet of people, so that nobody can be grouped by it. Add "
            "the column, name yours in olsxl.toml under [columns.people], or leave out --by."
        )


class TrainingDue(NamedTuple):
    """Who is due, the facts about training, the findings about the training register, and what of it was not read."""

    due: Due
    facts: Training
    findings: list[Finding]
    unread: tuple[Unread, ...]


def training_due(home: Home, today: date, by: By = "person") -> TrainingDue:
    """Who is due on a day. Raises NoTrainingRegister, NoSuchColumn, and what reading the registers raises."""
    registers = require_columns(home, read_registers(home))
    context = registers.context(home, today)
    if not isinstance(context, TrainingContext):
        raise NoTrainingRegister(home.path)
    register = context.training
    if by != "person" and not register.people.has(by.capitalize()):
        raise NoSuchColumn(register.people.workbook, by.capitalize())
    found = everybody(register, context.statuses, today, home.config.training)
    return TrainingDue(found, training(context), apply(context, TRAINING_RULES + PEOPLE_RULES), register.unread)


def write_csv(home: Home, today: date, data: bytes, out: Path, *, overwrite: bool) -> Path:
    """Write the list for Excel, and return its path. Raises the classes under OutputRefused."""
    path = output_path(home, out, f"Training due {today}.csv", overwrite=overwrite)
    save_output(home, path, data, overwrite=overwrite)
    return path
