"""The sign-in sheet of a session, for those who are due (P5, P13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.jobs.home import Home, read_training
from olsxl.jobs.outputs import output_path, save_output
from olsxl.jobs.training.errors import SheetNotMade
from olsxl.register import days
from olsxl.training.attendance.logged import courses
from olsxl.training.due import gaps
from olsxl.training.status import statuses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from olsxl.register.reading import TrainingRegister
    from olsxl.report.sign_in import Expected
    from olsxl.training.attendance.logged import Session


class SheetResult(NamedTuple):
    """The sheet that was made, for whom; with `dry_run` the one that would be."""

    file: Path
    session: date
    people: tuple[str, ...]
    dry_run: bool

    def as_json(self) -> dict[str, object]:
        """The shape that `training sheet --format json` prints."""
        shape: dict[str, object] = {
            "file": str(self.file),
            "session": self.session.isoformat(),
            "people": list(self.people),
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def make(home: Home, session: Session, out: Path | None, *, overwrite: bool, dry_run: bool) -> SheetResult:
    """Make the sign-in sheet of a session in the file `out`; without it, beside olsxl.toml, under a name of its own.

    Where the session has no course, it is the one of all rows of Training, else a blank to fill in.

    Raises SheetNotMade, the classes under OutputRefused, NoTrainingRegister, and what reading the registers raises;
    then nothing was written.
    """
    from olsxl.report.sign_in import workbook

    _, register = read_training(home)
    due = home.config.training.due_soon_days
    people = tuple(_expected(home, register, session.day))
    if not people:
        raise SheetNotMade(
            f"nobody is due for training by {days.show(session.day)} or in the {due} days after it",
            "Attendance of a session that is held all the same can be logged from any sheet with names and ticks",
        )
    path = output_path(home, out, f"Sign-in sheet {session.day}.xlsx", overwrite=overwrite)
    if not dry_run:
        known = courses(register.training)
        course = session.course or (known[0] if len(known) == 1 else "")
        data = workbook(home.config.home.name, session._replace(course=course), people)
        save_output(home, path, data, overwrite=overwrite, private=False)
    return SheetResult(path, session.day, tuple(person.person for person in people), dry_run)


def _expected(home: Home, register: TrainingRegister, day: date) -> Iterator[Expected]:
    """Everybody who is active on the day of the session and due by then, or soon after; in the order of the names."""
    from olsxl.report.sign_in import Expected

    frame = register.people.frame
    due = gaps(statuses(register, day, home.config.training))
    found = (Expected(s.person, str(frame.at[s.row, "Full name"]), str(frame.at[s.row, "Service"])) for s in due)
    return iter(sorted(found, key=lambda person: person.name.casefold()))
