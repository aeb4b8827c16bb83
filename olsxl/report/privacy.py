"""What may leave the register as a name for a record or a person: references and Person IDs, never what was typed else.

A reference cell may hold anything, a child's name among it. So only what looks like a reference is shown; in place of
anything else the cell is named, which the manager can look up and nobody else learns from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register.vocabulary import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REFERENCE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{0,23}")


def reference(text: str, where: str) -> str:
    """A reference or Person ID as it may be shown: itself where it looks like one (letters, a digit), else its cell."""
    return text if _REFERENCE.fullmatch(text) else where


def person_ids(people: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """From (Person ID, Full name) pairs, the Person ID by either of them, as typed alike."""
    known: dict[str, str] = {}
    for person, name in people:
        known.setdefault(alike(name), person)
        known[alike(person)] = person
    known.pop("", None)
    return known
