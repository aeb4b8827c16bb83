"""What a sign-in sheet says: the session, and who stands on it with which marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.headings import loose, one_line
from olsxl.register.locate import HEADER_WITHIN
from olsxl.register.values import text
from olsxl.training.attendance import errors, marks
from olsxl.training.attendance.marks import Mark
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from olsxl.training.attendance.page import Page

_IDS = frozenset({"personid", "id", "staffid", "staffno", "staffnumber", "employeeno", "employeenumber"})
_NAMES = frozenset(
    "fullname name names staffname nameofstaff staff staffmember printname nameprint nameprinted attendee attendees "  # noqa: SIM905 - reads best as words
    "attendeename participant participants participantname delegate learner employee employeename carer carers "
    "carername volunteer person who nameorpersonid nameorid personidorname yourname".split()
)
_FORENAMES = frozenset({"firstname", "forename", "givenname", "forenames"})
_SURNAMES = frozenset({"lastname", "surname", "familyname"})
_DAYS = frozenset(
    "date sessionon sessiondate dateofsession sessionheldon dateoftraining trainingdate "  # noqa: SIM905 - reads best as words
    "coursedate dateofcourse heldon".split()
)
_COURSES = frozenset({"course", "coursetitle", "coursename", "training", "trainingtitle", "topic", "subject"})
_TRAINERS = frozenset({"deliveredby", "trainer", "trainers", "trainername", "facilitator", "ledby", "tutor"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with something on it: its number in Excel, the ID and the name as typed, what is marked beside them."""

    row: int
    person_id: str
    name: str
    marks: tuple[Mark, ...]

    @property
    def typed(self) -> str:
        """What stands there of the person."""
        return " ".join(part for part in (self.person_id, self.name) if part)


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """A sign-in sheet as it was understood. `columns` counts the columns of each kind of mark.

    `ticked` are the headings of the columns of marks in which somebody has a plain tick.
    """

    name: str
    day: date
    course: str
    trainer: str
    entries: tuple[Entry, ...]
    columns: Mapping[marks.Kind, int]
    ticked: frozenset[str]


def understand(pages: Sequence[Page], name: str, known: Mapping[str, str], given: date | None) -> SignInSheet:
    """The sign-in sheet among the pages of a file called `name`; raises what stands under errors.SheetRefused.

    `known` are the home's own headings of Person ID and Full name. `given` is the day that the manager gave, for a
    sheet that says none.
    """
    found = [(page, header) for page in pages if (header := _header(page, known))]
    if not found:
        raise errors.NoHeadings(name, _nearest(pages))
    if len(found) > 1:
        raise errors.SeveralSheets(name, [page.name for page, _ in found])
    return _Reader(*found[0], name).sheet(given)


@dataclass(frozen=True, slots=True)
class _Header:
    """A row of headings: its place in the page from 0, and the places of its columns by what they are for."""

    at: int
    ids: tuple[int, ...]
    names: tuple[int, ...]
    days: tuple[int, ...]
    marks: Mapping[int, marks.Kind]


def _header(page: Page, known: Mapping[str, str]) -> _Header | None:
    """The first row with a column of people and a column of marks."""
    own = {heading: loose(typed) for heading, typed in known.items()}
    return next((header for at in range(min(len(page.rows), HEADER_WITHIN)) if (header := _at(page, at, own))), None)


def _at(page: Page, at: int, own: Mapping[str, str]) -> _Header | None:
    headings = [text(cell) for cell in page.rows[at]]
    alike = [loose(heading) for heading in headings]

    def places(words: Iterable[str]) -> tuple[int, ...]:
        return tuple(place for place, heading in enumerate(alike) if heading and heading in words)

    ids = places({*_IDS, own.get("Person ID", "")})
    names = places({*_NAMES, own.get("Full name", "")}) or (places(_FORENAMES) + places(_SURNAMES))
    people = {*ids, *names}
    kinds = {place: kind for place, heading in enumerate(headings) if (kind := marks.kind(heading))}
    kinds = {place: kind for place, kind in kinds.items() if place not in people}
    return _Header(at, ids, names, places(_DAYS), kinds) if people and kinds else None


def _nearest(pages: Sequence[Page]) -> list[str]:
    """The row that looks most like headings: what was found in place of them."""
    rows = [[one_line(text(cell)) for cell in row if text(cell)] for page in pages for row in page.rows[:HEADER_WITHIN]]
    return max(rows, key=len, default=[])[:8]


class _Reader:
    """One page whose headings were found."""

    def __init__(self, page: Page, header: _Header, name: str) -> None:
        self._page, self._header, self._name = page, header, name
        self._headings = [one_line(text(cell)) for cell in page.rows[header.at]]

    def sheet(self, given: date | None) -> SignInSheet:
        entries = tuple(entry for entry in self._entries() if entry.typed or entry.marks)
        if not any(entry.typed for entry in entries):
            raise errors.EmptySheet(self._name)
        marked = [mark for entry in entries for mark in entry.marks]
        return SignInSheet(
            self._name,
            self._day(given),
            self._label(_COURSES),
            self._label(_TRAINERS),
            entries,
            Counter(self._header.marks.values()),
            frozenset(mark.heading for mark in marked if marks.is_plain_tick(mark.value)),
        )

    def _entries(self) -> Iterator[Entry]:
        for number, row in enumerate(self._page.rows[self._header.at + 1 :], start=self._header.at + 2):
            cells = [row[place] if place < len(row) else None for place in range(len(self._headings))]
            found = (
                Mark(self._headings[place], kind, cells[place])
                for place, kind in self._header.marks.items()
                if text(cells[place])
            )
            yield Entry(number, _joined(cells, self._header.ids), _joined(cells, self._header.names), tuple(found))

    def _day(self, given: date | None) -> date:
        """The day of the session: the one that the sheet says, or where it says none the one that was given."""
        said = sorted(set(self._said_days(given)))
        if len(said) > 1 or (given and said and said != [given]):
            raise errors.DaysDiffer(self._name, sorted({*said, *([given] if given else [])}))
        if not said and given is None:
            raise errors.NoDay(self._name, self._hint())
        return said[0] if said else given  # type: ignore[return-value]  # one of the two is there

    def _said_days(self, given: date | None) -> Iterator[date]:
        cells = [*self._labelled(_DAYS), *self._day_cells()]
        for where, value in cells:
            day = days.of_cell(value)
            if day:
                yield day
            elif given is None:
                raise errors.DayInWords(self._name, where, one_line(text(value)))

    def _day_cells(self) -> Iterator[tuple[str, object]]:
        """The cells of columns of days, in rows on which somebody is marked."""
        for entry in self._entries():
            for place in self._header.days if entry.marks else ():
                row = self._page.rows[entry.row - 1]
                if place < len(row) and text(row[place]):
                    yield cell_name(place + 1, entry.row), row[place]

    def _labelled(self, words: frozenset[str]) -> Iterator[tuple[str, object]]:
        """What stands behind such a label above the headings, in its own cell (`Date: 22/11/2026`) or to its right."""
        for number, row in enumerate(self._page.rows[: self._header.at], start=1):
            for place, cell in enumerate(row):
                label, _, rest = text(cell).partition(":")
                if loose(label) in words:
                    right = next(((at, value) for at, value in enumerate(row) if at > place and text(value)), None)
                    if rest.strip():
                        yield cell_name(place + 1, number), rest.strip()
                    elif right:
                        yield cell_name(right[0] + 1, number), right[1]

    def _label(self, words: frozenset[str]) -> str:
        return next((one_line(text(value)) for _, value in self._labelled(words)), "")

    def _hint(self) -> tuple[str, date] | None:
        """The one day that stands among other words above the headings."""
        found = {
            within.moment.date(): cell_name(place + 1, number)
            for number, row in enumerate(self._page.rows[: self._header.at], start=1)
            for place, cell in enumerate(row)
            for within in days.within(text(cell))
        }
        return next(((where, day) for day, where in found.items()), None) if len(found) == 1 else None


def _joined(cells: Sequence[object], places: Iterable[int]) -> str:
    return " ".join(one_line(text(cells[place])) for place in places if text(cells[place]))
