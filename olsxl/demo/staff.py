"""The demo's people and their training: in date, due soon, overdue, never trained, paused, left. Everybody is made up.

Days are counted back from today; what would fall on a weekend is moved to the Friday before.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

DOMAIN = "puddlewick.example"

MANAGER = "Winifred Thistlewhistle"

DEPUTY = "Barnaby Quillfeather"

HOUSE = "Puddlewick House"

FOSTERING = "Marrowfat Fostering"


class Person(NamedTuple):
    """One row of People; `started` and `left` are days ago."""

    id: str
    name: str
    role: str
    category: str
    service: str
    started: int
    left: int | None = None
    household: str = ""


class Session(NamedTuple):
    """One session of training: so many days ago, by type, and who attended or did not."""

    ago: int
    type: str
    attended: tuple[str, ...]
    absent: tuple[str, ...] = ()


PEOPLE = (
    Person("P-001", MANAGER, "Registered Manager", "Manager", HOUSE, 1500),
    Person("P-002", DEPUTY, "Deputy manager", "Manager", HOUSE, 1100),
    Person("P-003", "Odette Marmaladeson", "Residential worker", "Staff", HOUSE, 900),
    Person("P-004", "Cuthbert Inkpenny", "Residential worker", "Staff", HOUSE, 700),
    Person("P-005", "Tamsin Buttercrumb", "Night worker", "Staff", HOUSE, 880),
    Person("P-006", "Horatio Wobbleton", "Foster carer", "Foster carer", FOSTERING, 820, household="H-01"),
    Person("P-007", "Philippa Wobbleton", "Foster carer", "Foster carer", FOSTERING, 820, household="H-01"),
    Person("P-008", "Percival Noodlebrook", "Residential worker", "Staff", HOUSE, 765),
    Person("P-009", "Dorothea Picklesworth", "Homework helper", "Volunteer", HOUSE, 130),
    Person("P-010", "Ignatius Snugglethorpe", "Residential worker", "Agency", HOUSE, 34),
    Person("P-011", "Euphemia Doodlewick", "Football coach", "Volunteer", HOUSE, 6),
    Person("P-012", "Clementine Fizzlewick", "Residential worker", "Staff", HOUSE, 305, left=45),
    Person("P-013", "Rupert Bumbleday", "Residential worker", "Staff", HOUSE, 700),
)

PAUSED = {"P-013": (60, -40)}
"""Who is away for long: from so many days ago until so many (negative: ahead)."""

SESSIONS = (
    Session(1495, "Commencement", ("P-001",)),
    Session(1140, "Annual refresher", ("P-001",)),
    Session(1095, "Commencement", ("P-002",)),
    Session(895, "Commencement", ("P-003",)),
    Session(875, "Commencement", ("P-005",)),
    Session(815, "Commencement", ("P-006", "P-007")),
    Session(800, "Annual refresher", ("P-001", "P-002")),
    Session(755, "Commencement", ("P-008",)),
    Session(695, "Commencement", ("P-004", "P-013")),
    Session(545, "Annual refresher", ("P-001", "P-002", "P-003", "P-005", "P-006", "P-007")),
    Session(400, "Annual refresher", ("P-008", "P-013")),
    Session(335, "Annual refresher", ("P-004",)),
    Session(300, "Commencement", ("P-012",)),
    Session(190, "Annual refresher", ("P-001", "P-002", "P-003", "P-005", "P-006", "P-007"), absent=("P-008",)),
    Session(118, "Commencement", ("P-009",)),
    Session(72, "Additional", ("P-003", "P-005")),
    Session(20, "Commencement", (), absent=("P-010",)),
)


def people(today: date) -> list[dict[str, object]]:
    """Return the rows of People by heading."""
    return [_person_row(person, today) for person in PEOPLE]


def _person_row(person: Person, today: date) -> dict[str, object]:
    row: dict[str, object] = {
        "Person ID": person.id,
        "Full name": person.name,
        "Role": person.role,
        "Category": person.category,
        "Service": person.service,
        "Base": "Offsite" if person.service == FOSTERING else "Onsite",
        "Started on": weekday(today, person.started),
        "Household": person.household,
        "Email": f"{person.name.split()[0].lower()}@{DOMAIN}",
    }
    if person.left is not None:
        row["Left on"] = weekday(today, person.left)
    if person.id in PAUSED:
        row["Paused from"], row["Paused to"] = (weekday(today, ago) for ago in PAUSED[person.id])
    return {heading: value for heading, value in row.items() if value != ""}


def training(today: date) -> list[dict[str, object]]:
    """Return the rows of Training by heading, oldest first."""
    rows = [row for session in SESSIONS for row in _session_rows(session, today)]
    rows += [_waived_row(person, today) for person in PAUSED]
    return sorted(rows, key=lambda row: str(row["Session on"]))


def _session_rows(session: Session, today: date) -> list[dict[str, object]]:
    day = weekday(today, session.ago)
    shared: dict[str, object] = {
        "Course": "Sharing nudes: what to do" if session.type == "Additional" else "Online safety incidents",
        "Type": session.type,
        "Session on": day,
        "Delivered by": DEPUTY if session.type == "Commencement" else "Gooseberry Training",
        "Delivery": "In person",
        "Recorded by": "P-002",
    }
    evidence = {"Understanding checked": "Yes: short quiz", "Evidence": f"Sign-in sheet {day:%d/%m/%Y}"}
    came = [{"Person ID": person, **shared, "Attendance": "Attended", **evidence} for person in session.attended]
    missed = [{"Person ID": person, **shared, "Attendance": "Did not attend"} for person in session.absent]
    return came + missed


def _waived_row(person: str, today: date) -> dict[str, object]:
    return {
        "Person ID": person,
        "Course": "Online safety incidents",
        "Type": "Annual refresher",
        "Session on": weekday(today, PAUSED[person][0] - 10),
        "Attendance": "Waived",
        "Recorded by": "P-002",
        "Note": f"On long leave, until {weekday(today, PAUSED[person][1]):%d/%m/%Y}.",
    }


def weekday(today: date, ago: int) -> date:
    """Return the day so many days ago, or the Friday before it."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4))
