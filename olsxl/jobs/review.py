"""The weekly review, whole: read, plan, write once, summarise, queue the mail and deliver it (P11, P12)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from olsxl import workbook
from olsxl.errors import OlsxlError
from olsxl.findings import Finding, count
from olsxl.jobs import summaries
from olsxl.jobs.errors import LaterReview, ManyRows
from olsxl.jobs.home import Home, Registers, read_registers, register_password, usable
from olsxl.register.writing import append
from olsxl.report.build import Made, summarise
from olsxl.review.past import PastReview, missed_weeks, of_week, past_reviews
from olsxl.review.plan import Plan, plan
from olsxl.review.week import review_id
from olsxl.rules import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from olsxl.mail import Entry
    from olsxl.report.summary import Summary

MANY_ROWS = 40
"""A first review that would add more rows asks first (DESIGN, the weekly review, 8)."""

_CHANGED_TRIES = 5
_PAUSE = timedelta(seconds=5)

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


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review came to; `problems` are sentences about mail that did not go out as it should.

    `finished` are the ids of earlier reviews that had found the register busy and were made first.
    """

    review: str
    today: date
    status: Status
    open: tuple[str, ...]
    updated: tuple[str, ...]
    no_update: tuple[str, ...]
    late: tuple[str, ...]
    overdue_reviews: int
    updates_appended: int
    reviews_appended: int
    findings: tuple[Finding, ...]
    summary: Path
    messages: tuple[dict[str, str], ...]
    dry_run: bool = False
    busy: str = ""
    problems: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()

    @property
    def undelivered(self) -> bool:
        """Whether a message did not go out: refused, deferred, or of unknown fate."""
        return bool(self.problems) or any(m["state"] not in ("queued", "sent") for m in self.messages)

    def as_json(self) -> dict[str, object]:
        """The shape that `review --format json` prints."""
        shape: dict[str, object] = {
            "review": self.review,
            "today": self.today.isoformat(),
            "status": self.status,
            "open": list(self.open),
            "updated": list(self.updated),
            "no_update": list(self.no_update),
            "overdue_reviews": self.overdue_reviews,
            "rows_appended": {"Updates": self.updates_appended, "Reviews": self.reviews_appended},
            "errors": count(self.findings, "error"),
            "warnings": count(self.findings, "warning"),
            "summary": str(self.summary),
            "messages": list(self.messages),
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def review(home: Home, today: date, now: datetime, manner: Manner = Manner()) -> ReviewResult:
    """Make the review of a day's week, or finish what an earlier run of it did not come to.

    `now` is the true, aware time; `today` the day of the review. Reviews that had found the register busy are made
    first, for their own day. Raises OlsxlError: what cannot be read at all stops it before anything is written.
    """
    home.state.check()
    finished = tuple(_finish_queued(home, today, now, manner))
    outcome = _made(home, today, now, manner)
    return replace(outcome, finished=finished)


def _finish_queued(home: Home, today: date, now: datetime, manner: Manner) -> Iterator[str]:
    """Make the reviews that wait, but for one of this very week and day, which is made anyway."""
    for name, day in [] if manner.dry_run else home.state.queued_reviews():
        if day < today:
            yield from _finish_one(home, name, day, now, manner)


def _finish_one(home: Home, name: str, day: date, now: datetime, manner: Manner) -> Iterator[str]:
    try:
        outcome = _made(home, day, now, manner)
    except LaterReview:
        home.state.unqueue_review(name)
        return
    if outcome.status != "queued":
        yield name


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """A review as far as the register goes: what it was planned on, the plan, what became of it."""

    registers: Registers
    plan: Plan
    findings: tuple[Finding, ...]
    status: Status
    busy: str = ""

    @property
    def is_new(self) -> bool:
        return self.status == "reviewed"


@dataclass(frozen=True, slots=True)
class _Sent:
    """What became of the messages, and sentences about what did not go as it should."""

    messages: tuple[dict[str, str], ...]
    problems: tuple[str, ...] = ()


def _made(home: Home, day: date, now: datetime, manner: Manner) -> ReviewResult:
    written = _write(home, day, now, manner)
    if not manner.dry_run:
        _make_ready(home)
    if not manner.dry_run and written.status == "queued":
        home.state.queue_review(written.plan.review, day)
    summary = _summary(home, written)
    sent = _Sent(tuple(_would_queue(home))) if manner.dry_run else _send(home, summary, now)
    if not manner.dry_run and written.status != "queued":
        home.state.unqueue_review(written.plan.review)
    return _result(home, written, sent, dry_run=manner.dry_run)


def _result(home: Home, written: _Written, sent: _Sent, *, dry_run: bool) -> ReviewResult:
    made = written.plan
    return ReviewResult(
        review=made.review,
        today=made.day,
        status=written.status,
        open=tuple(record.ref for record in made.records),
        updated=made.updated,
        no_update=made.no_update,
        late=tuple(record.ref for record in made.records if record.late),
        overdue_reviews=len(missed_weeks(past_reviews(written.registers.incidents.reviews), made.day)),
        updates_appended=len(made.update_rows) if written.is_new else 0,
        reviews_appended=int(written.is_new),
        findings=written.findings,
        summary=summaries.page_path(home, made.review),
        messages=sent.messages,
        dry_run=dry_run,
        busy=written.busy,
        problems=sent.problems,
    )


def _write(home: Home, day: date, now: datetime, manner: Manner) -> _Written:
    """Plan on the register as it stands and write, again where it changed meanwhile, until the wait is over."""
    waited, changed = timedelta(), 0
    while True:
        registers = usable(home, read_registers(home), day)
        done = of_week(past_reviews(registers.incidents.reviews), day)
        planned = _plan(home, registers, day, now, done)
        findings = tuple(apply(registers.check(home, day, None if done else planned.review)))
        if done:
            return _Written(registers, planned, findings, "already-reviewed")
        _look_first(home, registers, planned, manner)
        try:
            _append(home, registers, planned, findings, manner)
        except workbook.WorkbookChanged:
            changed += 1
            if changed == _CHANGED_TRIES:
                raise
        except workbook.WorkbookBusy as busy:
            if waited >= home.config.registers.wait:
                return _Written(registers, planned, findings, "queued", str(busy))
            if not waited:
                manner.tell(f"{busy} Trying again for {home.config.registers.wait.total_seconds():.0f} s.")
            manner.pause(_PAUSE.total_seconds())
            waited += _PAUSE
        else:
            return _Written(registers, planned, findings, "reviewed")


def _plan(home: Home, registers: Registers, day: date, now: datetime, done: PastReview | None) -> Plan:
    """The plan of the week's review: of its own day, where it was made already."""
    since = home.config.register_.since
    return plan(registers.incidents, done.day if done else day, home.local(now), since=since)


def _look_first(home: Home, registers: Registers, planned: Plan, manner: Manner) -> None:
    past = past_reviews(registers.incidents.reviews)
    if past and past[-1].day > planned.day:
        raise LaterReview(planned.day, review_id(past[-1].day), past[-1].day)
    if not past and not manner.first and len(planned.update_rows) > MANY_ROWS:
        raise ManyRows([str(row["Incident ref"]) for row in planned.update_rows], home.incidents)


def _append(home: Home, registers: Registers, planned: Plan, findings: tuple[Finding, ...], manner: Manner) -> None:
    """Both appends in one write: either the workbook has all of the rows or none."""
    tables = registers.incidents
    edits = [append(tables.updates, row) for row in planned.update_rows]
    edits.append(append(tables.reviews, planned.review_row(count(findings, "error"))))
    data = workbook.patch(registers.snapshot.data, edits)
    if not manner.dry_run:
        workbook.refuse_read_only(home.incidents)
        _make_ready(home)
        password = register_password() if registers.snapshot.encrypted else None
        workbook.replace(home.incidents, registers.snapshot.sha256, data, backups=home.state.backups, password=password)


def _make_ready(home: Home) -> None:
    """Make the state folder, and sure that mail could be kept: before a register is written, after it was read.

    A run that is refused for what it reads leaves nothing behind. Raises StateUnusable, NewerState, OutboxNotWritable.
    """
    home.state.prepare()
    summaries.check_outbox(home)


def _summary(home: Home, written: _Written) -> Summary:
    check = written.registers.check(home, written.plan.day)
    return summarise(check, Made(written.plan, written=written.status != "queued"), written.findings)


def _send(home: Home, summary: Summary, now: datetime) -> _Sent:
    """Page, messages, delivery; whatever fails here is told, stops none of the others, and undoes nothing."""
    problems: list[str] = []
    queued: list[Entry] = []
    with _told(problems):
        summaries.write_page(home, summary)
    with _told(problems):
        queued = summaries.queue_mail(home, summary, now)
    with _told(problems):
        summaries.deliver(home, now)
    return _Sent(tuple(summaries.states(home, queued)), tuple(problems))


@contextmanager
def _told(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except OlsxlError as failure:
        problems.append(str(failure))


def _would_queue(home: Home) -> Iterator[dict[str, str]]:
    return ({"to": to.address, "audience": to.audience, "state": "queued"} for to in home.config.mail.to)
