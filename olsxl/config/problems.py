"""What is wrong in an olsxl.toml, one sentence each, as a person is told."""

from __future__ import annotations

import difflib
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from olsxl.config.fields import WINDOWS_PATH
from olsxl.config.model import Config, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel


def unreadable(text: str, why: str) -> str:
    """What is wrong with a text that is no TOML: the line as it stands, and what such a line must look like."""
    found, twice = re.search(r"at line (\d+)", why), "overwrite" in why or "twice" in why
    if twice and not found:
        return "its last setting stands further up already; keep one of the two"
    if not found:
        return "it ends in the middle of something: a quote or a bracket is opened and never closed"
    line = text.splitlines()[int(found[1]) - 1].strip()
    if "\\" in line:
        hint = f"a path with backslashes stands in single quotes, such as {WINDOWS_PATH}"
    elif twice:
        hint = "the same section or setting stands further up already; keep one of the two"
    else:
        hint = 'a setting is a word, =, and a text in "quotes" or a number; a section is a word in [brackets]'
    return f"line {found[1]} cannot be understood: {line}\n    {hint[0].upper()}{hint[1:]}"


def closest(word: str, known: Iterator[str] | list[str]) -> str:
    """`; did you mean X?` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


_EXPECTED = {
    "missing": "is missing",
    "string": 'is to be a text in "quotes"',
    "int": "is to be a whole number",
    "bool": "is to be true or false",
    "date": "is to be a day, such as 2026-09-01",
    "list": 'is to be a list, such as ["one", "two"]',
    "dict": "is to be a section of its own, its name in [brackets], with its settings below",
    "model": "is to be a section of its own, its name in [brackets], with its settings below",
    "either": 'is to be a text in "quotes", or a list of them',
    "table": "is to be a table [[mail.to]] for each address",
}
"""What a key is to hold, by the first word of pydantic's name for what is wrong with it; the last two are ours."""

_CHOICES = ("str", "list[str]")  # what pydantic puts behind a key that may be either


def problem(error: dict[str, Any], written: object) -> str:
    """One sentence about one key, from one of pydantic's error records; `written` is what stands in the file."""
    loc = [part for part in error["loc"] if part not in _CHOICES]
    key = _key([*_as_written(loc, written)]) or "the file"
    kind, limits = str(error["type"]), error.get("ctx", {})
    if kind == "extra_forbidden":
        known = [name for name, _ in fields(_model_at(tuple(loc[:-1])))]
        return f"{key} is no setting of olsxl{closest(str(loc[-1]), known)}"
    if kind == "value_error":
        return f"{key}: {str(error['msg']).removeprefix('Value error, ')}"
    if kind == "literal_error":
        return f"{key} is to be {str(limits['expected']).replace(chr(39), chr(34))}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
        return f"{key} is to be {bound}"
    if len(loc) < len(error["loc"]) and not isinstance(loc[-1], int):
        kind = "either"
    elif loc == ["mail", "to"]:
        kind = "table"
    return f"{key} {_EXPECTED.get(kind.partition('_')[0], 'holds something that cannot stand there')}"


def _as_written(loc: list[str | int], written: object) -> Iterator[str | int]:
    """The way to a key as it stands in the file: of `INC106 = "loud"` without the `set` that it is read as."""
    for part in loc:
        if not isinstance(written, dict | list):
            return
        yield part
        known = written if isinstance(written, dict) else dict(enumerate(written))
        written = known.get(part, {})


def _key(loc: list[str | int]) -> str:
    """`mail.smtp.port`, or `mail.to, entry 1, address`."""
    text = ""
    for before, part in pairwise(("", *loc)):
        joint = "" if not text else ", " if isinstance(before, int) else "."
        text += f", entry {part + 1}" if isinstance(part, int) else f"{joint}{part}"
    return text


def _model_at(loc: tuple[str | int, ...]) -> type[BaseModel]:
    model: type[BaseModel] = Config
    for name in loc:
        inner = dict(fields(model)).get(str(name))
        model = inner or model
    return model
