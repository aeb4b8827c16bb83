"""INC116 to INC121, INC126: whether the manager's decisions were made, dated and reasoned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.schema import SEXUAL
from olsxl.register.table import UNREADABLE
from olsxl.rules.incidents.cells import UNDECIDED, Say, blank, clear, closed, older_than, told, undecided
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pandas import Series

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


def police_not_considered(check: Check) -> Iterator[Fault]:
    """Imagery is involved or the sub-type is a sexual one, and Law enforcement is blank.

    Whether it must be reported is for the manager to decide. Under consideration is an answer for now.

    Put right: Choose what was decided about law enforcement, and say why in its note.

    Example: Imagery involved is Yes, and Law enforcement is blank.
    """
    records = check.records
    asked = (records["Imagery involved"] == "Yes") | records["Sub-type"].isin(SEXUAL)
    message = "{Law enforcement} is blank, though imagery is involved or the sub-type is a sexual one"
    rows = asked & blank(check, "Law enforcement")
    yield from told(check, rows, "Law enforcement", Say(message, "Choose what was decided, and say why in its note"))


def decision_without_reason(check: Check) -> Iterator[Fault]:
    """A decision has no reason and date in its note.

    A decision not to refer is a decision too; whoever reads it later must see when it was made, and why.

    Put right: Type the day and the reason into the note: 12/11/2026: no offence.

    Example: Law enforcement is Not required, and its note is blank.
    """
    table = check.register.incidents
    for decision, note in _NOTES.items():
        if table.has(decision, note):
            yield from _without_reason(check, decision, note)


def _without_reason(check: Check, decision: str, note: str) -> Iterator[Fault]:
    made = ~check.records[decision].isin(["", UNREADABLE, UNDECIDED, _TO_BE_RAISED]) & clear(check, note)
    texts = check.records[note]
    lacking = {text: what for text in set(texts[made]) if (what := _lacking(text))}

    def words(row: int) -> str:
        return f"{{{decision}}} is decided, but {{{note}}} holds {lacking[texts[row]]}"

    rows = made & texts.isin(lacking)
    yield from told(check, rows, note, Say(words, "Type the day and the reason, such as 12/11/2026: no offence"))


def _lacking(note: str) -> str:
    """What a note lacks, in words; nothing where it holds a day and a reason."""
    day = next(days.within(note), None)
    rest = note if day is None else f"{note[: day.start]} {note[day.end :]}"
    missing = [what for what, there in (("date", day), ("reason", _WORD.search(rest))) if not there]
    return "no " + " and no ".join(missing) if missing else ""


def closed_undecided(check: Check) -> Iterator[Fault]:
    """A record is closed while a remediation decision is still to be made.

    Law enforcement, training and education, technical controls: each is decided before a record closes.

    Put right: Choose what was decided; or put the Status back to an open one.

    Example: Status is Closed, and Technical controls is Under consideration.
    """
    for decision in _REMEDIATION:
        if check.register.incidents.has(decision):
            rows = closed(check) & undecided(check, decision)
            message = f"The record is closed, but {{{decision}}} is not decided"
            yield from told(check, rows, decision, Say(message, "Choose what was decided, and say why in its note"))


def complaint_not_raised(check: Check) -> Iterator[Fault]:
    """Age-inappropriate or unlawful material came by a legitimate service, and no complaint is raised with Ofcom.

    The policy asks for the complaint; Ofcom will not reply to it. A warning while the record is open, an error once it
    is closed.

    Put right: Raise the complaint and choose Raised, or decide that it is not required.

    Example: Via legitimate service and Imagery involved are Yes, and Ofcom complaint is To be raised.
    """
    records = check.records
    material = (records["Event type"] == "Age-inappropriate information") | (records["Imagery involved"] == "Yes")
    waiting = blank(check, "Ofcom complaint") | (records["Ofcom complaint"] == _TO_BE_RAISED)
    rows = (records["Via legitimate service"] == "Yes") & material & waiting
    message = "{Ofcom complaint} is neither Raised nor Not required, though the material came by a legitimate service"
    fix = "Raise the complaint with Ofcom and choose Raised, or decide that it is not required"
    yield from _first_warned(check, rows, rows, "Ofcom complaint", Say(message, fix))


def complaint_without_date(check: Check) -> Iterator[Fault]:
    """A complaint was raised with Ofcom, and its date is missing.

    The day shows that it was raised.

    Put right: Type the day on which it was raised.

    Example: Ofcom complaint is Raised, and Ofcom raised on is blank.
    """
    rows = (check.records["Ofcom complaint"] == "Raised") & blank(check, "Ofcom raised on")
    message = "{Ofcom complaint} is Raised, but {Ofcom raised on} is blank"
    yield from told(check, rows, "Ofcom raised on", Say(message, "Type the day on which it was raised"))


def no_safeguarding_reference(check: Check) -> Iterator[Fault]:
    """A record has no safeguarding reference.

    The register is aligned to the general safeguarding process. A warning from seven days after the report, an error
    once the record is closed.

    Put right: Type the reference that the event has in the safeguarding records.

    Example: Reported on is 02/11/2026, and Safeguarding ref is still blank on 19/11/2026.
    """
    missing = blank(check, "Safeguarding ref")
    late = missing & older_than(check, _SAFEGUARDING_DAYS - 1)
    fix = "Type the reference that the event has in the safeguarding records"
    yield from _first_warned(check, late, missing, "Safeguarding ref", Say("{Safeguarding ref} is blank", fix))


def ofsted_undecided(check: Check) -> Iterator[Fault]:
    """Whether Ofsted is notified is not decided.

    A serious event is notified within 24 hours; the manager decides whether it is one. A warning from the second day
    after the report, an error once the record is closed.

    Put right: Choose Notified or Not notifiable, and say why in its note.

    Example: Reported on is 10/11/2026, and Ofsted notification is still Under consideration on 12/11/2026.
    """
    waiting = undecided(check, "Ofsted notification")
    late = waiting & older_than(check, _OFSTED_DAYS)
    fix = "Choose what was decided, and say why in its note"
    yield from _first_warned(
        check, late, waiting, "Ofsted notification", Say("{Ofsted notification} is not decided", fix)
    )


def _first_warned(
    check: Check, while_open: Series[bool], once_closed: Series[bool], heading: str, say: Say
) -> Iterator[Fault]:
    """A warning on records that are open, an error once they are closed."""
    over = closed(check)
    yield from told(check, while_open & ~over, heading, say._replace(severity="warning"))
    closed_ = f"The record is closed, and {say.message}"
    yield from told(check, once_closed & over, heading, say._replace(message=closed_, severity="error"))


DECISION_RULES: tuple[Rule, ...] = (
    Rule("INC116", "error", police_not_considered, {"Incidents": ("Law enforcement",)}, ("P9",)),
    Rule("INC117", "error", decision_without_reason, {"Incidents": ()}, ("P9", "decided")),
    Rule("INC118", "error", closed_undecided, {"Incidents": ("Status",)}, ("P9",)),
    Rule(
        "INC119",
        "error",
        complaint_not_raised,
        {"Incidents": ("Via legitimate service", "Ofcom complaint", "Status")},
        ("P10",),
    ),
    Rule("INC120", "error", complaint_without_date, {"Incidents": ("Ofcom complaint", "Ofcom raised on")}, ("P10",)),
    Rule("INC121", "error", no_safeguarding_reference, {"Incidents": ("Safeguarding ref", "Status")}, ("P7",)),
    Rule("INC126", "error", ofsted_undecided, {"Incidents": ("Ofsted notification", "Status")}, ("clock", "decided")),
)
