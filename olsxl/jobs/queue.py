"""The queue of jobs that are not over: what is needed to plan each anew, one file a job."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from olsxl import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.jobs.state.folder import State


JobKind = Literal["review", "summary", "training-log"]
"""A review that found its register in use, the summary of one that was made, a sheet of attendance to be logged."""


class QueuedJob(NamedTuple):
    """A job that waits: not what it would have written, but what it is planned by, for its own day.

    `key` tells it from others of its kind; `facts` are whatever more its kind needs, as JSON holds it.
    """

    kind: JobKind
    key: str
    day: date
    facts: Mapping[str, Any]


class JobQueue:
    """The jobs of one home that wait."""

    def __init__(self, state: State) -> None:
        self._state = state

    def put(self, job: QueuedJob) -> None:
        """Let a job wait; again in place of itself. Raises StateUnusable."""
        record = {"kind": job.kind, "key": job.key, "day": job.day.isoformat(), "facts": job.facts}
        self._state.write(self._state.queue / _name(job.kind, job.key), json.dumps(record, ensure_ascii=False).encode())

    def jobs(self) -> list[QueuedJob]:
        """The jobs in the order of their days; a file that cannot be read is none. Raises StateUnusable."""
        found = (_job(text) for text in self._state.texts(self._state.queue))
        return sorted((job for job in found if job), key=lambda job: job.day)

    def remove(self, kind: JobKind, key: str) -> None:
        """Forget a job: it has been done, or cannot be. Raises StateUnusable."""
        self._state.remove(self._state.queue / _name(kind, key))


def _name(kind: JobKind, key: str) -> str:
    return f"{kind}-{key}.json"


def _job(text: str) -> QueuedJob | None:
    try:
        record = records.parse(text)
        job = QueuedJob(record["kind"], record["key"], date.fromisoformat(record["day"]), dict(record["facts"]))
    except (KeyError, TypeError, ValueError):
        return None
    return job if job.kind in get_args(JobKind) else None
