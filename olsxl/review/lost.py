"""Rows that a review wrote and that a later save of the workbook wiped out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.register.schema import AUTOMATIC
from olsxl.register.table import folded
from olsxl.register.vocabulary import fold

if TYPE_CHECKING:
    from olsxl.register.reading import IncidentRegister
    from olsxl.review.plan import Row


@dataclass(frozen=True, slots=True)
class Write:
    """The rows of one write by our headings: those of Updates, and the one of Reviews."""

    review: str
    updates: tuple[Row, ...]
    reviews: tuple[Row, ...]


def is_gone(register: IncidentRegister, write: Write) -> bool:
    """Whether every row of a write is missing: then a save over it has wiped it out, and it is put back.

    Where some stand and others do not, a person took rows away, and nothing is put back: that is a finding.
    """
    if fold(write.review) in set(folded(register.reviews.frame["Review"])):
        return False
    frame = register.updates.frame
    ours = frame[(frame["By"] == AUTOMATIC) & (folded(frame["Review"]) == fold(write.review))]
    standing = set(folded(ours["Incident ref"]))
    return not any(fold(str(row["Incident ref"])) in standing for row in write.updates)
