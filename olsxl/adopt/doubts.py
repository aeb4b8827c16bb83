"""What adopting leaves open: questions with their choices, and what was answered.

A doubt never holds the text of a cell in its question: it goes into files and JSON, and a Status may name a child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import closest
from olsxl.errors import OlsxlError
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NONE = "none of them"
"""The choice that no column, or no sheet, is meant."""

_FEW = 5


class Doubt(NamedTuple):
    """A question that a workbook leaves open, the cells that raise it, and the reading taken until it is answered.

    The `id` stays the same while the question does. With `several` any number of the choices may be given. `shown` is
    what stands in the cells, for a person at the terminal alone.
    """

    id: str
    question: str
    choices: tuple[str, ...]
    cells: tuple[str, ...]
    taken: tuple[str, ...]
    several: bool = False
    shown: str = ""
    of_columns: bool = False

    @property
    def where(self) -> str:
        """The first cells that raise it, and how many more there are."""
        more = len(self.cells) - _FEW
        return ", ".join(self.cells[:_FEW]) + (f" and {more} more" if more > 0 else "")

    def as_json(self) -> dict[str, object]:
        """The doubt as a program reads it."""
        taken = list(self.taken) if self.several else self.taken[0]
        choices, cells = list(self.choices), list(self.cells)
        return {"id": self.id, "question": self.question, "choices": choices, "cells": cells, "taken": taken}


class AnswerNotUnderstood(OlsxlError):
    """An answer that is none of the choices."""

    def __init__(self, doubt: Doubt, answer: str) -> None:
        super().__init__(
            f"the answer {answer!r} to {doubt.id} ({doubt.question}) is none of its choices: "
            f"{', '.join(doubt.choices)}{closest(answer, list(doubt.choices))}. Nothing was written."
        )


class Inquiry:
    """The doubts of a workbook as they are met, in order: each is answered already, or stays `open`."""

    def __init__(
        self, answers: Mapping[str, tuple[str, ...]] | None = None, left_open: Collection[str] | None = None
    ) -> None:
        """`answers` are by the ids of doubts; one that is asked no more is passed over.

        `left_open` are the ids of an earlier adoption's open doubts: what it asked of columns besides is settled.
        """
        self._answers = dict(answers or {})
        self._settled = left_open is not None
        self._left_open = frozenset(left_open or ())
        self._open: dict[str, Doubt] = {}

    @property
    def open(self) -> tuple[Doubt, ...]:
        """The doubts that nobody has answered."""
        return tuple(self._open.values())

    def is_answered(self, doubt: str) -> bool:
        """Whether somebody has answered the doubt of this id."""
        return doubt in self._answers

    def several(self, doubt: Doubt) -> tuple[str, ...]:
        """The choices that are to be gone by: the answer, else the reading taken. Raises AnswerNotUnderstood."""
        if doubt.id not in self._answers:
            if not (self._settled and doubt.of_columns and doubt.id not in self._left_open):
                self._open[doubt.id] = doubt
            return doubt.taken
        known = {fold(choice): choice for choice in doubt.choices}
        for answer in self._answers[doubt.id]:
            if fold(answer) not in known:
                raise AnswerNotUnderstood(doubt, answer)
        return tuple(known[fold(answer)] for answer in self._answers[doubt.id])

    def one(self, doubt: Doubt) -> str:
        """The one choice that is to be gone by. Raises AnswerNotUnderstood."""
        return self.several(doubt)[0]
