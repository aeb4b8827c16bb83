"""A small home whose weekly review is made by the real command, and what may be found there afterwards."""

from __future__ import annotations

import re
import secrets
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING

from tests import registers
from tests.crash.forking import Copy, Ended
from tests.jobs.reviewing import AT, Trial
from tests.workbook.books import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

TOLD = (0, 2, 4, 5)
"""The exit statuses that a review may end with, whatever happens to it: 3 is a fault inside olsxl."""

_DENIAL = re.compile("nothing was (changed|written)", re.IGNORECASE)

OTHERS = 0x1000
"""Where the names of another review begin: they must not be those that the first one left lying about."""


class Scene:
    """A home that is laid out anew before each run: three open records, two of them without an update this week.

    Names that are otherwise drawn at random and the time are the same in every run, so that strace can be told which
    files to watch, and so that a review that was finished by a second run leaves the very bytes of an undisturbed one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.root.chmod(0o755)
        self.trial = Trial(self.root / "home")
        self.temp = self.root / "temp"
        opened = [registers.incident(number) for number in (1, 2, 3)]
        updates = [registers.update(3, registers.TODAY), registers.update(1)]
        self.old = registers.incident_register(*opened, registers.closed(4), *updates, registers.review())
        self.lay_out()
        with redirect_stdout(StringIO()):  # in this very process, so that the copies have everything loaded
            self.review()
        self.done = self.trial.listing()
        self.new = self.trial.register.read_bytes()
        added = {sheet: _rows(self.new, sheet) - _rows(self.old, sheet) for sheet in ("Updates", "Reviews")}
        if added != {"Updates": 2, "Reviews": 1} or len(self.trial.messages()) != 2:
            raise RuntimeError(f"the undisturbed review adds {added} and {self.trial.messages()}")

    @property
    def home(self) -> Path:
        """The folder of the home."""
        return self.trial.folder

    def lay_out(self) -> None:
        """Only the registers and the settings, as they were before."""
        for folder in (self.home, self.temp):
            shutil.rmtree(folder, ignore_errors=True)
        self.temp.mkdir()
        self.trial.lay_out(self.old)

    def review(self, names: int = 0) -> int:
        """Make the review by its command, in this process; returns its status. Names are drawn from a number on."""
        from olsxl import cli, workbook
        from olsxl.cli import weekly
        from olsxl.workbook.machine import Machine

        numbers = count(names)
        secrets.token_hex = lambda nbytes=None: f"{next(numbers):0{2 * (nbytes or 32)}x}"
        tempfile.tempdir = str(self.temp)
        weekly.now = lambda: AT  # type: ignore[attr-defined]  # what it imported
        workbook.Machine = lambda locks: Machine(clock=lambda: AT, locks=locks)  # type: ignore[assignment,misc]
        sys.argv = ["olsxl", "review", "--config", str(self.home), "--today", registers.TODAY.isoformat()]
        try:
            cli.main()
        except SystemExit as end:
            sys.stdout.flush()
            return int(end.code or 0)
        return 0

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
        """What is wrong after a review to which something happened, and after the next one, which nothing disturbs."""
        return [*self.faults_at_once(first), *self.faults_in_the_end()]

    def faults_at_once(self, ended: Ended, lost: tuple[str, ...] = ()) -> Iterator[str]:
        """What is wrong after such a review; `lost` are the beginnings of the names that may be gone."""
        now = self.trial.listing()
        register = now[self.trial.register.name]
        if register not in (self.old, self.new):
            yield "the register is spoiled"
        if ended.status >= 0 and (ended.status not in TOLD or "Traceback" in ended.said):
            yield f"exit {ended.status}: {ended.said.strip()[-300:]}"
        if ended.status == 0 and (undone := self._unlike(now, set(self.done), lost)):
            yield f"said that all is done, and it is not: {undone}"
        if ended.status > 0 and register != self.old and _DENIAL.search(ended.said):
            yield f"said that nothing was changed, and something was: {ended.said.strip()[-300:]}"

    def faults_in_the_end(self, lost: tuple[str, ...] = ()) -> Iterator[str]:
        """Make another review, and say what is wrong after it; `lost` as above."""
        ended = self.copy(names=OTHERS).go().ended()
        now = self.trial.listing()
        if ended.status:
            yield f"the next review ended with {ended.status}: {ended.said.strip()[-300:]}"
        if wrong := self._unlike(now, now.keys() | self.done.keys(), lost):
            yield f"after the next review these are not as one review leaves them: {wrong}"
        if rubbish := sorted(path.name for path in self.temp.iterdir()):
            yield f"left in the temporary folder: {rubbish}"

    def _unlike(self, now: dict[str, bytes], names: set[str], lost: tuple[str, ...]) -> list[str]:
        return sorted(name for name in names if now.get(name) != self.done.get(name) and not name.startswith(lost))


def _rows(data: bytes, sheet: str) -> int:
    return sum(any(cell is not None for cell in row) for row in values(data, sheet))
