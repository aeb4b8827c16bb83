"""Registers for the tests, built in a few milliseconds: rows appended to the blanks, and plain sheets of any layout.

A row is an edit: `incident_register(incident(1), update(1), review())` is a register of three rows, and
`incident(1, status="Closed", closed_on=None)` changes cells by their config key (None leaves one blank). With the
defaults there is no finding on TODAY. Everybody and everything here is made up.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from olsxl.register import days, schema
from olsxl.resources import registers_dir
from olsxl.review.week import review_id
from olsxl.workbook import AppendRow, patch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

TODAY = date(2026, 11, 19)
"""A Thursday, of the week 2026-W47."""

LAST_REVIEW = TODAY - timedelta(days=7)


def row(sheet: schema.Sheet, values: Mapping[str, object]) -> AppendRow:
    """One row of a sheet by config keys (`closed_on`); what is None stays blank."""
    headings = {column.config_key: column.heading for column in sheet.columns}
    return AppendRow(sheet.name, {headings[key]: value for key, value in values.items() if value is not None})


def ref(number: int) -> str:
    """`OLS-2026-0007` for number 7."""
    return f"OLS-2026-{number:04}"


def incident(number: int = 1, /, **changes: object) -> AppendRow:
    """An open record, reported and recorded two days before the last review."""
    day = LAST_REVIEW - timedelta(days=2)
    values = {
        "incident_ref": ref(number),
        "safeguarding_ref": f"SG-{number:04}",
        "occurred_on": day - timedelta(days=1),
        "reported_on": day,
        "recorded_on": day,
        "reported_by": "P-001",
        "reporter_type": "Monitoring alert",
        "child_refs": "C-7F3K",
        "event_type": "Misuse of online services",
        "summary": "A tablet was used after the agreed hour",
        "ofsted_notification": "Not notifiable",
        "ofsted_note": f"{days.show(day)}: no serious harm",
        "owner": "P-001",
        "status": "Open",
    }
    return row(schema.INCIDENTS, values | changes)


def closed(number: int = 1, /, **changes: object) -> AppendRow:
    """A record closed on the day of the last review, complete: decided, and with its end."""
    decided = {"law_enforcement": "Not required", "training_and_education": "Not required"}
    decided |= {"technical_controls": "Reviewed - no change"}
    notes = {f"{decision}_note": f"{days.show(LAST_REVIEW)}: no need was found" for decision in decided}
    end = {"status": "Closed", "closed_on": LAST_REVIEW, "closed_by": "P-001", "outcome": "Rules agreed anew"}
    end |= decided | notes
    return incident(number, **(end | changes))


def update(number: int = 1, /, day: date = LAST_REVIEW, **changes: object) -> AppendRow:
    """A real update of a record."""
    values = {
        "incident_ref": ref(number),
        "date": day,
        "type": "Progress",
        "update": "Talked it over with the social worker",
        "by": "P-001",
    }
    return row(schema.UPDATES, values | changes)


def no_update(number: int = 1, /, day: date = LAST_REVIEW, **changes: object) -> AppendRow:
    """A No Update row as olsxl writes it."""
    values = {"type": schema.NO_UPDATE, "update": schema.NO_UPDATE, "by": schema.AUTOMATIC, "review": review_id(day)}
    return update(number, day, **(values | changes))


def review(day: date = LAST_REVIEW, **changes: object) -> AppendRow:
    """A weekly review, signed on its day."""
    values = {
        "review": review_id(day),
        "reviewed_on": day,
        "period_from": day - timedelta(days=6),
        "reviewed_by": "Rowan Example",
        "capacity": "Registered Manager",
        "method": "Wet signature",
        "signed_on": day,
    }
    return row(schema.REVIEWS, values | changes)


def person(number: int = 1, /, **changes: object) -> AppendRow:
    """Somebody who started ten days before `session`."""
    values = {
        "person_id": f"P-{number:03}",
        "full_name": f"Person Example {number}",
        "category": "Staff",
        "base": "Onsite",
        "started_on": TODAY - timedelta(days=110),
    }
    return row(schema.PEOPLE, values | changes)


def session(number: int = 1, /, day: date = TODAY - timedelta(days=100), **changes: object) -> AppendRow:
    """Training that a person attended."""
    values = {
        "person_id": f"P-{number:03}",
        "course": "Online safety",
        "type": "Annual refresher",
        "session_on": day,
        "attendance": "Attended",
    }
    return row(schema.TRAINING, values | changes)


_FILLED: dict[tuple[str, str], bytes] = {}


def _filled(name: str, rows: tuple[AppendRow, ...]) -> bytes:
    """A blank register with rows, made once in a process for the same rows."""
    key = name, repr(rows)
    if key not in _FILLED:
        _FILLED[key] = patch((registers_dir() / name).read_bytes(), rows)
    return _FILLED[key]


def incident_register(*rows: AppendRow) -> bytes:
    """The blank incident register with these rows; the first row of each sheet stands in Excel's row 2."""
    return _filled("incident-register.xlsx", rows)


def training_register(*rows: AppendRow) -> bytes:
    """The blank training register with these rows."""
    return _filled("training-register.xlsx", rows)


def quiet_incidents() -> bytes:
    """A register of one open record with an update and a signed review: nothing to find."""
    return incident_register(incident(), update(), review())


def quiet_training() -> bytes:
    """One person, trained: nothing to find."""
    return training_register(person(), session())


def grid(sheet: schema.Sheet, *rows: AppendRow, headings: Sequence[str] | None = None) -> list[list[object]]:
    """A header row (all headings of the sheet, or these of ours in this order) and the rows below it, for `plain`."""
    shown = sheet.headings if headings is None else headings
    return [list(shown), *([edit.values.get(heading) for heading in shown] for edit in rows)]


def book(sheets: Mapping[str, Iterable[Sequence[object]]]) -> Workbook:
    """A workbook of these sheets, each a list of its rows from row 1 on; no Excel tables."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    return made


def add_table(made: Workbook, sheet: str, area: str, name: str, **attributes: object) -> None:
    """Make an area of a sheet an Excel table."""
    table = Table(displayName=name, ref=area, **attributes)  # type: ignore[arg-type]  # attributes of many types
    made[sheet].add_table(table)


def saved(made: Workbook) -> bytes:
    """The bytes of a workbook, as openpyxl saves them: formulas have no stored result."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_cells(made: Workbook, sheet: str, cells: Mapping[str, str]) -> bytes:
    """The bytes of a workbook with cells as XML, from the attributes on: `' t="str"><f>A1</f><v>text</v>'`."""
    for cell in cells:
        made[sheet][cell] = 0
    part = f"xl/worksheets/sheet{made.sheetnames.index(sheet) + 1}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(made))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for cell, xml in cells.items() if name == part else ():
                replacement = f'<c r="{cell}"{xml}</c>'.replace("\\", r"\\")
                content, count = re.subn(rf'<c r="{cell}".*?</c>', replacement, content)
                assert count == 1
            new.writestr(name, content)
    return out.getvalue()


def plain(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """The bytes of a workbook of plain sheets."""
    return saved(book(sheets))


def home(folder: Path, *, incidents: bytes | None = None, training: bytes | None = None, settings: str = "") -> Path:
    """Lay out a home in a folder and return its olsxl.toml; registers that are not given are quiet ones."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "incident-register.xlsx").write_bytes(quiet_incidents() if incidents is None else incidents)
    (folder / "training-register.xlsx").write_bytes(quiet_training() if training is None else training)
    path = folder / "olsxl.toml"
    path.write_text(settings, encoding="utf-8")
    return path
