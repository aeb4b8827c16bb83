"""The registers as a pack may quote them: no text that tells who somebody is, no reference that does not look like one.

A name of People becomes the Person ID, one of the child key the child's reference. A text that tells more than names
(a number, an address, a date of birth) is left out whole, and its cell says where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from olsxl.register import days, schema
from olsxl.register.naming.detector import Detector, dates_of_birth
from olsxl.register.naming.forms import Person, household, parts
from olsxl.register.references.patterns import pattern, reference_pattern
from olsxl.register.references.recognised import References
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold
from olsxl.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from olsxl.config import Config
    from olsxl.register.naming.child_key import Child
    from olsxl.register.references.patterns import Pattern
    from olsxl.register.registers import IncidentRegister, TrainingRegister
    from olsxl.register.table import RegisterTable

_ALLOWED = frozenset(value for values in schema.LISTS.values() for value in values)
_ESCAPED = re.compile(r"_(?:x005[Ff]_)*x([0-9A-Fa-f]{4})_")
"""Excel's escape of a character; one whose underscore is itself escaped, as often as it may be, is one escape."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHILD = "a child"
_SHOWN = 12
"""The most cells that one sentence names."""
_CELL = 32_000
"""Characters of a text that is still shown whole; Excel's own limit is 32,767."""


class Place(NamedTuple):
    """Where a text stands in the register: as a pack says it, and as the manager finds it in the workbook."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Both registers, and the one way out of them; `training` is None where the home keeps none.

    `patterns` are what the references of a column look like, by its heading; `unknown` says in sentences whose names
    could not be looked for. `doubts` gathers the cells to look at before the pack is sent, `left_out` those whose text
    is not in it.
    """

    incidents: IncidentRegister
    training: TrainingRegister | None
    people: tuple[Person, ...]
    detector: Detector
    patterns: Mapping[str, Pattern]
    unknown: tuple[str, ...]
    doubts: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _columns: dict[tuple[str, str], dict[Any, Any]] = field(default_factory=dict)
    _references: dict[tuple[str, str], References] = field(default_factory=dict)

    @classmethod
    def of(
        cls, incidents: IncidentRegister, training: TrainingRegister | None, children: Sequence[Child], config: Config
    ) -> Source:
        """The registers with the names of People and of the child key, the manager's and those of other reviewers."""
        known, manager = list(_people(training.people)) if training else [], config.home.manager
        names = {fold(name) for person, _ in known for name in person.names}
        others = [Person("Registered Manager", (manager,))] if parts(manager) else []
        others += [Person("a reviewer", (name,)) for name in _reviewers(incidents.reviews)]
        unlisted = [(person, person.label) for person in others if fold(person.names[0]) not in names]
        own, born = config.register_, dates_of_birth(children)
        patterns = {"Incident ref": reference_pattern(own), "Child refs": pattern(own.child_pattern)}
        people = _labelled((*known, *unlisted, *_children(children, patterns["Child refs"])))
        return cls(incidents, training, people, Detector(people, born), patterns, tuple(_unknown(training)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names that must not leave."""
        return tuple(dict.fromkeys(name for person in self.people for name in person.names))

    def text(self, table: RegisterTable, row: int, headings: Sequence[str]) -> str:
        """The texts of a row without names, the second and later as the reasons of the first."""
        found = [self.quote(self.typed(table, row, each), self.place(table, row, each)) for each in headings]
        told = [text for text in found if text]
        joined = ". ".join(text.rstrip(".") if place < len(told) - 1 else text for place, text in enumerate(told))
        return joined if len(joined) <= _CELL else f"{joined[:_CELL]} (cut here; the rest is in the register)"

    def quote(self, typed: str, place: Place) -> str:
        """One text without names, or where it is to be seen."""
        if not typed or typed in _ALLOWED:
            return typed
        if typed == UNREADABLE:
            return f"see {place.ours}"
        cleared = self.detector.clear(plain(typed))
        if cleared.text is None:
            self.left_out.append(place.theirs)
            return f"left out: see {place.ours}"
        if cleared.doubtful:
            self.doubts.append(place.theirs)
        return cleared.text

    def reference(self, table: RegisterTable, row: int, heading: str) -> str:
        """A reference where it looks like one, else its cell: whatever was typed there stays in the register."""
        typed = self.typed(table, row, heading)
        return self._reference(typed, table, row, heading) if typed.strip() else ""

    def references(self, table: RegisterTable, row: int, heading: str) -> str:
        """Several references, each as `reference` shows it, on a line of its own."""
        shown = (self._reference(part, table, row, heading) for part in split(self.typed(table, row, heading)))
        return "\n".join(dict.fromkeys(shown))

    def _reference(self, typed: str, table: RegisterTable, row: int, heading: str) -> str:
        column = table.schema.name, heading
        if column not in self._references:
            all_of_it = (part for cell in table.frame[heading].unique() for part in split(str(cell)))
            self._references[column] = References(all_of_it, self.names, self.patterns.get(heading))
        shown = self._references[column].shown(typed.strip(), "")
        return shown if shown and not self.detector.finds(shown) else f"see {table.our_place(row, heading)}"

    def place(self, table: RegisterTable, row: int, heading: str) -> Place:
        """Where a text stands."""
        return Place(table.our_place(row, heading), table.where(row, heading))

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


_Named = tuple[Person, str]
"""Somebody, and what is shown in place of them where their label itself holds a name."""


def _people(people: RegisterTable) -> Iterator[_Named]:
    """Everybody in People whose name can be read."""
    rows = [int(row) for row in people.frame.index]
    ids = References(
        (_plain(people, row, "Person ID") for row in rows), (_plain(people, row, "Full name") for row in rows)
    )
    for row in rows:
        name = _plain(people, row, "Full name")
        if parts(name):
            names = (name, household(_plain(people, row, "Household")))
            cell = f"person in {people.our_place(row, 'Person ID')}"
            label = ids.shown(_plain(people, row, "Person ID"), cell)
            yield Person(label, tuple(filter(None, names)), _plain(people, row, "Email")), cell


def _children(children: Sequence[Child], known: Pattern) -> Iterator[_Named]:
    """Everybody of the child key, by reference where it looks like one."""
    refs = References((child.ref for child in children), (name for child in children for name in child.names), known)
    return ((Person(refs.shown(child.ref, _CHILD), child.names), _CHILD) for child in children if child.names)


def _labelled(people: Iterable[_Named]) -> tuple[Person, ...]:
    """Everybody, by a label that holds nobody's name."""
    people = tuple(people)
    detector = Detector((person for person, _ in people), ())
    return tuple(
        replace(person, label=otherwise) if detector.finds(person.label) else person for person, otherwise in people
    )


def _unknown(training: TrainingRegister | None) -> Iterator[str]:
    """Whose names could not be looked for."""
    if training is None:
        yield "The home has given no training register, so that names of staff and carers could not be looked for."
    elif training.people.frame.empty:
        yield "Nobody stands in the home's list of people, so that names of staff and carers could not be looked for."
    else:
        people = training.people
        rows = [int(row) for row in people.frame.index if not parts(_plain(people, int(row), "Full name"))]
        if rows:
            cells = ", ".join(people.our_place(row, "Full name") for row in rows[:_SHOWN])
            more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
            yield f"No name can be read in {cells}{more}: who is meant there could not be looked for."
    if training and (missed := sum(span.rows for span in training.unread)):
        was = "was" if missed == 1 else "were"
        told = f"{counted(missed, 'row')} of the home's training register {was} not read"
        yield f"{told}: names that stand there could not be looked for."


def _plain(table: RegisterTable, row: int, heading: str) -> str:
    return plain(str(table.frame.at[row, heading]))


def _reviewers(reviews: RegisterTable) -> list[str]:
    """The names of who signed a review, where they are names and no Person IDs."""
    typed = (plain(name) for name in reviews.frame["Reviewed by"].unique())
    return [name for name in typed if len(parts(name)) > 1 and not any(char.isdigit() for char in name)]
