"""`olsxl adopt`: a register that a manager keeps already becomes a home's, and nothing that stands in it is changed."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from olsxl import config, workbook
from olsxl.adopt import Understanding, UnderstoodTraining, settings_text, understand, understand_training
from olsxl.adopt.additions import additions
from olsxl.config import FILE_NAME, RegistersSection, StateSection
from olsxl.errors import OlsxlError
from olsxl.files import write_exclusive
from olsxl.jobs.check import check
from olsxl.jobs.errors import RegisterUnusable
from olsxl.jobs.home import Home, read
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from olsxl.jobs.secrets import REGISTER, Secrets
from olsxl.jobs.state.folder import State
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.identity import recognise
from olsxl.jobs.writes.ledger import Write
from olsxl.register import reading
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.rules import missing_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from olsxl.findings import Finding
    from olsxl.jobs.review.make import ReviewResult
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.table import RegisterTable


class OtherSettings(OlsxlError):
    """The folder of the register has an olsxl.toml already, of another register."""

    def __init__(self, settings: Path, register: Path) -> None:
        super().__init__(
            f"{settings} stands already and names another register than {register.name}. One folder keeps one "
            "register: move this register to a folder of its own, or name it in that file under [registers] incidents. "
            "Nothing was written."
        )


class NotTaken(OlsxlError):
    """What was understood does not read back as it was understood."""

    def __init__(self, register: Path, sheet: str, row: int) -> None:
        super().__init__(
            f"{register.name} was not taken on: the headings of its sheet '{sheet}' were seen in row {row}, and would "
            "be read elsewhere. Nothing was written. Please report this as a fault of olsxl."
        )


class SettingsNotWritten(OlsxlError):
    """The olsxl.toml cannot be written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} could not be written: {why}. The sheets that olsxl needs stand in the register already; ask for "
            "the right to create files there, and run the same command again."
        )


@dataclass(frozen=True)
class Adopted:
    """What became of a register: `seen` that its olsxl.toml names it already, and nothing was done.

    `settings` is the path of olsxl.toml, `added` the sheets that were (or in a dry run would be) added, `unread` the
    cells of rows that look like records and are not read as such.
    """

    settings: Path
    seen: bool = False
    understood: Understanding | None = None
    trained: UnderstoodTraining | None = None
    added: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """What adopting a copy came to; the hashes are those of the original (SHA-256, hex), before and after.

    `home` is that of the copy, which is gone.
    """

    adopted: Adopted
    home: Home
    findings: list[Finding]
    review: ReviewResult
    before: str
    after: str


def adopt(register: Path, training: Path | None, today: date, options: RunOptions = RunOptions()) -> Adopted:  # noqa: B008 - it is frozen
    """Adopt a register: the missing sheets are added to it, then olsxl.toml is laid beside it.

    The settings come last: after a crash between the two the same command finds its sheets, and goes on from there.
    Raises NotUnderstood, OtherSettings, and what reading and writing a workbook raises (status 4 where it stays in use:
    a register that is not taken on yet has no queue).
    """
    settings = register.absolute().parent / FILE_NAME
    if settings.exists():
        return _seen(settings, register)
    adopted = guarded_write(_Adoption(register, training, today), RegistersSection().wait, options)
    if adopted.busy:
        raise adopted.busy
    planned = adopted.planned
    if not options.dry_run:
        _write(settings, planned.text)
    return Adopted(
        settings, understood=planned.understood, trained=planned.trained, added=planned.sheets, unread=planned.unread
    )


@dataclass(frozen=True, eq=False)
class _PlannedAdoption:
    """A register as it was understood, the text of its settings, and the edits that add what is missing.

    `unread` are the cells of rows that look like records and would not be read as such.
    """

    snapshot: workbook.Snapshot
    understood: Understanding
    trained: UnderstoodTraining | None
    text: str
    edits: list[workbook.Edit]
    recognised: Mapping[RegisterKind, Recognised]
    unread: tuple[str, ...]

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """None: olsxl has written nothing to a register that is not taken on yet."""
        return ()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are added."""
        return tuple(edit.name for edit in self.edits if isinstance(edit, workbook.AddSheet | workbook.AddLists))


@dataclass(frozen=True)
class _Adoption:
    """Adopting a register, as a job that writes to it."""

    register: Path
    training: Path | None
    today: date

    @property
    def clock_day(self) -> date:
        return self.today

    @property
    def state(self) -> State:
        return State.of(self.register.absolute().parent, StateSection().dir, os.environ)

    @property
    def secrets(self) -> Secrets:
        """The passwords of the home that is to be."""
        return _secrets(self.register)

    @property
    def password(self) -> str | None:
        return self.secrets.get(REGISTER)

    def plan(self) -> _PlannedAdoption:
        register, training, folder = self.register, self.training, self.register.absolute().parent
        snapshot = read(register, self.secrets)
        understood = understand(snapshot.workbook, register.name, self.today)
        trained = understand_training(read(training, self.secrets).workbook, training.name) if training else None
        text = settings_text(folder.name or "The home", register.name, understood, _from(folder, training), trained)
        edits = additions(understood)
        unread = _prove(register, workbook.patch(snapshot.workbook, edits), understood, text)
        mine = recognise("incidents", snapshot, (), self.state, self.password)
        return _PlannedAdoption(snapshot, understood, trained, text, edits, {"incidents": mine}, tuple(unread))

    def change(self, planned: _PlannedAdoption) -> Change | None:
        """The sheets that are missing."""
        if not planned.sheets:
            return None
        what = f"the sheets {', '.join(planned.sheets)}"
        return Change(planned.edits, Write("adopt", planned.snapshot.sha256[:12], what, {}, planned.sheets))

    def prepare(self) -> None:
        self.state.prepare()


def try_on_copy(register: Path, training: Path | None, today: date, now: datetime) -> Trial:
    """Adopt, check and review copies in a folder of their own, which is taken away again; nothing else is written.

    Raises as `adopt` does, and what checking and reviewing raise.
    """
    before = _hash(register)
    with tempfile.TemporaryDirectory(prefix="olsxl-try-") as name:
        folder = Path(name) / (register.absolute().parent.name or "home")
        folder.mkdir()
        copies = [_copy(path, folder) for path in (register, training) if path]
        adopted = adopt(copies[0], copies[1] if training else None, today)
        home = Home.open(folder)
        found = check(home, today, now).findings
        result = review(home, today, now, RunOptions(first=True, dry_run=True))
    return Trial(adopted, home, found, result, before, _hash(register))


def _seen(settings: Path, register: Path) -> Adopted:
    named = settings.parent / config.load(settings).registers.incidents
    if named.resolve() != register.resolve():
        raise OtherSettings(settings, register)
    return Adopted(settings, seen=True)


def _from(folder: Path, training: Path | None) -> str:
    """The path of the training register as olsxl.toml names it: from its own folder where that can be."""
    if training is None:
        return ""
    try:
        return Path(os.path.relpath(training.absolute(), folder)).as_posix()
    except ValueError:  # another drive of Windows
        return training.absolute().as_posix()


def _prove(register: Path, data: bytes, understood: Understanding, text: str) -> list[str]:
    """Read the result with the settings that are to be; the cells of what looks like a record and would not be read.

    Raises RegisterUnusable where a column that is needed is not found, NotTaken where headings are read elsewhere.
    """
    settings = config.parse(text)
    tables = reading.incident_register(data, register.name, settings)
    missing = missing_columns(tables.tables, settings)
    if missing:
        raise RegisterUnusable(register, missing)
    table = tables.incidents
    keyed = table.frame.index[table.frame["Incident ref"] != ""]
    read_back = {(table.sheet(int(row)), int(row) % ROWS_PER_SHEET) for row in keyed}
    headed = {(region.sheet, region.header_row) for region in table.regions}
    unread = []
    for each in understood.lists:
        sheet = each.grid.sheet
        if (sheet, each.grid.header_row) not in headed:
            raise NotTaken(register, sheet, each.grid.header_row)
        unread += [f"{sheet}!A{row}" for row in each.records() if (sheet, row) not in read_back]
    return unread


def _write(settings: Path, text: str) -> None:
    try:
        written = write_exclusive(settings, text.encode())
    except OSError as error:
        raise SettingsNotWritten(settings, error.strerror or str(error)) from error
    if not written:
        raise SettingsNotWritten(settings, "a file of that name has come to stand there meanwhile")


def _secrets(register: Path) -> Secrets:
    return Secrets.of(register.absolute().parent, os.environ)


def _hash(path: Path) -> str:
    return read(path, _secrets(path)).sha256


def _copy(path: Path, folder: Path) -> Path:
    """Copy a workbook as it stands on the disk; the second of the same name goes into a folder of its own."""
    target = folder / path.name
    if target.exists():
        target = folder / "training" / path.name
        target.parent.mkdir()
    target.write_bytes(path.read_bytes())
    return target
