"""One review, whole: read, plan, write once, summarise, queue the mail and deliver it (P11, P12)."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from olsxl import mail
from olsxl.errors import OlsxlError
from olsxl.findings import Finding, count
from olsxl.jobs import failure, notify
from olsxl.jobs.errors import StateUnusable
from olsxl.jobs.home import read_registers
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.review.write import Status, WriteOutcome, make_ready, write_review
from olsxl.jobs.writes.ledger import WriteLedger
from olsxl.register import days
from olsxl.register.first_words import first_words
from olsxl.report.build import ReviewView, summarise
from olsxl.review.past import figures, of_week, past_reviews
from olsxl.rules import apply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.jobs.home import Home
    from olsxl.jobs.options import RunOptions
    from olsxl.mail import OutboxRecord
    from olsxl.register.coverage.coverage import Unread
    from olsxl.report.summary import Summary
    from olsxl.rules import Change


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review came to; `problems` are sentences about mail that did not go out as it should.

    `not_kept` are the headings of ours that the registers have not.

    `summary` is the page, None where it could not be written.

    `finished` are the ids of earlier reviews that had found the register busy and were made first; `restored` those
    whose rows a later save had wiped out, and which were put back. `told` are sentences about what was wiped out, and
    about other jobs that had waited. `first_words` are for a terminal alone, and blank where none asked for them.
    `unread` is what of the registers was not read.
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
    changes: tuple[Change, ...]
    not_kept: tuple[str, ...]
    summary: Path | None
    messages: tuple[dict[str, str], ...]
    dry_run: bool = False
    busy: str = ""
    problems: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    first_words: Mapping[str, str] = field(default_factory=dict, repr=False)
    unread: tuple[Unread, ...] = ()

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
            "unread": [span.as_json() for span in self.unread],
            "not_kept": list(self.not_kept),
            "errors": count(self.findings, "error"),
            "warnings": count(self.findings, "warning"),
            "summary": str(self.summary) if self.summary else None,
            "messages": list(self.messages),
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def make_review(home: Home, day: date, now: datetime, options: RunOptions, blocked_by: str = "") -> ReviewResult:
    """Make the review of a day's week, or finish what an earlier run of it did not come to.

    One that finds the register busy, or waits behind another, is queued, and the mail says so. Raises as `write_review`
    does.
    """
    written = write_review(home, day, now, options, blocked_by)
    planned, made = written.planned, written.planned.plan
    of_its_day = planned.context.today == made.day  # else the review of this week was made on another
    context = planned.context if of_its_day else planned.registers.context(home, made.day)
    failed_on = failure.failed_on(home, made.review)
    view = ReviewView(made, written=written.status != "queued", failed_on=failed_on)
    findings, summary = planned.findings, summarise(context, view, planned.findings)
    if home.templates and (failures := notify.template_failures(home, summary)):
        findings = tuple(apply(replace(planned.context, templates=failures)))
        summary = summarise(context, view, findings)
    problems, told = list[str](), list[str]()

    def tell(sentence: str) -> None:
        """Tell once what page and mails say alike of the home's templates, and keep it for whoever reads the log."""
        if sentence not in told:
            told.append(sentence)
            options.tell(sentence)

    if options.dry_run:
        messages = [{"to": to.address, "audience": to.audience, "state": "queued"} for to in home.config.mail.to]
    else:
        try:
            make_ready(home)
        except (StateUnusable, mail.OutboxNotWritable):
            if written.status == "queued":
                raise  # of one that was made, what follows tells what could not be kept
        if written.status == "queued":
            JobQueue(home.state).put(QueuedJob("review", made.review, day, {}))
            JobQueue(home.state).remove("summary", made.review)
        told += _made_anew(home, written, options)
        unknown = [*_not_mailed_again(home, written.status, made.review, options)]
        told += unknown
        messages = _send(home, summary, now, options._replace(tell=tell), problems, mailed=bool(unknown))
    page = notify.page_path(home, made.review)
    is_new = written.status == "reviewed"
    return ReviewResult(
        review=made.review,
        today=made.day,
        status=written.status,
        open=tuple(record.ref for record in made.records),
        updated=made.updated,
        no_update=made.no_update,
        late=tuple(record.ref for record in made.records if record.late),
        overdue_reviews=len(context.missed),
        updates_appended=len(made.update_rows) if is_new else 0,
        reviews_appended=int(is_new),
        findings=findings,
        unread=context.unread,
        changes=summary.changes,
        not_kept=context.not_kept,
        summary=page if options.dry_run or os.path.exists(page) else None,  # noqa: PTH110 - no error
        messages=tuple(messages),
        dry_run=options.dry_run,
        busy=written.busy,
        problems=tuple(problems),
        restored=written.restored,
        told=(*written.told, *told),
        first_words=first_words(context.register) if options.first_words else {},
    )


def finish_summary(home: Home, job: QueuedJob, now: datetime, options: RunOptions) -> tuple[ReviewResult, ...]:
    """Send what is left to be sent of a review that was made; nothing where a crash kept it from being made.

    Raises workbook.WorkbookBusy where its rows are to be put back first, and what reading and writing raise.
    """
    registers = read_registers(home)
    standing = of_week(past_reviews(registers.incidents.reviews), job.day)
    mine = registers.recognised["incidents"].identity.id
    entry = WriteLedger(home.state).entry("review", job.key)
    if standing or (entry and entry.register_id == mine and entry.stage in _TO_BE_FOUND):
        return (make_review(home, job.day, now, options),)
    JobQueue(home.state).remove("summary", job.key)
    return ()


_TO_BE_FOUND = {"committed", "restoring"}
"""The stages of a write that is put back where a later save of the register wiped it out."""


def _made_anew(home: Home, written: WriteOutcome, options: RunOptions) -> Iterator[str]:
    """The sentence about a review that was gone once more and was made anew in its own week: with both figures."""
    made = written.planned.plan
    for gone in written.planned.context.gone if written.status == "reviewed" else ():
        if gone.review == made.review and gone.row:
            told = (
                f"The review {gone.review} of {days.show(gone.day)} was gone again from {home.incidents.name}, and was "
                f"made anew. It said: {gone.figures}. It now says: {figures(made.review_row(0))}. Mail that went out "
                "has the former figures; to send the new ones: olsxl review --resend"
            )
            options.tell(told)
            yield told


def _not_mailed_again(home: Home, status: Status, review: str, options: RunOptions) -> Iterator[str]:
    """The sentence about a review that the register says was made, where no state tells what became of its mail."""
    waits = any(job.kind == "summary" and job.key == review for job in JobQueue(home.state).jobs())
    if status != "already-reviewed" or waits or options.resend or not home.config.mail.to:
        return
    if not notify.is_mail_known(home, review):
        told = (
            f"{review} was reviewed already, and nothing here says whether its summary was mailed: the folder "
            f"{home.state.folder} may have been lost. No message was queued again. To send it on purpose: olsxl review "
            "--resend"
        )
        options.tell(told)
        yield told


def _send(  # noqa: PLR0913 - what is sent, when, how, and what came of it
    home: Home, summary: Summary, now: datetime, options: RunOptions, problems: list[str], *, mailed: bool
) -> list[dict[str, str]]:
    """Page, messages, delivery; whatever fails here is told, stops none of the others, and undoes nothing.

    No message is queued of one that may have been `mailed` already. The summary of a review that was made waits as a
    job until the page and every recipient's message are there.
    """

    @contextmanager
    def collected() -> Iterator[None]:
        try:
            yield
        except OlsxlError as failure:
            problems.append(str(failure))

    queued: list[OutboxRecord] = []
    with collected():
        notify.write_page(home, summary, options.tell)
    with collected():
        if not mailed:
            queued, failures = notify.queue_mail(home, summary, now, options)
            problems += failures
    with collected():
        if not summary.pending:
            queue = JobQueue(home.state)
            queue.remove("review", summary.review)
            if problems:
                queue.put(QueuedJob("summary", summary.review, summary.day, {}))
            else:
                queue.remove("summary", summary.review)
    with collected(), suppress(mail.OutboxBusy):  # another olsxl delivers: what it does not take, the next turn does
        notify.deliver(home, now)
    return notify.states(home, queued)
