"""Who was trained on which day (P5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.table import comparable
from olsxl.training.status import add_months, waived_until

if TYPE_CHECKING:
    from olsxl.config import TrainingSection
    from olsxl.register.reading import TrainingRegister


class Sessions:
    """Who was trained on which day: by an Attended session of any type up to it, not yet out of date, or by a waiver.

    A waiver counts from its Session on, where it has one, until the day in its note.
    """

    def __init__(self, register: TrainingRegister, rules: TrainingSection) -> None:
        frame = register.training.frame
        frame = frame[frame["Attendance"].isin(["Attended", "Waived"])]
        self._valid: dict[str, list[tuple[date, date]]] = {}
        columns = (frame["Attendance"], frame["Session on"], frame["Note"])
        for person, attendance, session, note in zip(comparable(frame["Person ID"]), *columns, strict=True):
            first = days.of(session)
            if attendance == "Waived":
                first, last = first or date.min, waived_until(note)
            else:
                last = add_months(first, rules.refresh_months) if first else None
            if first and last:
                self._valid.setdefault(person, []).append((first, last))

    def trained(self, person: str, day: date) -> bool:
        """Whether somebody, by Person ID as compared, was trained on a day."""
        return any(first <= day <= last for first, last in self._valid.get(person, ()))
