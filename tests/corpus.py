"""Every kind of edit made to the workbooks that Excel saved, and what that did to them.

One row goes to every table and list, one value into a cell of every workbook, and a sheet and lists beside the others.

The workbooks lie beside the checkout and are never part of it. All of them, with LibreOffice, by one command:

    python -m tests.corpus
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, Literal

import openpyxl
from openpyxl.utils import get_column_letter
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from olsxl.workbook import AddLists, AddSheet, AppendRow, Edit, EditRefused, SetCell, Table, patch, tables, worksheets
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.invariants import broken_invariants
from tests import libreoffice
from tests.unchanged import SHARED, touched
from tests.workbook.books import parts
from tests.workbook.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = SHARED / "corpus"
Sheets = dict[str, dict[tuple[int, int], Any]]
MARK = "olsxl was here"
FOR_A_TABLE = re.compile(
    r"sheet protection|a digital signature on the workbook|the (query|XML map) behind the table '.*'"
    r"|the hidden header row of the table '.*'|the end of the sheet"
    r"|(the content of cell|the merged cells|the table '.*'|a pivot table) .*below the table '.*'"
    r"|the totals row of the table '.*' with .* below and .* beside it|.* below the table '.*'"
)
"""The structures for which an append to a table may be refused.

Source: docs/formats.md, "Append", points 8 and 12; a totals row.
"""
FOR_A_LIST = re.compile(
    r".* below the list '.*'|row \d+ below the blank rows of the list '.*'|the merged cells \S+"
    r"|the (pivot table \S+|query '.*'), which fills the list '.*'"
)
"""For which one to a list may be as well: nobody can tell how far it reaches."""
FOR_OTHERS = re.compile(
    r"sheet protection|a digital signature on the workbook|the protected structure of the workbook|a shared workbook.*"
    r"|the name '.*' of a sheet that is not there|the (header|totals) row of '.*'|the array formula in \S+"
    r"|(the merged cells|a pivot table|the pivot table) .*|its name"
)
"""The structures for which a sheet or another value in a cell may be refused."""


@dataclass(frozen=True)
class Outcome:
    """What an append to one table did. `why` is the refusal, its `kind` for counting, or what was damaged."""

    workbook: str
    table: str
    state: Literal["kept", "refused", "damaged"]
    why: str = ""
    kind: str = ""
    allowed: bool = True
    after: bytes | None = field(default=None, repr=False)
    read_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.state:8} {self.workbook} [{self.table}] {self.why}"


def workbooks() -> list[Path]:
    """Return every workbook of the corpus."""
    return sorted(path for path in FOLDER.rglob("*.xls[xm]"))


def outcomes(path: Path) -> list[Outcome]:
    """Append one row to each table and list of a workbook."""
    name, data = path.relative_to(FOLDER).as_posix(), path.read_bytes()
    try:
        every = tables(data, sheets=True)
    except UnreadableWorkbook as error:
        return [Outcome(name, "", "refused", str(error), reason(error), allowed=False)]
    before = Reading.of(data)
    others = [(label, edits, cells) for label, edits, cells in _others(data, before) if edits]
    return [
        *(outcome(name, data, table, before) for table in every),
        *(made(name, data, before, label, edits, cells) for label, edits, cells in others),
    ]


def _others(data: bytes, before: Reading) -> Iterator[tuple[str, list[Edit], Sheets]]:
    """Return the edits besides rows: how each is called, and the cells that are others afterwards."""
    headings = {(1, 1): "Ref", (1, 2): MARK}
    yield "AddSheet", [AddSheet(MARK, list(headings.values()))], {MARK: headings}
    lists = [("olsxl_one", "One", ["a", "b"]), ("olsxl_two", "Two", [])]
    cells = {(1, 1): "One", (2, 1): "a", (3, 1): "b", (1, 3): "Two"}
    yield "AddLists", [AddLists(MARK, lists)], {MARK: cells}
    sheets, own = before.openpyxl or before.calamine or {}, {sheet.name for sheet in worksheets(data)}  # no macro sheet
    texts = (
        (sheet, place)
        for sheet, held in sheets.items()
        if sheet in own
        for place, value in held.items()
        if _is_text(value)
    )
    for sheet, (row, column) in [*texts][-1:]:
        edit = SetCell(sheet, f"{get_column_letter(column)}{row}", MARK)
        yield f"SetCell {edit.sheet}!{edit.cell}", [edit], {sheet: {(row, column): MARK}}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not value.startswith("=")


def made(name: str, data: bytes, before: Reading, label: str, edits: list[Edit], cells: Sheets) -> Outcome:  # noqa: PLR0913, PLR0917 - a workbook, and one thing done to it
    """Make other edits than rows; `cells` are those that hold something else afterwards."""
    try:
        after = patch(data, edits)
    except (EditRefused, UnreadableWorkbook) as error:
        fits = isinstance(error, EditRefused) and bool(error.fix) and FOR_OTHERS.fullmatch(error.structure) is not None
        return Outcome(name, label, "refused", str(error), reason(error), allowed=fits)
    damages = [*_broken(data, after), *_untouched(data, after, label), *before.others(Reading.of(after), cells)]
    state: Literal["damaged", "kept"] = "damaged" if damages else "kept"
    return Outcome(name, label, state, "; ".join(damages)[:500], after=after, read_by=before.readers)


def _broken(data: bytes, after: bytes) -> list[str]:
    """Return what is broken that was not."""
    return [f"new: {broken}" for broken in Counter(broken_invariants(after)) - Counter(broken_invariants(data))]


def _untouched(data: bytes, after: bytes, label: str) -> list[str]:
    """Return the parts that changed and had no reason to."""
    old, new = parts(data), parts(after)
    changed = [part for part in old if new.get(part) != old[part]]
    may = re.compile(r".*/(work)?book\w*\.xml(\.rels)?|\[Content_Types\]\.xml", re.IGNORECASE)
    if label.startswith("SetCell"):
        may = re.compile(r".*/(worksheets/.*|sheet\w*\.xml|calcChain\.xml|(work)?book\w*\.xml)", re.IGNORECASE)
    return [f"{part} was changed" for part in changed if not may.fullmatch(part)]


def outcome(name: str, data: bytes, table: Table, before: Reading) -> Outcome:
    """Append one row to one table."""
    keys = Counter(heading.strip().casefold() for heading in table.headings)
    heading = next((text for text in table.headings if keys[text.strip().casefold()] == 1), None)
    try:
        after = patch(data, [AppendRow(table.name, {heading: MARK} if heading else {})])
    except (EditRefused, UnreadableWorkbook) as error:
        return Outcome(name, table.name, "refused", str(error), reason(error), allowed=allowed(error, table))
    damages = [*damage(data, after, table), *before.differences(Reading.of(after), table, heading)]
    state: Literal["damaged", "kept"] = "damaged" if damages else "kept"
    return Outcome(name, table.name, state, "; ".join(damages)[:500], after=after, read_by=before.readers)


def allowed(refusal: EditRefused | UnreadableWorkbook, table: Table) -> bool:
    """Whether it may be refused for this, and whether the refusal names the sheet and a way out."""
    if not isinstance(refusal, EditRefused) or not refusal.fix or refusal.sheet not in {"", table.sheet}:
        return False
    reasons = [FOR_A_TABLE] if table.part else [FOR_A_TABLE, FOR_A_LIST]
    return any(pattern.fullmatch(refusal.structure) for pattern in reasons)


def damage(data: bytes, after: bytes, table: Table) -> list[str]:
    """Return what of the package is not as it should be."""
    return _broken(data, after) + touched(data, after, table)


@dataclass(frozen=True)
class Reading:
    """A workbook as others read it: None where they cannot."""

    calamine: Sheets | None
    openpyxl: Sheets | None
    audit: Counter[str]

    @classmethod
    def of(cls, data: bytes) -> Reading:
        return cls(_calamine(data), _openpyxl(data), audit(data))

    @property
    def readers(self) -> tuple[str, ...]:
        """Name who could read it."""
        both = {"calamine": self.calamine, "openpyxl": self.openpyxl}
        return tuple(name for name, sheets in both.items() if sheets is not None)

    def others(self, after: Reading, cells: Sheets) -> list[str]:
        """Return what reads in another way than before, but for these cells."""
        found = [f"audit: {text}" for text in after.audit - self.audit]
        for reader, old, new in (
            ("calamine", self.calamine, after.calamine),
            ("openpyxl", self.openpyxl, after.openpyxl),
        ):
            if old is None or not any(old.values()):  # of a strict workbook openpyxl finds the sheets, and no cells
                continue
            if new is None:
                found.append(f"{reader}: cannot be read any more")
                continue
            for sheet in old.keys() | new.keys() | cells.keys():
                wanted, there = {**old.get(sheet, {}), **cells.get(sheet, {})}, new.get(sheet, {})
                odd = [
                    at for at in wanted.keys() | there.keys() if not _same(wanted.get(at), there.get(at), moved=False)
                ]
                found += [f"{reader}: {sheet}!{at} is {there.get(at)!r}, not {wanted.get(at)!r}" for at in odd[:3]]
        return found

    def differences(self, after: Reading, table: Table, heading: str | None) -> list[str]:
        """Return what others read in another way than before, besides the new row."""
        found = [f"audit: {text}" for text in after.audit - self.audit]
        column = table.first_column + table.headings.index(heading) if heading is not None else 0
        for reader, old, new in (
            ("calamine", self.calamine, after.calamine),
            ("openpyxl", self.openpyxl, after.openpyxl),
        ):
            if old is not None:
                found += [f"{reader}: {text}" for text in _compared(old, new, table, column)]
        return found


def _compared(old: Sheets, new: Sheets | None, table: Table, column: int) -> list[str]:
    """What reads in another way: every value where it was, or one row lower; no other new one than in the new row."""
    if new is None:
        return ["cannot be read any more"]
    target = table.first_free_row
    moved = table.has_totals and target > table.last_row
    found: list[str] = []
    for sheet, cells in old.items():
        own, left = sheet == table.sheet, set(new.get(sheet, {}))
        for (row, at), value in cells.items():
            lower = moved and own and row >= target
            places = [(row + 1, at), (row, at)] if lower else [(row, at)]
            there = [place for place in places if _same(value, new[sheet].get(place), moved=moved)]
            if not there:
                found.append(f"{sheet}!{row},{at}: {value!r} became {[new[sheet].get(place) for place in places]!r}")
            left -= set(there[:1])
        found += [f"{sheet}!{row},{at} is new" for row, at in left if not own or row != target]
    if column and new.get(table.sheet) and new[table.sheet].get((target, column)) != MARK:
        found.append("the new value is not there")
    return found[:5]


def _same(one: object, other: object, *, moved: bool) -> bool:
    """Whether a value reads the same; in formulas numbers may be others where a totals row moved."""
    texts = [getattr(value, "text", value) for value in (one, other)]
    if one == other or repr(one) == repr(other) or texts[0] == texts[1]:
        return True
    formulas = [re.sub(r"\d+", "#", text) for text in texts if isinstance(text, str) and text.startswith("=")]
    return moved and len(formulas) == 2 and formulas[0] == formulas[1]


def _calamine(data: bytes) -> Sheets | None:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return {name: _calamine_cells(book.get_sheet_by_name(name)) for name in names}
    except CalamineError:
        return None


def _calamine_cells(sheet: CalamineSheet) -> dict[tuple[int, int], Any]:
    """Return the values by row and column; a sheet that calamine would lay out too large is left to openpyxl."""
    if sheet.start is None or sheet.height * sheet.width > 2_000_000:
        return {}
    top, left = sheet.start
    lines = enumerate(sheet.to_python(skip_empty_area=True), top + 1)
    return {(row, column): value for row, line in lines for column, value in enumerate(line, left + 1) if value != ""}


def _openpyxl(data: bytes) -> Sheets | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
        return {
            sheet.title: {place: cell.value for place, cell in sheet._cells.items() if cell.value is not None}
            for sheet in book.worksheets
        }
    except Exception:  # noqa: BLE001 - whatever it raises, it could not read the workbook before either
        return None


def audit(data: bytes) -> Counter[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=5000).validate(path)
    texts = (re.sub(r"\d+", "#", str(error)) for error in result.errors)
    return Counter(
        text for text in texts if "inline-string cell(s)" not in text
    )  # meant: the shared ones stay as they are


def unopened(found: list[Outcome]) -> list[str]:
    """Return the workbooks among these that LibreOffice does not open."""
    kept = [outcome for outcome in found if outcome.after]
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder) / f"{at}.xlsx": outcome for at, outcome in enumerate(kept)}
        for file, outcome in files.items():
            file.write_bytes(outcome.after or b"")
        return [str(files[file]) for file in libreoffice.unopened([*files], Path(folder) / "out")]


def faults(found: list[Outcome]) -> list[str]:
    """Return what is not as it should be: damage, refusals for another reason, and a proof of nothing."""
    bad = [str(outcome) for outcome in found if outcome.state == "damaged" or not outcome.allowed]
    kept = [outcome for outcome in found if outcome.state == "kept"]
    bad += [f"nobody else reads {outcome}" for outcome in kept if not outcome.read_by]
    readers = {reader for outcome in kept for reader in outcome.read_by}
    bad += [f"{reader} read none of them" for reader in ("calamine", "openpyxl") if reader not in readers]
    return bad if found else [f"there is no workbook in {FOLDER}"]


def main() -> int:
    """Do all of them, print what was refused and damaged, and the counts."""
    found: list[Outcome] = []
    with ProcessPoolExecutor() as executor:
        for of_one in executor.map(outcomes, workbooks()):
            found += of_one
            for outcome in of_one:
                print(outcome, flush=True)  # noqa: T201 - the report
    wrong = faults(found)
    if found and which("soffice"):
        wrong += [f"not opened by LibreOffice: {outcome}" for outcome in unopened(found)]
    for line in report(found, wrong):
        print(line)  # noqa: T201 - as above
    return 1 if wrong else 0


def report(found: list[Outcome], wrong: list[str]) -> Iterator[str]:
    """Return the lines of the summary."""
    counts = Counter({"kept": 0, "refused": 0, "damaged": 0})
    counts.update(outcome.state for outcome in found)
    empty = len(workbooks()) - len({outcome.workbook for outcome in found})
    for kind, number in Counter(outcome.kind for outcome in found if outcome.kind).most_common():
        yield f"refused {number}: {kind}"
    readers = dict(Counter(reader for outcome in found if outcome.state == "kept" for reader in outcome.read_by))
    yield f"compared as others read them: {readers}; opened with {which('soffice') or 'nothing'}"
    yield f"{len(workbooks())} workbooks, {empty} of them without a table or list to append to"
    yield f"tables and lists, sheets and cells: {dict(counts)}"
    yield from wrong or ["nothing is wrong"]


if __name__ == "__main__":
    sys.exit(main())
