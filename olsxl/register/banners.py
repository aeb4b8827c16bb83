"""Banners: rows within a list that head a month, a year or a quarter, and are no records."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d(?:\s*[/\-\u2013]\s*(?:(?:19|20)?\d\d))?"
_BANNER = re.compile(
    rf"(?:(?:month of |year |incidents? (?:in|of) )?(?:{_MONTH}(?:\W+(?:{_YEAR}|\d\d))?|{_YEAR})"
    rf"|(?:week|wk|q|quarter)\s*\d{{1,2}}(?:\W+{_YEAR})?)\W*",
    re.IGNORECASE,
)


def is_banner(typed: str) -> bool:
    """Whether a text is such as stand over the records of a time: `SEPTEMBER 2026`, `2025/26`, `Q3 2026`, `Week 47`.

    Alone in its row it heads what stands below; a reference is never looked at alone, so that `2026` may be one.
    """
    return _BANNER.fullmatch(typed.strip()) is not None
