"""What a review says that it covered, and the days that it looked at."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.references.recognised import References
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold
from olsxl.review.week import Window

if TYPE_CHECKING:
    from collections.abc import Collection

    from olsxl.register.registers import IncidentRegister
    from olsxl.review.past import PastReview

_BETWEEN = re.compile(r"[,;\n]")


class ReviewCoverage(NamedTuple):
    """One past review with its window and the one before it; `refs` as compared, None where no list is given.

    `made` tells that olsxl made it, `sealed` that it was attested by olsxl.
    """

    past: PastReview
    window: Window
    before: Window | None
    refs: frozenset[str] | None
    made: bool
    sealed: bool


def coverages(
    register: IncidentRegister, past: tuple[PastReview, ...], until: date, since: date | None
) -> tuple[ReviewCoverage, ...]:
    """Return each review of these days, oldest first. Period from says where its window begins, else the one before it.

    `since` is the day from which what was open is known, None where it always was.
    """
    frame, known = register.reviews.frame, known_references(register)
    begins = {row: day.date() for row, day in frame["Period from"].dropna().items()}
    named = frame["Refs covered"].astype(str)
    written = {heading: ~frame[heading].str.strip().isin(["", UNREADABLE]) for heading in ("Content hash", "Seal")}
    found: list[ReviewCoverage] = []
    for previous, review in pairwise((None, *(review for review in past if review.day <= until))):
        assert review is not None  # noqa: S101 - only the first has none before it
        window = Window.after(previous.day if previous else None, review.day)
        if begins.get(review.row, date.max) <= review.day:
            window = Window(begins[review.row], review.day)
        refs = listed(named[review.row], *known)
        refs = frozenset(register.renamed.get(ref, ref) for ref in refs) if refs else refs
        made, sealed = (bool(written[heading][review.row]) for heading in written)
        found.append(ReviewCoverage(review, window, found[-1].window if found else None, refs, made, sealed))
    return tuple(each for each in found if since is None or each.past.day >= since)


def known_references(register: IncidentRegister) -> tuple[frozenset[str], References]:
    """The references of Incidents as compared, and what a reference of the register looks like."""
    return frozenset(register.incidents.keys) - {""}, References(register.incidents.frame["Incident ref"])


def listed(text: str, known: Collection[str], schemes: References) -> frozenset[str] | None:
    """The references of a cell, as compared; None where it is blank or holds anything but references."""
    text = fold(text.replace("\n", ";"))
    if text in ("", UNREADABLE):
        return None
    refs = {key for key in known if _BETWEEN.search(key) and key in text}
    for ref in refs:
        text = text.replace(ref, ";")
    parts = {part.strip() for part in _BETWEEN.split(text)} - {""}
    if any(part not in known and not _is_like(part, known, schemes) for part in parts):
        return None
    return frozenset(refs | parts)


def _is_like(part: str, known: Collection[str], schemes: References) -> bool:
    """Whether it could be a reference; a bare number may count the records where theirs are no bare numbers."""
    return schemes.holds(part.upper()) and (not part.isdecimal() or any(key.isdecimal() for key in known))
