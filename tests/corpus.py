"""One row appended to every table and list of the workbooks that Excel saved, and what that did to them.

The workbooks lie beside the checkout and are never part of it. All of them, with LibreOffice, by one command:

    python -m tests.corpus
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Any, Literal

import openpyxl
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineSheet, CalamineWorkbook

from olsxl.workbook import AppendRow, EditRefused, Table, patch, tables
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.invariants import broken_invariants
from tests.workbook.books import changed_parts
from tests.workbook.reasons import reason

FOLDER = Path(__file__).parents[2] / "shared" / "corpus"
DIFF = FOLDER.parent / "tools" / "workbook_diff.py"
Sheets = dict[str, dict[tuple[int, int], Any]]
MARK = "olsxl was here"


@dataclass(frozen=True)
class Outcome:
    """What an append to one table did. `why` is the refusal, its `kind` for counting, or what was damaged."""

    workbook: str
    table: str
    state: Literal["kept", "refused", "damaged"]
    why: str = ""
    kind: str = ""
    after: bytes | None = field(default=None, repr=False)

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
        return [Outcome(name, "", "refused", str(error), reason(error))]
    before = Reading.of(data)
    return [outcome(name, data, table, before) for table in every]


def outcome(name: str, data: bytes, table: Table, before: Reading) -> Outcome:
    """Append one row to one table."""
    keys = Counter(heading.strip().casefold() for heading in table.headings)
    heading = next((text for text in table.headings if keys[text.strip().casefold()] == 1), None)
    try:
        after = patch(data, [AppendRow(table.name, {heading: MARK} if heading else {})])
    except (EditRefused, UnreadableWorkbook) as error:
        return Outcome(name, table.name, "refused", str(error), reason(error))
    damages = [*damage(data, after, table), *before.differences(Reading.of(after), table)]
    return Outcome(name, table.name, "damaged" if damages else "kept", "; ".join(damages)[:500], after=after)


def damage(data: bytes, after: bytes, table: Table) -> list[str]:
    """Return what of the package is not as it should be."""
    before = set(broken_invariants(data))
    found = [f"new: {broken}" for broken in broken_invariants(after) if broken not in before]
    if not table.has_totals:
        expected = {table.sheet_part, table.part, table.book.workbook_part}
        changed = {name for name in changed_parts(data, after) if "charts/chart" not in name}
        found += [f"changed {name}" for name in sorted(changed - expected)]
        found += differences(data, after, table.first_free_row)
    return found


def differences(data: bytes, after: bytes, target: int) -> list[str]:
    """Return what the workbook comparison of the project finds besides added and filled rows.

    The new row's own number may be among the touched ones, where something stands beside the table; that nothing of
    it changed is seen by the readings.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("before.xlsx", "after.xlsx")]
        for path, content in zip(paths, (data, after), strict=True):
            path.write_bytes(content)
        done = subprocess.run([sys.executable, DIFF, *paths, "--json"], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    sheets = json.loads(done.stdout)["sheets"] if done.returncode == 1 else {"": {"touched_rows": [done.stderr]}}
    bad = [
        (name, kinds[key]) for name, kinds in sheets.items() for key in ("touched_rows", "lost_rows") if key in kinds
    ]
    return [f"{name}: touched or lost {rows}" for name, rows in bad if rows not in ([], [target])]


@dataclass(frozen=True)
class Reading:
    """A workbook as others read it: None where they cannot."""

    calamine: Sheets | None
    openpyxl: Sheets | None
    audit: Counter[str]

    @classmethod
    def of(cls, data: bytes) -> Reading:
        return cls(_calamine(data), _openpyxl(data), audit(data))

    def differences(self, after: Reading, table: Table) -> list[str]:
        """Return what others read in another way than before, besides the new row."""
        found = [f"audit: {text}" for text in after.audit - self.audit]
        target = table.first_free_row
        moved = table.has_totals and target > table.last_row
        for reader, old, new in (
            ("calamine", self.calamine, after.calamine),
            ("openpyxl", self.openpyxl, after.openpyxl),
        ):
            if old is not None:
                found += [f"{reader}: {text}" for text in _compared(old, new, table, target if moved else 0)]
        return found


def _compared(
    old: Sheets,
    new: Sheets | None,
    table: Table,
    moved: int,
) -> list[str]:
    if new is None:
        return ["cannot be read any more"]
    found: list[str] = []
    for sheet, cells in old.items():
        for (row, column), value in cells.items():
            shifted = moved and sheet == table.sheet and row >= moved
            places = [(row + 1, column), (row, column)] if shifted else [(row, column)]
            values = [new.get(sheet, {}).get(place) for place in places]
            if not any(_same(value, other) for other in values) and not (moved and _is_formula(value)):
                found.append(f"{sheet}!{row},{column}: {value!r} became {values!r}")
    written = any(list(table.headings).count(heading) == 1 for heading in table.headings)
    if written and new.get(table.sheet) and MARK not in map(str, new[table.sheet].values()):
        found.append("the new value is not there")
    return found[:5]


def _same(one: object, other: object) -> bool:
    return one == other or repr(one) == repr(other) or getattr(one, "text", one) == getattr(other, "text", other)


def _is_formula(value: object) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or hasattr(value, "ref")


def _calamine(data: bytes) -> Sheets | None:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in book.sheets_metadata if sheet.typ.name == "WorkSheet"]
        return {name: _calamine_cells(book.get_sheet_by_name(name)) for name in names}
    except Exception:  # noqa: BLE001 - whatever it raises, it could not read the workbook before either
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
    except Exception:  # noqa: BLE001 - as above
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
    kept = [(f"{at}.xlsx", outcome) for at, outcome in enumerate(found) if outcome.after]
    with tempfile.TemporaryDirectory() as folder:
        for name, outcome in kept:
            (Path(folder) / name).write_bytes(outcome.after or b"")
        profile = (Path(folder) / "profile").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "csv", "--outdir"]
        files = [str(Path(folder) / name) for name, _ in kept]
        subprocess.run([*command, str(Path(folder) / "out"), *files], check=False, capture_output=True)
        opened = {path.stem for path in (Path(folder) / "out").glob("*.csv")}
    return [str(outcome) for name, outcome in kept if Path(name).stem not in opened]


def main() -> int:
    """Do all of them, print what was refused and damaged, and the counts."""
    found: list[Outcome] = []
    with ProcessPoolExecutor() as executor:
        for of_one in executor.map(outcomes, workbooks()):
            found += of_one
            for outcome in of_one:
                print(outcome, flush=True)  # noqa: T201 - the report
    counts = Counter({"kept": 0, "refused": 0, "damaged": 0})
    counts.update(outcome.state for outcome in found)
    shut = unopened(found) if which("soffice") else ["LibreOffice is not installed"]
    empty = len(workbooks()) - len({outcome.workbook for outcome in found})
    kinds = Counter(outcome.kind for outcome in found if outcome.state == "refused")
    for kind, number in kinds.most_common():
        print(f"refused {number}: {kind}")  # noqa: T201 - as above
    print(f"{len(workbooks())} workbooks, {empty} of them without a table or list to append to")  # noqa: T201 - as above
    print(f"tables and lists: {dict(counts)}; not opened by LibreOffice: {shut or 'none'}")  # noqa: T201 - as above
    return 1 if counts["damaged"] or shut else 0


if __name__ == "__main__":
    sys.exit(main())
