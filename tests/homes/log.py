"""A register as its manager has it before her: lists of records, known by their stories, under headings of her own.

It is read and saved by openpyxl, and knows nothing of olsxl.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    Names = dict[tuple[str, str], str]
    """What a heading of a sheet is called now, by the sheet and its first name."""

_HEADED_WITHIN = 10


class Place(NamedTuple):
    """A row of a worksheet."""

    sheet: Worksheet
    row: int


class Log:
    """A workbook whose lists are headed so; `headings` are those of the register as it was made, by their names now."""

    def __init__(self, data: bytes, headings: tuple[str, ...], story: str, names: Names) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.story = story
        self.headings = headings
        self.names = names

    def saved(self) -> bytes:
        """The workbook as it stands now."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def lists(self) -> list[Worksheet]:
        """The worksheets that hold records."""
        return [sheet for sheet in self.book.worksheets if self._header(sheet)]

    def header(self, sheet: Worksheet) -> int:
        """The row of the headings of a list."""
        row = self._header(sheet)
        assert row
        return row

    def _header(self, sheet: Worksheet) -> int | None:
        names = {self.name(sheet, heading) for heading in self.headings}
        for row in range(1, min(sheet.max_row, _HEADED_WITHIN) + 1):
            if len(names & {cell.value for cell in sheet[row]}) >= len(names) - 1:
                return row
        return None

    def name(self, sheet: Worksheet, heading: str) -> str:
        """What a heading is called now."""
        return self.names.get((sheet.title, heading), heading)

    def column(self, sheet: Worksheet, heading: str) -> int:
        """The column under a heading."""
        name, row = self.name(sheet, heading), self.header(sheet)
        return next(cell.column for cell in sheet[row] if cell.value == name and cell.column is not None)

    def width(self, sheet: Worksheet) -> int:
        """The number of columns up to the last heading."""
        return max(cell.column or 0 for cell in sheet[self.header(sheet)] if cell.value is not None)

    def rows(self, sheet: Worksheet) -> list[int]:
        """The rows of a list that hold a record."""
        column, header = self.column(sheet, self.story), self.header(sheet)
        stories = {row: sheet.cell(row, column).value for row in range(header + 1, sheet.max_row + 1)}
        return [row for row, story in stories.items() if story and story != self.name(sheet, self.story)]

    def places(self) -> Iterator[tuple[str, Place]]:
        """Every record by its story."""
        for sheet in self.lists():
            column = self.column(sheet, self.story)
            yield from ((str(sheet.cell(row, column).value), Place(sheet, row)) for row in self.rows(sheet))

    def find(self, story: str) -> Place:
        """Where a record stands."""
        return dict(self.places())[story]

    def get(self, place: Place, heading: str) -> object:
        """What stands under a heading."""
        return place.sheet.cell(place.row, self.column(place.sheet, heading)).value

    def put(self, place: Place, heading: str, value: object) -> str:
        """Type into a cell; its name, like `F14`."""
        cell = place.sheet.cell(place.row, self.column(place.sheet, heading))
        cell.value = value  # type: ignore[assignment]  # what openpyxl takes, given as any value
        return cell.coordinate

    def values(self, place: Place) -> list[object]:
        """The cells of a row, from the first column on."""
        return [place.sheet.cell(place.row, number).value for number in range(1, self.width(place.sheet) + 1)]

    def fill(self, place: Place, values: list[object]) -> None:
        """Type a whole row."""
        for number, value in enumerate(values, 1):
            place.sheet.cell(place.row, number).value = value  # type: ignore[assignment]  # as above

    def next_row(self, sheet: Worksheet, blank: int = 0) -> Place:
        """The row below the last record, or so many further down; an Excel table grows with it."""
        row = max(self.rows(sheet), default=self.header(sheet)) + 1 + blank
        for table in sheet.tables.values():
            first, last = table.ref.split(":")
            at = last.rstrip("0123456789")
            if row > int(last.removeprefix(at)):
                table.ref = f"{first}:{at}{row}"
                if table.autoFilter:
                    table.autoFilter.ref = table.ref
        return Place(sheet, row)

    def drop(self, place: Place) -> None:
        """Delete a row; the ones below move up."""
        place.sheet.delete_rows(place.row)

    def insert_column(self, sheet: Worksheet, at: int, cells: Mapping[int, object]) -> None:
        """Insert a column with these cells by their rows; an Excel table over it gets one more."""
        tables = [*sheet.tables.values()]
        sheet.insert_cols(at)
        for row, value in cells.items():
            sheet.cell(row, at).value = value  # type: ignore[assignment]  # as above
        for table in tables:
            del sheet.tables[table.name]
            first, last = table.ref.split(":")
            end = f"{get_column_letter(self.width(sheet))}{last.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
            sheet.add_table(Table(displayName=table.displayName, ref=f"{first}:{end}"))

    def head_anew(self, sheet: Worksheet, heading: str, name: str) -> None:
        """Give a heading another name, in the cell and in the table whose column it is."""
        old, number = self.name(sheet, heading), self.column(sheet, heading)
        sheet.cell(self.header(sheet), number).value = name
        for table in sheet.tables.values():
            for column in table.tableColumns:
                if column.name == old:
                    column.name = name
        self.names[sheet.title, heading] = name
