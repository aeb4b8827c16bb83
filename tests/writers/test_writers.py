"""A sample of what `python -m tests.writers` tries by the thousand, and the registers of three real writers.

The judge is tried as well: what it would not see would be no proof.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from olsxl.workbook import AddLists, AddSheet, AppendRow, Edit, SetCell, patch
from tests.libreoffice import resaved
from tests.workbook.books import add_table, parts, saved, with_parts
from tests.writers.judge import complaints
from tests.writers.packages import Writer
from tests.writers.proof import one
from tests.writers.reader import Reading
from tests.writers.sheets import Block
from tests.writers.trials import Trial

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADINGS = ("Ref", "Day", "Note", "Hours", "Double")
SHEET, TABLE, TYPES = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "[Content_Types].xml"


@pytest.mark.proof
@pytest.mark.parametrize("start", range(0, 200, 20))
def test_what_any_writer_left_is_kept_or_refused_by_name(start: int) -> None:
    found = [one(seed) for seed in range(start, start + 20)]
    assert [why for state, why in found if state == "damaged"] == []
    assert sum(state == "kept" for state, _ in found) >= 10


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    sheet.append(HEADINGS)
    for row in range(2, 7):
        sheet.append([f"R-{row}", dt.date(2026, 11, row), f"note {row}", row + 0.5, f"=D{row}*2"])
        sheet.cell(row, 2).number_format = "dd/mm/yyyy"
    add_table(sheet, "Updates", "A1:E6")
    book.create_sheet("Other")["A1"] = "=SUM(Log!D2:D6)"
    return saved(book)


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, day = book.add_worksheet("Log"), book.add_format({"num_format": "dd/mm/yyyy"})
        rows = [[f"R-{row}", dt.date(2026, 11, row), f"note {row}", row + 0.5] for row in range(2, 7)]
        columns = [{"header": heading} for heading in HEADINGS]
        columns[1]["format"], columns[4]["formula"] = day, "=D2*2"
        sheet.add_table("A1:E6", {"name": "Updates", "columns": columns, "data": rows})
        book.add_worksheet("Other").write_formula("A1", "=SUM(Log!D2:D6)")
    return out.getvalue()


WRITERS: dict[str, Callable[[], bytes]] = {"openpyxl": by_openpyxl, "XlsxWriter": by_xlsxwriter}


def everything() -> Trial:
    """Two rows, a cell, a sheet and lists in one patch."""
    rows = [
        AppendRow("Updates", {"Ref": "R-new", "Day": dt.date(2026, 11, 22), "Note": " =1 ", "Hours": 2}),
        AppendRow("Updates", {"Ref": "R-next", "Hours": 0.5}),
    ]
    lists = AddLists("Choices", [("Kinds", "Kind", ["one", "two"]), ("Ways", "Way", [])])
    edits: list[Edit] = [*rows, SetCell("Log", "C3", "other"), AddSheet("New", ["Ref", "Date"]), lists]
    block = Block("Updates", HEADINGS, 1, 1, 5, calculated="cell")
    return Trial(edits, {("Log", "Updates"): rows}, {("Log", "Updates"): block})


def judged(data: bytes) -> list[str]:
    trial = everything()
    return complaints(Reading(data), Reading(patch(data, trial.edits)), trial)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_register_of_another_library_takes_everything(writer: str) -> None:
    assert judged(WRITERS[writer]()) == []


@pytest.mark.office
@pytest.mark.parametrize("writer", WRITERS)
def test_a_register_that_libreoffice_saved_takes_everything(writer: str, tmp_path: Path) -> None:
    assert judged(resaved(WRITERS[writer](), tmp_path)) == []


def without(pattern: str, part: str = SHEET, by: str = "") -> Callable[[bytes], bytes]:
    """Return what spoils a workbook by replacing a text of one of its parts."""

    def spoil(data: bytes) -> bytes:
        text = re.sub(pattern, by, parts(data)[part].decode(), count=1)
        assert text != parts(data)[part].decode()
        return with_parts(data, {part: text})

    return spoil


SPOILED: dict[str, Callable[[bytes], bytes]] = {
    "a row that is not there": without(r'<row r="7".*?</row>'),
    "another value": without("<v>3.5</v>", by="<v>4.5</v>"),
    "a format less": without(r' s="1"'),
    "a table too short": without('ref="A1:E8"', TABLE, 'ref="A1:E7"'),
    "a formula less": without(r"<f>D7\*2</f>"),
    "a dimension too small": without('ref="A1:E8"', by='ref="A1:E7"'),
    "an undeclared part": without(r'<Override PartName="/xl/worksheets/sheet3.xml"[^>]*>', TYPES),
    "a part declared twice": without(
        "</Types>", TYPES, '<Override PartName="/XL/styles.xml" ContentType="x/x"/></Types>'
    ),
    "a part more changed": without("<Properties", "docProps/app.xml", "<Properties "),
    "a formula that gives something else": without("D2:D6", "xl/worksheets/sheet2.xml", "D2:D5"),
    "a relationship to nothing": without(
        "worksheets/sheet3.xml", "xl/_rels/workbook.xml.rels", "worksheets/sheet9.xml"
    ),
}


@pytest.mark.parametrize("what", SPOILED)
def test_the_judge_sees(what: str) -> None:
    data, trial = by_openpyxl(), everything()
    assert complaints(Reading(data), Reading(SPOILED[what](patch(data, trial.edits))), trial) != []


def test_an_input_is_the_same_on_every_run() -> None:
    first, second = (Writer(7).write() for _ in range(2))
    assert first.data == second.data
    assert first.oddities == second.oddities
