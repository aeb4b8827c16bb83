"""What managers' own values mean: by list, what is known word for word, and how a Status is read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import Config
from olsxl.register.meaning.statuses import clause, status
from olsxl.register.meaning.vocabulary import Vocabulary
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.register import schema

_OUTSIDE = ("y", "yes", "true", "done", "told", "informed", "sent")
_NOBODY = ("n", "no", "false")
_NEEDLESS = ("n/a", "na", "not applicable", "not needed", "not required", "none", "none needed")

_KNOWN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "yes_no_unknown": {
        "Yes": ("y", "yes", "true", "1", "\u2713", "\u2714"),
        "No": ("n", "no", "false", "0", "none", "\u2717"),
        "Unknown": ("n/k", "nk", "not known", "don't know", "dk", "unsure", "not sure", "?"),
    },
    "risk_level": {
        "Low": ("green", "l", "low risk", "minor"),
        "Medium": ("amber", "yellow", "med", "m", "medium risk", "moderate"),
        "High": ("red", "h", "high risk", "serious"),
        "Critical": ("v high", "very high", "black", "extreme", "severe"),
    },
    "law_enforcement": {
        "Reported": (
            *_OUTSIDE,
            "police",
            "police + ceop",
            "police and ceop",
            "ceop",
            "ceop / police",
            "police/ceop",
            "101",
            "999",
        ),
        "Not required": _NEEDLESS,
        "": (*_NOBODY, "-"),
    },
    "ofsted_notification": {"Notified": (*_OUTSIDE, "notified"), "Not notifiable": _NEEDLESS, "": (*_NOBODY, "-")},
    "ofcom_complaint": {"Raised": (*_OUTSIDE, "raised", "reported"), "Not required": _NEEDLESS, "": (*_NOBODY, "-")},
    "technical_controls": {"Not required": _NEEDLESS},
    "training_and_education": {"Not required": _NEEDLESS},
    "event_type": {
        "Age-inappropriate information": (
            *("inappropriate content", "harmful content", "age inappropriate content", "inappropriate material"),
            *("content", "exposure to content", "age inappropriate"),
        ),
        "Inappropriate relationship": ("inappropriate contact", "contact", "grooming", "online relationship"),
        "Misuse of online services": (
            *(
                "misuse",
                "bullying",
                "cyberbullying",
                "cyber bullying",
                "conduct",
                "online misuse",
                "misuse of internet",
            ),
        ),
    },
    "reporter_type": {
        "Onsite staff": (
            "staff",
            "night staff",
            "day staff",
            "onsite",
            "key worker",
            "keyworker",
            "support worker",
            "manager",
        ),
        "Offsite carer": ("carer", "foster carer", "carers", "foster carers", "offsite"),
        "Child": ("young person", "yp", "child themselves", "self"),
        "Family": (
            "mum",
            "dad",
            "parent",
            "parents",
            "mother",
            "father",
            "sibling",
            "gran",
            "grandparent",
            "birth mum",
        ),
        "Professional": ("school", "teacher", "social worker", "sw", "police", "camhs", "college", "health", "iro"),
        "Monitoring alert": ("filter", "alert", "monitoring", "software alert", "filter alert"),
    },
    "report_route": {
        "In person": ("face to face", "f2f", "verbal", "verbally", "told staff", "disclosure"),
        "Phone": ("telephone", "call", "phone call", "tel"),
        "Out of hours": ("ooh", "on call"),
        "Email": ("e-mail", "mail"),
        "Form": ("online form", "report form"),
        "Paper": ("letter", "written"),
    },
    "record_held": {
        "Electronic": ("computer", "digital", "online", "e"),
        "Physical": ("paper", "file", "folder", "book"),
    },
    "category": {
        "Staff": ("employee", "onsite staff", "support worker"),
        "Foster carer": ("carer", "foster carers"),
        "Agency": ("bank", "agency staff", "bank / agency"),
        "Manager": ("registered manager", "deputy manager"),
    },
    "base": {"Onsite": ("house", "home", "office"), "Offsite": ("community", "fostering", "own home")},
    "training_type": {
        "Commencement": ("first", "induction", "initial", "new starter"),
        "Annual refresher": ("refresher", "annual", "yearly", "update"),
        "Additional": ("extra", "other", "one off"),
    },
    "attendance": {
        "Attended": ("y", "yes", "true", "present", "completed", "complete", "attended in full"),
        "Partial": ("part", "part - left early", "left early", "arrived late", "partly"),
        "Did not attend": ("n", "no", "false", "dna", "absent", "did not attend", "no show"),
        "Waived": ("exempt", "n/a"),
    },
}

_OVER = ("closed", "resolved", "concluded", "nfa", "no further action", "case closed")

_PLAIN = Vocabulary(Config(), {})
_MEANS = {
    name: {fold(typed): ours for ours, words in meanings.items() for typed in words}
    for name, meanings in _KNOWN.items()
}


def meaning(name: str, typed: str) -> str | None:
    """The allowed value of a list that a typed one means, "" where it decides nothing; None where that is not clear."""
    understood = _PLAIN.meaning(name, typed)
    if understood:
        return understood.value
    return status(fold(typed)) if name == "status" else _MEANS.get(name, {}).get(fold(typed).rstrip(". "))


def say_a_status(texts: Iterable[str]) -> bool:
    """Whether cells can be nothing but a Status, whatever their heading: some say open, some over, one in ten may slip.

    What also says that somebody was told (`done`, `sent`, `complete`) proves nothing.
    """
    typed = [fold(text).rstrip(". ") for text in texts]
    found = {text: meaning("status", text) for text in set(typed)}
    over = any(clause(text) in _OVER for text in found)
    slips = sum(found[text] is None for text in typed)
    return slips <= len(typed) // 10 and over and any({*found.values()} - {"Closed", None})


class Meanings(NamedTuple):
    """The values of one column: what is to be told to olsxl, and what is not understood, each with its number of cells.

    `mapped` has what does not already read as an allowed value, as typed.
    """

    mapped: Mapping[str, str]
    unknown: Mapping[str, int]
    share: float


def meanings(name: str, values: Iterable[str], known: Mapping[str, str] = MappingProxyType({})) -> Meanings:
    """What the values of a column mean in one list, or by a key of the home's; case and blanks tell no two apart."""
    typed: dict[str, str] = {}
    counts: dict[str, int] = {}
    for value in values:
        key = fold(value)
        typed.setdefault(key, " ".join(value.split()))
        counts[key] = counts.get(key, 0) + 1
    found = {key: known.get(key) or meaning(name, key) for key in counts}
    mapped = {typed[key]: ours for key, ours in found.items() if ours is not None and _PLAIN.meaning(name, key) is None}
    unknown = {typed[key]: counts[key] for key, ours in found.items() if ours is None}
    total = sum(counts.values())
    return Meanings(mapped, unknown, (total - sum(unknown.values())) / total if total else 0.0)


def reads(column: schema.Column, values: Iterable[str]) -> float:
    """The share of the cells of a column whose value is understood in the list of one of ours; 1.0 without a list."""
    return meanings(column.values, values).share if column.values else 1.0
