"""One turn of the schedule, and the loop around it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl import config
from olsxl.errors import OlsxlError
from olsxl.files import clear_abandoned
from olsxl.jobs import computer, failure, notify
from olsxl.jobs.clock_ahead import question
from olsxl.jobs.due import TICK, Due, Outcome, due, is_last_turn
from olsxl.jobs.finish_queue import finish_queue
from olsxl.jobs.home import Home
from olsxl.jobs.options import RunOptions
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.review.weekly import review
from olsxl.jobs.writes.ledger import WriteLedger
from olsxl.mail import OutboxBusy
from olsxl.review.week import review_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from olsxl.jobs.due import Job
    from olsxl.jobs.review.make import ReviewResult

_log = logging.getLogger(__name__)


class Run(NamedTuple):
    """One job that was run for one home: how it ended, a sentence about it, the kind of reason where it failed."""

    home: Path
    job: str
    key: str
    outcome: Outcome
    detail: str
    kind: str = ""

    def as_line(self, now: datetime) -> dict[str, str]:
        """The line of runs.jsonl."""
        at = now.astimezone(UTC).isoformat(timespec="seconds")
        return {"at": at, "job": self.job, "key": self.key, "outcome": self.outcome, "detail": self.detail}


def turn(paths: Iterable[Path], now: datetime) -> list[Run]:
    """Run what is due at `now` for the home of each olsxl.toml; a home or job that fails is told and stops no other."""
    return [run for path in paths for run in _turn_of_one(path, now)]


def _turn_of_one(path: Path, now: datetime) -> list[Run]:
    """The turn of one home; that it failed is heard, whoever looks at the terminal."""
    home = None
    try:
        home = Home.open(path)
        if not computer.is_meant(home.config.home.runs_on):
            return []
        home.state.carry_forward()
        clear_abandoned(home.folder)  # what a pack or a page left there that was killed
        lines = home.state.runs()
        jobs = due(home.local(now), home.config, lines)
        asked = question(home, now, lines)
    except Exception as error:  # noqa: BLE001 - the next home must have its turn, whatever is wrong with this one
        runs = [Run(_folder(path), "schedule", "", "failed", *_reason(error))]
        failure.tell(_folder(path), home, _failures(runs), now)
        return runs
    if asked:
        others = [line.get("outcome") for line in lines if line.get("job") != "mail"]
        found = [None if others[-1:] == ["asked"] else _asked(home, asked, now)]
        found += [_run(home, job, now) for job in jobs if job.job == "mail"]
    else:
        found = [_run(home, job, now) for job in jobs]
    runs = [run for run in found if run is not None]
    if failures := _failures(runs):
        failure.tell(home.folder, home, failures, now)
    else:
        failure.settle(home)
    return runs


def _failures(runs: Iterable[Run]) -> list[failure.Failure]:
    failed = [run for run in runs if run.outcome in failure.NOT_DONE]
    return [failure.Failure(_WORK[run.job], run.detail, run.kind) for run in failed]


_WORK: Final = {
    "schedule": "whole work of this home",
    "review": "weekly review",
    "queue": "work that had found a register in use",
    "mail": "mail",
}


def _asked(home: Home, sentence: str, now: datetime) -> Run:
    """The question in place of what would write to a register; it is put once, its page stays, and mail goes on."""
    run = Run(home.folder, "review", review_id(home.local(now).date()), "asked", sentence, "the clock may be wrong")
    _record(home, run, now)
    return run


def _folder(path: Path) -> Path:
    """The folder of a home that cannot be opened: as it was named, or that of the olsxl.toml that was."""
    return path.absolute().parent if path.name == config.FILE_NAME else path.absolute()


def _run(home: Home, job: Due, now: datetime) -> Run | None:
    try:
        run = _JOBS[job.job](home, job, now)
    except Exception as error:  # noqa: BLE001 - a job that fails starves no other
        run = Run(home.folder, job.job, job.key, "failed", *_reason(error))
    if run:
        _record(home, run, now)
    return run


def _review(home: Home, job: Due, now: datetime) -> Run | None:
    """The review, where the register has been left alone for `[registers] quiet`: AutoSave leaves no lock.

    At the last turn of its week it is queued then: it is made on another day, for this one.
    """
    options = RunOptions(left_alone=lambda register: is_quiet(home, register, now))
    day = home.local(now).date()
    if WriteLedger(home.state).entry("gone", job.key):  # a person deleted it on purpose, and may make it again
        return None
    if not options.left_alone(home.incidents):
        if not is_last_turn(home.local(now)):
            return None
        JobQueue(home.state).put(QueuedJob("review", job.key, day, {}))
        waits = f"{home.incidents.name} was saved a few minutes ago, and the week ends: the review waits for it."
        return Run(home.folder, "review", job.key, "queued", waits)
    result = review(home, day, now, options)
    return Run(home.folder, "review", job.key, _outcome([result]), " ".join([_detail(result), *result.told]))


def _queue(home: Home, _: Due, now: datetime) -> Run | None:
    """What waits for a register that has been left alone; nothing to tell where nothing waits."""
    options = RunOptions(left_alone=lambda register: is_quiet(home, register, now))
    with home.guarded():
        finished = finish_queue(home, now, options, reviews_until=home.local(now).date())
    if not finished.reviews and not finished.told:
        return None
    detail = [f"{result.review} {_detail(result)}" for result in finished.reviews]
    outcome = "queued" if finished.waits else _outcome(finished.reviews)
    return Run(home.folder, "queue", "", outcome, " ".join([*detail, *finished.told]))


def _outcome(results: Iterable[ReviewResult]) -> Outcome:
    if any(result.status == "queued" for result in results):
        return "queued"
    return "undelivered" if any(result.undelivered for result in results) else "done"


def _detail(result: ReviewResult) -> str:
    rows = result.updates_appended
    added = f"{result.status}, {rows} row{'' if rows == 1 else 's'} added to Updates."
    return " ".join([added, *result.problems])


def is_quiet(home: Home, register: Path, now: datetime) -> bool:
    """Whether a register was last saved longer ago than `[registers] quiet`; a missing one is the job's."""
    try:
        saved = datetime.fromtimestamp(register.stat().st_mtime, UTC)
    except OSError:
        return True
    return not saved <= now < saved + home.config.registers.quiet


def _mail(home: Home, _: Due, now: datetime) -> Run | None:
    """Offer what waits to the transport; nothing to tell where nothing was waiting, or nothing came of it."""
    if home.config.mail.transport == "outbox" or not home.state.outbox.is_dir():
        return None
    try:
        delivered = notify.deliver(home, now)
    except OutboxBusy:  # another olsxl is at it
        return None
    states = [entry.shown_state for entry in delivered if entry.tried_at == now]
    if not states:
        return None
    detail = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    return Run(home.folder, "mail", "", "done" if set(states) == {"sent"} else "undelivered", detail)


_JOBS: Final[Mapping[Job, Callable[[Home, Due, datetime], Run | None]]] = {
    "review": _review,
    "queue": _queue,
    "mail": _mail,
}


def _record(home: Home, run: Run, now: datetime) -> None:
    try:
        home.state.log(run.as_line(now))
    except OlsxlError as error:
        _log.warning("%s", error)


def _reason(error: Exception) -> tuple[str, str]:
    """What a person reads of a failure, on one line, and its kind: of an inner fault the kind alone."""
    if isinstance(error, OlsxlError):
        return " ".join(str(error).split()), error.kind
    fault = f"a fault inside olsxl ({type(error).__name__})"
    return fault, fault


def loop(
    paths: list[Path],
    clock: Callable[[], datetime],
    pause: Callable[[float], None],
    tell: Callable[[Run], None],
) -> None:
    """Take a turn now and every 15 minutes, until the program is stopped.

    The `schedule` library is the ticker alone: it forgets what it missed, so what is due is worked out anew each time.
    """
    import schedule

    def tick() -> None:
        for run in turn(paths, clock()):
            tell(run)

    ticker = schedule.Scheduler()
    ticker.every(int(TICK.total_seconds())).seconds.do(tick)
    tick()
    while True:
        pause(max(ticker.idle_seconds or 0, 1))
        ticker.run_pending()
