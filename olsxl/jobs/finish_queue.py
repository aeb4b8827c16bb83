"""The jobs that wait, done in their order: each planned anew, for its own day, on the register as it then stands."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from olsxl import workbook
from olsxl.errors import OlsxlError
from olsxl.jobs.errors import LaterReview
from olsxl.jobs.queue import JobQueue
from olsxl.jobs.review.make import ReviewResult, finish_summary, make_review
from olsxl.jobs.training.log import log_queued
from olsxl.jobs.training.sentences import finished_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from olsxl.jobs.home import Home
    from olsxl.jobs.options import RunOptions
    from olsxl.jobs.queue import JobKind, QueuedJob


class Finished(NamedTuple):
    """What became of the jobs that waited: the reviews, those that wait on among them, and sentences about others.

    `waits` tells that one of the others waits on.
    """

    reviews: tuple[ReviewResult, ...] = ()
    told: tuple[str, ...] = ()
    waits: bool = False


def finish_queue(home: Home, now: datetime, options: RunOptions, *, reviews_until: date) -> Finished:
    """Do the jobs that wait; one whose register is in use waits on, and those behind it that are for the same one.

    Reviews of later days than `reviews_until` are left; in a dry run everything is. What cannot be logged is told and
    stops no other job; a review raises as `make_review` does.
    """
    if options.dry_run:
        return Finished()
    home.state.carry_forward()
    queue = JobQueue(home.state)
    reviews: list[ReviewResult] = []
    told: list[str] = []
    busy: dict[JobKind, str] = {}
    for job in queue.jobs():
        register = home.training if job.kind == "training-log" else home.incidents
        if register and not options.left_alone(register):
            continue
        if job.kind == "review" and job.day <= reviews_until:
            try:
                reviews.append(make_review(home, job.day, now, options, blocked_by=busy.get("review", "")))
            except LaterReview:
                queue.remove("review", job.key)
            else:
                busy["review"] = busy.get("review") or reviews[-1].busy
        elif job.kind == "summary" and job.day <= reviews_until:
            with suppress(workbook.WorkbookBusy):  # its rows were lost, and go back first: once the register is closed
                reviews += finish_summary(home, job, now, options)
        elif job.kind == "training-log" and not busy.get("training-log"):
            sentences, busy["training-log"] = _log(home, job, now, options)
            told += sentences
    return Finished(tuple(reviews), tuple(told), waits=bool(busy.get("training-log")))


def _log(home: Home, job: QueuedJob, now: datetime, options: RunOptions) -> tuple[list[str], str]:
    """Log a sheet that waits: sentences about it, and what still keeps it from being logged."""
    try:
        result = log_queued(home, job, now, options)
    except OlsxlError as failure:
        options.tell(str(failure))
        return [str(failure)], ""
    for sentence in (sentences := [*finished_text(result)]):
        options.tell(sentence)
    return [*result.told, *sentences], result.busy
