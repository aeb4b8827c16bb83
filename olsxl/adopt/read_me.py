"""The words of the `Read me` sheet that an adopted workbook gets: what olsxl added to it, and what it is for."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from olsxl.blank.read_me import topics
from olsxl.register.schema import AUTOMATIC, NO_UPDATE, REVIEWS, SIGNERS, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "Read me"
HEADINGS = ("About", "What it says")
_WIDTH = 100
"""Letters of a line: a text without a format stands on one line, however long."""

_ALL = """\
# Your sheets
olsxl reads your sheets as they are. It never changes or deletes what stands in them, and never hides anything. You go
on as before.

# What was added
The sheets {added}, at the end of the workbook. You may type there too; please keep their names and headings.

# {no_update} rows
At the weekly review each open record without an update since the review before gets a row whose Type and Update are
{no_update}; its By is '{automatic}'.

# {reviews}
A row for each weekly review. Read the summary and the records that it covers, then fill in Reviewed by (your full
name), Capacity, Method and Signed on, within seven days. A week without a review stays a gap; it is explained in the
Comment of the next one.

# For the program alone
Content hash and Seal in {reviews} are the review's fingerprints: they prove later what stood in the register when it
was reviewed. Entered at and Review beside an update say when it was written and which review it belongs to. They stand
on the right, out of your way; leave them as they are.

# Children and adults
What olsxl sends speaks of children and people by reference alone. It is no legal advice, and decides nothing: it asks,
and you decide.
"""

_OF_A_SHEET = {
    UPDATES.name: """\
# {name}
A row for each step: which record, the day, what happened, and who writes it. Where you keep updates in your own sheets,
go on there; either counts.
""",
    SIGNERS.name: """\
# {name}
Who may sign a review besides the manager, and from when to when.
""",
    "Lists": """\
# {name}
The values that the drop-downs offer. One typed directly under a list joins it.
""",
}


def rows(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The rows of the sheet, each as long as a line; `names` are those of the added sheets by ours."""
    words = {"added": ", ".join(names.values()), "reviews": names[REVIEWS.name]}
    text = _ALL.format(no_update=NO_UPDATE, automatic=AUTOMATIC, **words)
    text += "".join(said.format(name=names[sheet]) for sheet, said in _OF_A_SHEET.items() if sheet in names)
    for topic in topics(text):
        for number, line in enumerate(wrap(" ".join(topic.paragraphs), _WIDTH)):
            yield topic.heading if number == 0 else "", line
