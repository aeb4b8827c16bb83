"""Who is meant by what stands on a sign-in sheet: by Person ID, else by name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register import days
from olsxl.register.naming.forms import parts
from olsxl.register.text import fold

if TYPE_CHECKING:
    from datetime import date

    from olsxl.register.table import RegisterTable

_ALIKE = 0.84
"""How much two names have in common, of 1, where one may be a slip for the other: `Jayne Fern` and `Jane Fern`."""


@dataclass(frozen=True)
class Person:
    """Somebody in People: Person ID and name as typed, the days from when until when they are here."""

    id: str
    name: str
    row: int
    started: date | None
    left: date | None

    @cached_property
    def key(self) -> str:
        """The Person ID as compared."""
        return fold(self.id)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name as compared, without titles."""
        return name_words(self.name)


class Match(NamedTuple):
    """Whom a row means. `sure`: exactly one person; `likely`: one whom it may mean; `several`: two or more; `nobody`.

    `reason` says why it is only likely, or nobody.
    """

    state: Literal["sure", "likely", "several", "nobody"]
    people: tuple[Person, ...] = ()
    reason: str = ""


NOBODY = Match("nobody")


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as compared, forename first: `Fern, Ms Jane` is jane, fern."""
    before, comma, after = unicodedata.normalize("NFC", name).partition(",")
    turned = f"{after} {before}" if comma and "," not in after else f"{before}{comma}{after}"
    return tuple(word for part in parts(turned) for word in part)


class Everybody:
    """All in People with a Person ID, to be found by what a sheet says of them; of an ID the first row counts."""

    def __init__(self, people: RegisterTable) -> None:
        frame = people.frame[people.is_first_of_key]
        columns = (frame[heading] for heading in ("Person ID", "Full name", "Started on", "Left on"))
        self._people = tuple(
            Person(person, name, int(row), days.of(started), days.of(left))
            for row, person, name, started, left in zip(frame.index, *columns, strict=True)
        )
        self._by_id = {person.key: person for person in self._people}

    @property
    def names(self) -> dict[str, str]:
        """The full names by Person ID, both as typed."""
        return {person.id: person.name for person in self._people}

    def match(self, person_id: str, name: str) -> Match:
        """Whom an ID and a name mean, either of which may be blank; a name may also be an ID."""
        known = self._by_id.get(fold(person_id or name))
        if known is None:
            found = self._named(name)
            unknown = f"there is no {person_id} in People" if person_id else ""
            return Match("likely", found.people, unknown) if unknown and found.state == "sure" else found
        if not person_id or not name or known in self._named(name).people:
            return Match("sure", (known,))
        return Match("nobody", reason=f"{known.id} is somebody else in People")

    def _named(self, name: str) -> Match:
        wanted = name_words(name)
        if not wanted:
            return NOBODY
        if same := tuple(person for person in self._people if person.words == wanted):
            return Match("sure" if len(same) == 1 else "several", same)
        near = tuple(person for person in self._people if _may_be(wanted, person.words))
        if not near:
            return NOBODY
        return Match("likely", near, "the name is nearly the same") if len(near) == 1 else Match("several", near)


def _may_be(wanted: tuple[str, ...], named: tuple[str, ...]) -> bool:
    """Whether one name may stand for another: in another order, shortened, with a slip of the hand."""
    if not named:
        return False
    short, long = sorted((Counter(wanted), Counter(named)), key=Counter.total)
    if not short - long or _by_initials(wanted, named) or _by_initials(named, wanted):
        return True
    return SequenceMatcher(None, "".join(wanted), "".join(named)).ratio() >= _ALIKE


def _by_initials(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """`j fern` for `jane anne fern`: the surname is whole, what stands before it begins a forename."""
    *forenames, surname = short
    initials = {word[0] for word in whole[:-1]}
    return bool(forenames) and surname == whole[-1] and all(len(word) == 1 and word in initials for word in forenames)
