"""Names of People in a narrative become Person IDs (P6: need to know; docs/policy.md, fact 5).

What is replaced, in any case, across double blanks, line breaks, hyphens, apostrophes and accents, longest first:
the whole name in either order, also with initials or without a gap; two initials with their dots; an address in the
column Email; a forename or surname alone; a whole handle that is made of a name (`jayden_m2012`). Two people of one
name give both Person IDs. An everyday word that is a name as well (Will, Grace, May, Mark) is replaced alone only where
it has a capital within a sentence, stands after a title, before a word such as "told", by a stroke beside a name, or is
a possessive; else it may be the word, it stays, and the text is marked as doubtful. Names of one letter alone stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.naming.everyday import AFTER_A_NAME, BEFORE_A_MONTH, EVERYDAY, MONTHS, OWNERS, TITLES
from olsxl.register.naming.forms import Form, Person, forms, parts
from olsxl.register.naming.words import PARTING, Word, whole_end, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_OF_ADDRESSES = r"[^\s@<>()\[\]{},;:\"']"
_ADDRESS = re.compile(rf"(?<!{_OF_ADDRESSES}){_OF_ADDRESSES}+@{_OF_ADDRESSES}+")
_LETTERS = re.compile("[a-z]+")
_OPENING = " \t\u00a0\"'(\u2018\u201c[*"
_HANDLE = re.compile(r"@?\w+(?:[.\-]\w+)*")
_OF_A_HANDLE = re.compile(r"[@_]|[^\W\d_]\d|\d[^\W\d_]")
_UNLIKE_WORDS = re.compile(rf"{_OF_A_HANDLE.pattern}|\b[A-Z]\.\s?[A-Z]\b|-\n")
"""In an ASCII text, what may be a name though no run of its letters is that of one."""
_LONG_IN_HANDLE, _SHORT_IN_HANDLE, _MORE_IN_HANDLE = 5, 3, 2
"""Letters of a name that tell it anywhere in a handle, of one that does at its front, and how many may follow that."""
_NUMBER_BEFORE = re.compile(r"\d(st|nd|rd|th)?\s*(of\s*)?$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"\W{0,2}\d")
_DAY_BEFORE = 12
"""Characters before a month in which its day is looked for: `3rd of `, and blanks to spare."""


class Redacted(NamedTuple):
    """A text without names; `doubtful` where a word stayed that may be one."""

    text: str
    doubtful: bool = False


class _Hit(NamedTuple):
    start: int
    end: int
    labels: tuple[str, ...]

    def joined_with(self, after: _Hit) -> _Hit:
        """The hit for two of one handle."""
        labels = tuple(dict.fromkeys(self.labels + after.labels))
        return _Hit(self.start, max(self.end, after.end), labels)


class Redactor:
    """Takes the names of these people out of texts."""

    def __init__(self, people: Iterable[Person]) -> None:
        people = tuple(people)
        self._forms = forms(people)
        self._beginnings = {letters[:end] for letters in self._forms for end in range(1, len(letters) + 1)}
        named = [word for person in people for name in person.names for part in parts(name) for word in part]
        self._telling = {*self._forms, *(word for word in named if len(word) > 1)}
        alone = (letters for letters, form in self._forms.items() if form.certain and not form.gaps)
        self._in_handles = {letters for letters in alone if len(letters) >= _SHORT_IN_HANDLE}
        long = sorted(letters for letters in self._in_handles if len(letters) >= _LONG_IN_HANDLE)
        self._anywhere = re.compile("|".join(map(re.escape, long))) if long else None
        self._addresses: dict[str, list[str]] = {}
        for person in people:
            if person.email.strip():
                self._addresses.setdefault(person.email.strip().casefold(), []).append(person.label)

    def names_somebody(self, text: str) -> bool:
        """Whether a text holds a name of these people: what `Redactor.redact` would take out, an address apart."""
        is_plain = text.isascii() and not _UNLIKE_WORDS.search(text)
        if is_plain and self._telling.isdisjoint(_LETTERS.findall(text.lower())):
            return False
        return bool(self._hits(_Passage.of(text))[0])

    def redact(self, text: str) -> Redacted:
        """The text without names of these people."""
        text = self.without_addresses(text)
        passage = _Passage.of(text)
        hits, doubtful = self._hits(passage)
        return Redacted("".join(_replaced(text, hits)), doubtful)

    def without_addresses(self, text: str) -> str:
        """The text without the addresses of these people, and all else as it stands."""
        return _ADDRESS.sub(self._address, text) if "@" in text else text

    def _address(self, found: re.Match[str]) -> str:
        typed = found[0].rstrip(".!?")
        labels = self._addresses.get(typed.casefold())
        return " or ".join(labels) + found[0][len(typed) :] if labels else found[0]

    def _hits(self, passage: _Passage) -> tuple[list[_Hit], bool]:
        """The names in a text, in their order; whether another word of it may be one."""
        hits: list[_Hit] = []
        doubtful, place = False, 0
        while place < len(passage.words):
            last, labels = self._named(passage, place)
            if not labels:
                doubtful |= self._is_doubtful(passage, place)
            else:
                hit = _Hit(*passage.span(place, last), labels)
                is_same = bool(hits) and hit.start < hits[-1].end
                hits.append(hits.pop().joined_with(hit) if is_same else hit)
            place = last + 1
        return hits, doubtful

    def _named(self, passage: _Passage, first: int) -> tuple[int, tuple[str, ...]]:
        """The last word of what begins at a word, and who is named by it: nobody, where it is the word alone."""
        last, form = self._longest(passage, first)
        if form:
            return last, form.labels
        if alone := self._beside_a_name(passage, first):
            return first, alone.labels
        return first, self._within_handle(passage.words[first].letters) if passage.handles[first] else ()

    def _beside_a_name(self, passage: _Passage, place: int) -> Form | None:
        """The form of an everyday word that a stroke ties to a name: `Jane/Grace`."""
        form = self._forms.get(passage.words[place].letters)
        if form is None or form.gaps or not passage.is_capital(place):
            return None
        tied = (self._forms.get(passage.words[near].letters) for near in passage.tied_to(place))
        return form if any(other and other.certain for other in tied) else None

    def _within_handle(self, letters: str) -> tuple[str, ...]:
        """Who is named within the letters of a handle: `itsjayden12`, `jaydenm12`."""
        cut = (letters[: len(letters) - more] for more in range(1, _MORE_IN_HANDLE + 1))
        named = next((name for name in cut if name in self._in_handles), None)
        if not named and self._anywhere and (found := self._anywhere.search(letters)):
            named = found[0]
        return self._forms[named].labels if named else ()

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
        """Whether a word stayed that is somebody's name and reads as one, other than the month of a date."""
        form = self._forms.get(passage.words[place].letters)
        return form is not None and not form.initials and passage.may_be_name(place)


class _Passage(NamedTuple):
    """A text, its words, and the span of the handle that each of them stands in, if any."""

    text: str
    words: Sequence[Word]
    handles: Sequence[tuple[int, int] | None]

    @classmethod
    def of(cls, text: str) -> _Passage:
        """A text by its words."""
        said = words(text)
        spans = _handles(text) if _OF_A_HANDLE.search(text) else iter(())
        span, handles = next(spans, None), []
        for word in said:
            while span and span[1] <= word.start:
                span = next(spans, None)
            handles.append(span if span and span[0] <= word.start else None)
        return cls(text, said, handles)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From where to where a name stands, with the accents behind it and the handles that it is in."""
        start, end = self.words[first].start, whole_end(self.text, self.words[last].end)
        first_handle, last_handle = self.handles[first] or (start, end), self.handles[last] or (start, end)
        return min(start, first_handle[0]), max(end, last_handle[1])

    def has_break(self, place: int) -> bool:
        """Whether a word belongs to no name with the one before."""
        return bool(PARTING.search(self.text, self.words[place - 1].end, self.words[place].start))

    def tied_to(self, place: int) -> Iterator[int]:
        """The words beside one that nothing but a stroke, a plus or an ampersand parts from it."""
        for before in (place - 1, place):
            if 0 <= before < len(self.words) - 1:
                gap = self.text[self.words[before].end : self.words[before + 1].start]
                if gap.strip() in {"/", "|", "+", "&", "\\"}:
                    yield before if before < place else place + 1

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
        said_before = self.text[max(0, word.start - _DAY_BEFORE) : word.start]
        numbers = _NUMBER_BEFORE.search(said_before) or _NUMBER_AFTER.match(self.text, word.end)
        return before or bool(numbers)

    def reads_as_name(self, place: int) -> bool:
        """Whether capitals and the words around show that an everyday word is a name here."""
        if self.is_date(place):
            return False
        if self.is_possessive(place + 1) and self._letters(place) not in OWNERS:
            return True
        if not self.is_capital(place) or self._is_shouted(place):
            return False
        if not self._begins_sentence(place) or self._letters(place - 1) in TITLES:
            return True
        return self._letters(place + 1) in AFTER_A_NAME or self._letters(place + 1) == "s"

    def may_be_name(self, place: int) -> bool:
        """Whether an everyday word that does not read as a name may be one all the same."""
        if self.is_date(place):
            return False
        return self.is_capital(place) or bool(self.handles[place]) or self._letters(place + 1) in AFTER_A_NAME

    def is_possessive(self, place: int) -> bool:
        """Whether a word is the s behind an apostrophe."""
        if not 0 < place < len(self.words) or self.words[place].letters != "s":
            return False
        gap = self.text[self.words[place - 1].end : self.words[place].start]
        return len(gap) == 1 and not gap.isspace() and gap not in "._-"

    def are_initials(self, first: int, last: int) -> bool:
        """Whether two words are initials with their dots, such as `J.M.` or `J. M.` are."""
        if last != first + 1 or not (self.is_capital(first) and self.is_capital(last)):
            return False
        between, end = self.text[self.words[first].end : self.words[last].start], self.words[last].end
        return between.rstrip() == "." and self.text[end : end + 1] == "."

    def is_pronoun(self, place: int) -> bool:
        """Whether a word is the I of whoever wrote the text, and no initial."""
        end = self.words[place].end
        return self.words[place].letters == "i" and self.text[end : end + 1] != "."

    def _is_shouted(self, place: int) -> bool:
        """Whether a word stands among others in capitals, so that its own shows nothing."""
        around = (self.words[near] for near in (place - 1, place + 1) if 0 <= near < len(self.words))
        near = [self.text[word.start : word.end] for word in around]
        word = self.words[place]
        return self.text[word.start : word.end].isupper() and any(len(text) > 1 and text.isupper() for text in near)

    def _letters(self, place: int) -> str:
        return self.words[place].letters if 0 <= place < len(self.words) else ""

    def _begins_sentence(self, place: int) -> bool:
        end = self.words[place - 1].end if place else 0
        before = self.text[end : self.words[place].start].rstrip(_OPENING)
        return before[-1] in ".!?:;\r\n-\u2013\u2014\u2022/|" if before else not place


def _handles(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds what is no plain word: with a digit or _ among its letters, or behind an @."""
    return (found.span() for found in _HANDLE.finditer(text) if _OF_A_HANDLE.search(found[0]))


def _is_meant(form: Form, letters: str, passage: _Passage, first: int, last: int) -> bool:
    """Whether letters that are a form's are the name here."""
    if form.initials:
        return passage.are_initials(first, last)
    if first == last and form.gaps:
        return form.joined
    if form.certain:
        return True
    if first == last:
        return passage.reads_as_name(first) if letters in EVERYDAY else passage.is_capital(first)
    if passage.is_possessive(last) or passage.is_pronoun(first) or passage.is_pronoun(last):
        return False
    return passage.is_tight(first, last) or all(passage.is_capital(place) for place in range(first, last + 1))


def _replaced(text: str, hits: Iterable[_Hit]) -> Iterator[str]:
    """The text in pieces; a digit that stood against a name (`janedoe92`) is kept apart from the Person ID."""
    end = 0
    for hit in hits:
        yield text[end : hit.start]
        yield " " if text[hit.start - 1 : hit.start].isdigit() else ""
        yield " or ".join(hit.labels)
        yield " " if text[hit.end : hit.end + 1].isdigit() else ""
        end = hit.end
    yield text[end:]
