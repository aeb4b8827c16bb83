"""From what a cell holds to what it means, one column at a time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from olsxl.register import days, schema
from olsxl.register.table import UNREADABLE, IssueKind
from olsxl.register.text import plain
from olsxl.workbook import DateText, ShownNumber

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from olsxl.register.days import Calendar
    from olsxl.register.meaning.vocabulary import Vocabulary


class ColumnIssue(NamedTuple):
    """What is at issue at a position of the column; the reader turns it into a CellIssue with row and heading."""

    position: int
    kind: IssueKind
    typed: str
    meaning: str = ""


Column = tuple["np.ndarray[Any, Any]", list[ColumnIssue]]


def understand(column: schema.Column, raw: Sequence[object], vocabulary: Vocabulary, calendar: Calendar) -> Column:
    """The understood values of one column (see RegisterTable for their types) and what is at issue in them."""
    if column.kind in ("date", "stamp"):
        return _moments(raw, calendar, whole_days=column.kind == "date")
    if column.kind == "choice" and column.values:
        return _choices(raw, column.values, vocabulary)
    if column.kind == "key":
        return _objects([plain(text(value)).strip() for value in raw]), []
    return _objects(raw if column.kind == "count" else _texts(raw)), []


def _texts(raw: Sequence[object]) -> list[str]:
    """Texts as they were typed: most cells hold a text that is not blank, and need no closer look."""
    return [value if type(value) is str and not value.isspace() else text(value) for value in raw]


def text(value: object) -> str:
    """A cell's value as the text that a person would read in it; blank (also one of spaces alone) is ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value) if value.strip() else ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ShownNumber):
        return value.shown
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d/%m/%Y %H:%M}"
    return days.show(value) if isinstance(value, date) else str(value)


def _objects(values: Sequence[object]) -> np.ndarray[Any, Any]:
    import numpy as np

    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


class _Meaning(NamedTuple):
    """What a cell's value means, what is at issue in it, and what it was taken for or is most like."""

    value: Any
    kind: IssueKind | None = None
    told: str = ""


def _odd(raw: Sequence[object], known: Mapping[object, _Meaning]) -> list[ColumnIssue]:
    if not any(meaning.kind for meaning in known.values()):
        return []
    found = ((position, value, known[value]) for position, value in enumerate(raw))
    return [ColumnIssue(position, of.kind, text(value), of.told) for position, value, of in found if of.kind]


def _choices(raw: Sequence[object], name: str, vocabulary: Vocabulary) -> Column:
    """Each distinct value is looked up once: a column has few."""
    known = {value: _choice(text(value), name, vocabulary) for value in set(raw)}
    return _objects([known[value].value for value in raw]), _odd(raw, known)


def _choice(typed: str, name: str, vocabulary: Vocabulary) -> _Meaning:
    if not typed:
        return _Meaning("")
    meaning = vocabulary.meaning(name, typed)
    if meaning is None:
        return _Meaning(UNREADABLE, "unknown-value", vocabulary.closest(name, typed))
    return _Meaning(meaning.value) if meaning.exact else _Meaning(meaning.value, "loose-value", meaning.value)


def _moments(raw: Sequence[object], calendar: Calendar, *, whole_days: bool) -> Column:
    """Each distinct value is read once, and the column put together by their numbers."""
    import numpy as np

    known = {value: _moment(value, calendar) for value in dict.fromkeys(raw)}
    numbers = {value: number for number, value in enumerate(known)}
    distinct = np.array([meaning.value for meaning in known.values()], dtype="datetime64[us]")
    array = distinct[np.fromiter((numbers[value] for value in raw), dtype=np.intp, count=len(raw))]
    return (array.astype("datetime64[D]").astype("datetime64[us]") if whole_days else array), _odd(raw, known)


def _moment(value: object, calendar: Calendar) -> _Meaning:
    """A number that is a likely day is simply a date whose cell has lost its format: nothing to report."""
    if isinstance(value, date):
        return _Meaning(value)
    typed = text(value)
    if not plain(typed).strip():
        return _Meaning(None)
    if isinstance(value, (int, float)) and (day := days.from_serial(value, date1904=calendar.date1904)):
        return _Meaning(day)
    day = days.read_cell(typed, calendar)
    if day and isinstance(value, DateText):
        return _Meaning(day)
    return _Meaning(day, "text-date", days.show(day)) if day else _Meaning(None, "no-date")
