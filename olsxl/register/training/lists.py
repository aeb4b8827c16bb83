"""Training as homes keep it: lists with names and no Person ID, sections, leavers, courses of all kinds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from olsxl.register import days, schema
from olsxl.register.meaning.headings import renamed_columns
from olsxl.register.meaning.values import text
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from olsxl.config import Config
    from olsxl.register.table import Region

BY_NAME = replace(
    schema.TRAINING,
    columns=(
        *schema.TRAINING.columns,
        schema.Column("Full name", width=26),
        schema.Column("Role", width=24),
    ),
)
"""The list of training where it tells people by their names."""

LOG = replace(
    BY_NAME,
    columns=tuple(replace(c, indispensable=False) if c.heading == "Person ID" else c for c in BY_NAME.columns),
)
"""The list that olsxl keeps beside a matrix, or beside one with names in two columns: it writes into neither."""

LOG_SHEETS = ("Training", "Training (olsxl)")
"""What its sheet is called: the first of these that is free."""

LOG_HEADINGS = ("Full name", "Role", *(heading for heading in schema.TRAINING.headings if heading != "Person ID"))

_REPLACED = frozenset(("Person ID", "Started on", "Session on", "Attendance"))
"""Where these are absent people are told by their names, and a day under a course says that they attended."""

_ONLINE = re.compile(
    r"\be\W?safety|\bols\b|\bonline\b|\binternet\b|\bdigital\W+(?:safe|wellbeing|resilience|parent)|\bcyber\W?safe|\bceop\b"
    r"|\bsocial\s+media\b|thinkuknow"
)


def training_sheets(config: Config) -> tuple[schema.Sheet, schema.Sheet]:
    """The sheets of people and of training as the settings say that the home keeps them. Raises ConfigError."""
    found = []
    for sheet in (schema.PEOPLE, BY_NAME):
        absent = {heading for heading, theirs in renamed_columns(config, sheet).items() if not theirs} & _REPLACED
        if sheet is BY_NAME and "Person ID" not in absent:
            sheet = schema.TRAINING  # noqa: PLW2901 - nobody is told by name there
        columns = (replace(c, indispensable=False) if c.heading in absent else c for c in sheet.columns)
        found.append(replace(sheet, columns=tuple(columns)))
    return found[0], found[1]


def is_never_written(sheet: schema.Sheet, region: Region) -> bool:
    """Whether a list of attendance is a matrix, or one with names that olsxl cannot part: rows go to one beside it."""
    return not sheet.column("Session on").indispensable or "Full name" in region.before


def counts(course: str, named: Sequence[str]) -> bool:
    """Whether a course is training in the process: one that `[training] courses` names, else online safety; blank too.

    Safeguarding or first aid trains nobody here.
    """
    typed = fold(course)
    return not typed or (typed in map(fold, named) if named else _ONLINE.search(typed) is not None)


def left_on(texts: Iterable[str]) -> date | None:
    """The day on which somebody left, by a word in a cell beside the name: `RSW (left 30/9/26)`."""
    for typed in texts:
        for word in _LEFT.finditer(typed):
            ahead = [each for each in days.within(typed) if each.start >= word.end()]
            if ahead:
                return min(ahead, key=lambda each: each.start).moment.date()
    return None


_LEFT = re.compile(r"\b(?:left|leavers?|leaving|resigned|finished|retired|last\s+day)\b", re.IGNORECASE)


def says_left(typed: str) -> bool:
    """Whether a word says that somebody left, with a day or without one."""
    return _LEFT.search(typed) is not None or _LEAVERS.fullmatch(typed) is not None


def name_key(name: str) -> str:
    """A name as compared: without what stands in brackets, in its usual order: `Whittle, Jan` is `jan whittle`."""
    closed, bracket, rest = fold(name).rpartition(")")  # behind the last one each bracket is left open
    bare = _ASIDE.sub(" ", closed + bracket) + rest
    bare = re.sub(r"\bleft\b.*", " ", bare).strip(" .-")
    last, comma, first = bare.partition(",")
    return " ".join((f"{first} {last}" if comma else bare).split())


_ASIDE = re.compile(r"\([^)]*\)")


def is_section(typed: str) -> bool:
    """Whether a text that stands alone in its row heads the people below it: `Night staff`."""
    return _SECTION.search(fold(typed)) is not None or _LEAVERS.fullmatch(typed) is not None


def said_of_leaving(lines: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    """For each row what says that its person left: a heading `LEAVERS 2026` above it, a cell `Left 31/10/26` in it."""
    above: list[str] = []
    for line in lines:
        typed = [said for cell in line if (said := text(cell).strip())]
        if len({*typed}) == 1 and is_section(typed[0]):
            above = typed[:1] if _LEAVERS.fullmatch(typed[0]) else []
        yield [*(said for said in typed if _LEFT.match(said) and not _EARLY.search(said)), *above]


_EARLY = re.compile(r"\bearly\b", re.IGNORECASE)
_LEAVERS = re.compile(
    r"\W*(?:.*\bleavers\b.*|left|(?:staff who )?have left|left staff|(?:ex|former)\W+\w+)\W*", re.IGNORECASE
)


def is_person(name: str, cells: int) -> bool:
    """Whether a row with a name is of a person: a name alone in its row may be a section or a key."""
    words = _ASIDE.sub(" ", name).split()
    alone = 1 < len(words) <= _WORDS and all(word[:1].isupper() for word in words) and not is_section(name)
    return (cells > 1 or alone) and not re.search(r"[=:]|\d{2}", name_key(name))


def is_first_name(name: str) -> bool:
    """Whether a name is one word that heads nothing: of a person where a day stands in its row."""
    return name[:1].isupper() and name.replace("-", "").replace("'", "").isalpha() and not is_section(name)


_WORDS = 4
_SECTION = re.compile(
    r"\b(?:staff|team|carers?|nights?|days?|bank|agency|volunteers?|managers?|management|workers?|house|home|total|new"
    r"|starters?|leavers?|training|updated|green|red|amber|office|support|senior|seniors|trustees|others?)\b"
)
