"""Values as Excel stores them: serial numbers for dates, inline strings for text.

Source: ECMA-376-1, 18.3.1.4 (c), 18.17.4.1 (serial date-times), 22.9.2.19 (ST_Xstring).
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Integral, Real
from typing import Final

from olsxl.workbook.xml.markup import escape_text

MAX_TEXT: Final = 32_767
"""UTF-16 units in one cell."""
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_1900: Final = date(1899, 12, 31)
_FIRST_1904: Final = date(1904, 1, 1)


class ValueRefusedError(ValueError):
    """A value that no cell can hold; its text is a clause for the manager."""


def is_moment(value: object) -> bool:
    """Say whether the value needs a date or time format to be read by a person."""
    return isinstance(value, date | time)


def moment_parts(value: object) -> tuple[bool, bool]:
    """Say whether a date or time has a day, and whether it has a time of day."""
    return isinstance(value, date), isinstance(value, datetime | time)


def serial(value: date | datetime | time, *, date1904: bool) -> float | int:
    """Return days since the workbook's epoch; the time of day is the fraction, time zones are not kept.

    In the 1900 system the 29th of February 1900 counts, although there was none.
    """
    if isinstance(value, time):
        return _fraction(value)
    day = value.date() if isinstance(value, datetime) else value
    days = (day - (_FIRST_1904 if date1904 else _FIRST_1900)).days
    if not date1904 and days >= 60:
        days += 1
    if days < 0:
        raise ValueRefusedError(f"Excel knows no day as early as {day:%d.%m.}{day.year}")
    return days + _fraction(value.time()) if isinstance(value, datetime) else days


def _fraction(value: time) -> float | int:
    passed = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    return passed / timedelta(days=1) if passed else 0


def cell(prefix: bytes, reference: str, style: int, value: object, *, date1904: bool) -> bytes:
    """Return one `<c>` element; None is an empty cell. Raises `ValueRefusedError` for what Excel cannot hold."""
    kind, content = _content(prefix, value, date1904=date1904)
    return wrap(prefix, reference, style, kind, content)


def formula_cell(prefix: bytes, reference: str, style: int, formula: str, *, array: bool) -> bytes:
    """Return one `<c>` with a formula that Excel has still to calculate."""
    attributes = b' t="array" ref="%s"' % reference.encode() if array else b""
    content = b"<%sf%s>%s</%sf>" % (prefix, attributes, escape_text(formula), prefix)
    return wrap(prefix, reference, style, b"", content)


def wrap(prefix: bytes, reference: str, style: int, kind: bytes, content: bytes) -> bytes:
    """Return `<c>` around a content."""
    attributes = b' r="%s"' % reference.encode()
    attributes += b' s="%d"' % style if style else b""
    attributes += b' t="%s"' % kind if kind else b""
    if not content:
        return b"<%sc%s/>" % (prefix, attributes)
    return b"<%sc%s>%s</%sc>" % (prefix, attributes, content, prefix)


def text_element(prefix: bytes, text: str) -> bytes:
    """Return `<t>`, with what XML cannot hold escaped the way Excel does, and edge blanks kept."""
    text = plain_text(text)
    escaped = escape_text(escape_codes(text))
    edges = b' xml:space="preserve"' if text != text.strip() or "\n" in text else b""
    return b"<%st%s>%s</%st>" % (prefix, edges, escaped, prefix)


def escape_codes(text: str) -> str:
    """Return the text with an `_x0041_` in it written so that it is not read as the character of that number."""
    return _ESCAPE.sub("_x005F_", text)


def plain_text(text: str) -> str:
    r"""Return the text as a cell holds it: line breaks are `\\n`. Raises `ValueRefusedError`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _FORBIDDEN.search(text):
        raise ValueRefusedError(f"the text holds a control character (number {ord(found[0])})")
    if len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
        raise ValueRefusedError(f"the text is longer than the {MAX_TEXT} characters that a cell can hold")
    return text


def _content(prefix: bytes, value: object, *, date1904: bool) -> tuple[bytes, bytes]:
    """Return the cell's type and what stands in it."""
    match value:
        case None:
            return b"", b""
        case bool():
            return b"b", _value(prefix, str(int(value)))
        case str():
            inline = b"<%sis>%s</%sis>" % (prefix, text_element(prefix, value), prefix)
            return (b"inlineStr", inline) if value else (b"", b"")
        case date() | time():
            return b"", _value(prefix, _number(serial(value, date1904=date1904)))
        case Integral() | Real() | Decimal():
            return b"", _value(prefix, _number(value))
    raise TypeError(f"a cell cannot hold a {type(value).__name__}")


def _value(prefix: bytes, text: str) -> bytes:
    return b"<%sv>%s</%sv>" % (prefix, text.encode(), prefix)


def _number(value: Integral | Real | Decimal | float) -> str:
    """Write the shortest digits that give the same number."""
    if isinstance(value, Integral | int):
        whole = int(value)
        if abs(whole) <= 2**53:
            return str(whole)
        if abs(whole) < 10**300 and int(float(whole)) != whole:
            raise ValueRefusedError("the number has more digits than Excel keeps, so that it has to be given as a text")
    try:
        number = float(value)
    except (OverflowError, ValueError):  # a signalling NaN is the one that raises
        number = math.nan
    if not math.isfinite(number):
        raise ValueRefusedError("the value is not a number that Excel can hold")
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number).upper().removesuffix(".0")
