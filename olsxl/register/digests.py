"""Digests of cells, whatever program saved them (docs/contract.md, "References that olsxl gives")."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date, datetime, time, timedelta

from olsxl.register.meaning.values import text

_BLANKS = re.compile(r"[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def normalised(typed: str) -> str:
    """N(x): Unicode NFC, each run of blanks one blank, trimmed."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", typed)).strip(" ")


def standing(value: object) -> str:
    """What stands in a cell, as digests take it: a day in ISO, a time to the minute, a number to 15 digits."""
    if isinstance(value, datetime):
        moment = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return moment.strftime("%Y-%m-%d" if moment.time().replace(second=0) == time() else "%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        shown = format(value, ".15g")
        return shown if "e" not in shown else format(value, ".15f").rstrip("0").rstrip(".")
    return text(value)


def digest(*fields: str) -> str:
    """H(a, b, ...): the SHA-256 in hex of the fields, each through N, joined by a tab."""
    return hashlib.sha256("\t".join(map(normalised, fields)).encode()).hexdigest()
