"""How the demo's events are told: days count from the weekly reviews, so that every window of every review is known.

`(5, 2)` is two days after the review of five reviews ago. A day after a review is between one and six, which keeps it
clear of the review days themselves; after the newest review (`(1, ...)`) it is at most three, which is before today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from olsxl.review.week import start_of_week

if TYPE_CHECKING:
    from collections.abc import Mapping

When = tuple[int, int]

FIRST_REVIEW = 14
"""The demo's first review was made so many weeks before this one."""

MISSED = 6
"""In the week of this number no review was made."""

REVIEWS = tuple(number for number in range(FIRST_REVIEW, 0, -1) if number != MISSED)
"""The reviews that were made, oldest first; 1 is the newest, in the ISO week before this one."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text with the day of it in front, as the manager writes her decisions."""

    day: When
    text: str


class Step(NamedTuple):
    """One row of Updates as a person typed it."""

    day: When
    type: str
    update: str
    by: str = "P-001"
    told: str = ""


class Story(NamedTuple):
    """One event: when it was reported, recorded and closed, the other fields of its row by heading, and its steps."""

    reported: When
    recorded: When
    fields: Mapping[str, str | When | Note]
    steps: tuple[Step, ...]
    closed: When | None = None


class Diary(NamedTuple):
    """The days of the demo as seen from one day."""

    today: date

    def review(self, number: int) -> date:
        """Return the day of a review: Thursdays, or later in the week where the newest were else over a week ago."""
        thursday = start_of_week(self.today) - timedelta(days=4)
        return max(thursday, self.today - timedelta(days=7)) - timedelta(weeks=number - 1)

    def day(self, when: When) -> date:
        """Return the day of a `When`."""
        number, days = when
        return self.review(number) + timedelta(days=days)

    def note(self, note: Note) -> str:
        """Return a note as it is typed: `22/11/2026: not referred, because ...`."""
        return f"{self.day(note.day):%d/%m/%Y}: {note.text}"
