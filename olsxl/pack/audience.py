"""What each audience may see: an allow-list of columns, never the register with some taken away (P6, need to know).

A column that is not listed here is in no pack; the Cover names what is left out, and why.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from olsxl.register.schema import INCIDENTS

Kind = Literal["reference", "references", "person", "day", "text"]
"""How a value is shown: references only where they look like such, people by Person ID, text without names."""


class Field(NamedTuple):
    """One column of the Register sheet: its heading, its kind, its width in characters, the headings it is read from.

    Of several headings the first is the decision and the others its reasons: `Not required. Older than 13.`
    """

    heading: str
    kind: Kind
    width: int
    sources: tuple[str, ...]


class LeftOut(NamedTuple):
    """Headings of Incidents that the audience does not see, and why."""

    headings: tuple[str, ...]
    why: str


class Audience(NamedTuple):
    """One audience: its key on the command line, its name on the Cover, the purpose, what it sees and does not see."""

    key: str
    name: str
    purpose: str
    register: tuple[Field, ...]
    left_out: tuple[LeftOut, ...]

    def shows(self, heading: str) -> bool:
        """Whether it sees what stands under a heading; those of other sheets than Incidents it does."""
        return heading not in INCIDENTS.headings or any(heading in field.sources for field in self.register)


def _day(heading: str) -> Field:
    return Field(heading, "day", 12, (heading,))


def _text(heading: str, width: int, *more: str, title: str = "") -> Field:
    return Field(title or heading, "text", width, (heading, *more))


OFSTED = Audience(
    "ofsted",
    "Ofsted",
    "Inspection: records of online safety incidents, their weekly review and the training of staff and carers",
    # In the order of a record's life: the first printed page says what happened, the second what was done about it.
    (
        Field("Incident ref", "reference", 15, ("Incident ref",)),
        Field("Safeguarding ref", "reference", 14, ("Safeguarding ref",)),
        _day("Occurred on"),
        _day("Reported on"),
        _day("Recorded on"),
        _text("Reporter type", 13),
        Field("Child refs", "references", 13, ("Child refs",)),
        _text("Event type", 18),
        _text("Risk area", 11),
        _text("Sub-type", 17),
        _text("Platform", 13),
        _text("Imagery involved", 11),
        _text("Summary", 52),
        _text("Immediate action", 32),
        _text("Risk level", 28, "Assessment", title="Risk and assessment"),
        _text("Law enforcement", 21, "Law enforcement note"),
        _text("Training and education", 21, "Training and education note"),
        _text("Technical controls", 21, "Technical controls note"),
        _text("Ofsted notification", 18, "Ofsted note"),
        _text("Placing authority told", 15),
        _text("Child's views", 22),
        _text("Status", 13),
        _day("Closed on"),
        _text("Outcome", 26),
    ),
    (
        LeftOut(
            ("Reported by", "Owner", "Closed by"),
            "staff, carers and volunteers are not needed one by one; who reported is told by Reporter type",
        ),
        LeftOut(
            ("Service", "Report route", "Record held", "Assessed on", "Via legitimate service"),
            "the home's own working; the record itself can be seen at the home",
        ),
        LeftOut(
            ("Ofcom complaint", "Ofcom raised on", "Ofcom ref"),
            "complaints about online services go to another regulator",
        ),
    ),
)

AUDIENCES: dict[str, Audience] = {audience.key: audience for audience in (OFSTED,)}
"""The audiences that a pack can be made for."""
