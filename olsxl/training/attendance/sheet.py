"""What a sign-in sheet says: the session, and who stands on it with which marks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.meaning.values import text
from olsxl.register.text import fold, heading_key, one_line
from olsxl.training.attendance import errors, headings, marks
from olsxl.training.attendance.marks import Mark
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from olsxl.training.attendance.headings import Header
    from olsxl.training.attendance.page import Page

MOST = 2000
"""Rows of the longest sign-in sheet that is still read."""


class Entry(NamedTuple):
    """One row with something on it: its number in Excel, the ID and the name as typed, what is marked beside them.

    `against` is what else stands in the row and speaks against the marks, `below` the words that begin a list of those
    who did not come, where the row stands under them; `stay` how long somebody was in a meeting.
    """

    row: int
    person_id: str
    name: str
    marks: tuple[Mark, ...]
    against: str = ""
    below: str = ""
    stay: str = ""

    @property
    def typed(self) -> str:
        """What stands there of the person."""
        return " ".join(part for part in (self.person_id, self.name) if part)


class SignInSheet(NamedTuple):
    """A sign-in sheet as it was understood. `columns` are the headings of the marks by kind.

    `ticked` are the headings of the columns of marks in which somebody has a plain tick. `unread` is the row of other
    headings below, from which on nothing was read.
    """

    name: str
    day: date
    course: str
    trainer: str
    entries: tuple[Entry, ...]
    columns: Mapping[marks.Kind, Sequence[str]]
    ticked: frozenset[str]
    unread: int | None = None


def understand(pages: Sequence[Page], name: str, known: Mapping[str, str], given: date | None) -> SignInSheet:
    """The sign-in sheet among the pages of a file called `name`; raises what stands under errors.SheetRefused.

    `known` are the home's own headings of Person ID and Full name. `given` is the day that the manager gave, for a
    sheet that says none.
    """
    found = [(page, header) for page in pages if (header := headings.find(page, known))]
    if not found:
        raise errors.NoHeadings(name, headings.nearest(pages))
    if len(found) > 1:
        raise errors.SeveralSheets(name, [page.name for page, _ in found])
    page, header = found[0]
    if header.twice:
        raise errors.SideBySide(name, header.twice)
    below = range(header.at + 1, len(page.rows))
    again = next((each for each in headings.headers(page, known, below) if each.headings != header.headings), None)
    return _Reader(page, header, name, again.at if again else None).sheet(given)


class _Reader:
    """One page whose headings were found; from the row `unread` on there are others."""

    def __init__(self, page: Page, header: Header, name: str, unread: int | None) -> None:
        self._page, self._header, self._name, self._unread = page, header, name, unread

    def sheet(self, given: date | None) -> SignInSheet:
        if not any(entry.typed for entry in self._entries):
            raise errors.EmptySheet(self._name)
        if len(self._entries) > MOST:
            raise errors.TooLong(self._name, len(self._entries), MOST)
        marked = [mark for entry in self._entries for mark in entry.marks]
        return SignInSheet(
            self._name,
            self._day(given),
            self._course(),
            next((one_line(text(value)) for _, value in self._labelled(headings.TRAINERS)), ""),
            self._entries,
            self._header.columns,
            frozenset(mark.heading for mark in marked if marks.is_plain_tick(mark.value)),
            None if self._unread is None else self._unread + 1,
        )

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return tuple(self._read())

    def _read(self) -> Iterator[Entry]:
        """The rows below the headings, without those that say the headings again."""
        below = ""
        for at in range(self._header.at + 1, len(self._page.rows) if self._unread is None else self._unread):
            cells = self._cells(at)
            entry = self._entry(at + 1, cells, below)
            if not entry.marks and marks.is_banner_of_absence(entry.typed):
                below = entry.typed
            elif (entry.typed or entry.marks) and tuple(
                one_line(text(cell)) for cell in cells
            ) != self._header.headings:
                yield entry

    def _cells(self, at: int) -> tuple[object, ...]:
        row, width = self._page.rows[at], len(self._header.headings)
        return (*row[:width], *(None,) * (width - len(row)))

    def _entry(self, number: int, cells: Sequence[object], below: str) -> Entry:
        header = self._header
        found = (Mark(header.headings[at], kind, cells[at]) for at, kind in header.marks.items() if text(cells[at]))
        against = (
            f"'{one_line(text(cells[at]))}' under '{header.headings[at]}'"
            for at in header.others
            if marks.contradicts(header.headings[at], cells[at])
        )
        return Entry(
            number,
            _joined(cells, header.ids),
            _joined(cells, header.names),
            tuple(found),
            next(against, ""),
            below,
            _joined(cells, header.stays),
        )

    def _day(self, given: date | None) -> date:
        """The day of the session: the one that the sheet says, or where it says none the one that was given."""
        said = sorted(set(self._said_days(given)))
        if len(said) > 1:
            raise errors.DaysDiffer(self._name, said)
        if said and given and said[0] != given:
            raise errors.DayContradicts(self._name, said[0], given)
        day = said[0] if said else given
        if day is None:
            raise errors.NoDay(self._name, self._hint())
        return day

    def _said_days(self, given: date | None) -> Iterator[date]:
        maybe = (*self._labelled(headings.MAYBE_DAYS), *self._of_columns(self._header.maybe_days))
        yield from (day for _, value in maybe if (day := days.of_cell(value)))
        for where, value in (*self._labelled(headings.DAYS), *self._of_columns(self._header.days)):
            day = days.of_cell(value)
            if day:
                yield day
            elif given is None:
                raise errors.DayInWords(self._name, where, one_line(text(value)))

    def _course(self) -> str:
        found = (*self._labelled(headings.COURSES), *self._of_columns(self._header.courses))
        said = {fold(course): course for _, value in reversed(found) if (course := one_line(text(value)))}
        if len(said) > 1:
            raise errors.CoursesDiffer(self._name, list(said.values()))
        return next(iter(said.values()), "")

    def _of_columns(self, places: Iterable[int]) -> Iterator[tuple[str, object]]:
        """The cells of columns, in rows on which somebody is marked."""
        for entry in self._entries:
            for place in places if entry.marks else ():
                value = self._cells(entry.row - 1)[place]
                if text(value):
                    yield cell_name(place + 1, entry.row), value

    def _labelled(self, words: frozenset[str]) -> Iterator[tuple[str, object]]:
        """What stands behind such a label above the headings, in its own cell (`Date: 22/11/2026`) or to its right."""
        for number, row in enumerate(self._page.rows[: self._header.at], start=1):
            for place, cell in enumerate(row):
                label, _, rest = text(cell).partition(":")
                if heading_key(label) in words:
                    right = next(((at, value) for at, value in enumerate(row) if at > place and text(value)), None)
                    if rest.strip():
                        yield cell_name(place + 1, number), rest.strip()
                    elif right and not headings.is_heading(text(right[1])):
                        yield cell_name(right[0] + 1, number), right[1]

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
