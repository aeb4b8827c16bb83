"""The few real mistakes of the demo, such as happen to people who type: each is one finding of `olsxl check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.demo.history import Typed
from olsxl.demo.stories.conduct import FILTER_BYPASS, SECOND_PHONE
from olsxl.demo.stories.contact import FALSE_AGE, FAMILY_CONTACT
from olsxl.demo.stories.content import SELF_HARM_FEED, STUNT_VIDEO
from olsxl.demo.story import Diary, Step, Story
from olsxl.register.schema import NO_UPDATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from olsxl.demo.history import Record

_IN_INCIDENTS: tuple[tuple[Story, str, Callable[[Diary], object]], ...] = (
    (FILTER_BYPASS, "Assessed on", lambda diary: f"{diary.day((18, 5)):%d.%m.%Y}"),  # WBK006: a date as text
    (SECOND_PHONE, "Status", lambda _: "OPEN"),  # WBK008: another case
    (SELF_HARM_FEED, "Recorded on", lambda diary: diary.day((12, 4))),  # INC104: the day before it was reported
    (STUNT_VIDEO, "Outcome", lambda _: None),  # INC122: closed without an outcome
)

_QUIET = Step((1, 3), NO_UPDATE, "no update - social worker on leave", "P-002")


def in_incident(story: Story, diary: Diary) -> dict[str, object]:
    """Return what is wrong in the row of a story: values by heading, None for what was left out."""
    return {heading: wrong(diary) for spoilt, heading, wrong in _IN_INCIDENTS if spoilt is story}


def in_updates(record: Record, diary: Diary, rows: list[Typed]) -> list[Typed]:
    """Return the rows of Updates of one record with what is wrong in them."""
    if record.story is FALSE_AGE:  # UPD201: the letter O in the place of a zero in the reference
        misspelt = record.ref.replace("-0", "-O", 1)
        return [row._replace(ref=misspelt) if row.step is FALSE_AGE.steps[-1] else row for row in rows]
    if record.story is FAMILY_CONTACT:
        return [*rows, Typed(record.ref, diary.day(_QUIET.day), _QUIET)]  # UPD205: not exactly No Update
    return rows
