"""From what a cell holds to what it means, one column at a time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from olsxl.register import days, schema
from olsxl.register.table import UNREAD, OddityKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from olsxl.register.vocabulary import Vocabulary


class Odd(NamedTuple):
    """An odd value at a position of the column; the reader turns it into an Oddity with its row and heading."""

    position: int
    kind: OddityKind
    typed: str
    meaning: str = ""


Column = tuple["np.ndarray[Any, Any]", list[Odd]]


def understand(column: schema.Column, raw: Sequence[object], vocabulary: Vocabulary, *, date1904: bool) -> Column:
    """The understood values of one column (see Table for their types) and what was odd about them."""
    if column.kind in ("date", "stamp"):
        return _moments(raw, date1904=date1904, whole_days=column.kind == "date")
    if column.kind == "choice" and column.values:
        return _choices(raw, column.values, vocabulary)
    if column.kind == "key":
        return _objects([text(value).strip() for value in raw]), []
    return _objects(raw if column.kind == "count" else [text(value) for value in raw]), []


def text(value: object) -> str:
    """A cell's value as the text that a person would read in it; blank (also one of spaces alone) is ""."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
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


def _choices(raw: Sequence[object], name: str, vocabulary: Vocabulary) -> Column:
    """Each distinct value is looked up once: a column has few."""
    known = {value: _choice(text(value), name, vocabulary) for value in set(raw)}
    odd = [
        Odd(position, kind, text(raw[position]), meaning)
        for position, (_, kind, meaning) in enumerate(known[value] for value in raw)
        if kind
    ]
    return _objects([known[value][0] for value in raw]), odd


def _choice(typed: str, name: str, vocabulary: Vocabulary) -> tuple[str, OddityKind | None, str]:
    """The value, what is odd about it, and what it was taken for or is most like."""
    if not typed:
        return "", None, ""
    meaning = vocabulary.meaning(name, typed)
    if meaning is None:
        return UNREAD, "unknown-value", vocabulary.closest(name, typed)
    return meaning.value, None if meaning.exact else "loose-value", meaning.value


def _moments(raw: Sequence[object], *, date1904: bool, whole_days: bool) -> Column:
    import numpy as np

    values: list[object] = []
    odd: list[Odd] = []
    for position, value in enumerate(raw):
        if value is None or isinstance(value, date):
            values.append(value)
            continue
        moment = _moment(value, days.read if isinstance(value, str) else _serial_reader(date1904=date1904))
        values.append(moment)
        if typed := text(value):
            odd += _date_oddity(position, typed, moment, is_text=isinstance(value, str))
    array = np.array(values, dtype="datetime64[us]")
    return (array.astype("datetime64[D]").astype("datetime64[us]") if whole_days else array), odd


def _moment(value: object, read: Callable[[Any], datetime | None]) -> datetime | None:
    return read(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _serial_reader(*, date1904: bool) -> Callable[[float], datetime | None]:
    return lambda number: days.from_serial(number, date1904=date1904)


def _date_oddity(position: int, typed: str, moment: datetime | None, *, is_text: bool) -> list[Odd]:
    """A number that is a likely day is simply a date whose cell has lost its format: nothing to report."""
    if moment is None:
        return [Odd(position, "no-date", typed)]
    return [Odd(position, "text-date", typed, days.show(moment))] if is_text else []
