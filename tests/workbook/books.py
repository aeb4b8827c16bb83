"""Small workbooks for the tests: made by openpyxl, by LibreOffice from these, or part by part by hand."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ("Incident ref", "Date", "Type", "Update", "Hours")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(book: openpyxl.Workbook) -> bytes:
    """Return what openpyxl saves."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def add_table(sheet: Worksheet, name: str, ref: str, **attributes: Any) -> Table:
    """Make a range of a sheet a table."""
    table = Table(displayName=name, ref=ref, **attributes)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium2", showRowStripes=True)
    sheet.add_table(table)
    return table


def updates_book(rows: int = 5) -> openpyxl.Workbook:
    """Return a workbook with a table `Updates` in A1:E{rows + 1}, dated in column B, and a sheet `Other`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append([f"INC-{number}", date(2026, 1, number % 28 + 1), "Progress", f"text {number}", number + 0.5])
        sheet.cell(number + 2, 2).number_format = "dd/mm/yyyy"
    add_table(sheet, "Updates", f"A1:E{rows + 1}")
    book.create_sheet("Other").append(["left", "alone"])
    return book


def totals_book(rows: int = 4) -> openpyxl.Workbook:
    """Return a workbook whose table `Updates` has data in A2:E{rows + 1} and a totals row below."""
    book = updates_book(rows)
    sheet = log(book)
    last = rows + 2
    sheet.cell(last, 1, "Total")
    sheet.cell(last, 5, f"=SUBTOTAL(109,E2:E{rows + 1})")
    del sheet.tables["Updates"]
    table = add_table(sheet, "Updates", f"A1:E{last}", totalsRowCount=1)
    table.tableColumns = [TableColumn(id=at, name=heading) for at, heading in enumerate(HEADINGS, 1)]
    table.tableColumns[0].totalsRowLabel = "Total"
    table.tableColumns[4].totalsRowFunction = "sum"
    table.autoFilter = AutoFilter(ref=f"A1:E{rows + 1}")
    return book


def log(book: openpyxl.Workbook) -> Worksheet:
    """Return the sheet that the table stands on."""
    return book["Log"]


def with_calculated(formula: str, cells: str) -> bytes:
    """Return a workbook whose column Hours is calculated by a formula; its cells hold `cells` for their row."""
    column = '<tableColumn id="5" name="Hours"><calculatedColumnFormula>{}</calculatedColumnFormula></tableColumn>'
    book = updates_book(3)
    for number in (2, 3, 4):
        book["Log"].cell(number, 5, cells.format(number))
    data = saved(book)
    table = "xl/tables/table1.xml"
    old = next(text for text in sheet_xml(data, table).split("<tableColumn ")[1:] if 'id="5"' in text)
    return edited(data, table, ("<tableColumn " + old.split("/>")[0] + "/>", column.format(formula)))


def new_row(**values: object) -> dict[str, object]:
    """Return the values of one more update, by heading."""
    row: dict[str, object] = {
        "Incident ref": "INC-9",
        "Date": date(2026, 2, 5),
        "Type": "No Update",
        "Update": "No Update",
    }
    return {**row, **values}


def parts(data: bytes) -> dict[str, bytes]:
    """Return every part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Return the names of the parts that differ."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def with_parts(data: bytes, replaced: Mapping[str, bytes | str]) -> bytes:
    """Return the package with some parts replaced or added."""
    return zipped({**parts(data), **replaced})


def zipped(content: Mapping[str, bytes | str]) -> bytes:
    """Return a package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def edited(data: bytes, part: str, *replacements: tuple[str, str]) -> bytes:
    """Return the package with texts of one part replaced; each must be there."""
    text = parts(data)[part].decode()
    for old, new in replacements:
        assert old in text, (part, old)
        text = text.replace(old, new, 1)
    return with_parts(data, {part: text})


def values(data: bytes, sheet: str) -> list[list[object]]:
    """Return the sheet's values as openpyxl reads them, formulas as text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def opened(data: bytes) -> openpyxl.Workbook:
    """Return the workbook as openpyxl opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_xml(data: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    """Return a part as text."""
    return parts(data)[part].decode()


def with_chain(data: bytes, entries: str) -> bytes:
    """Return the package with a calculation chain of these entries."""
    return _with_part_of_book(data, "calcChain", f'<calcChain xmlns="{MAIN}">{entries}</calcChain>')


def with_shared_texts(data: bytes) -> bytes:
    """Return the package with the texts of its sheets shared, as Excel keeps them and openpyxl does not."""
    strings: list[str] = []

    def shared(found: re.Match[str]) -> str:
        strings.append(found[2])
        return f'<c{found[1]} t="s"><v>{len(strings) - 1}</v></c>'

    sheets = {name: part.decode() for name, part in parts(data).items() if name.startswith("xl/worksheets/sheet")}
    inline = re.compile(r'<c([^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
    sheets = {name: inline.sub(shared, text) for name, text in sheets.items()}
    return with_strings(
        with_parts(data, sheets), f'<sst xmlns="{MAIN}">{"".join(map("<si>{}</si>".format, strings))}</sst>'
    )


def with_strings(data: bytes, part: str) -> bytes:
    """Return the package with a table of shared strings."""
    return _with_part_of_book(data, "sharedStrings", part)


def _with_part_of_book(data: bytes, kind: str, part: str) -> bytes:
    content_type = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    override = f'<Override PartName="/xl/{kind}.xml" ContentType="{content_type}"/></Types>'
    relation = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>'
    data = edited(data, "[Content_Types].xml", ("</Types>", override))
    data = edited(data, "xl/_rels/workbook.xml.rels", ("</Relationships>", relation))
    return with_parts(data, {f"xl/{kind}.xml": f'<?xml version="1.0"?>{part}'})
