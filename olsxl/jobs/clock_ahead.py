"""A clock that may have jumped ahead: a scheduled run long after all that is known asks before it writes."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from olsxl.errors import OlsxlError
from olsxl.jobs.home import read_registers
from olsxl.jobs.queue import JobQueue
from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from olsxl.jobs.home import Home, Registers

LONG: Final = timedelta(days=35)
"""How long after both its last run and the register's newest day a scheduled run no longer trusts the clock alone."""


def question(home: Home, now: datetime, runs: Iterable[Mapping[str, str]]) -> str:
    """What a scheduled run asks in place of writing; "" where nothing is in doubt.

    `runs` are the lines of runs.jsonl; where there is none, there is nothing to ask. What a person started meanwhile is
    the answer, also where it still waits.
    """
    today = home.local(now).date()
    known = _runs(home, runs)
    known += [job.day for job in JobQueue(home.state).jobs()]
    if not known or today - max(known) <= LONG:
        return ""
    with suppress(OlsxlError):  # a register that cannot be read is told by the job itself
        known += _days(read_registers(home), today)
    if today - max(known) <= LONG:
        return ""
    return (
        f"By this computer's clock it is {days.show(today)}, and the last that is known, in {home.incidents.name} and "
        f"of olsxl's own runs, is of {days.show(max(known))}. Nothing was written. Where the clock is right, make this "
        "week's review once yourself: olsxl review. Where it is not, set it right."
    )


def _runs(home: Home, lines: Iterable[Mapping[str, str]]) -> list[date]:
    """The days on which a review was due by schedule, however that ended; asking is no run, and mail goes on."""
    found = []
    for line in lines:
        try:
            at = datetime.fromisoformat(line["at"])
            day = home.local(at).date()
        except (KeyError, TypeError, ValueError, OverflowError):
            continue
        if line.get("job") != "mail" and line.get("outcome") != "asked" and at.tzinfo:
            found.append(day)
    return found


def _days(registers: Registers, today: date) -> list[date]:
    """The days on which something was recorded, updated or reviewed; one that is still to come tells nothing."""
    incidents = registers.incidents
    columns = [incidents.incidents.frame[heading] for heading in ("Reported on", "Recorded on")]
    columns += [incidents.entries["day"], incidents.reviews.frame["Reviewed on"]]
    return [stamp.date() for column in columns for stamp in column.dropna() if stamp.date() <= today]
