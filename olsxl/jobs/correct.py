"""A review that a person deleted on purpose: said so in the register, so that it stays deleted and its week a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from olsxl.errors import OlsxlError
from olsxl.jobs.home import read_registers, require_columns
from olsxl.jobs.queue import JobQueue
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.home_job import HomeJob, PlannedOnBoth
from olsxl.jobs.writes.ledger import Write
from olsxl.register import schema
from olsxl.register.text import fold, one_line
from olsxl.register.writing import append, in_home_words
from olsxl.review.past import of_week, past_reviews
from olsxl.review.week import monday, review_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from olsxl.jobs.home import Home, Registers
    from olsxl.jobs.options import RunOptions
    from olsxl.review.past import GoneReview

_NEEDED = ("Type", "Review")
"""What tells the row from an update that lacks its reference."""


class NoReviewId(OlsxlError):
    """What was given is no id of a review."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{one_line(given)}' is no review. Name it by its year and week, such as 2026-W47.")


class NothingGone(OlsxlError):
    """Nothing that olsxl wrote for a review is gone, or it is not known that it ever was there."""

    def __init__(self, review: str, register: Path, *, stands: bool) -> None:
        if stands:
            why = f"{register.name} has it. Where it is to go, take its row out of the sheet of reviews first."
        else:
            why = (
                f"olsxl knows of no review {review} that it wrote to {register.name}. A week that was missed is "
                "explained in the Comment of the review after it."
            )
        super().__init__(f"Nothing of the review {review} is gone: {why} Nothing was written.")


class NotSayable(OlsxlError):
    """The sheet of updates lacks a column that such a row needs."""

    def __init__(self, register: Path, sheet: str, lacking: str) -> None:
        super().__init__(
            f"The sheet '{sheet}' of {register.name} has no column {lacking}, by which a row about a review is told "
            f"from an update. Add a column with the heading {lacking}, and run the same command again."
        )


class NoReason(OlsxlError):
    """No reason was given."""

    def __init__(self) -> None:
        super().__init__("Say why it was deleted: --reason TEXT. The reason stands in the register for ever.")


class NobodySays(OlsxlError):
    """It is not known who says so, or a person is named whom People does not have."""

    def __init__(self, by: str | None) -> None:
        unknown = f"'{one_line(by)}' stands in no Person ID of People." if by else "olsxl.toml names no manager."
        super().__init__(f"{unknown} Say who states this: --by PERSON-ID")


class Corrected(NamedTuple):
    """What was said of a review: the row of Updates by our headings, and what was gone.

    `told` are sentences about what else was wiped out.
    """

    gone: GoneReview
    row: Mapping[str, object]
    dry_run: bool
    told: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The shape that `correct --format json` prints."""
        shape: dict[str, object] = {
            "review": self.gone.review,
            "kind": "gone",
            "by": self.row["By"],
            "whole": self.gone.row is not None,
            "refs": list(self.gone.refs),
            "rows_appended": {"Updates": 1},
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


@dataclass(frozen=True, slots=True, eq=False)
class _PlannedCorrection(PlannedOnBoth):
    """What is gone of the review in the registers as they were read, and the row that says so."""

    gone: GoneReview
    row: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _CorrectionJob(HomeJob):
    """One such statement, as a job that writes to the incident register."""

    review: str
    reason: str
    by: str | None

    def plan(self) -> _PlannedCorrection:
        home, registers = self.home, require_columns(self.home, read_registers(self.home))
        gone = next((each for each in registers.gone(home, self.clock_day) if each.review == self.review), None)
        if gone is None:
            week = monday(self.review)
            stands = week is not None and of_week(past_reviews(registers.incidents.reviews), week) is not None
            raise NothingGone(self.review, home.incidents, stands=stands)
        updates = registers.incidents.updates
        if lacking := [heading for heading in _NEEDED if not updates.has(heading)]:
            raise NotSayable(home.incidents, updates.sheet(0), lacking[0])
        row = {
            "Date": self.clock_day,
            "Type": "Correction",
            "Update": self.reason,
            "By": self._who(registers),
            "Review": self.review,
            "Entered at": home.local(self.now),
        }
        return _PlannedCorrection(registers, gone, in_home_words(row, schema.UPDATES, home.config))

    def _who(self, registers: Registers) -> str:
        """The Person ID of who says so; the manager of the settings by name, where People does not have it."""
        asked = self.by or self.home.config.home.manager
        people = registers.training.people if registers.training else None
        if not asked:
            raise NobodySays(None)
        if people is not None:
            known = people.frame[(people.keys == fold(asked)) | (people.frame["Full name"].map(fold) == fold(asked))]
            if len(known) == 1:
                return str(known["Person ID"].iloc[0])
            if self.by:
                raise NobodySays(self.by)
        return asked

    def change(self, planned: _PlannedCorrection) -> Change:
        updates = planned.registers.incidents.updates
        rows = {updates.schema.name: (planned.row,)}
        write = Write("gone", self.review, f"the correction that names the review {self.review}", rows)
        return Change([append(updates, planned.row)], write)

    def prepare(self) -> None:
        self.home.state.prepare()


def review_gone(  # noqa: PLR0913, PLR0917 - the review, who says what of it, when, and how to run
    home: Home, review: str, reason: str, by: str | None, now: datetime, options: RunOptions
) -> Corrected:
    """Say in Updates that what is gone of a review was taken out on purpose; it is not put back, nor told any more.

    `now` is the true, aware time. Raises NoReviewId, NoReason, NobodySays, NothingGone, NotSayable, WorkbookBusy where
    the register stays in use, and what reading and writing raise; then nothing was written.
    """
    week = monday(review)
    if week is None:
        raise NoReviewId(review)
    if not reason.strip():
        raise NoReason
    job = _CorrectionJob(home, now, review_id(week), reason.strip(), by)
    with home.guarded():
        home.state.check()
        written = guarded_write(job, home.config.registers.wait, options, left_out=job.review)
        if written.busy:
            raise written.busy
        if not options.dry_run:
            for kind in ("review", "summary"):
                JobQueue(home.state).remove(kind, job.review)
    return Corrected(written.planned.gone, written.planned.row, options.dry_run, written.told)
