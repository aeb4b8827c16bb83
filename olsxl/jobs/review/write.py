"""Appending a review to the incident register: planned on what was read, and planned anew where that has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from olsxl.findings import Finding, count
from olsxl.jobs import notify
from olsxl.jobs.errors import LaterReview, ManyRows
from olsxl.jobs.home import read_registers, require_columns
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.state.folder import keep_afterwards
from olsxl.jobs.state.references import keep_given
from olsxl.jobs.state.seen import keep_seen
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.home_job import HomeJob, PlannedOnBoth
from olsxl.jobs.writes.ledger import Write
from olsxl.register.writing import append
from olsxl.review.past import of_week, past_reviews
from olsxl.review.plan import Plan, plan
from olsxl.review.week import review_id
from olsxl.rules import apply

if TYPE_CHECKING:
    from datetime import date, datetime

    from olsxl.jobs.home import Home
    from olsxl.jobs.options import RunOptions
    from olsxl.register.coverage.seen import SeenByReviews
    from olsxl.rules import RuleContext

MANY_ROWS = 40
"""A first review that would add more rows asks first (docs/contract.md, "The weekly review, exactly", 8)."""

Status = Literal["reviewed", "already-reviewed", "queued"]


@dataclass(frozen=True, slots=True, eq=False)
class PlannedReview(PlannedOnBoth):
    """A review on the registers as they were read; `done` where its week has one, which the plan is then of.

    `findings` are of the day on which it was asked for, that of `context`.
    """

    plan: Plan
    context: RuleContext
    findings: tuple[Finding, ...]
    done: bool


@dataclass(frozen=True, slots=True, eq=False)
class WriteOutcome:
    """A review as far as the register goes: what it was planned on, and what became of it.

    `restored` are the ids of the reviews that were put back before it, `told` sentences about what was wiped out.
    """

    planned: PlannedReview
    status: Status
    restored: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    busy: str = ""


@dataclass(frozen=True, slots=True)
class _ReviewJob(HomeJob):
    """One review as a job that writes to the incident register."""

    day: date
    options: RunOptions

    def plan(self) -> PlannedReview:
        home, registers = self.home, require_columns(self.home, read_registers(self.home))
        done = of_week(past_reviews(registers.incidents.reviews), self.day)
        since = home.config.register_.since
        planned = plan(registers.incidents, done.day if done else self.day, home.local(self.now), since=since)
        facts = {"reviewing": None if done else planned.review} | ({"doubts": ()} if self.options.first else {})
        context = registers.context(home, self.day, **facts)
        return PlannedReview(registers, planned, context, tuple(apply(context)), done is not None)

    def change(self, planned: PlannedReview) -> Change | None:
        """Both appends in one write: either the workbook has all of the rows or none."""
        if planned.done:
            return None
        made, register = planned.plan, planned.registers.incidents
        past = past_reviews(register.reviews)
        if past and past[-1].day > made.day:
            raise LaterReview(made.day, past[-1].day, register.reviews.where(past[-1].row, "Reviewed on"))
        if not past and not self.options.first and len(made.update_rows) > MANY_ROWS:
            raise ManyRows([str(row["Incident ref"]) for row in made.update_rows], self.home.incidents)
        row = made.review_row(count(planned.findings, "error"))
        edits = [*(append(register.updates, each) for each in made.update_rows), append(register.reviews, row)]
        rows = {"Updates": made.update_rows, "Reviews": (row,)}
        return Change(edits, Write("review", made.review, f"the review {made.review}", rows))

    def prepare(self) -> None:
        """Let the summary wait as a job of its own: whatever happens from here on, a later run finds it to be done."""
        make_ready(self.home)
        JobQueue(self.home.state).put(QueuedJob("summary", review_id(self.day), self.day, {}))


def write_review(home: Home, day: date, now: datetime, options: RunOptions, blocked_by: str = "") -> WriteOutcome:
    """Plan on the register as it stands and write, again where it changed meanwhile, until the wait is over.

    First rows of earlier reviews are put back that a later save of the workbook wiped out. `blocked_by` is what kept an
    earlier review from being made in this run: then this one waits as well, for none is made before an earlier one.
    Raises WorkbookBusy where the rows of this very review are to be put back, LaterReview, ManyRows, and what reading
    and writing raise.
    """
    job = _ReviewJob(home, now, day, options)
    if blocked_by:
        planned = job.plan()
        if not planned.done:
            return WriteOutcome(planned, "queued", busy=blocked_by)
    written = guarded_write(job, home.config.registers.wait, options)
    planned = written.planned
    if not options.dry_run:
        training = planned.registers.training
        ids = training.ids if training else None
        keep_afterwards(lambda: keep_given(home.state, planned.registers.incidents.given, ids))
        keep_afterwards(lambda: keep_seen(home.state, _seen(planned, made=written.busy is None)))
    if written.busy and planned.plan.review in {write.key for write in written.lost}:
        raise written.busy
    status: Status = "queued" if written.busy else "already-reviewed" if planned.done else "reviewed"
    restored = tuple(write.key for write in written.restored)
    return WriteOutcome(planned, status, restored, written.told, busy=str(written.busy or ""))


def _seen(planned: PlannedReview, *, made: bool) -> SeenByReviews:
    """What the reviews have seen after this one; where it was not `made`, of it the sheets that it read unnamed.

    What a review saw is kept once, by whatever run finds it made: one that was cut short had no time to keep it. While
    it is in doubt whether this is the register, nothing is held against its records later.
    """
    context, incidents = planned.context, planned.registers.incidents
    seen = context.seen._replace(sheets=context.seen.sheets | {mark for *_, mark in context.new_sheets})
    if not made or seen.review == planned.plan.review:
        return seen
    seen = seen.reading(planned.registers.tables).noting(incidents)
    in_doubt = any(doubt.kind == "another" for doubt in context.doubts)
    return seen if in_doubt else seen.recording(context.sight, planned.plan.review, planned.plan.day)


def make_ready(home: Home) -> None:
    """Make the state folder, and sure that mail could be kept: before a register is written, after it was read.

    A run that is refused for what it reads leaves nothing behind. Raises StateUnusable, NewerState, OutboxNotWritable.
    """
    home.state.prepare()
    notify.check_outbox(home)
