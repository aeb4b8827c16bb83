"""Matching the headings of a workbook to those of the schema."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.config import Config, ConfigError, closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.register import schema


def loose(text: str) -> str:
    """A heading with case, spaces, line breaks and punctuation taken away: `Child's  Views` is `childsviews`."""
    return "".join(c for c in text.casefold() if c.isalnum())


@dataclass(frozen=True, slots=True)
class Match:
    """How a header row answers to a sheet of the schema.

    `columns` gives the 1-based column number of each heading of ours that was found, `typed` the heading as it
    stands there; `repeated` lists the further columns that answer to a heading of ours already found.
    """

    columns: Mapping[str, int]
    typed: Mapping[str, str]
    repeated: tuple[tuple[str, int], ...] = ()


def match(sheet: schema.Sheet, header: Sequence[object], renamed: Mapping[str, str]) -> Match:
    """Match one header row (index 0 is column A); `renamed` maps our headings to the manager's, and wins."""
    typed = ["" if cell is None else str(cell).strip() for cell in header]
    columns: dict[str, int] = {}
    repeated: list[tuple[str, int]] = []
    taken: set[int] = set()
    for heading in sheet.headings:
        answers = _answers(renamed.get(heading, heading), typed)
        answers = [number for number in answers if number not in taken]
        if answers:
            columns[heading] = answers[0]
            taken.update(answers)
            repeated += [(heading, number) for number in answers[1:]]
    return Match(columns, {h: typed[n - 1] for h, n in columns.items()}, tuple(repeated))


def _answers(wanted: str, typed: Sequence[str]) -> list[int]:
    exact = [n for n, text in enumerate(typed, 1) if text == wanted]
    alike = [n for n, text in enumerate(typed, 1) if text != wanted and loose(text) == loose(wanted)]
    return exact + alike


def nearest(heading: str, header: Iterable[str]) -> str | None:
    """The heading of the workbook that is most like one of ours, where one is like it at all."""
    by_loose = {loose(text): text for text in header if text}
    near = difflib.get_close_matches(loose(heading), list(by_loose), n=1, cutoff=0.5)
    return by_loose[near[0]] if near else None


def renamed_columns(config: Config, sheet: schema.Sheet) -> dict[str, str]:
    """The `[columns.*]` table of one sheet by our headings; raises ConfigError for a heading that we do not have."""
    given: Mapping[str, str] = getattr(config.columns, sheet.config_key, {})
    ours = {loose(heading): heading for heading in sheet.headings}
    for heading in given:
        if loose(heading) not in ours:
            hint = closest(heading, list(sheet.headings))
            raise ConfigError("olsxl.toml", [f"columns.{sheet.config_key}: {heading!r} is no heading of olsxl{hint}"])
    return {ours[loose(heading)]: theirs for heading, theirs in given.items()}
