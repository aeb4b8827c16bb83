"""The registers as a pack may quote them: every text without names, every reference only where it looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from olsxl.pack.errors import NobodyInPeople, PeopleWithoutName
from olsxl.register import days, schema
from olsxl.register.naming.forms import Person, household, parts
from olsxl.register.naming.redact import Redactor
from olsxl.register.patterns import pattern
from olsxl.register.references import References
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from olsxl.config import Config
    from olsxl.register.patterns import Pattern
    from olsxl.register.reading import IncidentRegister, TrainingRegister
    from olsxl.register.table import RegisterTable

_ALLOWED = frozenset(value for values in schema.LISTS.values() for value in values)
_ESCAPED = re.compile(r"_(?:x005[Ff]_)*x([0-9A-Fa-f]{4})_")
"""Excel's escape of a character; one whose underscore is itself escaped, as often as it may be, is one escape."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL = 32_000
"""Characters of a text that is still shown whole; Excel's own limit is 32,767."""


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Both registers, and the one way out of them.

    `patterns` are what the references of a column look like, by its heading; `doubts` gathers the cells to look at
    before the pack is sent.
    """

    incidents: IncidentRegister
    training: TrainingRegister
    people: tuple[Person, ...]
    redactor: Redactor
    patterns: Mapping[str, Pattern]
    doubts: list[str] = field(default_factory=list)
    _columns: dict[tuple[str, str], dict[Any, Any]] = field(default_factory=dict)
    _references: dict[tuple[str, str], References] = field(default_factory=dict)

    @classmethod
    def of(cls, incidents: IncidentRegister, training: TrainingRegister, config: Config) -> Source:
        """The registers with the names in People, the manager's and those of reviewers who are not in it.

        Raises NobodyInPeople and PeopleWithoutName: a name that is not known could not be taken out.
        """
        known, manager = _people(training.people), config.home.manager
        names = {fold(name) for person in known for name in person.names}
        others = [Person("Registered Manager", (manager,))] if parts(manager) else []
        others += [Person("a reviewer", (name,)) for name in _reviewers(incidents.reviews)]
        people = (*known, *(person for person in others if fold(person.names[0]) not in names))
        own = config.register_
        patterns = {"Incident ref": pattern(own.ref_pattern), "Child refs": pattern(own.child_pattern)}
        return cls(incidents, training, people, Redactor(people), patterns)

    @property
    def names(self) -> tuple[str, ...]:
        """The full names that must not leave."""
        return tuple(dict.fromkeys(person.names[0] for person in self.people))

    def text(self, table: RegisterTable, row: int, headings: Sequence[str]) -> str:
        """The texts of a row without names, the second and later as the reasons of the first."""
        found = [self._text(table, row, heading) for heading in headings]
        told = [text for text in found if text]
        joined = ". ".join(text.rstrip(".") if place < len(told) - 1 else text for place, text in enumerate(told))
        return joined if len(joined) <= _CELL else f"{joined[:_CELL]} (cut here; the rest is in the register)"

    def _text(self, table: RegisterTable, row: int, heading: str) -> str:
        return self.quote(self.typed(table, row, heading), table.where(row, heading))

    def quote(self, typed: str, where: str) -> str:
        """One text without names; `where` is its cell, for the doubts."""
        if not typed or typed in _ALLOWED:
            return typed
        if typed == UNREADABLE:
            return self.place(where)
        redacted = self.redactor.redact(plain(typed))
        if redacted.doubtful:
            self.doubts.append(where)
        return redacted.text

    def reference(self, table: RegisterTable, row: int, heading: str) -> str:
        """A reference where it looks like one, else its cell: whatever was typed there stays in the register."""
        typed = self.typed(table, row, heading)
        return self._reference(typed, table, row, heading) if typed.strip() else ""

    def references(self, table: RegisterTable, row: int, heading: str) -> str:
        """Several references, each as `reference` shows it, on a line of its own."""
        shown = (self._reference(part, table, row, heading) for part in split(self.typed(table, row, heading)))
        return "\n".join(dict.fromkeys(shown))

    def _reference(self, typed: str, table: RegisterTable, row: int, heading: str) -> str:
        known = self._known(table, heading)
        return _reference(known.shown(typed.strip(), ""), self.place(table.where(row, heading)), self.redactor)

    def _known(self, table: RegisterTable, heading: str) -> References:
        """The references of a column; a cell may hold several."""
        place = table.schema.name, heading
        if place not in self._references:
            typed = (part for cell in table.frame[heading].unique() for part in split(str(cell)))
            self._references[place] = References(typed, self.names, self.patterns.get(heading))
        return self._references[place]

    def place(self, where: str) -> str:
        """A cell in place of what stands in it; a sheet may be named after somebody."""
        return self.redactor.redact(f"see {where}").text

    def typed(self, table: RegisterTable, row: int, heading: str) -> str:
        """A text as it stands in the register: for counting, never for showing."""
        return str(self._value(table, row, heading))

    def _value(self, table: RegisterTable, row: int, heading: str) -> object:
        """A cell; columns are taken out of their frame whole and once, because a frame is slow to give single cells."""
        place = table.schema.name, heading
        if place not in self._columns:
            self._columns[place] = table.frame[heading].to_dict()
        return self._columns[place][row]

    def day(self, table: RegisterTable, row: int, heading: str) -> date | None:
        """A day, None where it is blank or could not be understood."""
        return days.of(self._value(table, row, heading))


def split(refs: str) -> list[str]:
    """The references of a cell: several are separated by a comma or a semicolon, or stand on a line each."""
    return [part.strip() for part in re.split(r"[,;\n]", refs) if part.strip()]


def plain(text: str) -> str:
    """A text as a person would read it in the cell: Excel's escapes resolved, nothing that no cell may hold."""
    while _ESCAPED.search(text):
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _UNPRINTABLE.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _reference(known: str, otherwise: str, redactor: Redactor) -> str:
    """A known reference that holds no name of People; `otherwise` where there is none or it holds one."""
    return known if known and redactor.redact(known).text == known else redactor.redact(otherwise).text


def _people(people: RegisterTable) -> list[Person]:
    """Everybody in People, by a label that holds no name itself."""
    if people.frame.empty:
        raise NobodyInPeople(people.workbook)
    rows = [int(row) for row in people.frame.index]
    unnamed = [people.where(row, "Full name") for row in rows if not parts(_plain(people, row, "Full name"))]
    if unnamed:
        raise PeopleWithoutName(people.workbook, unnamed)
    ids = References(
        (_plain(people, row, "Person ID") for row in rows), (_plain(people, row, "Full name") for row in rows)
    )
    known = [_person(people, row, ids) for row in rows]
    redactor = Redactor(known)
    return [
        replace(person, label=_reference(person.label, _cell(people, row), redactor))
        for person, row in zip(known, rows, strict=True)
    ]


def _person(people: RegisterTable, row: int, ids: References) -> Person:
    names = (_plain(people, row, "Full name"), household(_plain(people, row, "Household")))
    label = ids.shown(_plain(people, row, "Person ID"), _cell(people, row))
    return Person(label, tuple(name for name in names if name), _plain(people, row, "Email"))


def _plain(table: RegisterTable, row: int, heading: str) -> str:
    return plain(str(table.frame.at[row, heading]))


def _cell(people: RegisterTable, row: int) -> str:
    return f"person in {people.where(row, 'Person ID')}"


def _reviewers(reviews: RegisterTable) -> list[str]:
    """The names of who signed a review, where they are names and no Person IDs."""
    typed = (plain(name) for name in reviews.frame["Reviewed by"].unique())
    return [name for name in typed if len(parts(name)) > 1 and not any(char.isdigit() for char in name)]
