"""Texts as long as a cell may hold, made to be slow to search: one piece repeated, and an end that fits nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CELL = 32_767
"""Characters that Excel lets into a cell."""

_SECONDS = 1.5
"""What a search of one such text may take on a slow machine: a linear one takes tenths, a quadratic one several."""

_PIECES = (
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
)
TEXTS = tuple(f"_born {piece * (_CELL // len(piece) - 4)}@" for piece in _PIECES)


def slow(search: Callable[[str], object]) -> list[str]:
    """The beginnings of the texts that take too long."""
    return [text[:16] for text in TEXTS if _seconds(search, text) > _SECONDS]


def _seconds(search: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    search(text)
    return time.process_time() - began
