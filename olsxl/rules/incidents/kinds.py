"""INC110 to INC112: whether event type, risk area and sub-type belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.schema import LISTS, SUB_TYPES
from olsxl.rules.incidents.cells import Say, blank, told
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA_OF_EVENT = dict(zip(LISTS["event_type"], SUB_TYPES, strict=False))
"""The policy's three types of event are of the first three areas; the fourth, Commerce, may join any."""

_ANY = "Commerce"

_AREA_OF_SUB_TYPE = {sub_type: area for area, sub_types in SUB_TYPES.items() for sub_type in sub_types}


def no_event_type(check: Check) -> Iterator[Fault]:
    """A record has no event type.

    The policy names three types of event that are reported; each record is one of them.

    Put right: Choose the type of the event from the list.

    Example: Event type is blank.
    """
    message = "{Event type} is blank"
    yield from told(check, blank(check, "Event type"), "Event type", Say(message, "Choose the type of the event"))


def other_risk_area(check: Check) -> Iterator[Fault]:
    """Event type and risk area do not belong together.

    Age-inappropriate information is Content, an inappropriate relationship Contact, misuse Conduct; Commerce may join
    any. A type or an area of the home's own is left alone.

    Put right: Choose the risk area of the event type, or correct the event type.

    Example: Event type is Inappropriate relationship, and Risk area is Content.
    """
    areas = check.records["Risk area"]
    expected = check.records["Event type"].map(_AREA_OF_EVENT)
    other = expected.notna() & areas.isin([area for area in SUB_TYPES if area != _ANY]) & (areas != expected)

    def words(row: int) -> str:
        return f"{{Risk area}} is {areas[row]}, but the {{Event type}} is one of {expected[row]}"

    yield from told(check, other, "Risk area", Say(words, "Choose the risk area that belongs to {Event type}"))


def other_sub_type(check: Check) -> Iterator[Fault]:
    """The sub-type does not belong to the risk area.

    Each sub-type is of one area; counts by area and by sub-type are else at odds. One of the home's own is left alone.

    Put right: Choose a sub-type of the risk area, or correct the risk area.

    Example: Risk area is Contact, and Sub-type is Cyber bullying, which is Conduct.
    """
    areas = check.records["Risk area"]
    expected = check.records["Sub-type"].map(_AREA_OF_SUB_TYPE)
    other = expected.notna() & areas.isin(list(SUB_TYPES)) & (areas != expected)

    def words(row: int) -> str:
        return f"{{Sub-type}} is one of {expected[row]}, but {{Risk area}} is {areas[row]}"

    yield from told(check, other, "Sub-type", Say(words, "Choose a sub-type of the risk area, or correct {Risk area}"))


KIND_RULES: tuple[Rule, ...] = (
    Rule("INC110", "error", no_event_type, {"Incidents": ("Event type",)}, ("P8",)),
    Rule("INC111", "warning", other_risk_area, {"Incidents": ("Event type", "Risk area")}, ("P8",)),
    Rule("INC112", "warning", other_sub_type, {"Incidents": ("Risk area", "Sub-type")}, ("P8",)),
)
