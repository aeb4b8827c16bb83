"""Older workbooks of a home (`[registers] history`): read, counted beside the register, never written to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.schema import INCIDENTS, REVIEWS
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas import DataFrame

    from olsxl.register.registers import IncidentRegister
    from olsxl.register.table import RegisterTable


class OlderWorkbook(NamedTuple):
    """One of them: the name and the hash (SHA-256, hex) of its file, and what was read; else why it was not."""

    name: str
    register: IncidentRegister | None = None
    sha256: str = ""
    trouble: str = ""


def with_older(register: IncidentRegister, older: Sequence[OlderWorkbook]) -> IncidentRegister:
    """A register as if the sheets of older workbooks stood behind its own, each named with its workbook.

    A record or a review that stands in several counts once, where it stands first. Any other record whose reference
    stands in one before, or was given by olsxl, has the number of its sheet before it: `2/INC-012`.
    """
    for each in older:
        if each.register:
            register = _both(register, each.register)
    return register


def sheets_of(register: IncidentRegister, older: Sequence[OlderWorkbook]) -> dict[str, range]:
    """The numbers of the sheets of incidents of each older workbook that was read, by its name."""
    found, last = {}, len(register.incidents.regions)
    for each in older:
        if each.register:
            first, last = last, last + len(each.register.incidents.regions)
            found[each.name] = range(first + 1, last + 1)
    return found


def _both(register: IncidentRegister, older: IncidentRegister) -> IncidentRegister:
    known, number = {*register.incidents.keys}, len(register.incidents.regions) + 1
    is_given = not older.incidents.has("Incident ref")
    further = [_further(table, other) for table, other in zip(register.tables, older.tables, strict=True)]
    again = {key for key in further[0].keys if key and (is_given or key in known)}
    tables = []
    for table, other in zip(register.tables, further, strict=True):
        frame = other.frame.copy()
        if "Incident ref" in frame:
            named = ((ref, f"{number}/{ref}") for ref in frame["Incident ref"])
            frame["Incident ref"] = [told if fold(ref) in again else ref for ref, told in named]
        tables.append(_behind(table, replace(other, frame=frame)))
    incidents, updates, reviews = tables
    return replace(register, incidents=incidents, updates=updates, reviews=reviews)


def _further(table: RegisterTable, other: RegisterTable) -> RegisterTable:
    """A table of another workbook without the rows that stand in one."""
    return replace(other, frame=other.frame[[not stands for stands in standing_in(table, other)]])


def standing_in(table: RegisterTable, other: RegisterTable) -> list[bool]:
    """Which rows of another workbook are those of one: reviews by id and day, records by day, Summary and reference.

    Where either workbook has no references of its own, day and Summary tell.
    """
    import pandas as pd

    if other.schema.name not in _TELLING:
        return [False] * len(other.frame)
    key = other.schema.column(other.schema.key)
    own_key = [key.heading] if table.has(key.heading) and other.has(key.heading) else []
    telling = [*_TELLING[other.schema.name], *own_key]

    def rows(frame: DataFrame) -> list[tuple[object, ...]]:
        folded = ([fold(value) if isinstance(value, str) else value for value in frame[h]] for h in telling)
        return [*zip(*folded, strict=True)]

    known = {*rows(table.frame)}
    return [row in known and not any(value in ("", pd.NaT) for value in row) for row in rows(other.frame)]


_TELLING = {INCIDENTS.name: ("Reported on", "Summary"), REVIEWS.name: ("Reviewed on",)}


def _behind(table: RegisterTable, other: RegisterTable) -> RegisterTable:
    """A table with the regions of another behind its own."""
    import pandas as pd

    offset = len(table.regions) * ROWS_PER_SHEET
    dates = {column.heading for column in table.schema.columns if column.kind in ("date", "stamp")}
    moved = other.frame.copy()
    for heading in table.frame.columns.difference(moved.columns):
        moved[heading] = pd.NaT if heading in dates else ""
    moved = moved[[*table.frame.columns]].astype(table.frame.dtypes.to_dict())
    moved.index += offset
    return replace(
        table,
        regions=table.regions + tuple(r._replace(sheet=f"{other.workbook}: {r.sheet}") for r in other.regions),
        frame=pd.concat([table.frame, moved]) if len(moved) else table.frame,
        issues=table.issues + tuple(issue._replace(row=issue.row + offset) for issue in other.issues),
    )
