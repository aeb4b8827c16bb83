"""TRN405 to TRN409: whether the rows of Training can be relied on (P13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.table import UNREADABLE, folded
from olsxl.rules.rule import Explanation, Fault, Rule, training_rule
from olsxl.training.waivers import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import Series, Timestamp

    from olsxl.rules.context import TrainingContext

_WORD = re.compile(r"[^\W\d_]{2,}")


@training_rule(
    "TRN405",
    "error",
    Explanation(
        title="Attendance is logged for somebody who is not in People.",
        why="It counts for nobody: whoever it was meant for is told to be untrained.",
        put_right="Type the Person ID as it stands in People, or add the person there.",
        example="A row names P-041; the person is P-014.",
    ),
    needs={"Training": (), "People": ()},
    source=("P13",),
)
def unknown_person(context: TrainingContext) -> Iterator[Fault]:
    table, people = context.training.training, context.training.people
    sheets = " or ".join(f"'{region.sheet}'" for region in people.regions)
    rows, key = context.training.unknown_people, "Person ID"
    if not table.has(key):  # by name a log tells of somebody in a row for each course
        rows, key = [*table.keys[rows].drop_duplicates().index], "Full name"
    for row in rows:
        message = f"'{table.heading(key, row)}' names somebody who is not in the sheet {sheets}"
        fix = f"Type the {key} as it stands in {sheets}, or add the person there"
        yield Fault(table, int(row), key, message, fix, "warning" if key == "Full name" else None)


@training_rule(
    "TRN406",
    "error",
    Explanation(
        title="A session that has not come yet is marked Attended.",
        why="Nobody can have attended it: the day is wrong, or the row was filled in ahead.",
        put_right="Type the day of the session, or leave Attendance blank until it was held.",
        example="A session on 12/11/2062 is marked Attended.",
    ),
    needs={"Training": ("Session on",)},
    source=("P13", "accurate"),
)
def attended_in_future(context: TrainingContext) -> Iterator[Fault]:
    import pandas as pd

    table = context.training.training
    frame = table.frame
    ahead = frame[(frame["Attendance"] == "Attended") & (frame["Session on"] > pd.Timestamp(context.today))]
    for row, moment in zip(ahead.index, ahead["Session on"], strict=True):
        session, attendance = table.heading("Session on", row), table.heading("Attendance", row)
        message = f"'{session}' is {days.show(moment)}, which has not come yet"
        if table.has("Attendance"):
            fix = f"Type the day of the session, or leave '{attendance}' blank until it was held"
            yield Fault(table, int(row), "Session on", f"{message}, and '{attendance}' is Attended", fix)
        else:
            fix = "Type the day of the session; write Booked before the day of one that is planned"
            yield Fault(table, int(row), "Session on", f"{message}, so that it counts for nobody", fix, "warning")


@training_rule(
    "TRN407",
    "error",
    Explanation(
        title="The same person stands twice for the same session.",
        why="A session is the same where day and course are. A waiver is none.",
        put_right="Delete one of the two rows, or correct the day, the course or the person.",
        example="P-014 stands twice for the course of 12/10/2026.",
    ),
    needs={"Training": ("Session on", "Attendance")},
    source=("P13",),
)
def repeated_session(context: TrainingContext) -> Iterator[Fault]:
    table = context.training.training
    frame = table.frame.assign(person=table.keys, course=folded(table.frame["Course"]))
    frame = frame[(frame["person"] != "") & frame["Session on"].notna() & (frame["Attendance"] != "Waived")]
    same = ["person", "Session on", "course"]
    first = frame.groupby(same, sort=False)["person"].transform(lambda rows: rows.index[0])
    for row in frame.index[frame.duplicated(same)]:
        where = table.where(int(first[row]), "Session on")
        message = f"This person stands for the same session already at {where}"
        fix = "Delete one of the two rows, or correct the day, the course or the person"
        yield Fault(table, int(row), "Session on", message, fix)


@training_rule(
    "TRN408",
    "error",
    Explanation(
        title="Training is waived without a reason and a day until which.",
        why="A waiver without an end would excuse somebody for ever; its note says why, and until when.",
        put_right="Type the reason and the day into Note: On long leave, until 31/01/2027.",
        example="Attendance is Waived, and Note says: on leave.",
    ),
    needs={"Training": ("Attendance", "Note")},
    source=("P5",),
)
def bare_waiver(context: TrainingContext) -> Iterator[Fault]:
    table = context.training.training
    waived = table.frame["Note"][(table.frame["Attendance"] == "Waived") & (table.frame["Note"] != UNREADABLE)]
    for row, note in zip(waived.index, waived, strict=True):
        lacks = _lacks(note)
        if lacks:
            message = f"Training is waived, and '{table.heading('Note', row)}' does not say {lacks}"
            fix = f"Type the reason and the day into '{table.heading('Note', row)}': On long leave, until 31/01/2027"
            yield Fault(table, int(row), "Note", message, fix)


def _lacks(note: str) -> str:
    until, rest = read_note(note)
    reason = _WORD.search(rest)
    if not until and not reason:
        return "why, and until when"
    return "" if until and reason else "until when (until dd/mm/yyyy)" if reason else "why"


@training_rule(
    "TRN409",
    "warning",
    Explanation(
        title="Somebody attended before starting or after leaving.",
        why="One of the dates may be wrong, or the row is somebody else's.",
        put_right="Correct the day of the session, or Started on or Left on in People; leave it where it is right.",
        example="P-014 attended on 20/09/2026 and started on 01/10/2026.",
    ),
    needs={"Training": ("Session on", "Attendance"), "People": ("Started on",)},
    source=("P13",),
)
def attended_while_not_here(context: TrainingContext) -> Iterator[Fault]:
    table, people = context.training.training, context.training.people
    attended = table.frame["Session on"][table.frame["Attendance"] == "Attended"]
    started, left = (_of_each(context, heading, attended) for heading in ("Started on", "Left on"))
    early, late = attended < started, attended > left
    for row in attended.index[early | late]:
        heading = "Started on" if early[row] else "Left on"
        theirs, when = people.heading(heading), (started if early[row] else left)[row]
        message = (
            f"'{table.heading('Session on', row)}' is {days.show(attended[row])}, "
            f"{'before' if early[row] else 'after'} '{theirs}' of this person ({days.show(when)})"
        )
        fix = f"Correct the day of the session, or '{theirs}' in '{people.sheet(0)}'; leave it where it is right"
        yield Fault(table, int(row), "Session on", message, fix)


def _of_each(context: TrainingContext, heading: str, attended: Series[Timestamp]) -> Series[Timestamp]:
    """A day of People for each row of Training; NaT where there is none. The first row of a person counts."""
    people = context.training.people
    first = people.frame[heading][people.is_first_of_key]
    return (
        context.training.training.keys[attended.index]
        .map(dict(zip(people.keys[first.index], first, strict=True)))
        .astype("datetime64[us]")
    )


ATTENDANCE_RULES: tuple[Rule, ...] = (
    unknown_person,
    attended_in_future,
    repeated_session,
    bare_waiver,
    attended_while_not_here,
)
