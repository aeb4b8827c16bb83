"""What stands beside a name on a sign-in sheet: a tick, a signature, a time, or nothing of the kind."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register import days
from olsxl.register.meaning.values import text
from olsxl.register.naming.words import words
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Kind = Literal["tick", "signature", "time"]
"""What a column of marks is for, by its heading."""

Presence = Literal["attended", "partial", "absent", "unclear", "blank"]

_HALVES = frozenset({"am", "pm", "morning", "afternoon"})
_BESIDE = _HALVES | frozenset(
    "and attendee carer confirm confirms course day delegate employee i if in learner of or participant participants "  # noqa: SIM905 - reads best as words
    "person please session staff the to training when your".split()
)


class _Column(NamedTuple):
    """What a heading says of its column: one of `words`, and nothing but these and `beside`.

    Any other word may turn it round: `Not attended`, `Signed up`, `Present at handover`, `Trainer's signature`.
    """

    kind: Kind
    words: frozenset[str]
    beside: frozenset[str]


_COLUMNS = (
    _Column(
        "time",
        frozenset({"time", "arrived", "arrival", "in", "join", "joined"}),
        _HALVES | {"at", "first", "of", "sign", "signed"},
    ),
    _Column(
        "signature",
        frozenset({"signature", "signatures", "sign", "signed", "initial", "initials"}),
        _BESIDE | {"attendance", "here", "tick", "time"},
    ),
    _Column(
        "tick",
        frozenset({"attended", "attendance", "present", "tick", "ticked", "here"}),
        _BESIDE | {"y", "n", "yes", "no"},
    ),
)
_NEGATED = frozenset({"not", "non", "absent", "absence", "apologies", "dna"})
_AGAINST = re.compile(r"(?:did not|didn.t|not|no show|absent(?:ees?)?|apologies|left|cancell?ed|(?:off )?sick|dna)\b.*")
"""What a remark begins with that speaks against a tick beside it."""

_TICKS = frozenset("✓ ✔ √ ☑ ✅ ü y yes true present attended here signed tick ticked 1".split())  # noqa: SIM905 - reads best as a row
_CROSSES = frozenset(
    ("✗", "✘", "❌", "n", "no", "false", "absent", "apologies", "dna", "no show", "0", "-", "n/a", "not present")
) | {"not attended", "did not attend", "apologies sent"}
_EITHER = "x"
"""A tick to one hand, a cross to another: it is a tick where its column has no other."""

_AS_PICTURE = "\ufe0f"
"""What telephones put behind a tick to draw it as a picture."""

_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\.?)?|(?:0?[1-9]|1[0-2])\s*[ap]\.?m\.?", re.IGNORECASE
)
_STAMP = re.compile(rf"(?P<day>\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}),? (?:{_CLOCK.pattern})", re.IGNORECASE)
_SPAN = re.compile(rf"(?:{_CLOCK.pattern})(?:\s*(?:-|to)\s*(?:{_CLOCK.pattern}))?", re.IGNORECASE)


class Mark(NamedTuple):
    """One filled cell beside a name: its heading, what the column is for, what stands there."""

    heading: str
    kind: Kind
    value: object


def kind(heading: str) -> Kind | None:
    """What a column of this heading is for; None where it is no column of marks, or may say the opposite."""
    said = {word.letters for word in words(heading)}
    if not said and _said(heading) in _TICKS and not heading.strip().isdigit():
        return "tick"
    fit = (c.kind for c in _COLUMNS if said & c.words and said <= c.words | c.beside)
    return next(fit, None)


def contradicts(heading: str, value: object) -> bool:
    """Whether a cell beside the marks speaks against them: `Absent` under Status, a tick under Not attended."""
    said = _said(value)
    negated = bool({word.letters for word in words(heading)} & _NEGATED)
    return bool(_AGAINST.fullmatch(said)) or (negated and said not in ("", *_CROSSES))


def is_banner_of_absence(typed: str) -> bool:
    """Whether a row without marks begins the list of those who did not come: `Apologies received:`."""
    return bool(_AGAINST.fullmatch(fold(typed)))


def presence(
    marks: Sequence[Mark], columns: Mapping[Kind, Sequence[str]], person: str, day: date, ticked: Collection[str]
) -> Presence:
    """What the marks of one row come to; where they do not agree, it is unclear.

    `columns` are the headings of each kind that the sheet has: where only some of a kind are filled (the morning
    signed, the afternoon not), it is unclear; so is a time alone where people were to sign or be ticked, because it may
    be printed on the sheet. `person` is the full name, `ticked` the headings of columns with plain ticks.
    """
    if not marks:
        return "blank"
    found = {_presence(mark, person, day, ticked=mark.heading in ticked) for mark in marks}
    kinds = Counter(mark.kind for mark in marks)
    whole = all(number == len(columns[kind]) for kind, number in kinds.items())
    time_alone = set(kinds) == {"time"} and len(columns) > 1
    return found.pop() if whole and not time_alone and len(found) == 1 else "unclear"


def is_plain_tick(value: object) -> bool:
    """Whether a mark says by itself, whatever its column, that somebody was there."""
    return _plain(value) == "attended"


def _presence(mark: Mark, person: str, day: date, *, ticked: bool) -> Presence:
    if isinstance(mark.value, date):
        return "attended" if days.of_cell(mark.value) == day else "unclear"
    if (plain := _plain(mark.value)) is not None:
        return plain
    said = _said(mark.value)
    if said == _EITHER:
        return "unclear" if ticked else "attended"
    if stamp := _STAMP.fullmatch(said):
        return "attended" if day in _either_way(stamp["day"]) else "unclear"
    if moment := days.read(said):
        return "attended" if moment.date() == day else "unclear"
    return "attended" if is_signature(said, person) else "unclear"


def _plain(value: object) -> Presence | None:
    """What a value says whatever its column; None where that cannot be said of it alone."""
    if isinstance(value, time | timedelta) or (isinstance(value, float) and 0 < value < 1):  # a time, formatted or not
        return "attended"
    said = _said(value)
    if said in _TICKS or _SPAN.fullmatch(said):
        return "attended"
    if said in _CROSSES:
        return "absent"
    return "partial" if said == "partial" else None


def _either_way(typed: str) -> list[date]:
    """A day with its time as a program stamped it, day first or month first: it is only held against the session's."""
    first, *rest = re.split(r"[/.\-]", typed)
    turned = "/".join([rest[0], first, *rest[1:]])
    return [moment.date() for moment in (days.read(typed), days.read(turned)) if moment]


def _said(value: object) -> str:
    return fold(text(value)).replace(_AS_PICTURE, "").rstrip(".!")


def is_signature(said: str, person: str) -> bool:
    """Whether a text can be somebody's signature: initials, or parts of the name (`J Fern`, `Fern`, `JF`)."""
    signed, named = [word.letters for word in words(said)], [word.letters for word in words(person)]
    if not signed or not named or any(char.isdigit() for char in said):
        return False
    initials = "".join(word[0] for word in named)
    if "".join(signed) in (initials, initials[0] + initials[-1]):
        return True
    return any(len(word) > 1 for word in signed) and all(
        word in named or (len(word) == 1 and any(each.startswith(word) for each in named)) for word in signed
    )
