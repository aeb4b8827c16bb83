"""Which of our headings each column of a list answers to: by its heading, and by what stands in it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from olsxl.adopt.meanings import meaning, reads, say_a_status
from olsxl.adopt.words import ANY_DATE, APPS, LATEST_TEXT, LIKELY, NO_REPORT, SMALL
from olsxl.register import days
from olsxl.register.meaning.aliases import ALIASES
from olsxl.register.meaning.headings import EITHER, alternatives
from olsxl.register.meaning.statuses import answer, asks
from olsxl.register.meaning.values import text
from olsxl.register.text import fold, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from olsxl.adopt.grid import Grid
    from olsxl.register import schema

_EXACT, _ALIAS, _LIKELY, _ALIKE = 100.0, 95.0, 90.0, 60.0
_LEAST = 50.0
_SURE = 80.0
_PROMISING = 3
_MOSTLY = 0.8
_SLIPS = 0.9
"""What of a column must be understood, where one cell in ten may be a slip of the pen."""

_WORDS = 20
"""So many words for a Status a home may have."""

_BESIDE = 2.0
"""What a heading is worth less that is not the whole of what stands there: `Manager: status`, or `Closure / Date`."""

_NOTHING: Mapping[str, str] = MappingProxyType({})

_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "Reported on": ("Recorded on", "Occurred on"),
    "Incident ref": ("Safeguarding ref",),
}
"""An indispensable column that no heading names is served by one of these, and a person is told so."""


@dataclass(frozen=True)
class Assigned:
    """The columns of a list by our headings.

    `instead` gives those that serve in another's place (ours to what they are rather), `remarks` sentences about what
    could be one of ours and was not taken. `key` is what the sheet's own key says of a Status: `GREEN = closed`.
    """

    grid: Grid
    columns: Mapping[str, int]
    instead: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    key: Mapping[str, str] = field(default_factory=dict)

    def name(self, heading: str) -> str:
        """What olsxl.toml calls the column of one of ours; it is there."""
        return self.grid.name(self.columns[heading]) or ""

    def has(self, *headings: str) -> bool:
        """Whether all of these have a column."""
        return all(heading in self.columns for heading in headings)


class _Claim(NamedTuple):
    grade: float
    heading: str
    number: int


def best_list(sheet: schema.Sheet, grids: Iterable[Grid], named: Mapping[str, str] = _NOTHING) -> Assigned | None:
    """The list that answers to most headings of a sheet of ours; only the most promising rows are looked at closely.

    `named` as for `assign`.
    """
    every = list(grids)
    promising = sorted(every, key=lambda grid: -len({claim.heading for claim in _claims(sheet, grid)}))[:_PROMISING]
    found = [assign(sheet, grid, named) for grid in promising]
    best = max(found, key=lambda each: (len(each.columns), -each.grid.header_row), default=None)
    first = next((grid for grid in every if best and _says_again(best, grid)), None)
    return assign(sheet, first, named) if first else best


def _says_again(found: Assigned, above: Grid) -> bool:
    """Whether the headings of a list only say again those of a row above it: a record that reads like a heading."""
    named = {heading_key(found.name(heading)) for heading in found.columns}
    return above.header_row < found.grid.header_row and bool(named) and named <= set(map(heading_key, above.typed))


def assign(sheet: schema.Sheet, grid: Grid, named: Mapping[str, str] = _NOTHING) -> Assigned:
    """Give each column of a list to one of our headings at most, the surest first.

    `named` gives the home's heading of each of ours that somebody has told, "" where there is none: it wins, but for
    one of which none stands on this list while another's is headed so.
    """
    named = {ours: theirs for ours, theirs in named.items() if EITHER not in theirs or _number(grid, theirs)}
    read = (_as_read(sheet, grid, claim) for claim in _claims(sheet, grid) if claim.heading not in named)
    claims = [claim for claim in read if _fits(sheet.column(claim.heading), grid, claim)]
    order = {heading: at for at, heading in enumerate(sheet.headings)}
    columns = {ours: number for ours, theirs in named.items() if theirs and (number := _number(grid, theirs))}
    remarks: list[str] = []
    for claim in sorted(claims, key=lambda claim: (-claim.grade, order[claim.heading], claim.number)):
        if claim.heading in columns or claim.number in columns.values():
            continue
        if grid.name(claim.number) is None:
            remarks.append(
                f"more than one column is headed '{grid.typed[claim.number - 1]}', so none of them was taken: give "
                "each a heading of its own"
            )
        else:
            columns[claim.heading] = claim.number
    key: dict[str, str] = {}
    if sheet.name == "Incidents":
        key = _key(grid)
        if "Reported on" not in named:
            remarks += _date_columns(sheet, grid, columns)
        if "Status" not in columns and "Status" not in named:
            remarks += [*_status_by_key(grid, columns, key)] or [*_status_by_content(grid, columns)]
    instead = _stand_in(sheet, columns, named)
    return Assigned(
        grid, {h: columns[h] for h in sheet.headings if h in columns}, instead, tuple(dict.fromkeys(remarks)), key
    )


def _number(grid: Grid, theirs: str) -> int | None:
    """The column of a list that one of these alternatives heads."""
    return next((number for name in alternatives(theirs) if (number := grid.number(name))), None)


def _date_columns(sheet: schema.Sheet, grid: Grid, columns: dict[str, int]) -> Iterator[str]:
    """Of the columns of days of nearly every record, take a lone one as Reported on, of two the later one.

    A heading that is sure of what it says is taken at its word.
    """
    free = [number for number in range(1, len(grid.typed) + 1) if number not in columns.values() and grid.name(number)]
    sure = [h for h in ("Reported on", "Recorded on") if h in columns and is_sure(sheet, grid, columns[h], h)]
    if sure:
        before = [n for n in free if n < columns[sure[0]] and known_as(grid.typed[n - 1], ANY_DATE) is not None]
        plain = [n for n in before if len(grid.days(n)) >= _MOSTLY * len(grid.rows)]
        if "Occurred on" not in columns and len(plain) == 1:
            columns["Occurred on"] = plain[0]
        return
    taken = [columns[heading] for heading in ("Occurred on", "Reported on") if heading in columns]
    dated = [*taken, *(number for number in days_of_records(grid) if number in free)]
    if len(dated) == 1 and not taken:
        columns["Reported on"] = dated[0]
        yield f"no heading says when a record was reported: the days under '{grid.typed[dated[0] - 1]}' were taken"
    elif len(dated) == 2:
        early, late = dated if _is_later(grid, *dated) else reversed(dated)
        columns.update({"Occurred on": early, "Reported on": late})
    elif len(dated) > 2 and "Reported on" not in columns:
        columns["Reported on"] = min(dated, key=lambda number: sorted(grid.days(number))[len(grid.days(number)) // 2])


def days_of_records(grid: Grid) -> list[int]:
    """The columns in which nearly every record has a day that may be the one of its report, by their headings."""
    numbers = (number for number in range(1, len(grid.typed) + 1) if grid.name(number))
    told = (number for number in numbers if not NO_REPORT & {*canonical(grid.typed[number - 1]).split()})
    return [number for number in told if len(grid.days(number)) >= _MOSTLY * len(grid.rows) > 0]


def is_sure(sheet: schema.Sheet, grid: Grid, number: int, heading: str) -> bool:
    """Whether the heading of a column says plainly that it is one of ours."""
    return _grade(sheet, grid, number, heading) >= _SURE


def _grade(sheet: schema.Sheet, grid: Grid, number: int, heading: str) -> float:
    return _grades(sheet, grid.typed[number - 1]).get(heading, 0.0)


def _is_later(grid: Grid, one: int, other: int) -> bool:
    """Whether the days of another column are rather later than those of one."""
    found = [[days.of_cell(row[n - 1], date1904=grid.date1904) for n in (one, other)] for row in grid.rows]
    both = [(first, second) for first, second in found if first and second]
    return sum((first < second) - (first > second) for first, second in both) >= 0


def _key(grid: Grid) -> dict[str, str]:
    """What a key on the sheet says of a Status, by the folded word: `RED = open` in a cell, or in two side by side."""
    found: dict[str, str] = {}
    few = (line for line in grid.lines if sum(bool(text(cell).strip()) for cell in line) <= _KEY_CELLS)
    for line in (*grid.above, *few):
        cells = [typed for cell in line if (typed := text(cell).strip())]
        pairs = [pair for cell in cells for pair in _SAYS.findall(_KEY_HEAD.sub("", cell))]
        for word, said in (*pairs, *pairwise(cells)):
            if ours := meaning("status", said):
                found.setdefault(fold(word), ours)
    return found


_KEY_CELLS = 2
_KEY_HEAD = re.compile(r"^\W*key\b\W*", re.IGNORECASE)
_SAYS = re.compile(
    r"(?<!\w)(\w++)\s*(?:=|:|\bmeans\b|-|\u2013)\s*(.+?)(?=[,;/|\n]|\s{2,}|\s+\w+\s*(?:=|:|\bmeans\b)|$)"
)


def _status_by_key(grid: Grid, columns: dict[str, int], key: Mapping[str, str]) -> Iterator[str]:
    """Take the column as Status whose words the key explains, whatever its heading, and tell of it."""
    for number in range(1, len(grid.typed) + 1):
        words = [fold(typed) for typed in grid.texts(number)]
        explained = sum(word in key for word in words)
        if grid.name(number) and len(words) >= _MOSTLY * len(grid.rows) and explained >= _SLIPS * len(words) > 0:
            for heading in [heading for heading, taken in columns.items() if taken == number]:
                del columns[heading]
            columns["Status"] = number
            yield f"'{grid.typed[number - 1]}' was taken for the Status, by the key on the sheet"
            return


def _status_by_content(grid: Grid, columns: dict[str, int]) -> Iterator[str]:
    """Take the one column as Status that can be nothing else, though its heading does not say so, and tell of it."""
    taken = {number for heading, number in columns.items() if heading != "Outcome"}  # of which a home may say Closed
    rest = [number for number in range(1, len(grid.typed) + 1) if number not in taken and grid.name(number)]
    records = len({*map(fold, grid.texts(columns["Incident ref"]))}) if "Incident ref" in columns else len(grid.rows)
    filled = (number for number in rest if len(grid.texts(number)) >= _MOSTLY * records > 0)
    found = [number for number in filled if say_a_status(grid.texts(number))]
    if len(found) == 1:
        if columns.get("Outcome") == found[0]:
            del columns["Outcome"]
        columns["Status"] = found[0]
        yield f"no heading says Status: '{grid.typed[found[0] - 1]}' was taken for it, for what stands in it"


def _stand_in(sheet: schema.Sheet, columns: dict[str, int], named: Mapping[str, str]) -> dict[str, str]:
    taken = {}
    for heading, others in _INSTEAD.items():
        other = next((other for other in others if other in columns), None)
        wanted = heading in sheet.headings and sheet.name == "Incidents" and heading not in (*columns, *named)
        if wanted and other:
            columns[heading] = columns.pop(other)
            taken[heading] = other
    return taken


def _claims(sheet: schema.Sheet, grid: Grid) -> Iterator[_Claim]:
    """Every column that may be one of ours by its heading, with how sure that is."""
    for number, typed in enumerate(grid.typed, 1):
        names = {typed: 0.0}
        if ":" in typed.rstrip(":"):
            names.setdefault(typed.rpartition(":")[2], _BESIDE)
        if number <= len(grid.both):
            names.setdefault(grid.both[number - 1], _BESIDE)
        best: dict[str, float] = {}
        for name, worth in names.items():
            for heading, grade in _grades(sheet, name).items() if name else ():
                best[heading] = max(best.get(heading, 0.0), grade - worth)
        if number <= len(grid.groups) and known_as(grid.groups[number - 1], LATEST_TEXT) is not None:
            best = {heading: grade for heading, grade in best.items() if heading not in _OF_REPORT}
        yield from (_Claim(grade, heading, number) for heading, grade in best.items())


_OF_REPORT = frozenset(
    ("Occurred on", "Reported on", "Recorded on", "Reported by", "Summary", "Immediate action", "Assessed on")
)
"""What `Date`, `By` and `Note` do not say of a record below a heading of its updates, such as `Last action`."""


def _as_read(sheet: schema.Sheet, grid: Grid, claim: _Claim) -> _Claim:
    """A claim to a column of allowed values is the surer, the more of its cells are understood."""
    column = sheet.column(claim.heading)
    if not column.values or claim.heading == "Status" or not grid.texts(claim.number):
        return claim
    return claim._replace(grade=claim.grade + 10 * reads(column, grid.texts(claim.number)))


def _grades(sheet: schema.Sheet, name: str) -> Mapping[str, float]:
    key = canonical(name)
    known = _known(sheet.name, sheet.headings)
    found = known.get(key) or known.get(" ".join(sorted(key.split())))
    if found or len(key) < 5:
        return found or {}
    near = _nearest(sheet.name, sheet.headings, key)
    return {heading: min(grade, _ALIKE) for heading, grade in known[near].items()} if near else {}


@lru_cache(maxsize=1024)
def _nearest(sheet: str, headings: tuple[str, ...], key: str) -> str | None:
    """The known heading that a slip of the pen may have made into this one; asked for each row that may be a header."""
    return next(iter(difflib.get_close_matches(key, list(_known(sheet, headings)), n=1, cutoff=0.9)), None)


@cache
def _known(sheet: str, headings: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Our headings by every heading that may mean them, also with its words in another order."""
    known: dict[str, dict[str, float]] = {}
    for heading in headings:
        likely = LIKELY.get(sheet, {}).get(heading, ())
        graded = [(heading, _EXACT), *((alias, _ALIAS) for alias in ALIASES.get(sheet, {}).get(heading, ()))]
        graded += [(alias, max(_LIKELY - at, _LEAST)) for at, alias in enumerate(likely)]
        for alias, grade in graded:
            key = canonical(alias)
            for form, worth in ((key, 0.0), (" ".join(sorted(key.split())), 1.0)):
                own = known.setdefault(form, {})
                own[heading] = max(own.get(heading, 0.0), grade - worth)
    return known


@cache
def canonical(heading: str) -> str:
    """A heading in lower case without what stands in brackets, punctuation and small words; a lone sign is itself."""
    bare = re.sub(r"\([^()]*\)", " ", heading.casefold().replace("'", "").replace("\u2019", ""))
    words = "".join(c if c.isalnum() else " " for c in bare).split()
    return " ".join(word for word in words if word not in SMALL) or " ".join(words) or heading.strip()


def known_as(heading: str, names: Sequence[str]) -> int | None:
    """Where a heading stands among names, the likeliest first; None where it is none of them."""
    wanted = {canonical(heading), canonical(heading.rpartition(":")[2])}
    return next((at for at, name in enumerate(names) if canonical(name) in wanted), None)


def _fits(column: schema.Column, grid: Grid, claim: _Claim) -> bool:
    """Whether what stands in the cells may be what the heading says; an empty column says nothing against it."""
    texts = grid.texts(claim.number)
    if not texts:
        return claim.grade >= _SURE
    dated = len(grid.days(claim.number)) / len(texts)
    if column.kind in ("date", "stamp"):
        return dated >= 0.6
    if column.values:
        is_status = column.heading == "Status"
        return _are_statuses(grid.typed[claim.number - 1], texts) if is_status else reads(column, texts) >= 0.5
    if column.kind == "key" and dated < 0.5:
        is_ref = column.heading == "Incident ref"
        return _are_keys(texts, distinct=is_ref) and not (is_ref and claim.number in grid.counted)
    is_site = column.heading in ("Service", "Platform") and canonical(grid.typed[claim.number - 1]) == "site"
    if is_site and _are_apps(texts) != (column.heading == "Platform"):
        return False
    return column.kind != "key" and (dated < 0.5 or column.kind == "count")


def _are_apps(texts: Sequence[str]) -> bool:
    """Whether most cells name an app: of a column headed `Site`, which may as well be of homes."""
    return 2 * sum(bool(APPS & {fold(text), *fold(text).split()}) for text in texts) > len(texts)


def _are_statuses(heading: str, texts: Sequence[str]) -> bool:
    """Words of which some say open or closed; under a heading that asks, answers of which one in ten may be a slip."""
    asked = asks(heading)
    if asked:
        understood = sum((meaning("status", text) or answer(asked, text)) is not None for text in texts)
        return understood >= _SLIPS * len(texts)
    found = {text: meaning("status", text) for text in set(texts)}
    return any(found.values()) and len({heading_key(text) for text in texts if not found[text]}) <= _WORDS


def _are_keys(texts: Sequence[str], *, distinct: bool) -> bool:
    """Short, and for a reference mostly with a digit: a word alone names no record."""
    short = sum(len(text) <= 40 for text in texts) >= 0.9 * len(texts)
    numbered = sum(any(c.isdigit() for c in text) for text in texts) >= 0.8 * len(texts)
    return short and (numbered or not distinct)
