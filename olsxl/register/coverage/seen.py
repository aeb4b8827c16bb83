"""What the reviews of a home saw of its registers, so that the next one knows what changed since.

It is kept as digests that are keyed with a secret of the home's: those of short words, of names and of references could
else be guessed. What a formula shows is no cell that a person filled.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import lru_cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from olsxl.register.digests import digest, normalised, standing
from olsxl.register.schema import is_closed
from olsxl.register.table import ROWS_PER_SHEET, UNREADABLE
from olsxl.register.text import fold
from olsxl.register.updates.entries import INLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from olsxl.register.registers import IncidentRegister
    from olsxl.register.table import Region, RegisterTable

_NONE: Mapping[str, Any] = MappingProxyType({})
_MOVED = 3
"""So many different cells that stand beside other records show that a column was sorted."""
_MOST = 0.5
"""Where fewer of the records still stand it is another register, such as that of a new year."""


class NoteSeen(NamedTuple):
    """A cell of notes: the length of its text in code points, how many of its parts bear a day."""

    length: int
    parts: int


class RecordSeen(NamedTuple):
    """A record as a review saw it: the digests of its filled cells by those of their headings.

    `place` is that of its list; that it was `closed` is said by its Status as it was understood.
    """

    place: int
    closed: bool
    cells: Mapping[str, str]

    @property
    def whole(self) -> str:
        """One digest of all its cells; that of its reference is none of them."""
        cells = "".join(sorted(heading + cell for heading, cell in self.cells.items()))
        return hashlib.sha256(cells.encode()).hexdigest()[:16]


class Sight(NamedTuple):
    """The records as they stand, by the digests of their references, in the order of their rows.

    `rows` are those of the table. `columns` are those of each list, in their order, by the digests of their headings:
    the number of each, and our heading of it or its own.
    """

    records: Mapping[str, RecordSeen]
    rows: Mapping[str, int]
    columns: tuple[Mapping[str, tuple[int, str]], ...]


class SeenByReviews(NamedTuple):
    """What the reviews saw; of a home without one there is the secret alone.

    Of the last one there is `review`, its id and `day`, `records` and `lists` (the headings of each, in order), `notes`
    and, since they are not made anew where they grew without a day, what earlier ones saw of those. Of all of them
    there are `counted`, the number of records by the id of the review; `rows`, by record, each review that saw it
    otherwise than the one before, with a digest of the whole ("" where it was gone); the `sheets` that were read for
    their headings, and the `headings` of ours that were read on each list.
    """

    secret: str = ""
    sheets: frozenset[str] = frozenset()
    headings: Mapping[str, frozenset[str]] = _NONE
    notes: Mapping[str, NoteSeen] = _NONE
    review: str = ""
    day: date | None = None
    lists: tuple[tuple[str, ...], ...] = ()
    records: Mapping[str, RecordSeen] = _NONE
    counted: Mapping[str, int] = _NONE
    rows: Mapping[str, tuple[tuple[str, str], ...]] = _NONE

    def sheet(self, table: RegisterTable, region: Region) -> str:
        """What `sheets` has of a sheet."""
        return keyed(self.secret, digest("olsxl-sheet-1", table.workbook, region.sheet))

    def headings_gone(self, table: RegisterTable, region: Region) -> list[str]:
        """The headings that reviews have read on a list, and that it has no longer."""
        seen = self.headings.get(self._list(table, region), frozenset())
        return [heading for heading in table.schema.headings if heading in seen and heading not in region.columns]

    def reading(self, tables: Iterable[RegisterTable]) -> SeenByReviews:
        """The same after a review that read the headings of these tables."""
        lists = {self._list(table, region): region.columns for table in tables for region in table.regions}
        headings = {place: self.headings.get(place, frozenset()) | {*columns} for place, columns in lists.items()}
        return self._replace(headings={**self.headings, **headings})

    def grown(self, register: IncidentRegister) -> Iterator[tuple[int, str]]:
        """Row and heading of each cell of notes that has grown since, without another part that bears a day."""
        for key, now, row, heading in _notes(register, self.secret):
            if _has_grown(self.notes.get(key), now):
                yield row, heading

    def noting(self, register: IncidentRegister) -> SeenByReviews:
        """The same after a review of these notes.

        A cell that has grown without a day stays as it was seen, so that it is told of until it bears one.
        """
        cells = ((key, self.notes.get(key), now) for key, now, _, _ in _notes(register, self.secret))
        return self._replace(notes={key: then if then and _has_grown(then, now) else now for key, then, now in cells})

    def is_of(self, sight: Sight) -> bool:
        """Whether most of the records that the last review saw are among these."""
        standing = sum(key in sight.records for key in self.records)
        return bool(self.records) and standing >= _MOST * len(self.records)

    def unchanged(self, sight: Sight) -> set[tuple[int, int]]:
        """Row and column of each filled cell that stands as the last review saw it."""
        both = [(then, sight.records[key], sight.rows[key]) for key, then in self.records.items() if key in sight.rows]
        return {
            (row, sight.columns[now.place][heading][0])
            for then, now, row in both
            for heading, cell in now.cells.items()
            if then.cells.get(heading) == cell
        }

    def sorted_apart(self, sight: Sight) -> set[tuple[int, str]]:
        """Return the columns whose cells stand beside other records since: list, and digest of the heading."""
        found = set[tuple[int, str]]()
        if not self.is_of(sight):
            return found
        both = [(self.records[key].cells, now) for key, now in sight.records.items() if key in self.records]
        for place, columns in enumerate(sight.columns):
            here = [(then, now.cells) for then, now in both if now.place == place]
            for heading in columns:
                pairs = [(then.get(heading, ""), now.get(heading, "")) for then, now in here]
                moved = [(then, now) for then, now in pairs if then != now]
                sorted_ = _changed_places(moved)
                if len({then for then, _ in sorted_} - {""}) >= _MOVED and 2 * len(sorted_) >= len(moved):
                    found.add((place, heading))
        return found

    def recording(self, sight: Sight, review: str, day: date) -> SeenByReviews:
        """The same after a review of these records: it is the last one now, and nothing is kept of another register."""
        known, counted = (self.rows, self.counted) if self.is_of(sight) else (_NONE, _NONE)
        gone = self.gone(sight)
        rows = {key: then for key, then in known.items() if key in sight.records or key in gone}
        for key in {**rows, **sight.records}:
            now, then = sight.records[key].whole if key in sight.records else "", rows.get(key, ())
            if not then or then[-1][1] != now:
                rows[key] = (*then, (review, now))
        return self._replace(
            review=review,
            day=day,
            lists=tuple(tuple(columns) for columns in sight.columns),
            records=sight.records,
            counted={**counted, review: len(sight.records)},
            rows=rows,
        )

    def key(self, ref: str) -> str:
        """What the record of a reference is kept under."""
        return keyed(self.secret, f"record {fold(ref)}")

    def gone(self, sight: Sight) -> dict[str, str]:
        """The records that stand no longer, by key, with the review that saw each last; none of another register.

        One that stands otherwise as it was, under a new reference, is not gone.
        """
        missing = [key for key in self.rows if key not in sight.records] if self.is_of(sight) else []
        new = {each.whole for key, each in sight.records.items() if key not in self.rows} if missing else set()
        return {key: self._saw_last(key) for key in missing if not {whole for _, whole in self.rows[key][-2:]} & new}

    def _saw_last(self, key: str) -> str:
        """The last review that saw a record: the one before the first that saw it gone."""
        since, whole = self.rows[key][-1]
        return self.review if whole else max(review for review in self.counted if review < since)

    def _list(self, table: RegisterTable, region: Region) -> str:
        place = digest("olsxl-list-1", table.workbook, table.schema.name, region.sheet, region.table or "")
        return keyed(self.secret, place)


NOTHING_SEEN = SeenByReviews()


def keyed(secret: str, text: str) -> str:
    """A text as it is kept: its keyed BLAKE2b of 8 bytes in hex (RFC 7693), of which no two are the same by chance."""
    return hashlib.blake2b(normalised(text).encode(), key=secret.encode(), digest_size=8).hexdigest()


def sight(register: IncidentRegister, secret: str) -> Sight:
    """The records of a register as they stand: understood where the heading is ours, else as typed."""
    table, of = register.incidents, lru_cache(None, typed=True)(partial(_cell, secret))
    frame = table.frame[table.is_first_of_key]
    cells = {int(row): dict[str, str]() for row in frame.index}
    lists = []
    for place in range(len(table.regions)):
        columns = _columns(register, place, of)
        lists.append({column.digest: (column.number, column.heading) for column in columns})
        for column in columns:
            for row, value in column.cells.items():
                if row in cells and (seen := of(value)):
                    cells[row][column.digest] = seen
    keys = [of(f"record {key}") for key in table.keys[frame.index]]
    found = zip(cells, map(is_closed, frame["Status"]), cells.values(), strict=True)
    records = [RecordSeen(row // ROWS_PER_SHEET, closed, each) for row, closed, each in found]
    return Sight(dict(zip(keys, records, strict=True)), dict(zip(keys, cells, strict=True)), tuple(lists))


class _Column(NamedTuple):
    """A column of a list: its number, our heading of it or its own, the digest of that, its cells by row."""

    number: int
    heading: str
    digest: str
    cells: Mapping[int, object]


def _columns(register: IncidentRegister, place: int, of: Callable[[object], str]) -> list[_Column]:
    """Those of a list but that of the references, in their order; of two that are headed alike the first."""
    table = register.incidents
    rows = table.frame[table.frame.index // ROWS_PER_SHEET == place]
    found = [
        _Column(number, heading, of(f"ours {heading}"), dict(zip(map(int, rows.index), rows[heading], strict=True)))
        for heading, number in table.regions[place].columns.items()
        if heading != table.schema.key
    ]
    theirs = (each for each in register.beside if each.place == place)
    found += [_Column(each.column, each.heading, of(f"theirs {each.heading}"), each.cells) for each in theirs]
    number = attrgetter("number")
    first = {column.digest: column for column in sorted(found, key=number, reverse=True)}
    return sorted(first.values(), key=number)


def _cell(secret: str, value: object) -> str:
    """A cell as it is kept; blank where nothing that was understood stands in it."""
    import pandas as pd

    text = "" if value is pd.NaT or value == UNREADABLE else standing(value)
    return keyed(secret, text) if text.strip() else ""


def _has_grown(then: NoteSeen | None, now: NoteSeen) -> bool:
    return then is not None and now.length > then.length and now.parts <= then.parts


def _notes(register: IncidentRegister, secret: str) -> Iterator[tuple[str, NoteSeen, int, str]]:
    table, entries = register.incidents, register.entries
    frame = table.frame[table.is_first_of_key]
    inline = entries[entries["source"] == INLINE]
    parts = Counter(zip(inline["row"], inline["heading"], strict=True))
    for heading in register.inline.notes:
        for row, ref, typed in zip(frame.index, frame["Incident ref"], frame[heading], strict=True):
            if text := normalised(str(typed)):
                seen = NoteSeen(len(text), parts[row, heading])
                yield keyed(secret, digest("olsxl-note-cell-1", heading, ref)), seen, int(row), heading


def _changed_places(moved: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the changes in a column that only change places: what each takes away stands in another, and so on.

    Days that all go on by a week are none: of the first nothing is left, so of none.
    """
    kept, left = moved, len(moved) + 1
    while len(kept) < left:
        left = len(kept)
        before, after = {then for then, _ in kept}, {now for _, now in kept}
        kept = [(then, now) for then, now in kept if then in after and now in before]
    return kept
