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
    from datetime import date
    from pathlib import Path

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

    On it is everybody who is active on the day and due by then, or soon after, in the order of the names. Where the
    session has no course, it is the one of all rows of Training, else a blank to fill in.

    Raises SheetNotMade, the classes under OutputRefused, NoTrainingRegister, and what reading the registers raises;
    then nothing was written.
    """
    from olsxl.report.sign_in import Expected, workbook

    _, register = read_training(home)
    frame, rules = register.people.frame, home.config.training
    due = gaps(statuses(register, session.day, rules))
    found = (Expected(s.person, str(frame.at[s.row, "Full name"]), str(frame.at[s.row, "Service"])) for s in due)
    people = tuple(sorted(found, key=lambda person: person.name.casefold()))
    if not people:
        raise SheetNotMade(
            f"nobody is due for training by {days.show(session.day)} or in the {rules.due_soon_days} days after it",
            "Attendance of a session that is held all the same can be logged from any sheet with names and ticks",
        )
    path = output_path(home, out, f"Sign-in sheet {session.day}.xlsx", overwrite=overwrite)
    if not dry_run:
        known = courses(register.training)
        course = session.course or (known[0] if len(known) == 1 else "")
        data = workbook(home.config.home.name, session._replace(course=course), people)
        save_output(home, path, data, overwrite=overwrite, private=False)
    return SheetResult(path, session.day, tuple(person.person for person in people), dry_run)
