"""UPD208 to UPD210: corrections, entries made late, and entries after the end (P3)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.schema import AUTOMATIC, NO_UPDATE
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold
from olsxl.register.updates.entries import about_reviews
from olsxl.review.plan import closed_records
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext

LATE = timedelta(days=7)
"""An entry made so long after its day is still of its time."""

_WORDS = re.compile(r"\w+")
_FEW, _MANY = 4, 12
_SAYS = re.compile(
    r"""[\d"\u201c\u201d\u2018\u2192] | -> | \B'\w
    | \b (?: was | were | should | instead | not | wrong(?:ly)? | mis\w+ | error | typo | rather | because | since
           | from ) \b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number or a day, something quoted, or a word that ties what was wrong to what is right."""


@rule(
    "UPD208",
    "error",
    Explanation(
        title="A Correction does not say what it corrects and why.",
        why="A correction leaves the original standing; without both, nobody can tell later which of the two holds.",
        put_right="Say which heading or entry was wrong, what it should say, and why.",
        example="A Correction says: see above.",
    ),
    needs={"Updates": ("Type", "Update")},
    source=("accurate",),
)
def bare_correction(context: RuleContext) -> Iterator[Fault]:
    table, frame = context.register.updates, context.update_rows
    # what a correction may name, as it stands in the workbook
    regions = (*context.register.incidents.regions, *table.regions)
    headings = {fold(typed) for region in regions for typed in region.headings.values()}
    corrections = frame["text"][(frame["type"] == "Correction") & (frame["text"] != UNREADABLE)]
    of_reviews = about_reviews(table.frame)  # such a row names the review in a column of its own
    corrections = corrections[~corrections.index.isin(of_reviews.index[of_reviews])]
    for row, text in zip(corrections.index, corrections, strict=True):
        if not _says_what(text, headings):
            message = f"The Correction does not say in '{table.heading('Update', row)}' what it corrects, and why"
            fix = "Say which heading or entry was wrong, what it should say, and why"
            yield Fault(table, int(row), "Update", message, fix)


def _says_what(text: str, headings: set[str]) -> bool:
    """Many words say it somehow; a few do where they name something, or tie what was wrong to what is right."""
    words = len(_WORDS.findall(text))
    if words < _FEW or words >= _MANY:
        return words >= _MANY
    said = fold(text)
    return _SAYS.search(text) is not None or any(heading in said for heading in headings)


@rule(
    "UPD209",
    "warning",
    Explanation(
        title="An update is dated more than seven days before it was entered.",
        why=(
            "A note is made at the time; one that was made later says so. Rows that olsxl wrote are exempt, and of "
            "records that are closed it is told in one line."
        ),
        put_right="Correct the day if it is wrong; else say in the text that it was written down later, and why.",
        example="An update of 02/11/2026 was entered on 19/11/2026.",
    ),
    needs={"Updates": ("Date", "Entered at"), "Incidents": ()},
    source=("contemporaneous",),
)
def entered_late(context: RuleContext) -> Iterator[Fault]:
    table, frame, incidents = context.register.updates, context.update_rows, context.register.incidents
    closed = set(incidents.keys[closed_records(incidents.frame) & ~incidents.keys.duplicated()])
    late = frame[(frame["entered_at"].dt.normalize() - frame["day"] > LATE) & (frame["by"] != AUTOMATIC)]
    columns = (late[column] for column in ("key", "day", "entered_at"))
    for row, key, day, entered in zip(late.index, *columns, strict=True):
        message = (
            f"'{table.heading('Date', row)}' is {days.show(day)}, {(entered.normalize() - day).days} days before "
            f"'{table.heading('Entered at', row)}' ({days.show(entered)})"
        )
        fix = "Correct the day if it is wrong; else say in the text that it was written down later, and why"
        yield Fault(table, int(row), "Date", message, fix, folded=key in closed)


@rule(
    "UPD210",
    "warning",
    Explanation(
        title="An update is dated after the record was closed, without a Reopened.",
        why=(
            "A closed record has come to its conclusion; what comes after opens it again, and must say so. A "
            "Correction, and a No Update of a review that was made before the closing was typed, do not."
        ),
        put_right="Add a row of Type Reopened, or correct the day of the update or Closed on.",
        example="OLS-2026-0007 was closed on 05/11/2026, and has an update of 09/11/2026.",
    ),
    needs={"Updates": ("Date", "Type"), "Incidents": ("Status", "Closed on")},
    source=("P3",),
)
def after_the_end(context: RuleContext) -> Iterator[Fault]:
    table, frame = context.register.updates, context.update_rows
    silent = frame["type"].isin(["Correction", "Closure", "Reopened", NO_UPDATE, UNREADABLE]) | (
        frame["by"] == AUTOMATIC
    )
    told = frame[~silent & ~frame["no_update"]]
    closed = context.open_history.closed_before(told["key"], told["day"])
    for row, day in zip(told.index[closed], told["day"][closed], strict=True):
        message = (
            f"'{table.heading('Date', row)}' is {days.show(day)}, after the record was closed, and none reopened it"
        )
        fix = f"Add a row of '{table.heading('Type', row)}' Reopened, or correct this day or that of the closing"
        yield Fault(table, int(row), "Date", message, fix)


HISTORY_RULES: tuple[Rule, ...] = (
    bare_correction,
    entered_late,
    after_the_end,
)
