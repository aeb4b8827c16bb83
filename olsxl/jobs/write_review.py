"""Appending a review to the incident register: planned on what was read, and planned anew where that has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from olsxl import workbook
from olsxl.findings import Finding, count
from olsxl.jobs import guarded_write, notify
from olsxl.jobs.errors import LaterReview, ManyRows
from olsxl.jobs.guarded_write import Patience
from olsxl.jobs.home import Home, Registers, read_registers, usable
from olsxl.jobs.write_ledger import STANDING, Entry, Ledger
from olsxl.register.writing import append
from olsxl.review.lost import Write, is_gone
from olsxl.review.past import PastReview, of_week, past_reviews
from olsxl.review.plan import Plan, plan
from olsxl.rules import apply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

MANY_ROWS = 40
"""A first review that would add more rows asks first (DESIGN, the weekly review, 8)."""

Status = Literal["reviewed", "already-reviewed", "queued"]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a review is made: `first` allows a large first one, `dry_run` writes and sends nothing.

    `pause` waits so many seconds; `tell` shows a sentence to whoever watches.
    """

    first: bool = False
    dry_run: bool = False
    pause: Callable[[float], None] = lambda _: None
    tell: Callable[[str], None] = lambda _: None


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A review as far as the register goes: what it was planned on, the plan, what became of it."""

    registers: Registers
    plan: Plan
    findings: tuple[Finding, ...]
    status: Status
    restored: tuple[str, ...] = ()
    busy: str = ""

    @property
    def is_new(self) -> bool:
        """Whether this run wrote it."""
        return self.status == "reviewed"


def write_review(home: Home, day: date, now: datetime, manner: Manner, behind: str = "") -> Written:
    """Plan on the register as it stands and write, again where it changed meanwhile, until the wait is over.

    First rows of earlier reviews are put back that a later save of the workbook wiped out. `behind` is what kept an
    earlier review from being made in this run: then this one waits as well, for none is made before an earlier one.
    Raises WorkbookBusy where the rows of this very review are to be put back, and what reading and writing raise.
    """
    patience = Patience(home.config.registers.wait, manner.pause, manner.tell)
    restored: list[str] = []
    while True:
        entries = Ledger(home.state).entries()  # before the register: what is written by then must stand in it
        registers = usable(home, read_registers(home))
        done = of_week(past_reviews(registers.incidents.reviews), day)
        planned = _plan(home, registers, day, now, done)
        lost = [] if manner.dry_run else _lost(home, registers, entries)
        findings = tuple(apply(registers.check(home, day, None if done else planned.review)))
        written = Written(registers, planned, findings, "already-reviewed" if done else "reviewed", tuple(restored))
        if behind and not done:
            return replace(written, status="queued", busy=behind)
        try:
            if lost:
                restored += _put_back(home, registers, lost)
                manner.tell(_told_back(restored))
                continue
            if not done:
                _look_first(home, registers, planned, manner)
                _append(home, registers, planned, findings, manner)
        except workbook.WorkbookChanged:
            if not patience.allows_change():
                raise
        except workbook.WorkbookBusy as busy:
            if not patience.waits(str(busy)):
                return _put_off(written, lost, busy)
        else:
            return written


def _put_off(written: Written, lost: list[Write], busy: workbook.WorkbookBusy) -> Written:
    """The review as one that waits; one whose own rows are to be put back was made, and raises what keeps it."""
    if written.plan.review in {each.review for each in lost}:
        raise busy
    return replace(written, status="queued", busy=str(busy))


def _plan(home: Home, registers: Registers, day: date, now: datetime, done: PastReview | None) -> Plan:
    """The plan of the week's review: of its own day, where it was made already."""
    since = home.config.register_.since
    return plan(registers.incidents, done.day if done else day, home.local(now), since=since)


def _look_first(home: Home, registers: Registers, planned: Plan, manner: Manner) -> None:
    past = past_reviews(registers.incidents.reviews)
    if past and past[-1].day > planned.day:
        where = registers.incidents.reviews.where(past[-1].row, "Reviewed on")
        raise LaterReview(planned.day, past[-1].day, where)
    if not past and not manner.first and len(planned.update_rows) > MANY_ROWS:
        raise ManyRows([str(row["Incident ref"]) for row in planned.update_rows], home.incidents)


def _append(home: Home, registers: Registers, planned: Plan, findings: tuple[Finding, ...], manner: Manner) -> None:
    """Both appends in one write: either the workbook has all of the rows or none."""
    rows = Write(planned.review, planned.update_rows, (planned.review_row(count(findings, "error")),))
    data = _patched(registers, rows)
    if not manner.dry_run:
        workbook.refuse_read_only(home.incidents)
        make_ready(home)
        Ledger(home.state).intend(rows)
        guarded_write.replace(home, registers.snapshot, data)
        Ledger(home.state).mark(rows.review, "written")


def _patched(registers: Registers, rows: Write) -> bytes:
    tables = registers.incidents
    edits = [append(tables.updates, row) for row in rows.updates] + [
        append(tables.reviews, row) for row in rows.reviews
    ]
    return workbook.patch(registers.snapshot.data, edits)


def _lost(home: Home, registers: Registers, entries: list[Entry]) -> list[Write]:
    """The writes whose rows are all gone. What was written is never assumed to have stayed.

    A write that was only intended never happened, unless its rows stand.
    """
    lost = []
    for entry in entries:
        gone = entry.stage != "put-back" and is_gone(registers.incidents, entry.write)
        if entry.stage in STANDING and not gone:
            Ledger(home.state).mark(entry.write.review, STANDING[entry.stage])
        elif entry.stage in ("written", "returning") and gone:
            lost.append(entry.write)
    return lost


def _put_back(home: Home, registers: Registers, lost: list[Write]) -> list[str]:
    """Append the rows of these writes again, as they were and in one write, once; returns the ids of the reviews."""
    rows = Write(
        "", tuple(row for each in lost for row in each.updates), tuple(row for each in lost for row in each.reviews)
    )
    data = _patched(registers, rows)
    for each in lost:
        Ledger(home.state).mark(each.review, "returning")
    guarded_write.replace(home, registers.snapshot, data)
    for each in lost:
        Ledger(home.state).mark(each.review, "put-back")
    return [each.review for each in lost]


def _told_back(restored: list[str]) -> str:
    return (
        f"The rows of the review {', '.join(restored)} were gone from the register and were put back as they were: "
        "somebody may have had it open at the time, and saved over them."
    )


def make_ready(home: Home) -> None:
    """Make the state folder, and sure that mail could be kept: before a register is written, after it was read.

    A run that is refused for what it reads leaves nothing behind. Raises StateUnusable, NewerState, OutboxNotWritable.
    """
    home.state.prepare()
    notify.check_outbox(home)
