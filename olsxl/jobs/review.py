"""The weekly review, whole: read, plan, write once, summarise, queue the mail and deliver it (P11, P12)."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError
from olsxl.findings import Finding, count
from olsxl.jobs import notify
from olsxl.jobs.errors import LaterReview
from olsxl.jobs.write_review import Manner, Status, Written, make_ready, write_review
from olsxl.report.build import Made, summarise
from olsxl.review.past import missed_weeks, past_reviews
from olsxl.review.week import review_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.jobs.home import Home
    from olsxl.mail import Entry
    from olsxl.report.summary import Summary
    from olsxl.rules import Change


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What a review came to; `problems` are sentences about mail that did not go out as it should.

    `finished` are the ids of earlier reviews that had found the register busy and were made first; `restored` those
    whose rows a later save had wiped out, and which were put back.
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
    summary: Path
    messages: tuple[dict[str, str], ...]
    dry_run: bool = False
    busy: str = ""
    problems: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

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


def review(home: Home, today: date, now: datetime, manner: Manner = Manner()) -> ReviewResult:  # noqa: B008 - it is frozen
    """Make the review of a day's week, or finish what an earlier run of it did not come to.

    `now` is the true, aware time; `today` the day of the review. Reviews that had found the register busy are made
    first, for their own day; before that, rows of earlier runs that a later save wiped out are put back.
    Raises OlsxlError: what cannot be read at all stops it before anything is written.
    """
    with home.kept():
        home.state.check()
        earlier = list(_finish_queued(home, today, now, manner))
        outcome = _last(home, today, now, manner, earlier)
    return _with_earlier(outcome, [each for each in earlier if each is not outcome])


def _with_earlier(outcome: ReviewResult, earlier: list[ReviewResult]) -> ReviewResult:
    """The result of a run: what its last review came to, and what is to be told of those before it."""
    restored = (review for each in (*earlier, outcome) for review in each.restored)
    problems = (problem for each in (*earlier, outcome) for problem in each.problems)
    others = (message for each in earlier if each.review != outcome.review for message in each.messages)
    return replace(
        outcome,
        messages=(*others, *outcome.messages),
        finished=tuple(each.review for each in earlier if each.status != "queued"),
        restored=tuple(dict.fromkeys(restored)),
        problems=tuple(dict.fromkeys(problems)),
    )


def _last(home: Home, today: date, now: datetime, manner: Manner, earlier: list[ReviewResult]) -> ReviewResult:
    """The review of today's week: one that waits goes before it, and keeps its day where it is of this very week."""
    waiting = [each for each in earlier if each.status == "queued"]
    if waiting and waiting[-1].review == review_id(today):
        return waiting[-1]
    return _made(home, today, now, manner, behind=waiting[0].busy if waiting else "")


def _finish_queued(home: Home, today: date, now: datetime, manner: Manner) -> Iterator[ReviewResult]:
    """Make the reviews that wait, but for one of this very week and day, which is made anyway."""
    busy = ""
    for name, day in [] if manner.dry_run else home.state.queued_reviews():
        if day < today:
            try:
                made = _made(home, day, now, manner, behind=busy)
            except LaterReview:
                home.state.unqueue_review(name)
            else:
                busy = busy or made.busy
                yield made


@dataclass(frozen=True, slots=True)
class _Sent:
    """What became of the messages, and sentences about what did not go as it should."""

    messages: tuple[dict[str, str], ...]
    problems: tuple[str, ...] = ()


def _made(home: Home, day: date, now: datetime, manner: Manner, behind: str = "") -> ReviewResult:
    written = write_review(home, day, now, manner, behind)
    if not manner.dry_run:
        make_ready(home)
    if not manner.dry_run and written.status == "queued":
        home.state.queue_review(written.plan.review, day)
    summary = _summary(home, written)
    sent = _Sent(tuple(_would_queue(home))) if manner.dry_run else _send(home, summary, now)
    if not manner.dry_run and written.status != "queued":
        home.state.unqueue_review(written.plan.review)
    return _result(home, written, sent, summary.changes, dry_run=manner.dry_run)


def _result(home: Home, written: Written, sent: _Sent, changes: tuple[Change, ...], *, dry_run: bool) -> ReviewResult:
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
        changes=changes,
        summary=notify.page_path(home, made.review),
        messages=sent.messages,
        dry_run=dry_run,
        busy=written.busy,
        problems=sent.problems,
        restored=written.restored,
    )


def _summary(home: Home, written: Written) -> Summary:
    check = written.registers.check(home, written.plan.day)
    return summarise(check, Made(written.plan, written=written.status != "queued"), written.findings)


def _send(home: Home, summary: Summary, now: datetime) -> _Sent:
    """Page, messages, delivery; whatever fails here is told, stops none of the others, and undoes nothing."""
    problems: list[str] = []
    queued: list[Entry] = []
    with _told(problems):
        notify.write_page(home, summary)
    with _told(problems):
        queued = notify.queue_mail(home, summary, now)
    with _told(problems):
        notify.deliver(home, now)
    return _Sent(tuple(notify.states(home, queued)), tuple(problems))


@contextmanager
def _told(problems: list[str]) -> Iterator[None]:
    try:
        yield
    except OlsxlError as failure:
        problems.append(str(failure))


def _would_queue(home: Home) -> Iterator[dict[str, str]]:
    return ({"to": to.address, "audience": to.audience, "state": "queued"} for to in home.config.mail.to)
