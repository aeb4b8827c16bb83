"""Matching the headings of a workbook to those of the schema."""

from __future__ import annotations

import difflib
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import Config, ConfigError, closest
from olsxl.register.meaning.aliases import ALIASES
from olsxl.register.text import fold, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from olsxl.register import schema


JOINED = " + "
"""What stands between the headings of two columns that settings give for one of ours."""
EITHER = " | "
"""What stands between the headings of which a sheet has one and another sheet the other."""


class Match(NamedTuple):
    """How a header row answers to a sheet of the schema.

    `columns` gives the 1-based column number of each heading of ours that was found, `typed` the heading as it
    stands there; `repeated` lists the further columns that answer to a heading of ours already found. `before` gives
    the column whose text goes before that of a heading: the first name of a surname.
    """

    columns: Mapping[str, int]
    typed: Mapping[str, str]
    repeated: tuple[tuple[str, int], ...] = ()
    before: Mapping[str, int] = MappingProxyType({})


def match(
    sheet: schema.Sheet, header: Sequence[object], renamed: Mapping[str, str], groups: Sequence[str] = ()
) -> Match:
    """Match one header row (index 0 is column A); `renamed` maps our headings to the manager's, and wins.

    A renamed heading takes its column first: where our `Assessment` is her `Summary`, there is no other Summary.
    Settings join two columns as `First name + Surname`, and `Ref | Log no` is Ref on one sheet and Log no on another;
    on one that has both it is the first. `groups` are the headings above those of the row, where it has
    two rows: `Closure / Date` is the Date below Closure.
    What then is not found answers to one of its aliases, where one column alone does.
    """
    typed = ["" if cell is None else str(cell).strip() for cell in header]
    keys = list(map(heading_key, typed))
    found: dict[str, list[int]] = {}
    before: dict[str, int] = {}
    taken: set[int] = set()
    for heading in sorted(sheet.headings, key=lambda heading: heading not in renamed):
        wanted = alternatives(renamed.get(heading, heading))
        answers = _first_answers(wanted, typed, keys)
        if heading in renamed and not answers and any(groups):
            below = grouped(typed, groups)
            answers = _first_answers(wanted, below, list(map(heading_key, below)))
        if heading in renamed and not answers and JOINED in renamed[heading]:
            first, last = (_answers(part, typed, keys)[:1] for part in renamed[heading].split(JOINED, 1))
            answers = last if first else []
            before |= {heading: first[0]} if answers else {}
        found[heading] = [n for n in answers if n not in taken]
        taken.update(found[heading])
    for heading in sheet.headings:
        if heading not in renamed and not found[heading]:
            found[heading] = _aliased(sheet, heading, keys, taken)
            taken.update(found[heading])
    columns = {heading: found[heading][0] for heading in sheet.headings if found[heading]}
    repeated = tuple((heading, number) for heading in sheet.headings for number in found[heading][1:])
    said = {h: renamed[h] if h in before else typed[n - 1] for h, n in columns.items()}
    return Match(columns, said, repeated, before)


def alternatives(theirs: str) -> list[str]:
    """The headings that one of ours may stand under, where sheets are headed differently: `Ref | Log no`."""
    return [theirs, *(theirs.split(EITHER) if EITHER in theirs else ())]


def _first_answers(wanted: Iterable[str], typed: Sequence[str], keys: Sequence[str]) -> list[int]:
    """The columns headed by the first of these that any column is headed by."""
    return next((found for each in wanted if (found := _answers(each, typed, keys))), [])


def _answers(wanted: str, typed: Sequence[str], keys: Sequence[str]) -> list[int]:
    """The columns headed so, to the letter first; a heading of punctuation alone (`#`) is like no other."""
    exact = [n for n, text in enumerate(typed, 1) if text == wanted != ""]
    near = _key_of_ours(wanted)
    return exact + [n for n, key in enumerate(keys, 1) if near and key == near and typed[n - 1] != wanted]


def grouped(typed: Sequence[str], groups: Sequence[str]) -> list[str]:
    """The headings of a header row with those of the row above them: `Closure / Date`."""
    return [f"{above} / {text}" if above and text else "" for text, above in zip(typed, groups, strict=False)]


def groups_above(row: Sequence[object]) -> list[str]:
    """The upper of two rows of headings, each heading said again over the columns to its right that it spans."""
    said = ""
    return [said := str(cell).strip() if cell is not None else said for cell in row]


def _aliased(sheet: schema.Sheet, heading: str, keys: Sequence[str], taken: set[int]) -> list[int]:
    names = {_key_of_ours(alias) for alias in ALIASES.get(sheet.name, {}).get(heading, ())}
    found = [n for n, key in enumerate(keys, 1) if n not in taken and key in names]
    return found if len(found) == 1 else []


_key_of_ours = lru_cache(maxsize=1024)(heading_key)
"""The key of a heading of ours, an alias or one of the settings: each is looked for in many rows."""


def nearest(heading: str, header: Iterable[str]) -> str | None:
    """The heading of the workbook that is most like one of ours, where one is like it at all."""
    by_loose = {heading_key(text): text for text in header if text}
    near = difflib.get_close_matches(heading_key(heading), list(by_loose), n=1, cutoff=0.5)
    return by_loose[near[0]] if near else None


def renamed_columns(config: Config, sheet: schema.Sheet) -> dict[str, str]:
    """The `[columns.*]` table of one sheet by our headings; "" says that the register has no such column.

    Raises ConfigError for a heading that we do not have, and for one of the manager's that is given twice.
    """
    given: Mapping[str, str] = getattr(config.columns, sheet.config_key, {})
    ours = {heading_key(heading): heading for heading in sheet.headings}
    for heading in given:
        if heading_key(heading) not in ours:
            hint = closest(heading, list(sheet.headings))
            raise ConfigError("olsxl.toml", [f"columns.{sheet.config_key}: {heading!r} is no heading of olsxl{hint}"])
    renamed = {ours[heading_key(heading)]: theirs.strip() for heading, theirs in given.items()}
    each = [(heading, name) for heading, theirs in renamed.items() for name in theirs.split(EITHER)]
    for (heading, theirs), (other, again) in combinations(each, 2):
        if fold(theirs) == fold(again) != "" and heading != other:
            problem = f"columns.{sheet.config_key}: {theirs!r} is given for both {heading!r} and {other!r}"
            raise ConfigError("olsxl.toml", [problem])
    return renamed
