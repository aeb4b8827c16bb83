"""What in a text tells who somebody is: for what `check` finds (INC114) and what no pack may hold (P6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.naming import personal
from olsxl.register.naming.everyday import EVERYDAY, PARTICLES
from olsxl.register.naming.forms import Person, parts
from olsxl.register.naming.redact import Redactor
from olsxl.register.naming.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from olsxl.register.naming.child_key import Child
    from olsxl.register.references.patterns import Pattern

_SHORTEST = 3
"""Letters of the shortest everyday word that is looked for in a reference."""


class Cleared(NamedTuple):
    """A text that tells nobody; None where it cannot be cleared. `doubtful` where a word stayed that may be a name."""

    text: str | None
    doubtful: bool = False


class Detector:
    """Finds the names of these people, these dates of birth, and numbers and addresses of a known form."""

    def __init__(self, people: Iterable[Person], born: Iterable[date]) -> None:
        people = tuple(people)
        self._redactor = Redactor(people)
        self._words = {
            word
            for person in people
            for name in person.names
            for part in parts(name)
            for word in part
            if len(word) >= _SHORTEST and word not in PARTICLES
        }
        self._born = frozenset(born)

    def kept(self, text: str) -> list[str]:
        """What of the people is in a text, in words for a sentence; never the name itself."""
        name = ["a name"] if self._redactor.names_somebody(text) else []
        return [*name, "a date of birth"] if self._has_date_of_birth(text) else name

    def known_by_form(self, text: str) -> list[str]:
        """The kinds of numbers and addresses in a text, but for a date of birth that `kept` tells."""
        kinds = personal.kinds(text)
        if personal.BIRTH_DATE in kinds and self._has_date_of_birth(text):
            kinds.remove(personal.BIRTH_DATE)
        return kinds

    def in_reference(self, reference: str, known: Pattern) -> bool:
        """Whether a reference holds a name, also one that is an everyday word: nobody writes prose in a reference.

        An everyday word that all references of the home bear by their pattern (`CASE-0001`) names nobody.
        """
        usual = {word.letters for word in words(known.example) if word.letters in EVERYDAY}
        said = {word.letters for word in words(reference)} - usual
        return not self._words.isdisjoint(said) or self._redactor.names_somebody(reference)

    def clear(self, text: str) -> Cleared:
        """The text with names replaced by who they are; left out whole where it tells more than names.

        A postcode seldom stands without its street: to take out what is known by its form would leave half of it.
        """
        redacted = self._redactor.redact(text)
        tells = self._tells(self._redactor.without_addresses(text)) or self._tells(redacted.text)
        if tells or self._redactor.names_somebody(redacted.text):
            return Cleared(None)
        return Cleared(redacted.text, redacted.doubtful)

    def finds(self, text: str) -> bool:
        """Whether a text tells who somebody is."""
        return self._tells(text) or self._redactor.names_somebody(text)

    def _tells(self, text: str) -> bool:
        return self._has_date_of_birth(text) or bool(personal.kinds(text))

    def _has_date_of_birth(self, text: str) -> bool:
        return bool(self._born) and any(found.moment.date() in self._born for found in days.anywhere(text))


def child_detector(children: Sequence[Child]) -> Detector:
    """The detector of what the child key keeps."""
    return Detector((Person(child.ref, child.names) for child in children), dates_of_birth(children))


def dates_of_birth(children: Iterable[Child]) -> frozenset[date]:
    """Those that could be read in the child key."""
    return frozenset(child.born for child in children if child.born)
