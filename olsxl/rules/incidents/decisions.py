"""INC116 to INC121, INC126: whether the manager's decisions were made, dated and reasoned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.schema import SEXUAL
from olsxl.register.table import UNREADABLE
from olsxl.rules.incidents.cells import UNDECIDED, Wording, blank, clear, faults_at, older_than, undecided
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import Series

    from olsxl.rules.context import RuleContext

_REMEDIATION = {
    "Law enforcement": "Law enforcement note",
    "Training and education": "Training and education note",
    "Technical controls": "Technical controls note",
}
_NOTES = {**_REMEDIATION, "Ofsted notification": "Ofsted note"}
"""Each decision that is reasoned, and where."""

_TO_BE_RAISED = "To be raised"
_WORD = re.compile(r"[^\W\d_]{2,}")

_SAFEGUARDING_DAYS = 7
_OFSTED_DAYS = 1


@rule(
    "INC116",
    "error",
    Explanation(
        title="Imagery is involved or the sub-type is a sexual one, and Law enforcement is blank.",
        why="Whether it must be reported is for the manager to decide. Under consideration is an answer for now.",
        put_right="Choose what was decided about law enforcement, and say why in its note.",
        example="Imagery involved is Yes, and Law enforcement is blank.",
    ),
    needs={"Incidents": ("Law enforcement",)},
    source=("P9",),
)
def police_not_considered(context: RuleContext) -> Iterator[Fault]:
    records = context.records
    asked = (records["Imagery involved"] == "Yes") | records["Sub-type"].isin(SEXUAL)
    message = "{Law enforcement} is blank, though imagery is involved or the sub-type is a sexual one"
    rows = asked & blank(context, "Law enforcement")
    yield from faults_at(
        context, rows, "Law enforcement", Wording(message, "Choose what was decided, and say why in its note")
    )


@rule(
    "INC117",
    "error",
    Explanation(
        title="A decision has no reason and date in its note.",
        why="A decision not to refer is a decision too; whoever reads it later must see when it was made, and why.",
        put_right="Type the day and the reason into the note: 12/11/2026: no offence.",
        example="Law enforcement is Not required, and its note is blank.",
    ),
    needs={"Incidents": ()},
    source=("P9", "decided"),
)
def decision_without_reason(context: RuleContext) -> Iterator[Fault]:
    table = context.register.incidents
    for decision, note in _NOTES.items():
        if table.has(decision, note):
            yield from _without_reason(context, decision, note)


def _without_reason(context: RuleContext, decision: str, note: str) -> Iterator[Fault]:
    made = ~context.records[decision].isin(["", UNREADABLE, UNDECIDED, _TO_BE_RAISED]) & clear(context, note)
    texts = context.records[note]
    lacking = {text: what for text in set(texts[made]) if (what := _lacking(text))}

    def words(row: int) -> str:
        return f"{{{decision}}} is decided, but {{{note}}} holds {lacking[texts[row]]}"

    rows = made & texts.isin(lacking)
    yield from faults_at(
        context, rows, note, Wording(words, "Type the day and the reason, such as 12/11/2026: no offence")
    )


def _lacking(note: str) -> str:
    """What a note lacks, in words; nothing where it holds a day and a reason."""
    day = next(days.within(note), None)
    rest = note if day is None else f"{note[: day.start]} {note[day.end :]}"
    missing = [what for what, there in (("date", day), ("reason", _WORD.search(rest))) if not there]
    return "no " + " and no ".join(missing) if missing else ""


@rule(
    "INC118",
    "error",
    Explanation(
        title="A record is closed while a remediation decision is still to be made.",
        why="Law enforcement, training and education, technical controls: each is decided before a record closes.",
        put_right="Choose what was decided; or put the Status back to an open one.",
        example="Status is Closed, and Technical controls is Under consideration.",
    ),
    needs={"Incidents": ("Status",)},
    source=("P9",),
)
def closed_undecided(context: RuleContext) -> Iterator[Fault]:
    for decision in _REMEDIATION:
        if context.register.incidents.has(decision):
            rows = context.closed & undecided(context, decision)
            message = f"The record is closed, but {{{decision}}} is not decided"
            yield from faults_at(
                context, rows, decision, Wording(message, "Choose what was decided, and say why in its note")
            )


@rule(
    "INC119",
    "error",
    Explanation(
        title=(
            "Age-inappropriate or unlawful material came by a legitimate service, and no complaint is raised with "
            "Ofcom."
        ),
        why=(
            "The policy asks for the complaint; Ofcom will not reply to it. A warning while the record is open, an "
            "error once it is closed."
        ),
        put_right="Raise the complaint and choose Raised, or decide that it is not required.",
        example="Via legitimate service and Imagery involved are Yes, and Ofcom complaint is To be raised.",
    ),
    needs={"Incidents": ("Via legitimate service", "Ofcom complaint", "Status")},
    source=("P10",),
)
def complaint_not_raised(context: RuleContext) -> Iterator[Fault]:
    records = context.records
    material = (records["Event type"] == "Age-inappropriate information") | (records["Imagery involved"] == "Yes")
    waiting = blank(context, "Ofcom complaint") | (records["Ofcom complaint"] == _TO_BE_RAISED)
    rows = (records["Via legitimate service"] == "Yes") & material & waiting
    message = "{Ofcom complaint} is neither Raised nor Not required, though the material came by a legitimate service"
    fix = "Raise the complaint with Ofcom and choose Raised, or decide that it is not required"
    yield from _first_warned(context, rows, rows, "Ofcom complaint", Wording(message, fix))


@rule(
    "INC120",
    "error",
    Explanation(
        title="A complaint was raised with Ofcom, and its date is missing.",
        why="The day shows that it was raised.",
        put_right="Type the day on which it was raised.",
        example="Ofcom complaint is Raised, and Ofcom raised on is blank.",
    ),
    needs={"Incidents": ("Ofcom complaint", "Ofcom raised on")},
    source=("P10",),
)
def complaint_without_date(context: RuleContext) -> Iterator[Fault]:
    rows = (context.records["Ofcom complaint"] == "Raised") & blank(context, "Ofcom raised on")
    message = "{Ofcom complaint} is Raised, but {Ofcom raised on} is blank"
    yield from faults_at(context, rows, "Ofcom raised on", Wording(message, "Type the day on which it was raised"))


@rule(
    "INC121",
    "error",
    Explanation(
        title="A record has no safeguarding reference.",
        why=(
            "The register is aligned to the general safeguarding process. A warning from seven days after the "
            "report, an error once the record is closed."
        ),
        put_right="Type the reference that the event has in the safeguarding records.",
        example="Reported on is 02/11/2026, and Safeguarding ref is still blank on 19/11/2026.",
    ),
    needs={"Incidents": ("Safeguarding ref", "Status")},
    source=("P7",),
)
def no_safeguarding_reference(context: RuleContext) -> Iterator[Fault]:
    missing = blank(context, "Safeguarding ref")
    late = missing & older_than(context, _SAFEGUARDING_DAYS - 1)
    fix = "Type the reference that the event has in the safeguarding records"
    yield from _first_warned(context, late, missing, "Safeguarding ref", Wording("{Safeguarding ref} is blank", fix))


@rule(
    "INC126",
    "error",
    Explanation(
        title="Whether Ofsted is notified is not decided.",
        why=(
            "A serious event is notified within 24 hours; the manager decides whether it is one. A warning from the "
            "second day after the report, an error once the record is closed."
        ),
        put_right="Choose Notified or Not notifiable, and say why in its note.",
        example="Reported on is 10/11/2026, and Ofsted notification is still Under consideration on 12/11/2026.",
    ),
    needs={"Incidents": ("Ofsted notification", "Status")},
    source=("clock", "decided"),
)
def ofsted_undecided(context: RuleContext) -> Iterator[Fault]:
    waiting = undecided(context, "Ofsted notification")
    late = waiting & older_than(context, _OFSTED_DAYS)
    fix = "Choose what was decided, and say why in its note"
    yield from _first_warned(
        context, late, waiting, "Ofsted notification", Wording("{Ofsted notification} is not decided", fix)
    )


def _first_warned(
    context: RuleContext, while_open: Series[bool], once_closed: Series[bool], heading: str, wording: Wording
) -> Iterator[Fault]:
    """A warning on records that are open, an error once they are closed."""
    over = context.closed
    yield from faults_at(context, while_open & ~over, heading, wording._replace(severity="warning"))
    closed_ = f"The record is closed, and {wording.message}"
    yield from faults_at(context, once_closed & over, heading, wording._replace(message=closed_, severity="error"))


DECISION_RULES: tuple[Rule, ...] = (
    police_not_considered,
    decision_without_reason,
    closed_undecided,
    complaint_not_raised,
    complaint_without_date,
    no_safeguarding_reference,
    ofsted_undecided,
)
