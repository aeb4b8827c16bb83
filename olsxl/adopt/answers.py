"""`adopt.toml`: the questions that adopting left open, for a person to answer, and the answers read back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import ParseError

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.adopt.doubts import Doubt

FILE_NAME = "adopt.toml"

_TOP = """\
What olsxl could not be sure of when it took on this register. Each question has a reading that was taken meanwhile:
the one that hides nothing. To answer, write one of the choices behind answer, between the quotes, as in
answer = "Closed"; where several may be given: answer = ["one", "another"]. Leave "" where you do not know.
Then run: olsxl adopt REGISTER --answers adopt.toml
"""


class AnswersUnreadable(OlsxlError):
    """A file of answers that cannot be read as one."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be read as answers to olsxl adopt: {why}. Nothing was written.")


def answers_text(doubts: Sequence[Doubt]) -> str:
    """The text of adopt.toml with these open questions."""
    document = tomlkit.document()
    for line in _TOP.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    tables = tomlkit.aot()
    for doubt in doubts:
        table = tomlkit.table()
        table.add("id", doubt.id)
        table.add("question", doubt.question)
        for key, texts in (("choices", doubt.choices), ("cells", doubt.cells)):
            table.add(key, tomlkit.array().multiline(multiline=len(texts) > _SIDE_BY_SIDE))
            table[key].extend(texts)
        table.add("taken", list(doubt.taken) if doubt.several else doubt.taken[0])
        table.add("answer", [] if doubt.several else "")
        tables.append(table)
    document.add("doubt", tables)
    return document.as_string()


_SIDE_BY_SIDE = 6


def read_answers(text: str, name: str) -> dict[str, tuple[str, ...]]:
    """The answers by the ids of their questions, without those left blank. Raises AnswersUnreadable."""
    found = {}
    for table in _questions(text, name):
        given = table.get("answer", "")
        answers = [given] if isinstance(given, str) else given
        if not isinstance(answers, list) or not all(isinstance(answer, str) for answer in answers):
            raise AnswersUnreadable(name, f"the answer to {table['id']} is no text between quotes")
        if filled := tuple(answer.strip() for answer in answers if answer.strip()):
            found[table["id"]] = filled
    return found


def question_ids(text: str, name: str) -> frozenset[str]:
    """The ids of its questions. Raises AnswersUnreadable."""
    return frozenset(table["id"] for table in _questions(text, name))


def _questions(text: str, name: str) -> list[dict[str, Any]]:
    try:
        document: dict[str, Any] = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise AnswersUnreadable(name, f"line {error.line} is no TOML; texts stand in straight quotes") from error
    tables = document.get("doubt", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) and isinstance(t.get("id"), str) for t in tables):
        raise AnswersUnreadable(name, "each question stands below [[doubt]] and has an id")
    return tables
