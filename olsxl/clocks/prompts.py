"""The clocks and routes an open record calls for, as questions (docs/policy.md, "Clocks" and "Words"): never a verdict.

What is asked stands in `[clocks]` of olsxl.toml; here is only which records it is asked of, and until when.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.schema import SEXUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Set
    from datetime import date

    from olsxl.config import ClocksSection

    Record = Mapping[Hashable, object]

_ASKED_FOR = timedelta(days=14)
"""How long after the report a question is asked to which the register has no place for an answer."""

_GROOMING = frozenset({"Suspected grooming", "Sexual coercion", "Sexual exploitation", "Adult posing as child"})
_OWN_IMAGE = frozenset({"Self-generated sexual images", "Shared another's image"})
_EXTREMISM = frozenset({"Extremism", "Radicalisation"})
_DATA = frozenset({"Scam or phishing", "Unapproved account or device", "Shared another's image"})


class Prompt(NamedTuple):
    """One question beside a record; `until` is the last day of its clock, where it has one."""

    text: str
    until: date | None


class _Question(NamedTuple):
    """A key of `[clocks]`, what calls for it, and what answers it: a decision in a column, a body that was told."""

    key: str
    called_for: Callable[[Record], bool]
    decided: tuple[str, frozenset[str]] | None = None
    told: str | None = None

    @property
    def has_answer(self) -> bool:
        """Whether there is an answer that a register can hold."""
        return self.decided is not None or self.told is not None

    def is_kept(self, record: Record, told: Set[str] | None) -> bool:
        """Whether this register has a place for the answer."""
        in_column = self.decided is not None and self.decided[0] in record
        return in_column or (self.told is not None and told is not None)

    def is_answered(self, record: Record, told: Set[str] | None) -> bool:
        """Whether the register holds an answer."""
        column, answers = self.decided or ("", frozenset())
        return record.get(column) in answers or self.told in (told or ())


def _of_sub_type(values: frozenset[str]) -> Callable[[Record], bool]:
    return lambda record: record.get("Sub-type") in values


def _serious(record: Record) -> bool:
    return (
        record.get("Sub-type") in SEXUAL
        or record.get("Risk level") in ("High", "Critical")
        or record.get("Law enforcement") == "Reported"
    )


def _of_police(record: Record) -> bool:
    return record.get("Sub-type") in SEXUAL | {"Criminal exploitation"} or record.get("Imagery involved") == "Yes"


def _by_an_adult(record: Record) -> bool:
    return record.get("Event type") == "Inappropriate relationship" or record.get("Sub-type") in _GROOMING


def _placed(record: Record) -> bool:
    return _serious(record) and not record.get("Placing authority told")


_QUESTIONS = (
    _Question("ofsted", _serious, ("Ofsted notification", frozenset({"Notified", "Not notifiable"})), "Ofsted"),
    _Question("police", _of_police, ("Law enforcement", frozenset({"Reported", "Not required"})), "Police"),
    _Question("ceop", _of_sub_type(_GROOMING), told="CEOP"),
    _Question("lado", _by_an_adult, told="LADO"),
    _Question("placing_authority", _placed, told="Placing authority"),
    _Question("report_remove", _of_sub_type(_OWN_IMAGE)),
    _Question("iwf", lambda record: record.get("Imagery involved") == "Yes"),
    _Question("prevent", _of_sub_type(_EXTREMISM)),
    _Question("carer_form", lambda record: record.get("Reporter type") == "Offsite carer"),
    _Question("device", lambda record: record.get("Technical controls") == "Changed"),
    _Question("breach", _of_sub_type(_DATA)),
)


def prompts(
    record: Record, reported: date | None, told: Set[str] | None, clocks: ClocksSection, day: date
) -> Iterator[Prompt]:
    """The questions to ask beside one open record on a day.

    `record` holds the headings that the register keeps, `told` the bodies that its updates name as told (None: it keeps
    none). What this register has no place for is not asked, for nothing could ever answer it.
    """
    for question in _QUESTIONS:
        text = getattr(clocks, question.key)
        if text and question.called_for(record) and not question.is_answered(record, told):
            is_new = reported is not None and day - reported <= _ASKED_FOR
            if question.is_kept(record, told) if question.has_answer else is_new:
                # the day on which the hours from the report end, for the register knows days alone
                hours = getattr(clocks, f"{question.key}_hours", 0)
                yield Prompt(text, reported + timedelta(hours=hours) if reported and hours else None)
