"""A run by schedule that could not do its work is heard: a page beside olsxl.toml until it works, a message a day.

The page lies on the manager's computer beside the registers and gives the reason in full. The message says what kind of
reason it is and where to read it, and nothing that stands in a register.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl import files, mail
from olsxl.errors import OlsxlError
from olsxl.report.render import Renderer
from olsxl.report.wording import clean, weekday

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from olsxl.jobs.home import Home
    from olsxl.report.render import Mail

PAGE: Final = "olsxl could not work.html"
_MARK: Final = b'<meta name="generator" content="olsxl: could not work">'
"""By which a page of ours is known: one of a person's is never replaced or taken away."""

NOT_DONE: Final = ("failed", "asked")
"""The outcomes of a job that did not do its work and will not do it by itself."""


class Failure(NamedTuple):
    """A job that could not do its work: its name, the sentence about it, and its kind of reason, fit for a mail."""

    job: str
    sentence: str
    kind: str


def tell(folder: Path, home: Home | None, failures: Sequence[Failure], now: datetime) -> None:
    """Say that a turn failed; `home` is None where its olsxl.toml cannot be used. What cannot be told stops nothing."""
    day = (home.local(now) if home else now.astimezone()).date()
    names = {
        "home": clean(home.config.home.name if home else folder.name),
        "day": weekday(day),
        "page": PAGE,
        "failures": failures,
    }
    made = Renderer().failure(names)
    with suppress(OSError):
        _write(folder / PAGE, made.page.encode())
    if home:
        _queue(home, made.mail, day, now)


def settle(home: Home) -> None:
    """Take the page away once the work is done: not while the last review by schedule is one that failed."""
    path = home.folder / PAGE
    with suppress(OSError, OlsxlError):
        if _is_ours(path):
            reviews = [run.get("outcome") for run in home.state.runs() if run.get("job") == "review"]
            if not reviews or reviews[-1] not in NOT_DONE:
                path.unlink()


def failed_on(home: Home, review: str) -> tuple[date, ...]:
    """The days on which the schedule tried to make a review and could not, as far as runs.jsonl tells."""
    found = set[date]()
    with suppress(OlsxlError):  # a cache: where it cannot be read, nothing is known
        for run in home.state.runs():
            if (run.get("job"), run.get("key"), run.get("outcome")) == ("review", review, "failed"):
                with suppress(TypeError, ValueError):
                    found.add(home.local(datetime.fromisoformat(run.get("at", ""))).date())
    return tuple(sorted(found))


def _write(path: Path, page: bytes) -> None:
    if not path.exists():
        files.write_exclusive(path, page, private=True)
    elif _is_ours(path) and path.read_bytes() != page:
        files.write_atomic(path, page)


def _is_ours(path: Path) -> bool:
    return path.is_file() and _MARK in path.read_bytes()[:1000]


def _queue(home: Home, made: Mail, day: date, now: datetime) -> None:
    """The message of the day for the manager and for `[mail] technical`, each once."""
    settings = home.config.mail
    recipients = {settings.technical: "technical"} if settings.technical else {}
    recipients |= {to.address: "manager" for to in settings.to if to.audience == "manager"}
    for address, audience in recipients.items():
        message = mail.Message(f"{day}-could-not-work", address, audience, made.subject, made.text, made.html)
        with suppress(OlsxlError):
            mail.Outbox(home.state.outbox).queue(
                message, sender=settings.sender or "", now=now, domains=settings.domains
            )
