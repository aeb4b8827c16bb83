"""What the rules rest on: the clauses of the policy OLS-01, and facts that decide behaviour, in plain words."""

from __future__ import annotations

SOURCES: dict[str, str] = {
    "P1": "all staff, carers and volunteers must report issues by the Incident Management Process",
    "P2": "reportable events go to the Registered Manager, who records them in writing, physical or electronic",
    "P3": "the Registered Manager tracks events to conclusion",
    "P4": "reporting is available to onsite staff and offsite carers",
    "P5": "all are trained in the process and their responsibilities: on commencement, then refreshed every year",
    "P6": "strict confidentiality, on a need-to-know basis",
    "P7": "the register is aligned to the general safeguarding process",
    "P8": "the three types of event that are reported",
    "P9": "the manager assesses, and decides on law enforcement, training and education, and technical controls",
    "P10": "age-inappropriate or unlawful material reached by a legitimate service: a complaint is raised with Ofcom",
    "P11": "the register is reviewed at least weekly, and signed or electronically attested",
    "P12": "open records get an update at the weekly review; where there is none they are marked No Update, and dated",
    "P13": "training attendance is logged on the Training Register",
    "accurate": "a record is kept as it was made, so that it can be read and relied on",
    "complete": "a register shows that nothing was taken out of it",
    "contemporaneous": "a note is made at the time, and one that was made later says so",
    "nothing lost": "what was recorded stays recorded and is read",
    "decided": "the manager decides, and the register keeps decision, reason, person and time",
    "signed": "each entry in a case record is signed and dated by its author",
    "imagery": "imagery of a child is never viewed, copied, printed, shared, stored or saved",
    "no names": "a log in a spreadsheet carries no personal details of a child",
    "hidden data": "nothing is hidden in a workbook that others may be given",
    "words": "words that blame no child and name the harm",
    "clock": "the time within which somebody must be told",
    "households": "each carer of a household is trained, not the household",
}
"""Each ground in one sentence, by the name that a Rule gives; `P2` is a clause of the policy."""


def ground(source: str) -> str:
    """One ground as `explain` prints it: `OLS-01, clause P2: ...`, or the sentence alone."""
    sentence = SOURCES[source]
    if source[0] == "P" and source[1:].isdigit():
        return f"OLS-01, clause {source}: {sentence}"
    return sentence[0].upper() + sentence[1:]
