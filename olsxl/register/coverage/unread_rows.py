"""What a row that is no record of a list is: furniture of the sheet, or something that was not understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.layout.banners import is_line, opens_a_line
from olsxl.register.meaning.statuses import group_status
from olsxl.register.meaning.values import text
from olsxl.register.text import one_line
from olsxl.workbook import is_total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LABEL = 80
"""Characters of the longest label: what is longer tells something, whatever it begins with."""
_VALUE = 40
"""And of what is filled in beside one: a name, a place."""
_STORY = 20
"""So many characters with a day among them tell what happened then."""
_TO_FILL_IN = re.compile(r"_{3,}|\.{4,}|\u2026{2,}")
"""A line to write on: `Signed ________`."""


def is_furniture(row: Sequence[object]) -> bool:
    """Whether a row is a total, a banner, a key, a signature: it labels or counts, and tells of nothing that happened.

    `row` are its filled cells from left to right.
    """
    typed = [one_line(text(value)) for value in row]
    if (
        is_total(typed[0])
        or typed[0].startswith("%")
        or (len(typed) == 1 and (is_line(typed[0]) or group_status(typed[0]) is not None))
    ):
        return True
    left = _without_labels(row)
    return len(left) < len(row) and not tells_of_a_day(left)


def _without_labels(row: Sequence[object]) -> list[object]:
    """The cells that are neither a label nor what is filled in beside one: `Reviewed by:`, `DJ`."""
    left: list[object] = []
    is_asked = False
    for value in row:
        typed = one_line(text(value))
        if is_asked and len(typed) <= _VALUE:
            is_asked = False
        elif len(typed) <= _LABEL and (opens_a_line(typed) or _TO_FILL_IN.search(typed)):
            is_asked = typed.endswith(":")
        else:
            left.append(value)
    return left


def looks_like_record(row: Sequence[object], is_key: Callable[[str], bool]) -> bool:
    """Whether a row tells of something: a reference beside another cell, or a day beside a text."""
    keyed = len(row) > 1 and any(is_key(text(value).strip()) for value in row)
    return keyed or tells_of_a_day(row)


def tells_of_a_day(row: Sequence[object]) -> bool:
    """Whether a row has a day beside a text, or a text that tells what happened on one."""
    dated = [days.of_cell(value) is not None for value in row if not isinstance(value, int | float)]
    texts = [one_line(value) for value in row if isinstance(value, str) and days.read(value) is None]
    if any(dated):
        return any(re.search(r"[^\W\d_]", typed) for typed in texts)
    return any(len(typed) >= _STORY and next(days.within(typed), None) is not None for typed in texts)
