"""What a home's own words for a Status say, and what stands under a heading that asks: `Closed?`, `Done?`, `Open?`."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from olsxl.register import days
from olsxl.register.text import fold, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN, CLOSED = "Open", "Closed"

_CLOSED = (
    *("closed", "c", "complete", "completed", "resolved", "finished", "ended", "end", "done", "signed off", "nfa"),
    *("no further action", "concluded", "archived", "settled", "case closed", "shut", "cl", "finalised", "finalized"),
)
_OPEN = (
    *("open", "o", "live", "active", "ongoing", "on going", "on-going", "in progress", "in process", "current", "new"),
    *("monitoring", "on hold", "hold", "under review", "review", "reviewing", "assessment", "assessing"),
    *("investigating", "under investigation", "investigation", "plan", "plan running", "started", "started work"),
    *("not closed", "not complete", "not resolved", "outstanding", "reopened", "re-opened", "to do", "action needed"),
    *("working on", "being dealt with", "still open", "waiting sign off", "awaiting sign off", "waiting", "not yet"),
    *("draft", "in draft", "parked", "paused"),
)
_WAITING = re.compile(r"(?:open\W+)?(?:await|wait|with |pending|referred|police|court|sw\b|la\b|camhs|lado|external)")
_STILL = re.compile(
    r"re-?open|pending|await|wait|until|\bnot\b|monitor|to be|\bunless\b|\?|\bstill\b|\bbut\b|\bexcept\b|\bapart\b"
    r"|\bfor (?:now|the moment|the time|today)\b|\btempor|\bprovisional"
    r"|\bremain|\byet\b|\bif\b|\bpart(?:ly|ially)?\b"
)
_NUMBERED = re.compile(r"^\(?\d{1,2}\s*[.):\-\u2013]\s*")
_CLAUSE = re.compile(r"[-\u2013,;:(/]\s|\s[-\u2013(]|[,;:(]")
_BEHIND = re.compile(
    r"\s*[^\w\s]|\s*\d|\s+[a-z]{2,3}\W*\d|\s+(?:by|on|as|due|after|following|because|nfa|no further)\b"
)
"""How what stands behind a word for closed begins, when it is a day, a name or a reason."""


_LONGEST = 100
"""Letters within which the word of a Status stands; behind it a whole narrative may follow."""


def clause(typed: str) -> str:
    """The first clause of a folded Status: `closed` of `closed - no further action`."""
    return _CLAUSE.split(typed, maxsplit=1)[0].strip()


def status(typed: str) -> str | None:
    """The Status that a folded text says; never closed where another word takes that back: `closed pending review`."""
    bare = _NUMBERED.sub("", typed).rstrip(". ")
    first = clause(bare)
    if bare in _OPEN:
        return OPEN
    if first in _CLOSED and not _STILL.search(bare):
        return CLOSED
    if _WAITING.match(bare):
        return "Open - awaiting external"
    if first in _OPEN:
        return OPEN
    return CLOSED if any(head in _CLOSED for head in closing_heads(bare)) else None


_OF_RECORDS = re.compile(
    r"\b(?:cases?|incidents?|records?|concerns?|entries|items?|matters?|log|register|list|only|all"
    r"|(?:19|20)\d\d(?:\s*[/-]\s*\d\d(?:\d\d)?)?)\b|[^\w\s]"
)


_ARCHIVE = ("archive", "archived")
"""What the name of a sheet says of closed records, and no Status does."""


def group_status(typed: str) -> str | None:
    """The Status that a banner or the name of a sheet says of the records below: `CLOSED CASES`, `Open 2026`."""
    said = " ".join(_OF_RECORDS.sub(" ", fold(typed)).split()) if len(typed) <= _BANNER else ""
    return (
        CLOSED if said in (*_CLOSED, *_ARCHIVE) and len(said) > 2 else OPEN if said in _OPEN and len(said) > 2 else None
    )


_BANNER = 40


def closing_heads(typed: str) -> Iterator[str]:
    """What may be the word of a folded Status that has a day, a name or a reason behind it; none where it is undone."""
    if _STILL.search(typed):
        return
    for end in (place.end() for place in re.finditer(r"\w+", typed[:_LONGEST])):
        head, behind = typed[:end], typed[end:]
        if behind.strip() and len(head) > 1 and (head == "closed" or _BEHIND.match(behind)):
            yield head


Asks = Literal["closed", "open", "outcome"]

_YES = frozenset(("y", "yes", "true", "1", "\u2713", "\u2714", "\u2611", "\u2705"))
_NO = frozenset(("n", "no", "false", "0", "not yet", "no - open"))
_EMPTY = frozenset(("\u2610", "\u25a1", "\u2b1c", "[]", "[ ]"))
"""A box that nobody ticked: the record is open, whatever the heading asks."""
_ASKING: dict[str, Asks] = {
    **dict.fromkeys(
        (
            *("closed", "caseclosed", "done", "alldone", "resolved", "signedoff", "signoff", "complete", "completed"),
            *("finished", "concluded", "dateclosed", "closeddate", "closedon", "datesignedoff", "closedwhen"),
        ),
        "closed",
    ),
    **dict.fromkeys(("open", "stillopen", "outstanding", "ongoing", "live"), "open"),
    **dict.fromkeys(("outcome", "finaloutcome", "result", "conclusion", "closureoutcome"), "outcome"),
}
_FILLERS = re.compile(
    r"\([^()]*\)|\b(?:y\s*/\s*n|yes\s*/\s*no|is it|is this|is|was|has it been|case|incident)\b", re.IGNORECASE
)
_DAY = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d{2}))?(?!\d)")
_NAME = re.compile(
    r"(?!(?i:maybe|part|unsure|unknown|query|nearly|almost|soon|later|possibly|probably|hopefully|draft|none|n/?[ak]"
    r"|ask|chase|check|see|parked|paused|tb[ac]|due|next|red|amber|green|blue)\b)(?:[A-Z][\w.'\u2019\-]*\s*){1,3}"
)
"""A name or initials; what says how far something is, or what is to be done, is none."""
_ANSWERS = ("yes", "no", "true", "false", "open", "closed")
_LIKE = 0.8
"""What is so much like one of these is a slip of it."""


def asks(heading: str) -> Asks | None:
    """Whether a heading asks if a record is closed, if it is open, or what came of it: `Done? (Y/N)`; else None.

    What is blank there is open.
    """
    return _ASKING.get(heading_key(_FILLERS.sub(" ", heading)))


def answer(asked: Asks, typed: str) -> str | None:
    """The Status that the answer under such a heading says; None where it is in doubt.

    Under one that asks if a record is closed a day, a name or both say that it is.
    """
    key = fold(typed).rstrip(". ")
    if asked == "outcome":
        return status(key)
    if key in _YES | _NO | _EMPTY:
        return CLOSED if key not in _EMPTY and (key in _YES) == (asked == "closed") else OPEN
    if said := status(key):
        return said
    first = key.split(maxsplit=1)[0].rstrip(",;:-") if key else ""
    if first in _YES and not _STILL.search(key):
        return CLOSED if asked == "closed" else OPEN
    if first in _NO and asked == "closed":
        return OPEN
    apart = _DAY.sub(" ", typed).strip(" ,;:-")  # JB 9/1
    is_name = _NAME.fullmatch(apart) is not None and not _is_slip(fold(apart))
    named = days.read(typed) is not None or is_name
    return CLOSED if asked == "closed" and named and not _STILL.search(key) else None


def _is_slip(key: str) -> bool:
    """Whether a word is mistyped rather than somebody's name: `yess`, `ture`."""
    return any(sorted(key) == sorted(word) or SequenceMatcher(None, key, word).ratio() >= _LIKE for word in _ANSWERS)
