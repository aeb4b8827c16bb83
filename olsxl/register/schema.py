"""The two registers: their sheets, headings and allowed values, in one place.

Everything that reads, checks, lays out or writes a register takes its names from here. Headings are those that the
manager sees; `config key` names (`incidents`, `status`) are the ones that `olsxl.toml` uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["key", "text", "date", "stamp", "choice", "count"]
"""What a column holds: a reference, free text, a day, a day with a time, an allowed value, a number."""

NO_UPDATE = "No Update"
"""The policy's exact words (P12), both as the Type and as the text of a row of Updates."""

NOT_KEPT = "not kept in this register"
"""What stands for a figure that the register does not tell: it is never 0."""

AUTOMATIC = "olsxl (automatic)"
"""The author of every row that olsxl writes by itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, the list of allowed values (a key of `LISTS`) where it has one."""

    heading: str
    kind: Kind = "text"
    values: str | None = None
    indispensable: bool = False
    width: int = 16

    @property
    def config_key(self) -> str:
        """The name that `[columns.*]` in olsxl.toml uses: `Incident ref` is `incident_ref`."""
        return slug(self.heading)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a register; `name` is both the sheet's and the Excel table's name, the first column is its key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def config_key(self) -> str:
        """The name that `[sheets]` and `[columns.*]` in olsxl.toml use."""
        return slug(self.name)

    @property
    def key(self) -> str:
        """The heading of the column without which a row cannot be told from another."""
        return self.columns[0].heading

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings, in the order of the blank register."""
        return tuple(column.heading for column in self.columns)

    def column(self, heading: str) -> Column:
        """The column of this heading; KeyError where there is none."""
        for column in self.columns:
            if column.heading == heading:
                return column
        raise KeyError(heading)


def slug(text: str) -> str:
    """`Via legitimate service` becomes `via_legitimate_service`, `Child's views` becomes `childs_views`."""
    words = "".join(c if c.isalnum() else " " for c in text.lower().replace("'", "")).split()
    return "_".join(words)


def _key(heading: str, width: int = 15) -> Column:
    return Column(heading, "key", indispensable=True, width=width)


def _date(heading: str, *, indispensable: bool = False) -> Column:
    return Column(heading, "date", indispensable=indispensable, width=13)


def _choice(heading: str, values: str, *, indispensable: bool = False, width: int = 18) -> Column:
    return Column(heading, "choice", values, indispensable=indispensable, width=width)


def _note(heading: str) -> Column:
    return Column(heading, width=30)


INCIDENTS = Sheet(
    "Incidents",
    (
        _key("Incident ref"),
        Column("Safeguarding ref"),
        Column("Service", width=20),
        _date("Occurred on"),
        _date("Reported on", indispensable=True),
        _date("Recorded on"),
        Column("Reported by", width=12),
        _choice("Reporter type", "reporter_type"),
        _choice("Report route", "report_route", width=14),
        _choice("Record held", "record_held", width=12),
        Column("Child refs", width=18),
        _choice("Event type", "event_type", width=28),
        _choice("Risk area", "risk_area", width=12),
        _choice("Sub-type", "sub_type", width=26),
        Column("Platform"),
        _choice("Via legitimate service", "yes_no_unknown", width=12),
        _choice("Imagery involved", "yes_no_unknown", width=12),
        Column("Summary", width=48),
        Column("Immediate action", width=40),
        _choice("Risk level", "risk_level", width=10),
        Column("Assessment", width=40),
        _date("Assessed on"),
        _choice("Law enforcement", "law_enforcement"),
        _note("Law enforcement note"),
        _choice("Training and education", "training_and_education"),
        _note("Training and education note"),
        _choice("Technical controls", "technical_controls", width=20),
        _note("Technical controls note"),
        _choice("Ofcom complaint", "ofcom_complaint", width=14),
        _date("Ofcom raised on"),
        Column("Ofcom ref"),
        _choice("Ofsted notification", "ofsted_notification"),
        _note("Ofsted note"),
        Column("Placing authority told", width=24),
        _note("Child's views"),
        Column("Owner", width=12),
        _choice("Status", "status", indispensable=True, width=22),
        _date("Closed on"),
        Column("Closed by", width=12),
        _note("Outcome"),
    ),
)

UPDATES = Sheet(
    "Updates",
    (
        _key("Incident ref"),
        _date("Date", indispensable=True),
        _choice("Type", "update_type", width=14),
        Column("Update", indispensable=True, width=70),
        Column("By", indispensable=True, width=20),
        Column("Review", width=12),
        Column("Entered at", "stamp", width=18),
        _choice("Body told", "body_told"),
    ),
)

REVIEWS = Sheet(
    "Reviews",
    (
        _key("Review", width=12),
        _date("Reviewed on", indispensable=True),
        _date("Period from"),
        Column("Open", "count", width=9),
        Column("Updated", "count", width=11),
        Column("No Update", "count", width=13),
        Column("Opened", "count", width=11),
        Column("Closed", "count", width=10),
        Column("Refs covered", width=46),
        Column("Errors", "count", width=10),
        Column("Content hash", width=24),
        Column("Reviewed by", width=24),
        _choice("Capacity", "capacity", width=22),
        _choice("Method", "review_method", width=24),
        Column("Signed on", "stamp", width=18),
        Column("Comment", width=50),
        Column("Seal", width=24),
    ),
)

SIGNERS = Sheet(
    "Signers",
    (
        Column("Person", "key", width=24),
        _choice("Capacity", "capacity", width=22),
        _date("From"),
        _date("To"),
    ),
)

PEOPLE = Sheet(
    "People",
    (
        _key("Person ID", width=12),
        Column("Full name", indispensable=True, width=26),
        Column("Role", width=24),
        _choice("Category", "category"),
        Column("Service", width=20),
        _choice("Base", "base", width=12),
        _date("Started on", indispensable=True),
        _date("Left on"),
        _date("Paused from"),
        _date("Paused to"),
        Column("Household", width=14),
        Column("Email", width=32),
    ),
)

TRAINING = Sheet(
    "Training",
    (
        _key("Person ID", width=12),
        Column("Course", width=30),
        _choice("Type", "training_type", width=20),
        _date("Session on", indispensable=True),
        Column("Delivered by", width=20),
        Column("Delivery", width=16),
        _choice("Attendance", "attendance", indispensable=True, width=16),
        Column("Understanding checked", width=22),
        Column("Evidence", width=24),
        Column("Recorded by", width=14),
        Column("Note", width=36),
    ),
)

INCIDENT_REGISTER = (INCIDENTS, UPDATES, REVIEWS, SIGNERS)
TRAINING_REGISTER = (PEOPLE, TRAINING)

SUB_TYPES: dict[str, tuple[str, ...]] = {
    "Content": (
        "Pornography",
        "Suicide",
        "Self-harm",
        "Eating disorder",
        "Abuse and hate",
        "Bullying content",
        "Violence",
        "Harmful substances",
        "Dangerous stunts and challenges",
        "Extremism",
        "Misinformation",
        "Age-rated game or film",
        "Other content",
    ),
    "Contact": (
        "Suspected grooming",
        "Sexual coercion",
        "Sexual exploitation",
        "Criminal exploitation",
        "Radicalisation",
        "Unapproved family contact",
        "Adult posing as child",
        "Other contact",
    ),
    "Conduct": (
        "Self-generated sexual images",
        "Shared another's image",
        "Cyber bullying",
        "Controls subverted",
        "Unapproved account or device",
        "Outside acceptable use",
        "Other conduct",
    ),
    "Commerce": ("Gambling", "Scam or phishing", "In-app spending", "Other commerce"),
}
"""The sub-types of each risk area (the four Cs of docs/policy.md, "Words")."""

SEXUAL = frozenset(
    {
        "Pornography",
        "Suspected grooming",
        "Sexual coercion",
        "Sexual exploitation",
        "Self-generated sexual images",
        "Shared another's image",
    }
)
"""The sub-types that are sexual: those with a star in docs/contract.md, "Allowed values"."""

NARRATIVES = ("Immediate action", "Assessment", "Outcome")
"""The headings of Incidents under which what was done may be told day by day, as updates are."""

LISTS: dict[str, tuple[str, ...]] = {
    "status": ("Open", "Open - awaiting external", "Closed"),
    "event_type": ("Age-inappropriate information", "Inappropriate relationship", "Misuse of online services"),
    "risk_area": tuple(SUB_TYPES),
    "sub_type": tuple(value for values in SUB_TYPES.values() for value in values),
    "reporter_type": (
        "Onsite staff",
        "Offsite carer",
        "Volunteer",
        "Child",
        "Family",
        "Professional",
        "Monitoring alert",
        "Anonymous",
    ),
    "report_route": ("In person", "Phone", "Out of hours", "Form", "Email", "Paper"),
    "record_held": ("Electronic", "Physical"),
    "yes_no_unknown": ("Yes", "No", "Unknown"),
    "risk_level": ("Low", "Medium", "High", "Critical"),
    "law_enforcement": ("Reported", "Not required", "Under consideration"),
    "training_and_education": ("Action taken", "Not required", "Under consideration"),
    "technical_controls": ("Changed", "Reviewed - no change", "Not required", "Under consideration"),
    "ofcom_complaint": ("Raised", "Not required", "To be raised"),
    "ofsted_notification": ("Notified", "Not notifiable", "Under consideration"),
    "body_told": (
        "Police",
        "CEOP",
        "Placing authority",
        "Social worker",
        "LADO",
        "Ofsted",
        "Service",
        "Ofcom",
        "Other",
    ),
    "update_type": (
        "Progress",
        NO_UPDATE,
        "Decision",
        "Action",
        "Notification",
        "Correction",
        "Closure",
        "Reopened",
    ),
    "review_method": ("Electronic attestation", "Wet signature"),
    "capacity": ("Registered Manager", "Deputy", "Responsible Individual"),
    "category": ("Staff", "Foster carer", "Volunteer", "Agency", "Manager", "Trustee"),
    "base": ("Onsite", "Offsite"),
    "training_type": ("Commencement", "Annual refresher", "Additional"),
    "attendance": ("Attended", "Partial", "Did not attend", "Waived"),
}
"""Allowed values by list; `[lists]` in olsxl.toml adds to them. The first value of `status` is the open one."""


_LIST_HEADINGS = {"sub_type": "Sub-type", "yes_no_unknown": "Yes, no, unknown"}
"""The lists whose heading cannot be made from their key."""


def list_heading(key: str) -> str:
    """`event_type` becomes `Event type`."""
    return _LIST_HEADINGS.get(key, key.replace("_", " ").capitalize())


def lists_of(sheets: Iterable[Sheet]) -> frozenset[str]:
    """The lists of allowed values that the columns of these sheets use."""
    return frozenset(column.values for sheet in sheets for column in sheet.columns if column.values)


def is_closed(status: str) -> bool:
    """Whether a Status that is understood is a closed one: `Closed`, or a value of the home's that begins with it.

    Everything else, a blank and a value that is not understood among it, is open: a record is never lost to a typo.
    """
    return status.casefold().split(" ")[0] == "closed"
