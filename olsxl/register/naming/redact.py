"""Names of People in a narrative become Person IDs (P6: need to know; docs/policy.md, fact 5).

What is replaced, in any case, across double blanks, line breaks, hyphens, apostrophes and accents, longest first:
the whole name in either order, also with initials or without a gap; an address in the column Email; a forename or
surname alone. Two people of one name give both Person IDs. An everyday word that is a name as well (Will, Grace, May,
Mark) is replaced alone only where it is capitalised and stands within a sentence, after a title, or before a word such
as "told"; else it may well be the word, it stays, and the text is marked as doubtful. Names of one letter alone stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.register.naming.everyday import AFTER_A_NAME, BEFORE_A_MONTH, EVERYDAY, MONTHS, TITLES
from olsxl.register.naming.forms import Form, Person, can_be_joined, forms, parts
from olsxl.register.naming.words import PARTING, Word, whole_end, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OF_ADDRESSES = r"[^\s@<>()\[\]{},;:\"']"
_ADDRESS = re.compile(rf"(?<!{_OF_ADDRESSES}){_OF_ADDRESSES}+@{_OF_ADDRESSES}+")
_LETTERS = re.compile("[a-z]+")
_OPENING = " \t\u00a0\"'(\u2018\u201c[*"
_NUMBER_BEFORE = re.compile(r"\d(st|nd|rd|th)?\s*(of\s*)?$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\W{0,2}\d")
_DAY_BEFORE = 12
"""Characters before a month in which its day is looked for: `3rd of `, and blanks to spare."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without names; `doubtful` where a word stayed that may be one."""

    text: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    shown: str


class Redactor:
    """Takes the names of these people out of texts."""

    def __init__(self, people: Iterable[Person]) -> None:
        people = tuple(people)
        self._forms = forms(people)
        self._beginnings = {letters[:end] for letters in self._forms for end in range(1, len(letters) + 1)}
        named = [word for person in people for name in person.names for part in parts(name) for word in part]
        self._telling = {*self._forms, *(word for word in named if len(word) > 1)}
        self._addresses: dict[str, list[str]] = {}
        for person in people:
            if person.email.strip():
                self._addresses.setdefault(person.email.strip().casefold(), []).append(person.label)

    def names_somebody(self, text: str) -> bool:
        """Whether a text holds a name of these people: what `Redactor.redact` would take out, an address apart."""
        if text.isascii() and "-\n" not in text and self._telling.isdisjoint(_LETTERS.findall(text.lower())):
            return False
        return bool(self._hits(_Passage(text, words(text)))[0])

    def redact(self, text: str) -> Redacted:
        """The text without names of these people."""
        text = _ADDRESS.sub(self._address, text) if "@" in text else text
        passage = _Passage(text, words(text))
        hits, doubtful = self._hits(passage)
        return Redacted("".join(_replaced(text, hits)), doubtful)

    def _address(self, found: re.Match[str]) -> str:
        typed = found[0].rstrip(".!?")
        labels = self._addresses.get(typed.casefold())
        return " or ".join(labels) + found[0][len(typed) :] if labels else found[0]

    def _hits(self, passage: _Passage) -> tuple[list[_Hit], bool]:
        hits, doubtful, place = [], False, 0
        while place < len(passage.words):
            last, form = self._longest(passage, place)
            if form is None:
                doubtful |= self._is_doubtful(passage, place)
                place += 1
                continue
            hits.append(
                _Hit(
                    passage.words[place].start,
                    whole_end(passage.text, passage.words[last].end),
                    " or ".join(form.labels),
                )
            )
            place = last + 1
        return hits, doubtful

    def _longest(self, passage: _Passage, first: int) -> tuple[int, Form | None]:
        """The last word of the longest name that begins at a word, and its form; None where none does."""
        longest: tuple[int, Form | None] = first, None
        for last, letters, gaps in self._candidates(passage, first):
            form = self._forms.get(letters)
            if form and gaps <= form.gaps and _is_meant(form, letters, passage, first, last):
                longest = last, form
        return longest

    def _candidates(self, passage: _Passage, first: int) -> Iterator[tuple[int, str, set[int]]]:
        """The words from one on, as long as some name begins with their letters: last word, letters, gaps in them."""
        letters, gaps = "", set[int]()
        for last in range(first, len(passage.words)):
            word = passage.words[last]
            if last > first and not word.joined:
                if passage.has_break(last):
                    return
                gaps.add(len(letters))
            letters += word.letters
            if letters not in self._beginnings:
                return
            yield last, letters, gaps

    def _is_doubtful(self, passage: _Passage, place: int) -> bool:
        """Whether a capitalised word stayed that is somebody's name, other than the month of a date."""
        letters = passage.words[place].letters
        return letters in self._forms and passage.is_capital(place) and not passage.is_date(place)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text and its words."""

    text: str
    words: Sequence[Word]

    def has_break(self, place: int) -> bool:
        """Whether a word belongs to no name with the one before."""
        return bool(PARTING.search(self.text, self.words[place - 1].end, self.words[place].start))

    def is_tight(self, first: int, last: int) -> bool:
        """Whether no blank stands between some words, as in the address `j.okafor`."""
        return not any(char.isspace() for char in self.text[self.words[first].start : self.words[last].end])

    def is_capital(self, place: int) -> bool:
        """Whether a word begins with a capital, or is of a script that has none."""
        char = self.text[self.words[place].start]
        return char.isupper() or char.lower() == char.upper()

    def is_date(self, place: int) -> bool:
        """Whether a word is the month of a date: `3 May`, `May 2026`, `in May`."""
        word = self.words[place]
        if word.letters not in MONTHS:
            return False
        before = bool(place) and self.words[place - 1].letters in BEFORE_A_MONTH
        numbers = _NUMBER_BEFORE.search(self.text[max(0, word.start - _DAY_BEFORE) : word.start]) or _NUMBER_AFTER.match(self.text, word.end)
        return before or bool(numbers)

    def reads_as_name(self, place: int) -> bool:
        """Whether capitals and the words around show that an everyday word is a name here."""
        if not self.is_capital(place) or self.is_date(place):
            return False
        if not self._begins_sentence(place) or self._letters(place - 1) in TITLES:
            return True
        return self._letters(place + 1) in AFTER_A_NAME or self._letters(place + 1) == "s"

    def _letters(self, place: int) -> str:
        return self.words[place].letters if 0 <= place < len(self.words) else ""

    def _begins_sentence(self, place: int) -> bool:
        end = self.words[place - 1].end if place else 0
        before = self.text[end : self.words[place].start].rstrip(_OPENING)
        return before[-1] in ".!?:;\r\n-\u2013\u2014\u2022/|" if before else not place


def _is_meant(form: Form, letters: str, passage: _Passage, first: int, last: int) -> bool:
    """Whether letters that are a form's are the name here."""
    if first == last and form.gaps:
        return can_be_joined(letters)
    if form.certain:
        return True
    if first == last:
        return passage.reads_as_name(first) if letters in EVERYDAY else passage.is_capital(first)
    return passage.is_tight(first, last) or all(passage.is_capital(place) for place in range(first, last + 1))


def _replaced(text: str, hits: Iterable[_Hit]) -> Iterator[str]:
    """The text in pieces; a digit that stood against a name (`janedoe92`) is kept apart from the Person ID."""
    end = 0
    for hit in hits:
        yield text[end : hit.start]
        yield " " if text[hit.start - 1 : hit.start].isdigit() else ""
        yield hit.shown
        yield " " if text[hit.end : hit.end + 1].isdigit() else ""
        end = hit.end
    yield text[end:]
