"""For any table with any neighbours and any number of rows: it grows once, and everything stands where it should."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableFormula

from olsxl.workbook import AppendRow, EditRefused, patch
from olsxl.workbook.invariants import broken_invariants
from tests.workbook.books import edited, opened, saved, sheet_xml

HEADINGS = ("Ref", "Day", "Hours", "Double")
TOTALS = (
    "SUM(C{0}:C{1})",
    "SUBTOTAL(109,$C${0}:$C${1})",
    "COUNTA(Log!A{0}:A{1})+MAX('Log'!C{0}:C{1})",
    "SUM(C{0}:C{1})/SUM(B{0}:C{1})",
)
FORMATS = ("General", "@", "dd/mm/yyyy", "d mmm yy", "mmm-yy", "d-mmm", "yyyy-mm-dd", "hh:mm", "0.00")
DAY = date(2026, 11, 22)
Cells = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """A sheet before and the rows it gets: `patches` has how many at a time.

    The table has `filled` rows and `blank` prepared ones from row `top`; `doubled` says how its last column is filled
    and in which of its rows something else stands, `beside` how long the list beside it is, `below` how many rows
    under it a note stands (0: none).
    """

    top: int
    filled: int
    blank: int
    totals: str
    declared: bool
    shared: bool
    odd: frozenset[int]
    beside: int
    below: int
    formats: tuple[str, str]
    patches: tuple[int, ...]

    @property
    def last(self) -> int:
        """The last row of the table's data, prepared ones included."""
        return self.top + self.filled + self.blank

    @property
    def growth(self) -> int:
        return max(0, sum(self.patches) - self.blank)

    def double(self, row: int) -> str:
        return f"=C{row}*100" if row - self.top in self.odd else f"=C{row}*2"

    def before(self) -> Cells:
        """What stands in the sheet."""
        top, last = self.top, self.last
        found: Cells = {f"{get_column_letter(at)}{top}": heading for at, heading in enumerate(HEADINGS, 1)}
        for row in range(top + 1, top + self.filled + 1):
            found |= {f"A{row}": f"R{row}", f"B{row}": "text", f"C{row}": row, f"D{row}": self.double(row)}
        if self.declared:
            found |= {f"D{row}": f"=C{row}*2" for row in range(top + self.filled + 1, last + 1)}
        if self.totals:
            found |= {f"A{last + 1}": "Total", f"C{last + 1}": "=" + self.totals.format(top + 1, last)}
        if self.below:
            found[f"B{last + 1 + self.below}"] = "a note"
        return found | {f"G{row}": f"beside {row}" for row in range(1, self.beside + 1)}

    def after(self) -> Cells:
        """What ought to stand in the sheet."""
        count, first = sum(self.patches), self.top + self.filled + 1
        grown = replace(self, filled=self.filled + count, blank=max(0, self.blank - count))
        stays = self.below and not self.totals
        found = replace(grown, below=0 if stays else self.below).before()
        if stays:
            found[f"B{self.last + 1 + self.below}"] = "a note"
        for row in range(first, first + count):
            del found[f"C{row}"]
            found |= {f"A{row}": f"N{row - first}", f"B{row}": datetime(2026, 11, 22), f"D{row}": f"=C{row}*2"}
        return found

    def workbook(self) -> bytes:
        """Return the workbook."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Log"
        for place, value in self.before().items():
            sheet[place] = value
        for row in range(self.top + 1, self.top + self.filled + 1):
            sheet[f"B{row}"].number_format = self.formats[0]
        book.create_sheet("Other")["A1"].number_format = self.formats[1]
        table = Table(displayName="Updates", ref=f"A{self.top}:D{self.last + bool(self.totals)}")
        table.tableColumns = [TableColumn(id=at, name=heading) for at, heading in enumerate(HEADINGS, 1)]
        table.autoFilter = AutoFilter(ref=f"A{self.top}:D{self.last}")
        if self.totals:
            table.totalsRowCount = 1
            formula = TableFormula(attr_text=self.totals.format(self.top + 1, self.last))
            table.tableColumns[2].totalsRowFunction, table.tableColumns[2].totalsRowFormula = "custom", formula
        if self.declared:
            table.tableColumns[3].calculatedColumnFormula = TableFormula(attr_text=f"C{self.top + 1}*2")
        sheet.add_table(table)
        data = saved(book)
        return self._shared(data) if self.shared else data

    def _shared(self, data: bytes) -> bytes:
        """Let the cells of the last column share their formula, but for the odd ones."""
        rows = [row for row in range(self.top + 1, self.top + self.filled + 1) if row - self.top not in self.odd]
        if not rows:
            return data
        first = f'<f t="shared" ref="D{rows[0]}:D{rows[-1]}" si="0">C{rows[0]}*2</f>'
        changes = [(f"<f>C{row}*2</f>", first if row == rows[0] else '<f t="shared" si="0"/>') for row in rows]
        return edited(data, "xl/worksheets/sheet1.xml", *changes)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    filled = draw(st.integers(5, 9))
    declared = draw(st.booleans())
    most = filled - 1 if declared else 2
    return Plan(
        top=draw(st.integers(1, 3)),
        filled=filled,
        blank=draw(st.sampled_from([0, 0, 1, 3])),
        totals=draw(st.sampled_from(["", *TOTALS])),
        declared=declared,
        shared=draw(st.booleans()),
        odd=draw(st.frozensets(st.integers(1, filled), max_size=most)),
        beside=draw(st.sampled_from([0, 3, 9, 14, 30])),
        below=draw(st.sampled_from([0, 1, 2, 5])),
        formats=(draw(st.sampled_from(FORMATS)), draw(st.sampled_from(FORMATS))),
        patches=tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))),
    )


def appended(data: bytes, patches: tuple[int, ...]) -> bytes:
    number = 0
    for count in patches:
        edits = [AppendRow("Updates", {"Ref": f"N{number + at}", "Day": DAY}) for at in range(count)]
        data, number = patch(data, edits), number + count
    return data


@settings(max_examples=25, deadline=None)
@given(plan=plans())
def test_a_table_grows_once_and_everything_stands_where_it_should(plan: Plan) -> None:
    if not plan.totals and 0 < plan.below < plan.growth:
        with pytest.raises(EditRefused, match="the content of cell B"):
            appended(plan.workbook(), plan.patches)
        return
    after = appended(plan.workbook(), plan.patches)
    sheet = opened(after)["Log"]
    assert {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None} == (
        plan.after()
    )
    assert broken_invariants(after) == []
    assert sheet.tables["Updates"].ref == f"A{plan.top}:D{plan.last + plan.growth + bool(plan.totals)}"
    kept = re.findall("<totalsRowFormula>(.*)</totalsRowFormula>", sheet_xml(after, "xl/tables/table1.xml"))
    assert kept == [plan.totals.format(plan.top + 1, plan.last + plan.growth)] * bool(plan.totals)
    covered = re.findall('<dimension ref="([^"]*)"', sheet_xml(after))[0]
    places = [range_boundaries(place) for place in plan.after()]
    left, top, right, bottom = zip(*places, strict=True)
    assert range_boundaries(covered) == (min(left), min(top), max(right), max(bottom))
    own = plan.formats[0]
    shown = sheet.cell(plan.top + plan.filled + 1, 2).number_format
    assert shown == own if own in {"mmm-yy", "d-mmm"} else {*"dmy"} <= {*shown}
