"""The one way to a register that a person may have open: read, plan, patch, replace.

It is planned anew where the register changed meanwhile, and waited for while it is in use. What is written is noted in
the ledger before and after; and before anything is written, what earlier writes added to that register is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from olsxl import workbook
from olsxl.jobs.state.folder import keep_afterwards
from olsxl.jobs.writes.clock import ClockBehind, is_ahead, is_behind, newest_written
from olsxl.jobs.writes.identity import NewerCopy, forget_unwritten, newer_copies, note
from olsxl.jobs.writes.kinds import KINDS, REGISTERS
from olsxl.jobs.writes.ledger import CONFIRMED, Write, WriteLedger
from olsxl.jobs.writes.lost import all_missing, standing_part
from olsxl.jobs.writes.retry import RetryPolicy
from olsxl.register.identity import new_id
from olsxl.register.writing import append

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, timedelta
    from pathlib import Path

    from olsxl.jobs.options import RunOptions
    from olsxl.jobs.state.folder import State
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.jobs.writes.ledger import LedgerEntry, Stage
    from olsxl.register.table import RegisterTable


class Planned(Protocol):
    """What a job comes to on the registers as they were read."""

    @property
    def snapshot(self) -> workbook.Snapshot:
        """The register that is to be written to."""

    @property
    def recognised(self) -> Mapping[RegisterKind, Recognised]:
        """All registers that were read, in which earlier writes are looked for, and which they are."""

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table of them."""


Plan = TypeVar("Plan", bound=Planned)


class Change(NamedTuple):
    """What a job writes: the edits, and what the ledger keeps of them."""

    edits: Sequence[workbook.Edit]
    write: Write


class WriteJob(Protocol[Plan]):
    """A job that writes to a register once, and can be planned as often as that needs."""

    @property
    def state(self) -> State:
        """Where the write is noted, and the register backed up."""

    @property
    def clock_day(self) -> date:
        """The day of the computer's clock, where the home is."""

    @property
    def older(self) -> tuple[Path, ...]:
        """The older workbooks of the home: none of them is a copy in which people went on."""

    @property
    def password(self) -> str | None:
        """The password to open the register, where it has one."""

    def plan(self) -> Plan:
        """Read the registers and plan on what is read."""

    def change(self, planned: Plan) -> Change | None:
        """What is to be written, None where nothing is. Raises what forbids it."""

    def prepare(self) -> None:
        """Make sure that what follows the write can be done: the last step before it. Raises what forbids it."""


@dataclass(frozen=True, slots=True)
class Guarded(Generic[Plan]):
    """How a guarded write ended: on which plan, and `busy` where the register was in use until the wait was over.

    `restored` are the earlier writes that were put back before it, `lost` those still to be put back; `told` are
    sentences about what was wiped out: what was put back, and what is for a person to decide.
    """

    planned: Plan
    restored: tuple[Write, ...] = ()
    lost: tuple[Write, ...] = ()
    told: tuple[str, ...] = ()
    busy: workbook.WorkbookBusy | None = None


def guarded_write(
    job: WriteJob[Plan], wait: timedelta, options: RunOptions, *, left_out: str | None = None
) -> Guarded[Plan]:
    """Write what a job plans on the register as it stands, with what was lost put back first.

    Into another register than the one that was written to nothing is put back, until and after `options.first` answers;
    nor is the review `left_out`, which a person deleted on purpose.
    Raises ClockBehind where the clock stands before what was written, NewerCopy where people went on in a copy,
    workbook.WorkbookChanged where the register changes again and again, and what the job, reading and writing raise;
    then it is as it was.
    """
    retry, names = RetryPolicy(wait, options.pause, options.tell), 0
    ledger = WriteLedger(job.state)
    if not options.dry_run:
        job.state.carry_forward()
    restored: list[Write] = []
    told: list[str] = []
    fresh: Mapping[RegisterKind, str] = {kind: new_id() for kind in REGISTERS}
    while True:
        entries = [] if options.dry_run else ledger.entries()  # before the register: what is written must stand in it
        planned = job.plan()
        if not options.dry_run:
            _refuse(job, planned, options)
        recognised = {kind: each.with_id(fresh[kind]) for kind, each in planned.recognised.items()}
        mine = next(each for each in recognised.values() if each.snapshot is planned.snapshot)
        names = names or workbook.other_names(planned.snapshot.path)
        told = _with_doubt(mine, told, options)
        lost = _not_ahead(ledger, _lost(job.state, entries, planned.tables, recognised), job.clock_day)
        lost = [write for write in lost if (write.kind, write.key) != ("review", left_out)]
        told += _told(ledger, planned, [write for write in lost if not KINDS[write.kind].put_back], options)
        lost = [write for write in lost if KINDS[write.kind].put_back]
        guarded = Guarded(planned, tuple(restored), tuple(lost), tuple(told))
        try:
            if lost:
                _put_back(job, planned, mine, lost)
                restored += lost
                told.append(_put_back_text(planned, lost))
                options.tell(told[-1])
                continue
            _write(job, planned, mine, options)
        except workbook.WorkbookChanged:
            if not retry.allows_change():
                raise
        except workbook.WorkbookBusy as busy:
            if not retry.waits(str(busy)):
                return replace(guarded, busy=busy)
        else:
            return replace(guarded, told=(*guarded.told, *_parted(planned.snapshot.path, names, options)))


def _refuse(job: WriteJob[Plan], planned: Plan, options: RunOptions) -> None:
    """Raise what forbids writing to this register now: ClockBehind, NewerCopy until `options.first` answers it."""
    written = newest_written(planned.tables)
    if written and is_behind(job.clock_day, written):
        raise ClockBehind(job.clock_day, written)
    newer = None if options.first else next(newer_copies(planned.snapshot, job.password, job.older), None)
    if newer:
        raise NewerCopy(newer)


def _with_doubt(mine: Recognised, told: list[str], options: RunOptions) -> list[str]:
    """What was told, and that the register may not be the right one, once."""
    doubt = mine.identity.doubt
    if doubt is None or options.first or options.dry_run or doubt.sentence in told:
        return told
    options.tell(doubt.sentence)
    return [*told, doubt.sentence]


def _parted(path: Path, names: int, options: RunOptions) -> Iterator[str]:
    """The sentence about a register that lay under other names as well (hard links), and now does no more."""
    if names > 0 and workbook.other_names(path) <= 0:
        told = (
            f"{path.name} lay under another name as well (a hard link), where it now stays as it was: the two have "
            "parted. Find the other one, and take it away or make it a shortcut, so that nobody types into it."
        )
        options.tell(told)
        yield told


def _lost(
    state: State,
    entries: Iterable[LedgerEntry],
    tables: Sequence[RegisterTable],
    recognised: Mapping[RegisterKind, Recognised],
) -> list[Write]:
    """The writes to these registers of which nothing stands. What was written is never assumed to have stayed.

    A write that was only prepared never happened, unless its rows stand: then it is confirmed.
    """
    lost, ledger = list[Write](), WriteLedger(state)
    settled = set[str]()  # reviews that are said to be gone: what says so comes before them, by its name
    for entry in entries:
        register = KINDS[entry.write.kind].register
        sheets = {sheet.name for sheet in REGISTERS[register]}
        read = {table.schema.name: table for table in tables if table.schema.name in sheets}
        if not read or entry.stage == "restored":
            continue
        missing, register_id = all_missing(read, entry.write), recognised[register].identity.id
        if entry.stage in CONFIRMED and not missing:
            note(state, register, recognised[register].known(written=True, first=False))
            _confirm(ledger, entry.write, CONFIRMED[entry.stage], register_id, tables)
            settled |= {entry.write.key} if entry.write.kind == "gone" else set()
        elif entry.stage in ("committed", "restoring") and missing and entry.register_id == register_id:
            lost += [] if entry.write.kind == "review" and entry.write.key in settled else [entry.write]
    return lost


def _not_ahead(ledger: WriteLedger, lost: Iterable[Write], clock: date) -> list[Write]:
    """Without what a clock that was ahead wrote: a person took it out, as ClockBehind asks, and it is forgotten."""
    found = {ahead: [write for write in lost if is_ahead(write, clock) is ahead] for ahead in (True, False)}
    for write in found[True]:
        ledger.forget(write)
    return found[False]


def _confirm(
    ledger: WriteLedger, write: Write, stage: Stage, register_id: str, tables: Iterable[RegisterTable]
) -> None:
    """Note that a write was made.

    What is gone of a review on purpose is forgotten before: it is neither put back nor told any more, and a crash
    between the two leaves that to the next run.
    """
    review = ledger.entry("review", write.key) if write.kind == "gone" else None
    if review:
        left = standing_part({table.schema.name: table for table in tables}, review)
        if left.rows:
            ledger.note(left, review.stage, review.register_id)
        else:
            ledger.forget(left)
    ledger.note(write, stage, register_id)


def _told(ledger: WriteLedger, planned: Planned, lost: Iterable[Write], options: RunOptions) -> Iterator[str]:
    workbooks = {table.schema.name: table.workbook for table in planned.tables}
    for write in lost:
        register = REGISTERS[KINDS[write.kind].register][0].name
        told = (
            f"{workbooks[register]} no longer has {write.what}, which olsxl wrote there: somebody may have had it "
            f"open at the time, and saved over it. {KINDS[write.kind].advice}"
        )
        options.tell(told)
        ledger.forget(write)
        yield told


def _write(job: WriteJob[Plan], planned: Plan, mine: Recognised, options: RunOptions) -> None:
    """Make the change of a plan; in a dry run it is patched in memory, which shows whether it can be made.

    Where nothing is to be changed and a person says that this is the right register, that alone is kept.
    """
    change = job.change(planned)
    if change is None and not (options.first and mine.identity.doubt):
        return
    data = workbook.patch(planned.snapshot.workbook, [*(change.edits if change else ()), *mine.edits()])
    if not options.dry_run:
        workbook.refuse_read_only(planned.snapshot.path)
        job.prepare()
        writes = [change.write] if change else []
        _replace(
            job, planned.snapshot, data, _Noted(mine, planned.tables, writes, ("prepared", "committed"), options.first)
        )


def _put_back_text(planned: Planned, lost: Sequence[Write]) -> str:
    return (
        f"The rows of {', '.join(write.what for write in lost)} were gone from {planned.snapshot.path.name} and were "
        "put back as they were: somebody may have had it open at the time, and saved over them."
    )


def _put_back(job: WriteJob[Plan], planned: Plan, mine: Recognised, lost: Sequence[Write]) -> None:
    """Append the rows of these writes again, as they were and in one write."""
    tables = {table.schema.name: table for table in planned.tables}
    edits = [append(tables[sheet], row) for write in lost for sheet, rows in write.rows.items() for row in rows]
    data = workbook.patch(planned.snapshot.workbook, [*edits, *mine.edits()])
    _replace(job, planned.snapshot, data, _Noted(mine, planned.tables, lost, ("restoring", "restored"), first=False))


class _Noted(NamedTuple):
    """What is noted in the state before and after a register is replaced."""

    register: Recognised
    tables: Sequence[RegisterTable]
    writes: Sequence[Write]
    stages: tuple[Stage, Stage]
    first: bool

    def note(self, state: State, *, after: bool) -> None:
        """Note how far it has come."""
        if after or self.register.edits():  # of one that bears its id another run may have noted that it was written
            note(state, self.register.kind, self.register.known(written=after, first=self.first))
        ledger, register_id = WriteLedger(state), self.register.identity.id
        for write in self.writes:
            if after:
                _confirm(ledger, write, self.stages[1], register_id, self.tables)
            else:
                ledger.note(write, self.stages[0], register_id)


def _replace(job: WriteJob[Plan], snapshot: workbook.Snapshot, data: bytes, noted: _Noted) -> None:
    """Put a register in the place of the one that was read, with a backup; noted in the state before and after."""
    noted.note(job.state, after=False)
    try:
        workbook.replace(
            snapshot.path,
            snapshot.sha256,
            data,
            backups=job.state.backups,
            password=job.password if snapshot.encrypted else None,
            system=workbook.System(lock_dir=job.state.locks),
        )
    except (workbook.WorkbookChanged, workbook.WorkbookBusy):
        if noted.register.is_new:
            forget_unwritten(job.state, noted.register)
        raise
    keep_afterwards(lambda: noted.note(job.state, after=True))
