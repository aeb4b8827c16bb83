"""What reading the incident register takes beside: given references, updates in the row of a record."""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.register import days, schema
from olsxl.register.coverage.beside import Beside, columns_beside
from olsxl.register.reading.reader import Part, Reader
from olsxl.register.references.given import GivenReference, Sighted, give
from olsxl.register.table import ROWS_PER_SHEET, Region
from olsxl.register.text import fold
from olsxl.register.updates.elsewhere import Elsewhere, days_elsewhere
from olsxl.register.updates.entries import about_reviews
from olsxl.register.updates.inline import InlineUpdate, rows_below_records

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pandas import DataFrame

    from olsxl.register.updates.inline import InlinePair


class IncidentReader(Reader):
    """The incident register being read; `given` are the references that olsxl gave, before and after."""

    given: tuple[GivenReference, ...] = ()
    renamed: Mapping[str, str] = MappingProxyType({})
    pairs: tuple[InlinePair, ...] = ()

    def records(self, sheet: schema.Sheet, frame: DataFrame) -> list[int]:
        """The rows with a reference or one that is given to them, and those of Updates about a review."""
        if sheet.name == schema.UPDATES.name:
            return [int(row) for row in frame.index[(frame[sheet.key] != "") | about_reviews(frame)]]
        if sheet.name != schema.INCIDENTS.name:
            return super().records(sheet, frame)
        keyless = frame.index.isin([*self._sighted, *self._below])
        return [int(row) for row in frame.index[(frame[sheet.key] != "") | keyless]]

    @staticmethod
    def _without_reference(
        sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame
    ) -> Iterator[int]:
        """The rows that are records without a reference: a lone text is none, nor is a row of totals.

        Where others have one, a row without a day of report is none either: it may go on with the record above.
        """
        import pandas as pd

        number = region.columns.get(sheet.key)
        if sheet.column(sheet.key).indispensable:
            frame = frame[(frame[sheet.key] == "") & frame["Reported on"].notna()] if number else frame[:0]
        odd = {row for row, column in (*cells.errors, *cells.formulas) if column == number}
        texts = frame.drop(columns=["Incident ref", "Status"]).itertuples(index=False, name=None)
        for row, values in zip(map(int, frame.index), texts, strict=True):
            filled = [str(value) for value in values if value is not pd.NaT and value not in (None, "")]
            if len(filled) > 1 and not any(map(workbook.is_total, filled)) and row % ROWS_PER_SHEET not in odd:
                yield row

    def undated(self, sheet: schema.Sheet, frame: DataFrame) -> Iterator[tuple[int, str]]:
        """Those of updates and reviews, and records with an update in their row that has a text and no day."""
        yield from super().undated(sheet, frame)
        for pair in self.pairs if sheet.name == schema.INCIDENTS.name else ():
            if pair.text:
                rows = frame.index[frame[pair.date].isna() & (frame[pair.text] != "")]
                yield from ((int(row), pair.date) for row in rows)

    def looked_at(self, sheet: schema.Sheet, region: Region, cells: workbook.Cells, frame: DataFrame) -> Region:
        """Keep what stands under other headings, and what a record that gets a reference is known again by."""
        if sheet.name == schema.INCIDENTS.name:
            without = [*self._without_reference(sheet, region, cells, frame)]
            if self.config.register_.follow_ups:
                below = dict(rows_below_records(region, cells, frame, without))
                self._below.update(below)
                frame = frame.drop(index=[*below])
            self.beside += columns_beside(region, cells, frame)
            self.elsewhere += days_elsewhere(region, cells, frame)
            numbers = [region.columns.get(heading) for heading in ("Reported on", "Summary")]

            def sighted(row: int) -> Sighted:
                at = row % ROWS_PER_SHEET - 1
                return Sighted.of(*(cells.columns[n - 1][at] if n else None for n in numbers))

            self._sighted.update((row, sighted(row)) for row in without if row not in self._below)
            if self.given:
                named = map(int, frame.index[frame[sheet.key] != ""])
                self._referenced.update((row, sighted(row)) for row in named)
        return region

    def _region(self, sheet: schema.Sheet, region: Region, offset: int) -> Part:
        part = super()._region(sheet, region, offset)
        if sheet.name != schema.INCIDENTS.name:
            return part
        return part._replace(issues=[issue for issue in part.issues if issue.row not in self._below])

    def completed(self, sheet: schema.Sheet, frame: DataFrame) -> DataFrame:
        """Rows that go on with a record are its updates; records without a reference get one.

        Those that had been given one and bear their own now are noted.
        """
        if sheet.name != schema.INCIDENTS.name:
            return frame
        for row, record in self._below.items():
            if day := days.of(frame.at[row, "Reported on"]):
                text = str(frame.at[row, "Summary"] or frame.at[row, "Immediate action"])
                self.follow_ups.append(InlineUpdate(record, row, "Summary", day, text))
        frame = frame.drop(index=[*self._below])
        given = {each.record.key: fold(each.ref) for each in self.given}
        keys = ((given.get(each.key), fold(str(frame.at[row, sheet.key]))) for row, each in self._referenced.items())
        self.renamed = {of_old: now for of_old, now in keys if of_old and of_old != now}
        if self._sighted:
            rows = [row for row in map(int, frame.index) if row in self._sighted]
            typed = {*frame["Incident ref"]} - {""}
            refs, self.given = give([self._sighted[row] for row in rows], self.given, typed=typed)
            frame.loc[rows, "Incident ref"] = refs
        return frame

    @cached_property
    def follow_ups(self) -> list[InlineUpdate]:
        """The updates in rows below a record, where the settings say that such rows hold some."""
        return []

    @cached_property
    def _below(self) -> dict[int, int]:
        """Those rows, each with that of its record."""
        return {}

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """The days beside records under headings that are not read."""
        return []

    @cached_property
    def beside(self) -> list[Beside]:
        """What stands beside records under headings that are none of ours."""
        return []

    @cached_property
    def _sighted(self) -> dict[int, Sighted]:
        """The records without a reference."""
        return {}

    @cached_property
    def _referenced(self) -> dict[int, Sighted]:
        """Those with one, where olsxl gave any."""
        return {}
