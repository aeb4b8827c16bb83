"""Furniture of a list: banners that head a month or a year, keys, signatures and ends, which are no records."""

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
_LINE = re.compile(
    r"""\W*(?: (?:end|start) \s+ of \b | end \W*$ | (?:no\ more|no\ further) \b | page \s+ \d+ \b
      | (?:please\ )? (?:do\ not|don't) \ (?:type|write|enter) \b
      | (?: key | legend | notes? | guidance | signed | signature | version
          | (?: reviewed|checked|seen|completed|prepared|printed|approved|signed|updated|authorised ) \ (?:by|on|off) )
        \s* (?: [:=\-\u2013_.] | $ | \ (?=\S+$) ) )""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"\w+(?: [^\W\d]+){0,4}(?: ?:(?:\s|$|_)| ?= ?\w)")
"""`Reviewed by: J Fern`, `Date:`, `O = open`; a reference has no colon with a blank behind it, and no equals sign."""


def is_banner(typed: str) -> bool:
    """Whether a text is such as stand over the records of a time: `SEPTEMBER 2026`, `2025/26`, `Q3 2026`, `Week 47`.

    Alone in its row it heads what stands below; a reference is never looked at alone, so that `2026` may be one.
    """
    return _BANNER.fullmatch(typed.strip()) is not None


def is_line(typed: str) -> bool:
    """Whether a text that stands alone in its row is a banner, or stands below a list: `END OF LOG`, `Key: ...`."""
    return is_banner(typed) or _LINE.match(typed) is not None


def opens_a_line(typed: str) -> bool:
    """Whether a row that begins with this text is a key or a signature, whatever stands beside it: `Reviewed by:`."""
    return _LINE.match(typed) is not None or _LABEL.match(typed) is not None
