"""What the reviews of the demo found and wrote: each is made on the stories as they stood on its day (P11, P12)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import NamedTuple

from olsxl.demo.stories import STORIES
from olsxl.demo.story import REVIEWS, Diary, Step, Story
from olsxl.register.schema import AUTOMATIC, NO_UPDATE
from olsxl.review.content_hash import CoveredRow, content_hash
from olsxl.review.week import Window, review_id

Row = dict[str, object]
"""One row by our headings; what is blank is left out."""

REVIEW_TIME = time(16, 0)
"""When the reviews of the demo were made."""


class Record(NamedTuple):
    """One story with its reference and the days between which it was open."""

    ref: str
    story: Story
    recorded: date
    closed: date | None

    def open_on(self, day: date) -> bool:
        """Whether a review on this day finds it open."""
        return self.recorded <= day and (self.closed is None or self.closed > day)


class Typed(NamedTuple):
    """One step of a story as a row of Updates: the reference, the day, what was typed."""

    ref: str
    day: date
    step: Step

    @property
    def entered(self) -> datetime:
        """When it was typed: on its day, at an hour that differs from row to row."""
        return datetime.combine(self.day, time(9)) + timedelta(minutes=len(self.step.update) * 7 % 400)


class Made(NamedTuple):
    """One review: the records that it found open, those of them without an update, the rows of Updates it counted."""

    number: int
    day: date
    window: Window
    open: tuple[Record, ...]
    quiet: tuple[Record, ...]
    counted: tuple[Typed, ...]

    @property
    def review(self) -> str:
        """The review's id, like `2026-W47`."""
        return review_id(self.day)

    @property
    def content_hash(self) -> str:
        """The hash over what it covered, as every review of olsxl has it."""
        rows = [CoveredRow(row.ref, row.day, row.step.type, row.step.update, row.step.by) for row in self.counted]
        rows += [CoveredRow(record.ref, self.day, NO_UPDATE, NO_UPDATE, AUTOMATIC) for record in self.quiet]
        states = [(record.ref, record not in self.quiet) for record in self.open]
        return content_hash(self.review, self.day, states, rows)


def records(today: date) -> list[Record]:
    """Return the stories with their references: the year of the report, then the number in that year."""
    diary, numbers, found = Diary(today), dict[int, "count[int]"](), []
    for story in STORIES:
        year = diary.day(story.reported).year
        ref = f"OLS-{year}-{next(numbers.setdefault(year, count(1))):04}"
        closed = diary.day(story.closed) if story.closed else None
        found.append(Record(ref, story, diary.day(story.recorded), closed))
    return found


def typed(record: Record, diary: Diary) -> list[Typed]:
    """Return what people typed into Updates about one record."""
    return [Typed(record.ref, diary.day(step.day), step) for step in record.story.steps]


def made(today: date) -> list[Made]:
    """Return the reviews up to last week's, oldest first."""
    diary, found = Diary(today), []
    known = records(today)
    rows = [row for record in known for row in typed(record, diary)]
    previous: date | None = None
    for number in REVIEWS:
        day = diary.review(number)
        found.append(_made(number, Window.after(previous, day), known, rows))
        previous = day
    return found


def _made(number: int, window: Window, known: list[Record], rows: list[Typed]) -> Made:
    found = tuple(record for record in known if record.open_on(window.last))
    refs = {record.ref for record in found}
    counted = tuple(row for row in rows if row.ref in refs and window.first <= row.day <= window.last)
    updated = {row.ref for row in counted}
    quiet = tuple(record for record in found if record.ref not in updated)
    return Made(number, window.last, window, found, quiet, counted)
