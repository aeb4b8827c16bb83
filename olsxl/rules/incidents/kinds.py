"""INC110 to INC112: whether event type, risk area and sub-type belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.schema import LISTS, SUB_TYPES
from olsxl.rules.incidents.cells import Wording, blank, faults_at
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext

_AREA_OF_EVENT = dict(zip(LISTS["event_type"], SUB_TYPES, strict=False))
"""The policy's three types of event are of the first three areas; the fourth, Commerce, may join any."""

_ANY = "Commerce"

_AREA_OF_SUB_TYPE = {sub_type: area for area, sub_types in SUB_TYPES.items() for sub_type in sub_types}


@rule(
    "INC110",
    "error",
    Explanation(
        title="A record has no event type.",
        why="The policy names three types of event that are reported; each record is one of them.",
        put_right="Choose the type of the event from the list.",
        example="Event type is blank.",
    ),
    needs={"Incidents": ("Event type",)},
    source=("P8",),
)
def no_event_type(context: RuleContext) -> Iterator[Fault]:
    message = "{Event type} is blank"
    yield from faults_at(
        context, blank(context, "Event type"), "Event type", Wording(message, "Choose the type of the event")
    )


@rule(
    "INC111",
    "warning",
    Explanation(
        title="Event type and risk area do not belong together.",
        why=(
            "Age-inappropriate information is Content, an inappropriate relationship Contact, misuse Conduct; "
            "Commerce may join any. A type or an area of the home's own is left alone."
        ),
        put_right="Choose the risk area of the event type, or correct the event type.",
        example="Event type is Inappropriate relationship, and Risk area is Content.",
    ),
    needs={"Incidents": ("Event type", "Risk area")},
    source=("P8",),
)
def other_risk_area(context: RuleContext) -> Iterator[Fault]:
    areas = context.records["Risk area"]
    expected = context.records["Event type"].map(_AREA_OF_EVENT)
    other = expected.notna() & areas.isin([area for area in SUB_TYPES if area != _ANY]) & (areas != expected)

    def words(row: int) -> str:
        return f"{{Risk area}} is {areas[row]}, but the {{Event type}} is one of {expected[row]}"

    yield from faults_at(
        context, other, "Risk area", Wording(words, "Choose the risk area that belongs to {Event type}")
    )


@rule(
    "INC112",
    "warning",
    Explanation(
        title="The sub-type does not belong to the risk area.",
        why=(
            "Each sub-type is of one area; counts by area and by sub-type are else at odds. One of the home's own "
            "is left alone."
        ),
        put_right="Choose a sub-type of the risk area, or correct the risk area.",
        example="Risk area is Contact, and Sub-type is Cyber bullying, which is Conduct.",
    ),
    needs={"Incidents": ("Risk area", "Sub-type")},
    source=("P8",),
)
def other_sub_type(context: RuleContext) -> Iterator[Fault]:
    areas = context.records["Risk area"]
    expected = context.records["Sub-type"].map(_AREA_OF_SUB_TYPE)
    other = expected.notna() & areas.isin(list(SUB_TYPES)) & (areas != expected)

    def words(row: int) -> str:
        return f"{{Sub-type}} is one of {expected[row]}, but {{Risk area}} is {areas[row]}"

    yield from faults_at(
        context, other, "Sub-type", Wording(words, "Choose a sub-type of the risk area, or correct {Risk area}")
    )


KIND_RULES: tuple[Rule, ...] = (
    no_event_type,
    other_risk_area,
    other_sub_type,
)
