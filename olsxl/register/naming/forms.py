"""The ways in which people are named: whole, turned round, by initials, by forename or surname alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, product
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.naming.everyday import EVERYDAY, PARTICLES, TITLES
from olsxl.register.naming.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHORTEST_JOINED = 6
"""Letters of the shortest name that is looked for without a gap (`janedoe`): shorter ones lie hidden in plain words."""

Part = tuple[str, ...]
"""One part of a name as typed between two blanks, by its words: `O'Brien` is o, brien."""

_PARTED = re.compile(r"[\s,.()\"]+")
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_OF_A_HOUSEHOLD = frozenset("and carer carers family foster home house household mr mrs ms of parents the".split())  # noqa: SIM905 - reads best as words
_UNDISTINCTIVE = EVERYDAY | PARTICLES
_SHORTEST_SURNAME = 3
"""Letters of the shortest rest of a surname such as O'Shea that is looked for alone."""
_LONGEST = 200
"""Letters of the longest name; what is longer in a cell of names is a note, of which this much names somebody."""
_ABBREVIATIONS = frozenset("ad am bc cv dj dr eg eu gp hq id ie ip it nb ok pa pc pe pm ps pt tv uk un us vr".split())  # noqa: SIM905 - reads best as words
"""What two initials may mean besides a person."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose name must not leave; `label` is what is shown in place of it.

    `names` are all that names them in the register: the Full name, and a Household that is a name.
    """

    label: str
    names: tuple[str, ...]
    email: str = ""


class Form(NamedTuple):
    """One way of naming, by its letters without gaps: where gaps may stand in them, and who is named by it.

    `certain`: these letters are a name wherever they stand. Else capitals and the words around must show it.
    `joined`: also where no gap stands in them. `initials`: two initials alone, which are a name with their dots.
    """

    gaps: frozenset[int]
    labels: tuple[str, ...]
    certain: bool
    joined: bool = False
    initials: bool = False

    def joined_with(self, other: Form) -> Form:
        """The form for two people who are named alike."""
        labels = tuple(dict.fromkeys(self.labels + other.labels))
        return Form(
            self.gaps | other.gaps,
            labels,
            self.certain or other.certain,
            self.joined or other.joined,
            self.initials and other.initials,
        )


def forms(people: Iterable[Person]) -> dict[str, Form]:
    """Every form by its letters."""
    found: dict[str, Form] = {}
    for person in people:
        for name in person.names:
            for letters, form in _forms(name, person.label):
                found[letters] = found[letters].joined_with(form) if letters in found else form
    return found


def household(typed: str) -> str:
    """What in a Household is a name: nothing where it is a number or reference, `Okafor` of `The Okafor family`."""
    if any(char.isdigit() for char in typed):
        return ""
    return " ".join(part for part in typed.split() if part.casefold() not in _OF_A_HOUSEHOLD)


def parts(name: str) -> tuple[Part, ...]:
    """The parts of a name, without titles: `Ms Anne-Marie O'Brien` is (anne, marie), (o, brien)."""
    return tuple(_letters(part) for part in _typed_parts(name))


def _typed_parts(name: str) -> list[str]:
    named = [part for part in _PARTED.split(name[:_LONGEST]) if words(part)]
    while len(named) > 1 and _letters(named[0])[0] in TITLES:
        named = named[1:]
    return named


def _letters(part: str) -> Part:
    return tuple(word.letters for word in words(part))


def _forms(name: str, label: str) -> Iterator[tuple[str, Form]]:
    named = parts(name)
    if len(named) > 1:
        for order in _whole(named):
            yield from _form(order, label, certain=_is_certain(order))
        for order in _by_initial(named):
            yield from _form(order, label, certain=False)
        if (letters := named[0][0][0] + named[-1][0][0]) not in _ABBREVIATIONS:
            yield letters, Form(frozenset({1}), (label,), certain=False, initials=True)
    for named in _with_one_side(_typed_parts(name)):
        for order in ((named[0], named[-1]), (named[-1], named[0])):
            yield from _form(order, label, certain=_is_certain(order))
    for alone in _alone(_typed_parts(name)):
        yield from _form(alone, label, certain=_has_distinctive(alone))


def _form(order: Sequence[Part], label: str, *, certain: bool) -> Iterator[tuple[str, Form]]:
    pieces = [word for part in order for word in part]
    letters = "".join(pieces)
    shortest = _SHORTEST_JOINED if len(order) > 1 else _SHORTEST_SURNAME + 1
    joined = len(letters) >= shortest and letters not in EVERYDAY and _is_certain(order)
    form = Form(frozenset(accumulate(map(len, pieces[:-1]))), (label,), certain, joined)
    yield letters, form
    if certain and f"{letters}s" not in EVERYDAY:
        yield f"{letters}s", form  # `Janes phone`, `the Okafors`


def _whole(name: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    first, *middle, last = name
    yield tuple(name)
    yield (last, first, *middle)
    yield (*middle, last, first)
    yield first, last
    yield last, first
    if middle:
        yield (first, *((part[0][:1],) for part in middle), last)


def _by_initial(name: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    initial = (name[0][0][:1],)
    for surname in {tuple(name[1:]), tuple(name[-1:])}:
        yield (initial, *surname)
        yield (*surname, initial)
    yield name[0], (name[-1][0][:1],)


def _with_one_side(typed: Sequence[str]) -> Iterator[tuple[Part, Part]]:
    """Forename and surname where one of them is said by a side of its hyphen alone: `Anne Slade`, `annebrien`."""
    if len(typed) > 1:
        whole = _letters(typed[0]), _letters(typed[-1])
        sides = [[_letters(side) for side in _HYPHENS.split(part) if words(side)] for part in (typed[0], typed[-1])]
        yield from (pair for pair in product(sides[0], sides[1]) if pair != whole)


def _alone(typed: Sequence[str]) -> Iterator[tuple[Part, ...]]:
    """Each part, each side of a hyphen in it, what follows an apostrophe in it, a surname of several parts."""
    if len(typed) > 2:
        yield tuple(_letters(part) for part in typed[1:])
    for part in typed:
        sides = [_letters(side) for side in (part, *_HYPHENS.split(part))]
        rests = [side[1:] for side in sides[1:] if len(side) > 1 and len(side[-1]) >= _SHORTEST_SURNAME]
        yield from ((single,) for single in dict.fromkeys([*sides, *rests]) if _names_somebody(single))


def _names_somebody(part: Part) -> bool:
    letters = "".join(part)
    return len(letters) > 1 and letters not in PARTICLES


def _is_certain(order: Sequence[Part]) -> bool:
    """A whole name is one in any case, but for an initial beside an everyday word: `A Day` is not `a day`."""
    return all(len("".join(part)) > 1 for part in order) or _has_distinctive(order)


def _has_distinctive(order: Sequence[Part]) -> bool:
    return any(len(word) > 2 and word not in _UNDISTINCTIVE for part in order for word in part)
