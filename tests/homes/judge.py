"""What a review said and did, held against what the manager knows to be right."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import openpyxl

from olsxl.errors import OlsxlError
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.review.weekly import review
from olsxl.register.table import ROWS_PER_SHEET
from tests.homes.manager import Manager, Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.jobs.review.make import ReviewResult
    from tests.homes.log import Log
    from tests.homes.manager import Doubt

NO_UPDATE = "No Update"


class Seen(NamedTuple):
    """What came of a review: all that was told; the week, None where it was refused; what it marked; what it harmed.

    `unread` are the rows of which it says that they were not read: the story of a record, else the place.
    """

    told: frozenset[str]
    week: Week | None = None
    marked: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    harm: tuple[str, ...] = ()


def reviewed(manager: Manager, register: Path, today: date) -> Seen:
    """Have the week reviewed, and look at what that did to the register; the manager learns what it calls the records.

    Records are told apart by their stories, as they stand in the workbook where the review has seen them.
    """
    before = register.read_bytes()
    try:
        result = review(Home.open(register.parent), today, datetime(today.year, today.month, today.day, 16, tzinfo=UTC))
    except OlsxlError as refusal:
        untouched = register.read_bytes() == before
        return Seen(frozenset([str(refusal)]), harm=() if untouched else ("refused, and written to",))
    data = register.read_bytes()
    stories = _stories(manager, register, data)
    manager.refs = {story: ref for ref, story in stories.items()}
    return Seen(
        frozenset(_told(result)),
        Week(*(frozenset(stories.get(ref, ref) for ref in refs) for refs in (result.open, result.updated))),
        frozenset(stories.get(ref, ref) for ref in _marked(data, today)),
        frozenset(_unread(manager.opened(data), result)),
        tuple(_harm(before, data)),
    )


def complaints(
    manager: Manager, today: date, seen: Seen, doubt: Doubt | None, told_before: frozenset[str]
) -> list[str]:
    """What is not as it should be: where there is a doubt, it is told, and nothing passes for closed or updated."""
    right, found = manager.right(today), [*seen.harm]
    new = "\n".join(seen.told - told_before)
    if doubt is None:
        if seen.week != right:
            found.append(f"is {_shown(seen.week, new)}, and right is {_shown(right)}")
        elif seen.unread:
            found.append(f"says that it did not read {', '.join(sorted(seen.unread))}")
        if seen.week and seen.marked != seen.week.open - seen.week.updated:
            found.append(f"marked {sorted(seen.marked)}")
    else:
        if not any(word in new for word in doubt.words):
            found.append(
                f"does not tell {' or '.join(doubt.words)}, and is {_shown(seen.week)}; right is {_shown(right)}"
            )
        if seen.week and (
            right.open - seen.week.open - seen.unread or (seen.week.updated & right.open) - right.updated
        ):
            found.append(f"hides something: is {_shown(seen.week, new)}, and right is {_shown(right)}")
    return [f"{today:%d/%m}: {each}" for each in found]


def _shown(week: Week | None, told: str = "") -> str:
    return f"updated {sorted(week.updated)}, marked {sorted(week.open - week.updated)}" if week else f"refused: {told}"


def _told(result: ReviewResult) -> Iterator[str]:
    for each in result.findings:
        yield f"{each.code} {each.sheet}!{each.cell} {each.message} {each.fix}"
    yield from (f"unread {each.sheet}!{each.first}" for each in result.unread)
    yield from result.told


def _unread(log: Log, result: ReviewResult) -> Iterator[str]:
    stories = {(place.sheet.title, place.row): story for story, place in log.places()}
    for each in result.unread:
        if each.why == "unknown-sheet":
            yield from (story for (sheet, _), story in stories.items() if sheet == each.sheet)
        yield from (stories.get((each.sheet, row), f"{each.sheet}!{row}") for row in each.numbers)


def _stories(manager: Manager, register: Path, data: bytes) -> dict[str, str]:
    """The story of each record by its reference."""
    log, table = manager.opened(data), read_registers(Home.open(register.parent)).incidents.incidents
    places = {(place.sheet.title, place.row): story for story, place in log.places()}
    found = {}
    for number, ref in table.frame["Incident ref"].items():
        at, row = divmod(int(str(number)), ROWS_PER_SHEET)
        sheet = table.regions[at].sheet
        found[str(ref)] = places.get((sheet, row), f"{sheet}!{row}")
    return found


def _marked(data: bytes, today: date) -> Iterator[str]:
    """The references that are marked on a day, as they stand in the workbook."""
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            if NO_UPDATE in row and any(isinstance(cell, datetime) and cell.date() == today for cell in row):
                yield str(next(cell for cell in row if cell is not None))


def _harm(before: bytes, after: bytes) -> Iterator[str]:
    """What stood in the workbook and is not there any more."""
    old, new = ({sheet.title: [*sheet.values] for sheet in _sheets(data)} for data in (before, after))
    for title, rows in old.items():
        kept = new.get(title, [])[: len(rows)]
        if [_filled(row) for row in kept] != [_filled(row) for row in rows] and title != "Updates":
            yield f"has changed the sheet {title}"


def _sheets(data: bytes) -> Sequence[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets


def _filled(row: Sequence[object]) -> list[tuple[int, object]]:
    return [(number, value) for number, value in enumerate(row) if value is not None]
