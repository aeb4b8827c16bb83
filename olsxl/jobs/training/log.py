"""Logging attendance from a sign-in sheet into the training register (P13): read, plan, append once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.jobs import guarded_write
from olsxl.jobs.home import Home, read, read_training
from olsxl.jobs.training.errors import SheetIsRegister, SheetNotRead
from olsxl.register.writing import append, in_home_words
from olsxl.training.attendance import page
from olsxl.training.attendance.plan import plan
from olsxl.training.attendance.sheet import understand
from olsxl.training.due import uncounted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from olsxl.jobs.write_review import Manner
    from olsxl.register.table import RegisterTable
    from olsxl.training.attendance.plan import Asked, LogPlan
    from olsxl.training.due import Uncounted

MAX_TEXT = 10 * 2**20
"""Bytes of the longest text file that is read as a sign-in sheet."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls")


@dataclass(frozen=True, slots=True)
class LogResult:
    """What became of a sign-in sheet; with `dry_run` nothing of the plan was written.

    `uncounted` are the rows of People among which nobody can be found, `headings` those of People by ours.
    """

    sheet: Path
    plan: LogPlan
    uncounted: tuple[Uncounted, ...]
    headings: Mapping[str, str]
    dry_run: bool

    def as_json(self) -> dict[str, object]:
        """The shape that `training log --format json` prints."""
        made = self.plan
        shape: dict[str, object] = {
            "sheet": str(self.sheet),
            "session": made.session.day.isoformat(),
            "course": made.session.course,
            "logged": list(made.people),
            "already": list(made.already),
            "absent": list(made.absent),
            "unmarked": list(made.unmarked),
            "likely": [{"row": each.row, "typed": each.typed, "person": each.person} for each in made.likely],
            "held": [{"row": each.row, "typed": each.typed, "reason": each.reason} for each in made.held],
            "rows_appended": {"Training": len(made.rows)},
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def log(home: Home, path: Path, today: date, asked: Asked, manner: Manner) -> LogResult:
    """Log the attendance of a sign-in sheet, once however often it is run: all of its rows in one write, or none.

    Raises what stands under SheetRefused, SheetNotRead, SheetIsRegister, NoTrainingRegister, what reading the
    registers raises, workbook.WorkbookBusy and WorkbookChanged; then nothing was written. HomeGone where the home
    vanished meanwhile.
    """
    if home.is_register(path):
        raise SheetIsRegister(path)
    pages = tuple(_pages(path))

    def attempt() -> LogResult:
        snapshot, register = read_training(home)
        headings = register.people.regions[0].headings
        planned = plan(understand(pages, path.name, headings, asked.day), register, today, asked)
        _write(home, snapshot, register.training, planned, manner)
        return LogResult(path, planned, tuple(uncounted(register.people)), headings, manner.dry_run)

    patience = guarded_write.Patience(home.config.registers.wait, manner.pause, manner.tell)
    with home.kept():
        return guarded_write.until_written(attempt, patience)


def _write(home: Home, snapshot: workbook.Snapshot, table: RegisterTable, planned: LogPlan, manner: Manner) -> None:
    edits = [append(table, in_home_words(row, table.schema, home.config)) for row in planned.rows]
    data = workbook.patch(snapshot.data, edits)
    if edits and not manner.dry_run:
        workbook.refuse_read_only(snapshot.path)
        home.state.prepare()
        guarded_write.replace(home, snapshot, data)


def _pages(path: Path) -> Iterable[page.Page]:
    """The pages of a file, by what is in it and not by its name."""
    data = _bytes(path)
    if page.is_workbook(data):
        return page.of_workbook(_package(path), path.name)
    if not data:
        raise SheetNotRead(path, "it is empty")
    if len(data) > MAX_TEXT:
        raise SheetNotRead(path, "it is larger than any sign-in sheet")
    if path.suffix.casefold() in WORKBOOKS:
        raise SheetNotRead(path, f"it is no Excel workbook, though its name ends in {path.suffix}")
    return page.of_text(data, path.name)


def _bytes(path: Path) -> bytes:
    """The file, as far as a text file may go."""
    if path.is_dir():
        raise SheetNotRead(path, "it is a folder")
    try:
        with path.open("rb") as file:
            return file.read(MAX_TEXT + 1)
    except FileNotFoundError:
        raise SheetNotRead(path, "there is no such file") from None
    except OSError as error:
        raise SheetNotRead(path, error.strerror or type(error).__name__) from error


def _package(path: Path) -> bytes:
    """The plain package of a workbook, which may have the password of the registers."""
    try:
        return read(path).data
    except (workbook.WorkbookEncrypted, workbook.WrongPassword) as error:
        raise SheetNotRead(path, "it has a password to open; save a copy without one, and log that") from error
