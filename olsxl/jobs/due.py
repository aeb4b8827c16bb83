"""What is due and not yet done: a pure function of the clock, the settings and the ledger of runs."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from olsxl.review.week import WEEK, review_id, start_of_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.config import Config

TICK: Final = timedelta(minutes=15)
"""How often it is looked whether something is due: by the loop, and by the computer's own scheduler."""

_LAST: Final = TICK + timedelta(minutes=5)
"""The end of a week that has a turn for certain: a turn takes a while, and the next begins a tick after its end."""

Job = Literal["review", "queue", "mail"]
Outcome = Literal["done", "queued", "undelivered", "failed", "asked"]


class Due(NamedTuple):
    """One job that is due; `key` is what it is done once for (`2026-W47`), blank where it is done at every turn."""

    job: Job
    key: str = ""


def due(now: datetime, config: Config, runs: Iterable[Mapping[str, str]]) -> tuple[Due, ...]:
    """The jobs that are due at a local time.

    The review is due from its hour until the Sunday of its week, once: what started late or failed is tried again until
    then. An hour within the last minutes of the week is taken for the beginning of these, which have one turn.
    `runs` are the lines of runs.jsonl, a cache: where it is lost, the register itself keeps a review from being made
    twice. What waits in the queue is done at every turn: by the review where that is due, which does it first. Mail
    that waits is offered at every turn, last.
    """
    key = review_id(now.date())
    done = any(run.get("job") == "review" and run.get("key") == key and _is_over(run) for run in runs)
    first = Due("queue") if done or now < _hour(now, config) else Due("review", key)
    return first, Due("mail")


def _is_over(run: Mapping[str, str]) -> bool:
    """A review whose mail did not go out is over: the mail has its own turns."""
    return run.get("outcome") in ("done", "undelivered")


def is_last_turn(now: datetime) -> bool:
    """Whether the week of a local time may be over before the next turn."""
    return now >= _end(now) - _LAST


def _hour(now: datetime, config: Config) -> datetime:
    """The review's hour in the week of a local time, never so late that its week could end before a turn."""
    weekly = config.review.review
    day = start_of_week(now.date()) + timedelta(days=weekly.weekday)
    return min(datetime.combine(day, weekly.at), _end(now) - _LAST)


def _end(now: datetime) -> datetime:
    return datetime.combine(start_of_week(now.date()) + WEEK, time.min)
