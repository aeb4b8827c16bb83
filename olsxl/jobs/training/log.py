"""Logging attendance from a sign-in sheet into the training register (P13): read, plan, append once."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from olsxl import workbook
from olsxl.jobs.home import Home, read_training
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.secrets import REGISTER
from olsxl.jobs.state.references import keep_given
from olsxl.jobs.training.errors import SheetIsRegister, SheetNotRead
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.home_job import HomeJob
from olsxl.jobs.writes.identity import recognise
from olsxl.jobs.writes.ledger import Write
from olsxl.register import days
from olsxl.register.layout.locate import log_beside
from olsxl.register.text import fold
from olsxl.register.training.lists import LOG_HEADINGS, LOG_SHEETS, is_never_written
from olsxl.register.writing import append, in_home_words
from olsxl.training.attendance import page
from olsxl.training.attendance.errors import SheetRefused
from olsxl.training.attendance.plan import Asked, LogPlan, plan
from olsxl.training.attendance.sheet import understand
from olsxl.training.due import uncounted
from olsxl.workbook import AddSheet, AppendRow
from olsxl.workbook.file.snapshot import open_file, read_raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from olsxl.jobs.options import RunOptions
    from olsxl.jobs.secrets import Secrets
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.registers import TrainingRegister
    from olsxl.register.table import RegisterTable
    from olsxl.training.due import Uncounted

MAX_TEXT = 10 * 2**20
"""Bytes of the longest text file that is read as a sign-in sheet."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls")


class LogResult(NamedTuple):
    """What became of a sign-in sheet; with `dry_run`, and where it is `busy`, nothing of the plan was written.

    `uncounted` are the rows of People among which nobody can be found, `headings` those of People by ours. `busy` says
    why the register could not be written: then the sheet waits. `told` are sentences about what was wiped out,
    `new_sheet` is the one that was added for the rows.
    """

    sheet: Path
    plan: LogPlan
    uncounted: tuple[Uncounted, ...]
    headings: Mapping[str, str]
    dry_run: bool
    busy: str = ""
    told: tuple[str, ...] = ()
    new_sheet: str = ""

    def as_json(self) -> dict[str, object]:
        """The shape that `training log --format json` prints."""
        made, people = self.plan, () if self.busy else self.plan.people
        shape: dict[str, object] = {
            "sheet": str(self.sheet),
            "session": made.session.day.isoformat(),
            "course": made.session.course,
            "status": "queued" if self.busy else "logged",
            "logged": list(people),
            "already": list(made.already),
            "absent": list(made.absent),
            "unmarked": list(made.unmarked),
            "likely": [{"row": each.row, "typed": each.typed, "person": each.person} for each in made.likely],
            "held": [{"row": each.row, "typed": each.typed, "reason": each.reason} for each in made.held],
            "rows_appended": {"Training": len(people)},
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def log(  # noqa: PLR0913, PLR0917 - the sheet, its day, the time, what is asked of it, and how to run
    home: Home, path: Path, today: date, now: datetime, asked: Asked, options: RunOptions
) -> LogResult:
    """Log the attendance of a sign-in sheet, once however often it is run: all of its rows in one write, or none.

    `now` is the true, aware time. Where the register stays in use, the sheet is kept in the queue and planned anew by
    the next run. Raises what stands under SheetRefused, SheetNotRead, SheetIsRegister, NoTrainingRegister, ClockBehind,
    what reading the registers raises and workbook.WorkbookChanged; then nothing was written. HomeGone where the home
    vanished meanwhile.
    """
    if home.is_register(path):
        raise SheetIsRegister(path)
    with home.guarded():
        return _log(home, _Sheet(path, _bytes(path), today, asked), now, options)


def log_queued(home: Home, job: QueuedJob, now: datetime, options: RunOptions) -> LogResult:
    """Log a sheet that waits; one that cannot be logged waits no longer. Raises as `log` does."""
    try:
        return _log(home, _Sheet.of_job(job), now, options)
    except (SheetRefused, SheetNotRead):
        JobQueue(home.state).remove("training-log", job.key)
        raise


def _log(home: Home, sheet: _Sheet, now: datetime, options: RunOptions) -> LogResult:
    job = _LogJob(home, now, sheet, tuple(_pages(sheet, home.secrets)))
    written = guarded_write(job, home.config.registers.wait, options)
    planned, queue, busy = written.planned, JobQueue(home.state), str(written.busy or "")
    if busy:
        home.state.prepare()
        queue.put(sheet.as_job())
    elif not options.dry_run:
        keep_given(home.state, (), planned.register.ids)
        queue.remove("training-log", sheet.key)
    people = planned.register.people
    headings = people.regions[0].headings
    return LogResult(
        sheet.path,
        planned.plan,
        tuple(uncounted(people)),
        headings,
        options.dry_run,
        busy,
        written.told,
        planned.new_sheet,
    )


class _Sheet(NamedTuple):
    """A sign-in sheet with all that it is logged by: its path and bytes as on the disk, the day, what was asked."""

    path: Path
    data: bytes
    today: date
    asked: Asked

    @property
    def key(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:12]

    def as_job(self) -> QueuedJob:
        asked = asdict(self.asked) | {"day": self.asked.day.isoformat() if self.asked.day else None}
        facts = {"path": str(self.path), "data": b64encode(self.data).decode("ascii"), "asked": asked}
        return QueuedJob("training-log", self.key, self.today, facts)

    @classmethod
    def of_job(cls, job: QueuedJob) -> _Sheet:
        """The sheet of a job that waits. Raises SheetNotRead where what was kept of it is spoiled."""
        try:
            asked = job.facts["asked"]
            day = date.fromisoformat(asked["day"]) if asked["day"] else None
            return cls(Path(job.facts["path"]), b64decode(job.facts["data"]), job.day, Asked(**(asked | {"day": day})))
        except (KeyError, TypeError, ValueError) as error:
            raise SheetNotRead(Path(job.key), "what was kept of it in the queue is spoiled") from error


@dataclass(frozen=True, slots=True, eq=False)
class _PlannedLog:
    """A sign-in sheet planned on the training register as it was read."""

    snapshot: workbook.Snapshot
    register: TrainingRegister
    plan: LogPlan
    recognised: Mapping[RegisterKind, Recognised]

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        return self.register.tables

    @property
    def new_sheet(self) -> str:
        """The sheet that is added for the rows, beside a list that is never written into; "" where none is needed."""
        table = self.register.training
        if not is_never_written(table.schema, table.last_named) or log_beside(self.snapshot.workbook):
            return ""
        book = self.snapshot.workbook
        taken = {*map(fold, (*book.sheets, *(each.name for each in book.tables)))}
        return next((name for name in LOG_SHEETS if fold(name) not in taken), LOG_SHEETS[-1])

    def named(self, row: Mapping[str, object]) -> dict[str, object]:
        """A row of Training with the name and role of its person, where people are told by name there."""
        people = self.register.people
        own = people.frame[people.keys == fold(str(row["Person ID"]))]
        told = [heading for heading in ("Full name", "Role") if heading in self.register.training.schema.headings]
        return {**row, **{heading: str(own[heading].iloc[0]) for heading in told if len(own)}}


@dataclass(frozen=True, slots=True)
class _LogJob(HomeJob):
    """Logging one sign-in sheet, as a job that writes to the training register."""

    sheet: _Sheet
    pages: tuple[page.Page, ...]

    def plan(self) -> _PlannedLog:
        snapshot, register = read_training(self.home)
        asked = self.sheet.asked
        understood = understand(self.pages, self.sheet.path.name, register.people.regions[0].headings, asked.day)
        planned = plan(understood, register, self.sheet.today, asked)
        mine = recognise("training", snapshot, register.tables, self.state, self.password)
        return _PlannedLog(snapshot, register, planned, {"training": mine})

    def change(self, planned: _PlannedLog) -> Change | None:
        rows, table, session = planned.plan.rows, planned.register.training, planned.plan.session.day
        if not rows:
            return None
        named = [planned.named(row) for row in rows]
        worded = [in_home_words(row, table.schema, self.home.config) for row in named]
        if sheet := planned.new_sheet:
            own = [{heading: row[heading] for heading in LOG_HEADINGS if heading in row} for row in worded]
            edits: list[workbook.Edit] = [AddSheet(sheet, LOG_HEADINGS), *(AppendRow(sheet, row) for row in own)]
        else:
            edits = [append(table, row) for row in worded]
        people = ", ".join(planned.plan.people)
        key = f"{session.isoformat()}-{hashlib.sha256(people.encode()).hexdigest()[:12]}"
        what = f"the attendance of {people} at the session on {days.show(session)}"
        return Change(edits, Write("training-log", key, what, {table.schema.name: tuple(named)}))

    def prepare(self) -> None:
        self.home.state.prepare()


def _pages(sheet: _Sheet, secrets: Secrets) -> Iterable[page.Page]:
    """The pages of a file, by what is in it and not by its name; a workbook may have the password of the registers."""
    path, data = sheet.path, sheet.data
    if page.is_workbook(data):
        try:
            book = open_file(data, path, password=secrets.get(REGISTER), variable=REGISTER)
        except (workbook.WorkbookEncrypted, workbook.WrongPassword) as error:
            raise SheetNotRead(path, "it has a password to open; save a copy without one, and log that") from error
        return page.of_workbook(book)
    if not data:
        raise SheetNotRead(path, "it is empty")
    if len(data) > MAX_TEXT:
        raise SheetNotRead(path, "it is larger than any sign-in sheet")
    if path.suffix.casefold() in WORKBOOKS:
        raise SheetNotRead(path, f"it is no Excel workbook, though its name ends in {path.suffix}")
    return page.of_text(data, path.name)


def _bytes(path: Path) -> bytes:
    """The file; of a text file, as far as one may go."""
    if path.exists() and not path.is_file():
        raise SheetNotRead(path, "it is a folder, or no file at all")
    try:
        with path.open("rb") as file:
            start = file.read(MAX_TEXT + 1)
    except FileNotFoundError:
        raise SheetNotRead(path, "there is no such file") from None
    except OSError as error:
        raise SheetNotRead(path, error.strerror or type(error).__name__) from error
    return read_raw(path, workbook.System()) if page.is_workbook(start) else start
