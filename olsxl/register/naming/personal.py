"""What in a text tells who somebody is or how to reach them: numbers and addresses of a known form (P6).

Precise rather than complete: references, days, times, amounts of money and the numbers of services are none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = ("@", "born", "birth", "dob", "d.o.b")
_SPACE, _PART = r"[ \u00a0\u202f]", r"[ \u00a0\u202f.\-\u2010-\u2013]"
"""What stands between the parts of a number: a space also as it is pasted; a dot, a hyphen or a dash."""

NUMBERS = re.compile(r"[0-9](?:[0-9 ().\-\u00a0\u2010-\u2013\u202f]{8}|[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}\b)")
"""Where neither such a word nor such a number is found, `kinds` finds nothing either; both are fast on long texts."""

_EMAIL = re.compile(r"(?<=[\w.+'\-])@[\w\-]+(?:\.[\w\-]+)+")
"""From its @ on: a pattern that began before it would try every letter of a long text as the first."""

_BEFORE = r"(?<![\w./#\u00a3$\u20ac:\-])"
_PHONE = re.compile(
    rf"{_BEFORE}(?:\+44{_SPACE}?(?:\(0\))?|0044|\(?0){_SPACE}?(?P<first>[127][0-9]{{1,9}})\)?"
    rf"(?P<rest>(?:{_PART}{{1,3}}[0-9]{{2,8}}){{0,4}})(?![\w/\-]|[.,:][0-9])"
)
_NATIONAL = 10
"""Digits of a telephone number after its 0; 03, 08 and 09 are numbers of services, not of people."""

_MOBILE = re.compile(rf"{_BEFORE}7[0-9]{{3}}{_SPACE}?[0-9]{{3}}{_SPACE}?[0-9]{{3}}(?![\w/\-]|[.,:][0-9])")
"""A mobile's number without its 0, which Excel takes from a cell that holds nothing else."""

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w/\-])(?:{'|'.join(_AREAS.split())})[0-9][0-9A-Z]?(?:{_SPACE}{{1,2}}|(?<=\w{{3}}))[0-9]"
    r"(?!GB|TB|(?-i:st|nd|rd|th))[ABD-HJLNP-UW-Z]{2}(?![\w\-])",
    re.IGNORECASE,
)
"""Also in small letters, but for `Flat b1 3rd floor`, and without its space, but for one as short as `S20FE`."""

_NHS = re.compile(_BEFORE + rf"[0-9]{{3}}({_PART}?)[0-9]{{3}}\1[0-9]{{4}}(?![\w/\-]|[.,:][0-9])")

_BORN = re.compile(
    r"\b(?:born|d\.?o\.?b|(?:date|day) of birth|birth ?da(?:te|y))\b\.?"
    r"(?:\s*(?:(?:on|in|is|was|the)\b|[:=(,\-\u2013]))*\s*",
    re.IGNORECASE,
)


BIRTH_DATE = "a date of birth"
"""The kind of a day after "born" or "DOB"."""


def kinds(text: str) -> list[str]:
    """What kinds of it stand in a text, in words for a sentence: `a phone number`."""
    return [kind for kind, holds in _KINDS if holds(text)]


def _has_email(text: str) -> bool:
    return "@" in text and _EMAIL.search(text) is not None


def _has_phone(text: str) -> bool:
    numbers = (_digits(found["first"] + found["rest"]) for found in _PHONE.finditer(text))
    return _MOBILE.search(text) is not None or any(len(digits) == _NATIONAL for digits in numbers)


def _has_postcode(text: str) -> bool:
    return _POSTCODE.search(text) is not None


def _has_nhs_number(text: str) -> bool:
    return any(_is_nhs_number(_digits(found[0])) for found in _NHS.finditer(text))


def _is_nhs_number(digits: list[int]) -> bool:
    """Whether the last digit is the check digit of the others (modulus 11); ten equal digits are none."""
    rest = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return len(set(digits)) > 1 and rest % 11 == digits[-1]


def _digits(text: str) -> list[int]:
    return [int(char) for char in text if char.isdigit()]


def _has_birth_date(text: str) -> bool:
    """Whether a day stands in a text after "born" or "DOB"."""
    return any(day.start == 0 for found in _BORN.finditer(text) for day in _days_after(text, found.end()))


def _days_after(text: str, end: int) -> Iterator[days.Within]:
    return days.anywhere(text[end : end + 40])


_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("an e-mail address", _has_email),
    ("a phone number", _has_phone),
    ("a postcode", _has_postcode),
    ("an NHS number", _has_nhs_number),
    (BIRTH_DATE, _has_birth_date),
)
