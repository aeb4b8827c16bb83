"""The rows of the demo's registers, by sheet and heading, as people and olsxl would have written them up to one day.

Pure: the same day gives the same rows. `mistakes` plants the few that `olsxl check` finds; without them nothing is
wrong, and what remains is what the stories mean to show: training due, one record open for long, one gone quiet.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from olsxl.demo import history, staff
from olsxl.demo import mistakes as planted
from olsxl.demo.story import MISSED, Diary, Note
from olsxl.register.schema import AUTOMATIC, INCIDENTS, NO_UPDATE
from olsxl.review.week import review_id

if TYPE_CHECKING:
    from olsxl.demo.history import Made, Record, Row, Typed
    from olsxl.demo.story import When

people, training = staff.people, staff.training

_USUAL = {"Service": staff.HOUSE, "Record held": "Electronic", "Owner": "P-001"}

# By the number of the review: those that the deputy signed, that were signed on paper, that nobody has signed yet.
_BY_DEPUTY, _ON_PAPER, _UNSIGNED = (10, 3), (8,), (1,)
_ERRORS = {13: 2, 9: 1, 4: 1}

_MISSED_WEEK = (
    "No review in {}: the manager was ill, and the deputy did not know that it fell to him. It is in both diaries now."
)


def incidents(today: date, *, mistakes: bool = True) -> list[Row]:
    """Return the rows of Incidents, oldest first."""
    diary, rows = Diary(today), []
    for record in history.records(today):
        wrong = planted.in_incident(record.story, diary) if mistakes else {}
        rows.append(_filled({**_incident(record, diary), **wrong}))
    return rows


def _incident(record: Record, diary: Diary) -> Row:
    story = record.story
    days = {"Reported on": story.reported, "Recorded on": story.recorded, "Closed on": story.closed}
    given = {**_USUAL, **story.fields, **days}
    row = {heading: _value(given.get(heading), diary) for heading in INCIDENTS.headings}
    return {**row, "Incident ref": record.ref}


def _value(value: str | When | Note | None, diary: Diary) -> object:
    if isinstance(value, Note):
        return diary.note(value)
    return diary.day(value) if isinstance(value, tuple) else value


def _filled(row: Row) -> Row:
    return {heading: value for heading, value in row.items() if value not in (None, "")}


def updates(today: date, *, mistakes: bool = True) -> list[Row]:
    """Return the rows of Updates in the order of their entry, the No Update rows of the reviews among them."""
    diary = Diary(today)
    typed: list[Typed] = []
    for record in history.records(today):
        rows = history.typed(record, diary)
        typed += planted.in_updates(record, diary, rows) if mistakes else rows
    rows_ = [_typed_row(row) for row in typed] + [row for made in history.made(today) for row in _no_updates(made)]
    return sorted(rows_, key=lambda row: str(row["Entered at"]))


def _typed_row(row: Typed) -> Row:
    step = row.step
    return _filled(
        {
            "Incident ref": row.ref,
            "Date": row.day,
            "Type": step.type,
            "Update": step.update,
            "By": step.by,
            "Entered at": row.entered,
            "Body told": step.told,
        }
    )


def _no_updates(made: Made) -> list[Row]:
    shared: Row = {"Date": made.day, "Type": NO_UPDATE, "Update": NO_UPDATE, "By": AUTOMATIC, "Review": made.review}
    entered = datetime.combine(made.day, history.REVIEW_TIME)
    return [{"Incident ref": record.ref, **shared, "Entered at": entered} for record in made.quiet]


def reviews(today: date) -> list[Row]:
    """Return the rows of Reviews, oldest first: one week was missed, the newest review is not signed yet."""
    diary, known = Diary(today), history.records(today)
    rows = []
    for made in history.made(today):
        after_gap = made.number == MISSED - 1
        comment = {"Comment": _MISSED_WEEK.format(review_id(diary.review(MISSED)))} if after_gap else {}
        rows.append({**_review(made, known), **_signature(made), **comment})
    return rows


def _review(made: Made, known: list[Record]) -> Row:
    first, last = made.window.first, made.window.last
    return {
        "Review": made.review,
        "Reviewed on": made.day,
        "Period from": first,
        "Open": len(made.open),
        "Updated": len(made.open) - len(made.quiet),
        "No Update": len(made.quiet),
        "Opened": sum(first <= record.recorded <= last for record in known),
        "Closed": sum(record.closed is not None and first <= record.closed <= last for record in known),
        "Refs covered": ", ".join(record.ref for record in made.open),
        "Errors": _ERRORS.get(made.number, 0),
        "Content hash": made.content_hash,
    }


def _signature(made: Made) -> Row:
    """Return what the signer filled in: the same evening, or on the next morning where the number is odd."""
    if made.number in _UNSIGNED:
        return {}
    deputy = made.number in _BY_DEPUTY
    return {
        "Reviewed by": staff.DEPUTY if deputy else staff.MANAGER,
        "Capacity": "Deputy" if deputy else "Registered Manager",
        "Method": "Wet signature" if made.number in _ON_PAPER else "Electronic attestation",
        "Signed on": datetime.combine(made.day, time(16, 40)) + timedelta(hours=16 * (made.number % 2)),
    }


def signers(today: date) -> list[Row]:
    """Return the rows of Signers: the manager and her deputy, each since they started."""
    started = {row["Person ID"]: row["Started on"] for row in people(today)}
    return [
        {"Person": staff.MANAGER, "Capacity": "Registered Manager", "From": started["P-001"]},
        {"Person": staff.DEPUTY, "Capacity": "Deputy", "From": started["P-002"]},
    ]
