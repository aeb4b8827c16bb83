"""A small home whose weekly review is made by the real command, and what may be found there afterwards.

The review has a story: nothing special, a register that is busy, one that was, or rows of ours that were saved over.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING

from olsxl.register.identity import PROPERTY
from olsxl.review.week import review_id
from olsxl.workbook import SetProperty, patch
from tests import registers
from tests.crash.forking import Copy, Ended
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.workbook.books import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

TOLD = (0, 2, 4, 5)
"""The exit statuses that a review may end with, whatever happens to it: 3 is a fault inside olsxl."""

_QUEUED = "The review is queued"
_WITHDRAWN = f".olsxl/outbox/sent/{review_id(registers.TODAY)}-pending-"
"""The records of messages that said that a review waits, and were taken back when it was made."""

_DENIAL = re.compile("nothing was (changed|written)", re.IGNORECASE)

OTHERS = 0x1000
"""Where the names of another review begin: they must not be those that the first one left lying about."""


_DAY = timedelta(days=1)
_ID = "c0ffee" * 5 + "00"
"""The id that the register bears, as after its first write: else each run would give it one of its own."""


@dataclass(frozen=True)
class Story:
    """What came before a review, the status that ends it when nothing disturbs it, and how many rows it adds."""

    before: Callable[[Trial], object]
    status: int = 0
    added: dict[str, int] = field(default_factory=lambda: {"Updates": 2, "Reviews": 1})


def _opened(trial: Trial) -> Path:
    """Leave the owner file of somebody who has the register open."""
    owner = trial.register.with_name(f".~lock.{trial.register.name}#")
    owner.write_text(",jo,PC,19.11.2026 09:00,x;", encoding="utf-8")
    os.utime(owner, (AT.timestamp(), AT.timestamp()))
    return owner


def _found_busy(trial: Trial) -> None:
    owner = _opened(trial)
    trial.review(registers.TODAY - _DAY, AT - _DAY)
    owner.unlink()


def _saved_over(trial: Trial) -> None:
    theirs = trial.register.read_bytes()
    trial.review(registers.TODAY - _DAY, AT - _DAY)
    trial.register.write_bytes(theirs)


STORIES = {
    "weekly": Story(lambda _: None),
    "busy": Story(_opened, status=4, added={"Updates": 0, "Reviews": 0}),
    "queued": Story(_found_busy),
    "put-back": Story(_saved_over),
}


class Scene:
    """A home that is laid out anew before each run: three open records, two of them without an update this week.

    Names that are otherwise drawn at random and the time are the same in every run, so that strace can be told which
    files to watch, and so that a review that was finished by a second run leaves the very bytes of an undisturbed one.
    """

    def __init__(self, root: Path, story: str = "weekly") -> None:
        self.root = root.resolve()
        self.root.chmod(0o755)
        self.story = STORIES[story]
        self.trial = Trial(self.root / "home", SETTINGS.replace('wait = "10 s"', 'wait = "0 s"'))
        self.temp, self._start, self._local = self.root / "temp", self.root / "start", self.root / "local"
        self.old = self._begin()
        self.lay_out()
        with (
            redirect_stdout(StringIO()),
            redirect_stderr(StringIO()),
        ):  # here, so that the copies have everything loaded
            status = self.review()
        self.done = self.trial.listing()
        self.new = self.trial.register.read_bytes()
        if (status, self._added(), len(self.trial.messages())) != (self.story.status, self.story.added, 2):
            raise RuntimeError(f"undisturbed, it ends with {status}, adds {self._added()} and {self.trial.messages()}")

    def _begin(self) -> bytes:
        """Lay out what every run begins with; returns the register."""
        opened = [registers.incident(number) for number in (1, 2, 3)]
        updates = [registers.update(3, registers.TODAY - _DAY), registers.update(1)]
        register = registers.incident_register(*opened, registers.closed(4), *updates, registers.review())
        self.trial.lay_out(patch(register, [SetProperty(PROPERTY, _ID)]))
        self.temp.mkdir()
        self._arrange(0, AT - _DAY)
        self.story.before(self.trial)
        self.home.rename(self._start)
        return (self._start / self.trial.register.name).read_bytes()

    @property
    def home(self) -> Path:
        """The folder of the home."""
        return self.trial.folder

    @property
    def lives_of_state(self) -> bool:
        """Whether the story lives of what a state folder holds of the past: then it ends otherwise without one."""
        return (self._start / ".olsxl").exists()

    def lay_out(self) -> None:
        """The home as it was before."""
        for folder in (self.home, self.temp, self._local):
            shutil.rmtree(folder, ignore_errors=True)
        self.temp.mkdir()
        shutil.copytree(self._start, self.home, dirs_exist_ok=True)

    def review(self, names: int = 0) -> int:
        """Make the review by its command, in this process; returns its status. Names are drawn from a number on."""
        from olsxl import cli

        self._arrange(names, AT)
        sys.argv = ["olsxl", "review", "--config", str(self.home), "--today", registers.TODAY.isoformat()]
        try:
            cli.main(lambda: AT)
        except SystemExit as end:
            sys.stdout.flush()
            return int(end.code or 0)
        return 0

    def _arrange(self, names: int, now: datetime) -> None:
        """Fix in this process the names that are drawn, the temporary folder and the time."""
        from olsxl import workbook
        from olsxl.workbook.file.system import System

        numbers, kept = count(names), 16  # the length of what is drawn once, and stands in the state
        secrets.token_hex = lambda nbytes=None: (
            "5" * 32 if nbytes == kept else f"{next(numbers):0{2 * (nbytes or 32)}x}"
        )
        tempfile.tempdir = str(self.temp)
        os.environ["XDG_STATE_HOME"] = str(self._local)
        workbook.System = lambda lock_dir: System(clock=lambda: now, lock_dir=lock_dir)  # type: ignore[assignment,misc]

    def copy(self, tracing: Sequence[str] = (), names: int = 0, before: Callable[[], object] = lambda: None) -> Copy:
        """A process of its own that will make the review, under strace with these options where there are any.

        `before` is done in that process first.
        """

        def work() -> int:
            before()
            return self.review(names)

        return Copy(work, self.root / f"printed {names}", tracing)

    def run(self, tracing: Sequence[str] = (), before: Callable[[], object] = lambda: None) -> Ended:
        """Make the review in a process of its own."""
        return self.copy(tracing, before=before).go().ended()

    def faults(self, first: Ended) -> list[str]:
        """What is wrong after a review to which something happened, and after the next one, which nothing disturbs.

        Where its state could not be made private in the home, it lies elsewhere from then on.
        """
        if self._local.exists():
            return [*self.faults_in_the_week(first)]
        waited = not self.story.status and _QUEUED in first.said
        return [*self.faults_at_once(first), *self.faults_in_the_end((_WITHDRAWN,) if waited else ())]

    def faults_at_once(self, ended: Ended, lost: tuple[str, ...] = ()) -> Iterator[str]:
        """What is wrong after such a review; `lost` are the beginnings of the names that may be gone."""
        now = self.trial.listing()
        register = now[self.trial.register.name]
        if register not in (self.old, self.new):
            yield "the register is spoiled"
        yield from _untold(ended)
        if ended.status == 0 and (undone := self._unlike(now, set(self.done), lost)):
            yield f"said that all is done, and it is not: {undone}"
        if _QUEUED in ended.said and (undone := self._unlike(now, set(_in_queue(self.done)), lost)):
            yield f"said that the review is queued, and it is not: {undone}"
        if ended.status > 0 and register != self.old and _DENIAL.search(ended.said):
            yield f"said that nothing was changed, and something was: {ended.said.strip()[-300:]}"

    def faults_in_the_end(self, lost: tuple[str, ...] = ()) -> Iterator[str]:
        """Make another review, and say what is wrong after it; `lost` as above."""
        ended = self.copy(names=OTHERS).go().ended()
        now = self.trial.listing()
        if ended.status != self.story.status:
            yield f"the next review ended with {ended.status}: {ended.said.strip()[-300:]}"
        if wrong := self._unlike(now, now.keys() | self.done.keys(), lost):
            yield f"after the next review these are not as one review leaves them: {wrong}"
        if rubbish := sorted(path.name for path in self.temp.iterdir()):
            yield f"left in the temporary folder: {rubbish}"

    def faults_in_the_week(self, ended: Ended) -> Iterator[str]:
        """What is wrong after such a review and another where what the story lives of is lost: the week has one yet."""
        yield from _untold(ended)
        last = self.copy(names=OTHERS).go().ended()
        if last.status != self.story.status:
            yield f"the next review ended with {last.status}: {last.said.strip()[-300:]}"
        if self._added() != self.story.added:
            yield f"the week's reviews added {self._added()}"
        if rubbish := [*self.temp.iterdir(), *self.home.rglob("*.tmp")]:
            yield f"left behind: {rubbish}"

    def _added(self) -> dict[str, int]:
        now = self.trial.register.read_bytes()
        return {sheet: _rows(now, sheet) - _rows(self.old, sheet) for sheet in self.story.added}

    def _unlike(self, now: dict[str, bytes], names: set[str], lost: tuple[str, ...]) -> list[str]:
        return sorted(name for name in names if now.get(name) != self.done.get(name) and not name.startswith(lost))


def _untold(ended: Ended) -> Iterator[str]:
    if ended.status >= 0 and (ended.status not in TOLD or "Traceback" in ended.said):
        yield f"exit {ended.status}: {ended.said.strip()[-300:]}"


def _in_queue(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.startswith(".olsxl/queue/"))


def _rows(data: bytes, sheet: str) -> int:
    return sum(any(cell is not None for cell in row) for row in values(data, sheet))
