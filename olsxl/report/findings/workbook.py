"""The findings as a workbook of their own: filtered, ticked off and printed without a mark in a register.

Imports openpyxl, so it is imported where one is made or looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.utils.cell import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from olsxl.blank import printed_sheet as drawing
from olsxl.blank.block import Block, Column
from olsxl.blank.save import saved
from olsxl.report.findings.order import errors_first
from olsxl.report.findings.words import changes_text, totals
from olsxl.report.wording import clean, weekday
from olsxl.rules import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.findings import Finding
    from olsxl.rules import Change

TITLE = "What olsxl check found"

_COLUMNS = (
    Column("Severity", 10),
    Column("Code", 9),
    Column("Workbook", 22),
    Column("Sheet", 13),
    Column("Cell", 9),
    Column("Reference", 17),
    Column("What is wrong", 46),
    Column("What to do", 40),
    Column("Rule", 34),
)
_CELL = 5
"""The number of the column Cell."""


class About(NamedTuple):
    """What a workbook of findings tells beside them: the home, the day, what `[rules]` changes.

    `links` are where the registers lie, by their file names: a URL that is relative to the new workbook's folder.
    """

    home: str
    day: date
    changes: Sequence[Change]
    links: Mapping[str, str]


def workbook(findings: Sequence[Finding], about: About) -> bytes:
    """The bytes of an .xlsx file, the same on every run."""
    book = Workbook()
    book.remove(book.worksheets[0])
    page = drawing.add_page(book, "Findings", f"{TITLE}: {clean(about.home)}")
    told = [f"{weekday(about.day)}. {totals(findings)} For the registered manager alone."]
    told += [changes_text(about.changes)] if about.changes else []
    for row, line in enumerate(told, start=2):
        drawing.write_text(page, row, 1, line).font = drawing.BODY
    first, ordered = len(told) + 3, errors_first(findings)
    block = Block("Findings", _COLUMNS, tuple(_row(finding) for finding in ordered), frozenset({"Error"}))
    drawing.set_widths(page, block)
    drawing.write_block(page, block, first)
    for row, finding in enumerate(ordered, start=first + 1):
        _link(page, row, finding, about.links)
    page.freeze_panes, page.print_title_rows = f"A{first + 1}", f"{first}:{first}"
    drawing.set_up_print(page, sum(column.width for column in _COLUMNS), "Confidential: for the registered manager")
    return saved(book, TITLE)


def _row(finding: Finding) -> tuple[str, ...]:
    where = (finding.workbook, finding.sheet or "", finding.cell or "", finding.ref or "")
    said = (f"{finding.message}.", f"{finding.fix}.", f"{TITLES[finding.code]}.")
    return (finding.severity.capitalize(), finding.code, *map(clean, (*where, *said)))


def _link(page: Worksheet, row: int, finding: Finding, links: Mapping[str, str]) -> None:
    if not finding.cell or not finding.sheet or finding.workbook not in links:
        return
    cell = page.cell(row, _CELL)
    place = f"{quote_sheetname(finding.sheet)}!{finding.cell}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=links[finding.workbook], location=place)
    cell.font = drawing.LINK
