"""Small registers for the tests: the blanks, filled row by row. Everybody and everything is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.config import Config
from olsxl.pack.audience import OFSTED
from olsxl.pack.build import Material, build
from olsxl.pack.period import Period
from olsxl.register import reading
from olsxl.resources import registers_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from olsxl.pack.document import Document
    from olsxl.register.naming.child_key import Child

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
FIRST, LAST = date(2026, 9, 1), TODAY
PERIOD = Period(FIRST, LAST, TODAY)

Row = dict[str, object]

PEOPLE: tuple[Row, ...] = (
    {"Person ID": "P-001", "Full name": "Marisol Quennell", "Role": "Registered Manager", "Category": "Manager"},
    {"Person ID": "P-002", "Full name": "Jane Okafor", "Role": "Night lead", "Email": "jane.okafor@home.example"},
    {"Person ID": "P-003", "Full name": "Will May", "Role": "Support worker", "Category": "Staff"},
    {"Person ID": "P-004", "Full name": "Zoë Anne-Marie O'Brien", "Role": "Foster carer", "Category": "Foster carer"},
)


def incident(number: int, **values: object) -> Row:
    """Return one open incident, `OLS-2026-0007` for number 7."""
    row: Row = {
        "Incident ref": f"OLS-2026-{number:04}",
        "Safeguarding ref": f"SG-26-{number + 100}",
        "Occurred on": date(2026, 10, 5),
        "Reported on": date(2026, 10, 6),
        "Recorded on": date(2026, 10, 6),
        "Reported by": "P-002",
        "Reporter type": "Onsite staff",
        "Child refs": "C-7F3K",
        "Event type": "Misuse of online services",
        "Risk area": "Conduct",
        "Sub-type": "Cyber bullying",
        "Summary": "Messages in a group chat.",
        "Status": "Open",
    }
    return row | values


def person(number: int, name: str, **values: object) -> Row:
    """Return one person in post, `P-007` for number 7."""
    row: Row = {"Person ID": f"P-{number:03}", "Full name": name, "Started on": date(2024, 1, 8)}
    return row | values


def review(day: date, **values: object) -> Row:
    """Return the review of a day's week, signed."""
    year, week, _ = day.isocalendar()
    row: Row = {
        "Review": f"{year}-W{week:02}",
        "Reviewed on": day,
        "Open": 2,
        "Updated": 1,
        "No Update": 1,
        "Reviewed by": "Marisol Quennell",
        "Capacity": "Registered Manager",
        "Method": "Electronic attestation",
        "Signed on": datetime(day.year, day.month, day.day, 17),
    }
    return row | values


def weekly(first: date, last: date) -> list[Row]:
    """Return a signed review on every seventh day."""
    return [review(first + timedelta(weeks=week)) for week in range((last - first).days // 7 + 1)]


@dataclass
class Registers:
    """What stands in both registers."""

    incidents: Sequence[Mapping[str, object]] = ()
    reviews: Sequence[Mapping[str, object]] = ()
    people: Sequence[Mapping[str, object]] = PEOPLE
    training: Sequence[Mapping[str, object]] = ()
    config: Config = field(default_factory=Config)
    children: tuple[Child, ...] = ()
    has_training: bool = True

    def incident_bytes(self) -> bytes:
        """Return the incident register."""
        return filled("incident-register.xlsx", {"Incidents": self.incidents, "Reviews": self.reviews})

    def training_bytes(self) -> bytes:
        """Return the training register."""
        people = [{"Started on": date(2024, 1, 8)} | dict(row) for row in self.people]
        return filled("training-register.xlsx", {"People": people, "Training": self.training})

    def document(self, period: Period = PERIOD) -> Document:
        """Return Ofsted's pack."""
        training = reading.training_register(self.training_bytes(), "training-register.xlsx", self.config)
        material = Material(
            reading.incident_register(self.incident_bytes(), "incident-register.xlsx", self.config),
            training if self.has_training else None,
            "ab" * 32,
            self.children,
        )
        return build(material, self.config, OFSTED, period, NOW.replace(tzinfo=None))

    def write(self, folder: Path, toml: str = "") -> Path:
        """Lay out a home, and return its folder."""
        folder.mkdir(exist_ok=True)
        (folder / "incident-register.xlsx").write_bytes(self.incident_bytes())
        (folder / "training-register.xlsx").write_bytes(self.training_bytes())
        heading = '[home]\nname = "Larkfield House"\nmanager = "Marisol Quennell"\n'
        (folder / "olsxl.toml").write_text(toml or heading, encoding="utf-8")
        return folder


def filled(name: str, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """Return a blank register with rows added to its tables."""
    return workbook.patch(_blank(name), [workbook.AppendRow(table, row) for table in rows for row in rows[table]])


@cache
def _blank(name: str) -> bytes:
    return (registers_dir() / name).read_bytes()


def values(document: Document, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet's first table by heading."""
    block = next(page for page in document.sheets if page.name == sheet).stacks[0][0]
    headings = [column.heading for column in block.columns]
    return [dict(zip(headings, row, strict=True)) for row in block.rows]


def counts(document: Document, block: str) -> dict[object, tuple[object, ...]]:
    """Return a table of the Summary by its first column."""
    summary = document.sheets[0]
    rows = next(b for stack in summary.stacks for b in stack if b.columns[0].heading == block).rows
    return {row[0]: row[1:] for row in rows}


def texts(document: Document) -> list[str]:
    """Return every text of a pack but for the home's own wording on the Cover."""
    cells = [
        value for page in document.sheets for stack in page.stacks for b in stack for row in b.rows for value in row
    ]
    lines = [line for page in document.sheets for line in (page.title, *page.lines)]
    facts = [fact.text for fact in document.facts if not fact.given]
    return [text for text in (*cells, *lines, *facts) if isinstance(text, str)]


def busy() -> Registers:
    """Return registers with something of everything."""
    told = "Jane Okafor found unkind messages of C-7F3K on Will's tablet. \nWill May rang Zoe O'Brien at once."
    incidents = [
        incident(
            1,
            Summary=told,
            **{
                "Immediate action": "The group was left and muted; okafor, jane spoke with both children.",
                "Child refs": "C-7F3K; C-2QLM",
                "Platform": '=HYPERLINK("http://x.example")',
                "Risk level": "Medium",
                "Assessment": "Unkind, not threatening. Both children know where to turn.",
                "Law enforcement": "Not required",
                "Law enforcement note": "No offence. Decided 07/10/2026.",
                "Technical controls": "Changed",
                "Technical controls note": "Group chats limited to contacts, 07/10/2026.",
                "Ofsted notification": "Not notifiable",
                "Ofsted note": "No serious harm; decided 07/10/2026.",
                "Child's views": "Said that it felt good to be asked.",
            },
        ),
        incident(
            2,
            **{
                "Reported on": date(2026, 9, 14),
                "Occurred on": date(2026, 9, 13),
                "Recorded on": date(2026, 9, 14),
                "Event type": "Inappropriate relationship",
                "Risk area": "Contact",
                "Sub-type": "Suspected grooming",
                "Child refs": "C-9PPT",
                "Law enforcement": "Reported",
                "Law enforcement note": "CEOP on 14/09/2026, by P-001; reference held in the safeguarding file.",
                "Ofsted notification": "Notified",
                "Ofsted note": "Notified within a day, on 15/09/2026.",
                "Risk level": "High",
                "Status": "Closed",
                "Closed on": date(2026, 10, 30),
                "Closed by": "P-001",
                "Outcome": "Account blocked and reported; work with the child continues with her social worker.",
                "Summary": "- An adult posed as a teenager and asked to meet. "
                + "More was written about it here. " * 12,
            },
        ),
        incident(
            3,
            **{
                "Reported on": date(2026, 11, 17),
                "Child refs": "little Tommy",
                "Event type": "Age-inappropriate information",
                "Risk area": "Content",
                "Sub-type": "Violence",
                "Summary": "Will the police be told? A film rated 18 was shown on a shared console.",
                "Imagery involved": "No",
            },
        ),
        incident(4, **{"Reported on": date(2026, 3, 2), "Summary": "Before the period."}),
    ]
    reviews = [
        review(date(2026, 9, 3)),
        review(date(2026, 9, 10)),
        review(date(2026, 9, 17)),
        review(date(2026, 10, 1), Comment="No review in the week before: Jane Okafor was ill and nobody stood in."),
        review(date(2026, 10, 8)),
        review(date(2026, 10, 15)),
        review(date(2026, 10, 22)),
        review(date(2026, 11, 12), Capacity="Deputy"),
        review(date(2026, 11, 19), **dict.fromkeys(("Reviewed by", "Capacity", "Method", "Signed on"))),
    ]
    training = [
        {"Person ID": "P-001", "Session on": date(2026, 2, 3), "Attendance": "Attended", "Type": "Annual refresher"},
        {"Person ID": "P-002", "Session on": date(2025, 9, 3), "Attendance": "Attended", "Type": "Annual refresher"},
        {"Person ID": "P-003", "Session on": date(2025, 12, 3), "Attendance": "Attended", "Type": "Commencement"},
    ]
    return Registers(incidents, reviews, PEOPLE, training)
