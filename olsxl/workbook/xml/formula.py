"""References in formulas: found and rewritten, everything else of the text stays.

Texts, structured references and names are never taken for references. Source: ECMA-376-1, 18.17.2 (formula grammar).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from olsxl.workbook.xml.ranges import MAX_COLUMN, MAX_ROW, Range, column_letters, column_number

_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_ROW: Final = r"\$?[1-9][0-9]{0,6}"
_COLUMN: Final = r"\$?[A-Za-z]{1,3}"
_TOKEN: Final = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<sheet>'(?:[^']|'')++'! | (?:\[[^\]]*\])?[\w.\\?]+(?::[\w.\\?]+)?!)?
    (?P<ref>{_CELL}(?::{_CELL})? | {_ROW}:{_ROW} | {_COLUMN}:{_COLUMN})(?![\w.(!\[])
  | (?P<open>\[)
  | (?P<word>'(?:[^']|'')++'! | [\w.\\?$]+!?)
  | (?P<rest>'(?:[^']|'')*+'? | .)
    """,
    re.VERBOSE | re.DOTALL,
)


class Reference(NamedTuple):
    """One reference: `sheet` as named before the `!` (None where it is the formula's own), and its cells.

    `several` is set where it runs through several sheets (`Jan:Mar!A1`), `outside` where it leads to another workbook,
    `one_cell` where it is written as one (`A1`, not `A1:A1`).
    """

    sheet: str | None
    area: Range
    several: bool = False
    outside: bool = False
    one_cell: bool = False


Change = Callable[[Reference], Range | None]
"""Gives the new cells of a reference, or None where it stays as it is."""


def rewrite(formula: str, change: Change) -> str:
    """Return the formula with each reference given to `change`; what that leaves is the same character by character."""
    return "".join(_changed(found, change) if found else text for text, found in _tokens(formula))


def references(formula: str) -> list[Reference]:
    """Return the references of a formula, in their order."""
    found: list[Reference] = []
    rewrite(formula, found.append)
    return found


def translate(formula: str, columns: int, rows: int) -> str:
    """Return the formula as Excel copies it so many columns to the right and rows down: what has no `$` moves along."""
    return "".join(_copied(found, columns, rows) if found else text for text, found in _tokens(formula))


def _tokens(formula: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Cut the formula up; a reference comes with its match, all else is text."""
    at = 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        stop = _closing(formula, at) if found is None or found["open"] else found.end()
        yield formula[at:stop], found if found and found["ref"] else None
        at = stop


def _copied(found: re.Match[str], columns: int, rows: int) -> str:
    ends = []
    for end in found["ref"].split(":"):
        fixed_column, letters, fixed_row, digits = _split(end)
        if letters and not fixed_column and columns:
            letters = column_letters((column_number(letters) - 1 + columns) % MAX_COLUMN + 1)
        if digits and not fixed_row and rows:
            digits = str((int(digits) - 1 + rows) % MAX_ROW + 1)
        ends.append(f"{fixed_column}{letters}{fixed_row}{digits}")
    return (found["sheet"] or "") + ":".join(ends)


def _split(end: str) -> tuple[str, str, str, str]:
    """Split `$A$1`, `$A` or `$1` into dollar, letters, dollar, digits."""
    letters = end.strip("$0123456789")
    column, row = ("", end) if not letters else end.split(letters)
    return column, letters, "$" * row.startswith("$"), row.lstrip("$")


def _closing(formula: str, at: int) -> int:
    """Where the bracket that opens here ends; an apostrophe takes its meaning from the next character."""
    depth = 0
    while at < len(formula):
        letter = formula[at]
        depth += (letter == "[") - (letter == "]")
        at += 2 if letter == "'" else 1
        if depth == 0:
            break
    return min(at, len(formula))


def _changed(found: re.Match[str], change: Change) -> str:
    reference = _reference(found)
    new = change(reference) if reference else None
    return found[0] if new is None else (found["sheet"] or "") + _respelled(found["ref"], new)


def _reference(found: re.Match[str]) -> Reference | None:
    """What is referred to; None where that lies outside the sheet."""
    ends = [_split(end) for end in found["ref"].split(":")]
    rows = sorted(int(end[3]) for end in ends if end[3]) or [1, MAX_ROW]
    columns = sorted(column_number(end[1]) for end in ends if end[1]) or [1, MAX_COLUMN]
    if rows[-1] > MAX_ROW or columns[-1] > MAX_COLUMN:
        return None
    area, one_cell = Range(columns[0], rows[0], columns[-1], rows[-1]), len(ends) == 1
    if found["sheet"] is None:
        return Reference(None, area, one_cell=one_cell)
    name = found["sheet"][:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return Reference(name.rpartition("]")[2], area, ":" in name, "[" in name, one_cell)


def _respelled(ref: str, area: Range) -> str:
    """Write the area in the manner of the old reference: its dollar signs, one cell or two, whole rows."""
    first, _, last = ref.partition(":")
    ends = [_end(first, area.left, area.top), _end(last or first, area.right, area.bottom)]
    return ":".join(ends if last or ends[0] != ends[1] else ends[:1])


def _end(end: str, column: int, row: int) -> str:
    fixed_column, letters, fixed_row, digits = _split(end)
    return f"{fixed_column}{column_letters(column) if letters else ''}{fixed_row}{row if digits else ''}"
