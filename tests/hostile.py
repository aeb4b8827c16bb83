"""Texts as long as a cell may hold, made to be slow to search: one piece repeated, and an end that fits nothing."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CELL = 32_767
"""Characters that Excel lets into a cell."""
_TIMES = 4
_AT_ONCE = 0.1
"""Seconds of the processor under which a text of this length is no trouble to anybody, and is no measure either."""
_GROWS = 8
"""Four times the length takes 4 times as long where each letter is looked at once, 16 where it is for each other."""
_LOOKS = 3
"""A processor that others use as well is slow now and then; a search that is slow is so each time."""

PIECES = (
    *(
        "a.",
        "a",
        "a@",
        "@a.",
        "1",
        "1 ",
        "1-",
        "07",
        "+44",
        "999 ",
        "M1 ",
        "born is ",
        "d.o.b",
        "may ",
        "Will ",
        "mon ",
    ),
    *("-\n\n", " ", "- ", "\u00ad", "O'", "J.", "jane_", "okafor-", "x005F_", "_x005F", "child-", "revenge ", ". "),
    *(
        "\n",
        ";",
        "1/1\n",
        "1/1/26 ",
        "*\n",
        "update : ",
        "by ",
        "call a ",
        "(",
        "[",
        "'",
        "closed ",
        ",",
        "/",
        "\u200b",
    ),
)


def slow(search: Callable[[str], object], pieces: Iterable[str] = PIECES) -> list[str]:
    """The pieces of which four times as many take far more than four times the work."""
    return [piece for piece in pieces if _grows(search, piece)]


def _grows(search: Callable[[str], object], piece: str) -> bool:
    whole, part = _text(piece, _CELL), _text(piece, _CELL // _TIMES)
    return all(_AT_ONCE < _work(search, whole) > _GROWS * _work(search, part) for _ in range(_LOOKS))


def _text(piece: str, length: int) -> str:
    return f"_born {piece * (length // len(piece) - 8)}@"


def _work(search: Callable[[str], object], text: str) -> float:
    """Seconds of the processor, whatever else the computer does, and without clearing up after others."""
    gc.disable()
    try:
        began = time.process_time()
        search(text)
        return time.process_time() - began
    finally:
        gc.enable()
