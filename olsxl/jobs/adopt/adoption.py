"""`olsxl adopt`: a register that a manager keeps already becomes a home's, and nothing that stands in it is changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from olsxl import config, workbook
from olsxl.adopt import (
    Understanding,
    UnderstoodTraining,
    answers,
    further_settings,
    settings_text,
    understand,
    understand_training,
)
from olsxl.adopt.additions import additions
from olsxl.adopt.doubts import Inquiry
from olsxl.config import FILE_NAME, RegistersSection, StateSection
from olsxl.config.documentation import updated
from olsxl.errors import OlsxlError
from olsxl.files import clear_abandoned, next_free, write_atomic, write_exclusive
from olsxl.jobs.adopt.child_key import KeyAsked, MadeKey, make_child_key
from olsxl.jobs.adopt.older import asked_older, older_beside
from olsxl.jobs.adopt.references import write_references
from olsxl.jobs.check import check
from olsxl.jobs.errors import RegisterUnusable
from olsxl.jobs.home import Home, read
from olsxl.jobs.older import mapping_of
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from olsxl.jobs.secrets import REGISTER, Secrets
from olsxl.jobs.state.folder import State
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.identity import note, recognise
from olsxl.jobs.writes.ledger import Write
from olsxl.register import reading
from olsxl.rules import find, missing_columns, rule_context

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from olsxl.adopt.doubts import Doubt
    from olsxl.config import Config
    from olsxl.findings import Finding
    from olsxl.jobs.adopt.older import OlderRegister
    from olsxl.jobs.review.make import ReviewResult
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.registers import IncidentRegister
    from olsxl.register.table import RegisterTable


class OtherSettings(OlsxlError):
    """The folder of the register has an olsxl.toml already, of another register."""

    def __init__(self, settings: Path, register: Path) -> None:
        super().__init__(
            f"{settings} stands already and names another register than {register.name}. One folder keeps one "
            "register: move this register to a folder of its own, or name it in that file under [registers] incidents. "
            "Where it is an older register of the same home, adopt the one that is named there again, and olsxl asks "
            "whether this one is to be counted with it. Nothing was written."
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


class Answered(NamedTuple):
    """What was answered to the doubts of a register, by their ids; `ask` puts each that is left to a person.

    It gives None where the reading taken may stand; without it every such doubt stays open. `key` asks for what a child
    key needs.
    """

    answers: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ask: Callable[[Doubt], tuple[str, ...] | None] | None = None
    key: KeyAsked | None = None


@dataclass(frozen=True)
class Adopted:
    """What became of a register: `seen` that its olsxl.toml has all of it already.

    `settings` is the path of olsxl.toml, `added` the sheets that were (or in a dry run would be) added, `unread` the
    rows that are not read. `again` says that it was adopted before. `key` is the child key that was made.
    """

    settings: Path
    seen: bool = False
    understood: Understanding | None = None
    trained: UnderstoodTraining | None = None
    added: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    again: bool = False
    key: MadeKey | None = None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The questions that are open."""
        return _doubts(self.understood, self.trained)


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


def adopt(
    register: Path,
    training: Path | None,
    today: date,
    options: RunOptions = RunOptions(),  # noqa: B008 - it is frozen
    answered: Answered = Answered(),  # noqa: B008 - it is frozen
) -> Adopted:
    """Adopt a register: the missing sheets are added to it, then olsxl.toml is laid beside it.

    The settings come last: after a crash between the two the same command finds its sheets, and goes on from there.
    Questions that stay open are written into adopt.toml beside them. Raises NotUnderstood, AnswerNotUnderstood,
    OtherSettings, and what reading and writing a workbook raises (status 4 where it stays in use: a register that is
    not taken on yet has no queue).
    """
    settings = register.absolute().parent / FILE_NAME
    if settings.exists():
        return _adopt_again(_Adoption(register, training, today, answered), settings, options)
    adopted = guarded_write(_Adoption(register, training, today, answered), RegistersSection().wait, options)
    if adopted.busy:
        raise adopted.busy
    planned, key = adopted.planned, None
    if not options.dry_run:
        _write_mappings(planned.older)
        _write(settings, planned.text)
        _write_questions(settings.with_name(answers.FILE_NAME), planned.doubts, answered.answers)
        key = _write_besides(planned.understood, settings, today, options, answered)
    return Adopted(
        settings,
        understood=planned.understood,
        trained=planned.trained,
        added=planned.sheets,
        unread=planned.unread,
        key=key,
    )


@dataclass(frozen=True, eq=False)
class _PlannedAdoption:
    """A register as it was understood, the text of its settings, and the edits that add what is missing.

    `unread` are the rows that would not be read, `older` the workbooks that are counted with it.
    """

    snapshot: workbook.Snapshot
    understood: Understanding
    trained: UnderstoodTraining | None
    text: str
    edits: list[workbook.Edit]
    recognised: Mapping[RegisterKind, Recognised]
    unread: tuple[Unread, ...]
    older: Sequence[OlderRegister]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The questions that nobody has answered."""
        return _doubts(self.understood, self.trained)

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
    """Adopting a register, as a job that writes to it; `said` is what was answered while it is planned."""

    register: Path
    training: Path | None
    today: date
    answered: Answered
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)

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
    def older(self) -> tuple[Path, ...]:
        return ()

    @property
    def password(self) -> str | None:
        return self.secrets.get(REGISTER)

    def plan(self) -> _PlannedAdoption:
        register, training, folder = self.register, self.training, self.register.absolute().parent
        snapshot = read(register, self.secrets)
        understood, trained = self.understood(snapshot.workbook)
        text = settings_text(folder.name or "The home", register.name, understood, _from(folder, training), trained)
        edits = additions(understood)
        to_be = _prove(register, workbook.patch(snapshot.workbook, edits), understood, text)
        understood = _with_looks(understood, to_be, config.parse(text), self.today)
        mine = recognise("incidents", snapshot, to_be.tables, self.state, self.password)
        understood, trained, older = self.with_older(understood, trained, to_be)
        text = _with_history(text, (), older)
        return _PlannedAdoption(snapshot, understood, trained, text, edits, {"incidents": mine}, to_be.unread, older)

    def understood(
        self, book: workbook.Workbook, before: Config | None = None, left_open: Collection[str] | None = None
    ) -> tuple[Understanding, UnderstoodTraining | None]:
        """Both registers by all answers; each question is asked once, since an answer may raise further ones."""
        training = read(self.training, self.secrets).workbook if self.training else None
        while True:
            inquiry = Inquiry({**self.answered.answers, **self.said}, left_open)
            understood = understand(book, self.register.name, self.today, inquiry, before)
            trained = None
            if training and self.training:
                trained = understand_training(training, self.training.name, self.today, inquiry, before)
            new = [doubt for doubt in inquiry.open if doubt.id not in self.said]
            if not new or not self.answered.ask:
                return understood, trained
            self.said[new[0].id] = self.answered.ask(new[0]) or new[0].taken

    def with_older(
        self,
        understood: Understanding,
        trained: UnderstoodTraining | None,
        to_be: IncidentRegister,
        before: Config | None = None,
    ) -> tuple[Understanding, UnderstoodTraining | None, Sequence[OlderRegister]]:
        """Both, with what is asked and taken of older workbooks beside the register, and those that are taken."""
        folder = self.register.absolute().parent
        others = [self.training] if self.training else []
        if before:
            named = (*before.registers.history, *filter(None, [before.registers.training, before.register_.child_key]))
            others += [folder / path for path in named]
        found = [*older_beside(self.register, to_be, others, self.today, self.secrets)]
        inquiry = Inquiry({**self.answered.answers, **self.said})
        older = asked_older(self.register, found, inquiry)
        if inquiry.open and self.answered.ask:
            self.said[inquiry.open[0].id] = self.answered.ask(inquiry.open[0]) or inquiry.open[0].taken
            inquiry = Inquiry({**self.answered.answers, **self.said})
            older = asked_older(self.register, found, inquiry)
        remarks = (*understood.remarks, *(each.sentence for each in older))
        understood = replace(understood, remarks=remarks, doubts=(*understood.doubts, *inquiry.open))
        trained = replace(trained, doubts=(*trained.doubts, *inquiry.open)) if trained else None
        return understood, trained, older

    def change(self, planned: _PlannedAdoption) -> Change | None:
        """The sheets that are missing."""
        if not planned.sheets:
            return None
        what = f"the sheets {', '.join(planned.sheets)}"
        return Change(planned.edits, Write("adopt", planned.snapshot.sha256[:12], what, {}, planned.sheets))

    def prepare(self) -> None:
        self.state.prepare()


def try_on_copy(
    register: Path,
    training: Path | None,
    today: date,
    now: datetime,
    answered: Answered = Answered(),  # noqa: B008 - it is frozen
) -> Trial:
    """Adopt, check and review copies in a folder of their own, which is taken away again; nothing else is written.

    A register that was adopted before is tried with its settings. Raises as `adopt` does, and what checking and
    reviewing raise.
    """
    originals = [path for path in (register, training) if path]
    before = [_hash(path) for path in originals]
    with tempfile.TemporaryDirectory(prefix="olsxl-try-") as name:
        folder = Path(name) / (register.absolute().parent.name or "home")
        folder.mkdir()
        copies = [_copy(path, folder) for path in originals]
        with _named_as({**dict(zip(copies, originals, strict=True)), folder: register.parent}):
            _copy_settings(register, folder)
            given = {doubt: said for doubt, said in answered.answers.items() if doubt != "child-key"}  # of no copy
            alike = answered._replace(answers=given)
            adopted = adopt(copies[0], copies[1] if training else None, today, answered=alike)
            home = Home.open(folder)
            found = check(home, today, now).findings
            result = review(home, today, now, RunOptions(first=True, dry_run=True))
    return Trial(adopted, home, found, result, before[0], _hash(register))


@contextmanager
def _named_as(originals: Mapping[Path, Path]) -> Iterator[None]:
    """Name what was copied, and not the copy, in whatever fails."""
    try:
        yield
    except OlsxlError as failure:
        text = str(failure)
        for copy, original in originals.items():
            text = text.replace(str(copy), str(original))
        failure.args = (text,)
        raise


def _doubts(understood: Understanding | None, trained: UnderstoodTraining | None) -> tuple[Doubt, ...]:
    """The questions of both registers that nobody has answered; the training register is looked at last."""
    last = trained or understood
    return last.doubts if last else ()


def _write_questions(path: Path, doubts: Sequence[Doubt], given: Mapping[str, tuple[str, ...]]) -> None:
    """Lay the open questions beside the settings; where none is left, the file that held them is taken away.

    One in which a person wrote what was not `given` to this run stays, under the next free name.
    """
    if path.exists() and not _holds_nothing_else(path, given):
        path.rename(next_free(path))
    if doubts:
        write_atomic(path, answers.answers_text(doubts).encode())
    else:
        path.unlink(missing_ok=True)


def _holds_nothing_else(path: Path, given: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether every answer of an adopt.toml was given to this run."""
    try:
        return read_answers_file(path).items() <= given.items()
    except answers.AnswersUnreadable:
        return False


def read_answers_file(path: Path) -> dict[str, tuple[str, ...]]:
    """The answers of an adopt.toml. Raises AnswersUnreadable."""
    return answers.read_answers(_text(path), path.name)


def _left_open(questions: Path) -> frozenset[str]:
    """The ids of the questions that an earlier adoption left open."""
    return answers.question_ids(_text(questions), questions.name) if questions.exists() else frozenset()


def _text(path: Path) -> str:
    """A file of answers (UTF-8, with or without a byte-order mark). Raises AnswersUnreadable."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        why = "it is not saved as UTF-8; in Notepad: Save as, Encoding UTF-8"
        raise answers.AnswersUnreadable(path.name, why) from error
    except OSError as error:
        raise answers.AnswersUnreadable(path.name, error.strerror or str(error)) from error


def _adopt_again(job: _Adoption, settings: Path, options: RunOptions) -> Adopted:
    """Add to the settings of a register that was adopted what is there or answered besides.

    No workbook is written to, but for the column of references where that is answered.
    Raises OtherSettings where they name another register.
    """
    text = settings.read_text(encoding="utf-8-sig")
    before = _settings_of(job.register, settings)
    questions, training = settings.with_name(answers.FILE_NAME), job.training
    named = settings.parent / before.registers.training
    if job.training is None and before.registers.training and named.is_file():
        job = replace(job, training=named)  # its questions may be answered now
    snapshot = read(job.register, job.secrets)
    book = snapshot.workbook
    understood, trained = job.understood(book, before, _left_open(questions))
    further = further_settings(text, before, understood, _from(settings.parent, training), trained)
    now = config.parse(further, settings)
    to_be = reading.incident_register(book, job.register.name, now)
    understood = _with_looks(understood, to_be, now, job.today)
    understood, trained, older = job.with_older(understood, trained, to_be, before)
    further, key = _with_history(further, before.registers.history, older), None
    if not options.dry_run:
        _write_mappings(older)
        if further != text:
            write_atomic(settings, further.encode())
            _keep_identity(job, snapshot, before, to_be)
        _write_questions(questions, _doubts(understood, trained), job.answered.answers)
        key = _write_besides(understood, settings, job.today, options, job.answered)
    seen = further == text and not (understood.writes_references or understood.children)
    return Adopted(settings, seen, understood, trained, unread=to_be.unread, again=True, key=key)


def _keep_identity(job: _Adoption, snapshot: workbook.Snapshot, before: Config, to_be: IncidentRegister) -> None:
    """Let a register be known by its records as they are read from now on, where by those of before it is."""
    state = State.of(job.register.absolute().parent, before.state.dir, os.environ)
    as_before = reading.incident_register(snapshot.workbook, job.register.name, before)
    was, now = (recognise("incidents", snapshot, each.tables, state, job.password) for each in (as_before, to_be))
    if was.identity.id and was.identity.doubt is None:
        note(state, "incidents", now._replace(identity=was.identity).known(written=True, first=False))


def _settings_of(register: Path, settings: Path) -> Config:
    """The settings of a register that was adopted before. Raises OtherSettings where they name another."""
    before = config.load(settings)
    if (settings.parent / before.registers.incidents).resolve() != register.resolve():
        raise OtherSettings(settings, register)
    return before


def _from(folder: Path, training: Path | None) -> str:
    """The path of the training register as olsxl.toml names it: from its own folder where that can be."""
    if training is None:
        return ""
    try:
        return Path(os.path.relpath(training.absolute(), folder)).as_posix()
    except ValueError:  # another drive of Windows
        return training.absolute().as_posix()


def _prove(register: Path, data: bytes, understood: Understanding, text: str) -> IncidentRegister:
    """Read the result with the settings that are to be.

    Raises RegisterUnusable where a column that is needed is not found, NotTaken where headings are read elsewhere.
    """
    settings = config.parse(text)
    to_be = reading.incident_register(data, register.name, settings)
    missing = missing_columns(to_be.tables, settings)
    if missing:
        raise RegisterUnusable(register, missing)
    headed = {(region.sheet, region.header_row) for region in to_be.incidents.regions}
    for each in understood.lists:
        if (each.grid.sheet, each.grid.header_row) not in headed:
            raise NotTaken(register, each.grid.sheet, each.grid.header_row)
    return to_be


def _write_besides(
    understood: Understanding, settings: Path, today: date, options: RunOptions, answered: Answered
) -> MadeKey | None:
    """Write what was answered besides: the column of references, the child key."""
    if understood.writes_references:
        write_references(Home.open(settings.parent), today, options)
    if not understood.children:
        return None
    return make_child_key(Home.open(settings.parent), understood.children, answered.key)


def _with_looks(understood: Understanding, to_be: IncidentRegister, settings: Config, today: date) -> Understanding:
    """What was understood, with a remark for what only a colour or a stroke says, read with the settings to be."""
    said = find("WBK019").findings(rule_context(to_be, None, today, settings))
    return replace(understood, remarks=(*understood.remarks, *(f"{e.where}: {e.message}. {e.fix}" for e in said)))


def _write(settings: Path, text: str) -> None:
    clear_abandoned(settings.parent)
    try:
        written = write_exclusive(settings, text.encode())
    except OSError as error:
        raise SettingsNotWritten(settings, error.strerror or str(error)) from error
    if not written:
        raise SettingsNotWritten(settings, "a file of that name has come to stand there meanwhile")


def _with_history(text: str, before: Sequence[str], older: Sequence[OlderRegister]) -> str:
    names = [*before, *(each.path.name for each in older)]
    return updated(text, {"registers.history": names}) if older else text


def _write_mappings(older: Sequence[OlderRegister]) -> None:
    """Lay beside each older workbook how it is read; a file that a person may have corrected stays as it is."""
    for each in older:
        path = mapping_of(each.path)
        try:
            write_exclusive(path, each.mapping.encode())
        except OSError as error:
            raise SettingsNotWritten(path, error.strerror or str(error)) from error


def _secrets(register: Path) -> Secrets:
    return Secrets.of(register.absolute().parent, os.environ)


def _hash(path: Path) -> str:
    return read(path, _secrets(path)).sha256


def _copy_settings(register: Path, folder: Path) -> None:
    """Copy the settings of a register that was adopted before into the folder of its copy, and what they rest on.

    They name the copies, or what is only read where it lies; with them go the open questions, and what olsxl knows of
    records and headings. Raises OtherSettings.
    """
    home = register.absolute().parent
    if not (home / FILE_NAME).exists():
        return
    before = _settings_of(register, home / FILE_NAME)
    live: dict[str, object] = {"registers.incidents": register.name, "state.dir": StateSection().dir}
    if before.registers.training:
        training = home / before.registers.training
        copied = _copy(training, folder).relative_to(folder) if training.is_file() else training
        live["registers.training"] = copied.as_posix()
    read_there = {"register.child_key": before.register_.child_key, "templates.dir": before.templates.dir}
    live |= {key: (home / path).as_posix() for key, path in read_there.items() if path}
    if before.registers.history:
        live["registers.history"] = [(home / path).as_posix() for path in before.registers.history]
    text = (home / FILE_NAME).read_text(encoding="utf-8-sig")
    (folder / FILE_NAME).write_text(updated(text, live), encoding="utf-8")
    if (home / answers.FILE_NAME).is_file():
        shutil.copy(home / answers.FILE_NAME, folder)
    known = State.of(home, before.state.dir, os.environ).references
    if known.is_dir():
        shutil.copytree(known, State.of(folder, StateSection().dir, os.environ).references)


def _copy(path: Path, folder: Path) -> Path:
    """Copy a workbook as it stands on the disk; the second of the same name goes into a folder of its own."""
    target = folder / path.name
    if target.exists():
        target = folder / "training" / path.name
        target.parent.mkdir(exist_ok=True)
    target.write_bytes(path.read_bytes())
    return target
