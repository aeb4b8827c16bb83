"""Where in a workbook each sheet of the schema stands: by Excel table, else by sheet and header row."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.meaning.headings import Match, groups_above, match, renamed_columns
from olsxl.register.table import Region
from olsxl.register.text import fold, is_said_again
from olsxl.register.training.lists import LOG, LOG_HEADINGS, LOG_SHEETS
from olsxl.workbook import UnreadableWorkbook

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from olsxl import workbook
    from olsxl.config import Config, Names
    from olsxl.register import schema

HEADER_WITHIN = 30
"""A header row stands within the first so many rows; above it there may be a title."""


_LEAST = 3
_SAME = 0.75
"""So many headings, and this share of them, make a worksheet one of a kind."""


class Found(NamedTuple):
    """Where one sheet of the schema stands, and the names that it should have and that the workbook lacks."""

    regions: tuple[Region, ...]
    missing: tuple[str, ...]


def locate(book: workbook.Workbook, sheet: schema.Sheet, config: Config) -> Found:
    """The regions of one sheet of the schema, one for each name in `[sheets]`. Raises ConfigError."""
    renamed = renamed_columns(config, sheet)
    given: Names = getattr(config.sheets, sheet.config_key, sheet.name)
    names = ([given] if isinstance(given, str) else given) or [sheet.name]
    found = {name: _region(book, name, sheet, renamed) for name in names}
    places = {(region.sheet, region.header_row): region for region in found.values() if region}
    return Found(tuple(places.values()), tuple(name for name, region in found.items() if region is None))


def log_beside(book: workbook.Workbook) -> Region | None:
    """The sheet of attendance that olsxl added beside a matrix, or beside a list with names apart; None: not yet."""
    for page in book.sheets:
        if fold(page) in map(fold, LOG_SHEETS):
            with suppress(UnreadableWorkbook):
                found = _on_page(book, page, LOG, {})
                if {*map(fold, LOG_HEADINGS)} <= {*map(fold, found.present)}:
                    return found
    return None


def like_one_of(
    book: workbook.Workbook, page: str, sheet: schema.Sheet, regions: Sequence[Region], config: Config
) -> Region | None:
    """The list on a worksheet that nobody named, where it has the headings of one that was: a new month, year or child.

    Its headings are those of one of these regions: all that are indispensable, and most of the others. Raises
    ConfigError, UnreadableWorkbook.
    """
    headers = [table.headings for table in book.tables if table.sheet == page]
    rows = [{fold(str(text)) for text in row if text} for row in (*headers, *top_rows(book.cells(page)))]
    models = [region for region in regions if any(_heads_one(row, region) for row in rows)]
    if not models:  # as nearly always: what stands there need not be matched
        return None
    found = _on_page(book, page, sheet, renamed_columns(config, sheet))
    needed = {column.heading for column in sheet.columns if column.indispensable}
    for model in models:
        same = {h for h in model.headings if is_said_again(found.headings.get(h, ""), model.headings[h])}
        if needed & {*model.columns} <= same and _heads_one({*map(fold, found.present)}, model):
            return found
    return None


def _heads_one(row: Collection[str], model: Region) -> bool:
    """Whether the headings of a list, folded, are those of a row: most of ours, or most of all that stand there.

    In a matrix the courses tell, which are none of ours.
    """
    kinds = (model.headings.values(), model.present)
    same = ((sum(fold(heading) in row for heading in headings), len(headings)) for headings in kinds)
    return any(_SAME * of <= number >= _LEAST for number, of in same)


def _region(book: workbook.Workbook, name: str, sheet: schema.Sheet, renamed: dict[str, str]) -> Region | None:
    wanted = name.strip().casefold()
    named = [table for table in book.tables if table.name.casefold() == wanted]
    if named:
        return _of_table(named[0], sheet, renamed)
    page = next((s for s in book.sheets if s.strip().casefold() == wanted), None)
    return _on_page(book, page, sheet, renamed) if page else None


def _on_page(book: workbook.Workbook, page: str, sheet: schema.Sheet, renamed: dict[str, str]) -> Region:
    """The table of a worksheet that answers to most headings, else its header row: a legend may be a table too."""
    found = [_of_table(table, sheet, renamed) for table in book.tables if table.sheet == page]
    best = max(found, key=lambda region: len(region.columns), default=None)
    if best and all(column.heading in best.columns for column in sheet.columns if column.indispensable):
        return best
    bare = _of_sheet(book.cells(page), sheet, renamed)
    return best if best and len(best.columns) >= len(bare.columns) else bare


def _of_table(table: workbook.Table, sheet: schema.Sheet, renamed: dict[str, str]) -> Region:
    blank: list[object] = [None] * (table.first_column - 1)
    found = match(sheet, [*blank, *table.headings], renamed)
    rows = (table.header_row, table.first_row, table.last_row, table.last_row + table.has_totals)
    return Region(
        table.sheet, table.name, *rows, found.columns, found.typed, table.headings, found.repeated, found.before
    )


def top_rows(cells: workbook.Cells) -> list[list[object]]:
    """The rows of a worksheet among which a header row stands."""
    return [[column[row] for column in cells.columns] for row in range(min(cells.height, HEADER_WITHIN))]


def _of_sheet(cells: workbook.Cells, sheet: schema.Sheet, renamed: dict[str, str]) -> Region:
    """A sheet without a table: the header is the row that answers to most headings, data reach to the sheet's end."""
    tops = top_rows(cells)
    above = [[], *(groups_above(row) for row in tops)]
    matches = [match(sheet, row, renamed, groups) for row, groups in zip(tops, above, strict=False)] or [Match({}, {})]
    best = max(range(len(matches)), key=lambda row: (len(matches[row].columns), -row))
    present = tuple(str(value).strip() for value in tops[best] if value is not None) if tops else ()
    rows = (best + 1, best + 2, cells.height, cells.height)
    found = matches[best]
    return Region(cells.sheet, None, *rows, found.columns, found.typed, present, found.repeated, found.before)
