"""Large registers, made in seconds: rows written straight into the sheets of a blank register, as Excel writes them.

`large(10_000, 100_000)` is a register of so many incidents (all 40 columns) and updates, free of findings on its
`TODAY`; `cached` keeps it in a temporary folder, so that each benchmark does not make it anew. All of it is made up.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from olsxl import workbook
from olsxl.register import schema
from olsxl.resources import registers_dir
from olsxl.review.week import review_id, start_of_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TODAY = date(2026, 11, 19)
"""A Thursday."""

Row = dict[str, object]
"""A row by our headings; what is left out is blank."""

_EPOCH = datetime(1899, 12, 30)
_CELL = re.compile(r'<c r="([A-Z]+)2" s="(\d+)"')
_TWO = re.compile(r'(sqref="(?:[A-Z]+2 ?)+")')


class Raw(str):
    """A cell as XML, from its attributes on, such as `' t="e"><v>#N/A</v>'`."""

    __slots__ = ()


class _Texts:
    """The shared strings, each once."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._count = part.count("<si>")
        self._new: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self._new.setdefault(text, self._count + len(self._new))

    def part(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._new)
        return self._part.replace("</sst>", f"{items}</sst>").replace(f'uniqueCount="{self._count}"', "")


def filled(blank: bytes, rows: Mapping[str, Iterable[Mapping[str, object]]]) -> bytes:
    """A blank register with rows in its sheets from row 2 on; texts shared, days in the columns' own style."""
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts = _Texts(parts["xl/sharedStrings.xml"])
    for table in workbook.tables(blank):
        if table.name in rows and table.part:
            last = _fill(parts, table.sheet_part, table.headings, rows[table.name], texts)
            parts[table.part] = re.sub(r'ref="A1:([A-Z]+)2"', rf'ref="A1:\g<1>{last}"', parts[table.part])
    parts["xl/sharedStrings.xml"] = texts.part()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _fill(
    parts: dict[str, str], part: str, headings: Sequence[str], rows: Iterable[Mapping[str, object]], texts: _Texts
) -> int:
    """Put rows into one sheet in place of its prepared row; return the last row's number."""
    before, found, after = re.split(r'(<row r="2".*?</row>)', parts[part], maxsplit=1)
    columns = [(heading, *cell) for heading, cell in zip(headings, _CELL.findall(found), strict=True)]
    made = [_row(number, row, columns, texts) for number, row in enumerate(rows, 2)]
    last = max(len(made) + 1, 2)
    before = re.sub(r'(<dimension ref="A1:[A-Z]+)\d+', rf"\g<1>{last}", before)
    after = _TWO.sub(lambda area: re.sub(r"([A-Z]+)2", rf"\g<1>2:\g<1>{last}", area[0]), after)
    parts[part] = before + ("".join(made) or found) + after
    return last


def _row(number: int, row: Mapping[str, object], columns: Sequence[tuple[str, str, str]], texts: _Texts) -> str:
    cells = "".join(
        _cell(f'r="{letters}{number}" s="{style}"', row[heading], texts)
        for heading, letters, style in columns
        if row.get(heading) is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(head: str, value: object, texts: _Texts) -> str:
    if isinstance(value, Raw):
        return f"<c {head}{value}</c>"
    if isinstance(value, str):
        return f'<c {head} t="s"><v>{texts[value]}</v></c>'
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return f"<c {head}><v>{(moment - _EPOCH) / timedelta(days=1):.10g}</v></c>"
    return f"<c {head}><v>{value}</v></c>"


def incidents(count: int, *, still_open: int, years: int = 4) -> Iterator[Row]:
    """So many incidents of the last years, the newest of them open, every column filled in."""
    first, span = TODAY - timedelta(days=years * 365), years * 365 - 14
    for number in range(1, count + 1):
        day = first + timedelta(days=span * number // count)
        yield _incident(number, day, closed=number <= count - still_open)


def _incident(number: int, day: date, *, closed: bool) -> Row:
    person, child = f"P-{number % 40 + 1:03}", f"C-{number % 97:04}"
    end: Row = {
        "Status": "Open",
        "Closed on": None,
        "Closed by": None,
        "Outcome": None,
    }
    if closed:
        outcome = f"Agreed with the placing authority, note {number}"
        end = {"Status": "Closed", "Closed on": day + timedelta(days=12), "Closed by": person, "Outcome": outcome}
    return {
        "Incident ref": f"OLS-{day.year}-{number:05}",
        "Safeguarding ref": f"SG-{number:05}",
        "Service": ("Larkfield House", "Fostering", "Outreach")[number % 3],
        "Occurred on": day - timedelta(days=number % 3),
        "Reported on": day,
        "Recorded on": day + timedelta(days=number % 2),
        "Reported by": person,
        "Reporter type": schema.LISTS["reporter_type"][number % 3],
        "Report route": schema.LISTS["report_route"][number % 6],
        "Record held": "Electronic",
        "Child refs": child,
        "Event type": "Misuse of online services",
        "Risk area": "Conduct",
        "Sub-type": schema.SUB_TYPES["Conduct"][number % 7],
        "Platform": ("a game", "a chat", "a video site", "a school account")[number % 4],
        "Via legitimate service": "Unknown",
        "Imagery involved": "No",
        "Summary": f"Incident {number}: an account was used outside what {child} and the home had agreed, on a tablet.",
        "Immediate action": f"Talked with {child}; the device was set up again together with {person}, item {number}.",
        "Risk level": ("Low", "Medium")[number % 2],
        "Assessment": f"Low risk of harm; case {number} is looked at again in a week.",
        "Assessed on": day + timedelta(days=1),
        "Law enforcement": "Not required",
        "Law enforcement note": f"No offence, {day:%d/%m/%Y}",
        "Training and education": "Action taken",
        "Training and education note": f"Session held, {day:%d/%m/%Y}",
        "Technical controls": "Changed",
        "Technical controls note": f"Filter set anew, {day:%d/%m/%Y}",
        "Ofcom complaint": "Not required",
        "Ofcom raised on": day,
        "Ofcom ref": f"OF-{number:05}",
        "Ofsted notification": "Not notifiable",
        "Ofsted note": f"Below the threshold, {day:%d/%m/%Y}",
        "Placing authority told": f"{day:%d/%m/%Y} by telephone",
        "Child's views": f"Said that the rules were clear now ({number})",
        "Owner": person,
        **end,
    }


def updates(count: int, records: Sequence[Row]) -> Iterator[Row]:
    """So many updates, spread evenly over the records; two in three are No Update rows of olsxl's."""
    for number in range(count):
        record = records[number * len(records) // count]
        reported = record["Reported on"]
        assert isinstance(reported, date)
        yield _update(number, record["Incident ref"], min(reported + timedelta(days=number % 10), TODAY))


def _update(number: int, ref: object, day: date) -> Row:
    entered = datetime.combine(day, time(16, number % 60))
    if number % 3:
        none = schema.NO_UPDATE
        row: Row = {"Type": none, "Update": none, "By": schema.AUTOMATIC, "Review": review_id(day)}
    else:
        text = f"Update {number}: spoke with the social worker; nothing further was found and the plan stands."
        row = {"Type": "Progress", "Update": text, "By": f"P-{number % 40 + 1:03}", "Body told": "Social worker"}
    return {"Incident ref": ref, "Date": day, "Entered at": entered, **row}


def reviews(years: int = 4) -> Iterator[Row]:
    """A signed review on each Thursday of these years, the last one a week ago."""
    day = start_of_week(TODAY - timedelta(days=years * 365)) + timedelta(days=3)
    while day < TODAY:
        yield {
            "Review": review_id(day),
            "Reviewed on": day,
            "Period from": day - timedelta(days=6),
            "Open": 40,
            "Updated": 20,
            "No Update": 20,
            "Reviewed by": "Rowan Example",
            "Capacity": "Registered Manager",
            "Method": "Electronic attestation",
            "Signed on": datetime.combine(day, time(17)),
        }
        day += timedelta(days=7)


def people(count: int, years: int = 4) -> Iterator[Row]:
    """So many people who started before the first incident, ten days before their first session."""
    for number in range(1, count + 1):
        yield {
            "Person ID": f"P-{number:03}",
            "Full name": f"Person Example {number}",
            "Category": "Staff",
            "Base": "Onsite",
            "Started on": TODAY - timedelta(days=years * 365 + 40),
        }


def training(count: int, years: int = 4) -> Iterator[Row]:
    """A session each in every year since they started."""
    for days in range(years * 365 + 30, 0, -330):
        for number in range(1, count + 1):
            yield {
                "Person ID": f"P-{number:03}",
                "Course": "Online safety",
                "Type": "Annual refresher",
                "Session on": TODAY - timedelta(days=days),
                "Attendance": "Attended",
            }


def large(incident_count: int, update_count: int, *, still_open: int = 300) -> bytes:
    """An incident register of so many rows."""
    records = list(incidents(incident_count, still_open=min(still_open, incident_count)))
    blank = (registers_dir() / "incident-register.xlsx").read_bytes()
    return filled(blank, {"Incidents": records, "Updates": updates(update_count, records), "Reviews": reviews()})


def large_training(count: int = 40) -> bytes:
    """The training register of so many people."""
    blank = (registers_dir() / "training-register.xlsx").read_bytes()
    return filled(blank, {"People": people(count), "Training": training(count)})


def cached(incident_count: int, update_count: int) -> Path:
    """The path of a large register in the temporary folder, made where it is not there yet. Never write to it."""
    folder = Path(tempfile.gettempdir()) / "olsxl-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"incidents-{incident_count}-{update_count}.xlsx"
    if not path.exists():
        made = folder / f"{path.stem}.part"
        made.write_bytes(large(incident_count, update_count))
        made.replace(path)
    return path
