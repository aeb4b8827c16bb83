"""Who was trained on which day (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.table import folded
from olsxl.training.waivers import waivers

if TYPE_CHECKING:
    from datetime import date

    from olsxl.config import TrainingSection
    from olsxl.register.registers import TrainingRegister


class Sessions:
    """Who was trained on which day: by an Attended session of any type up to it, not yet out of date, or by a waiver.

    A waiver counts from its Session on, where it has one, until the day in its note.
    """

    def __init__(self, register: TrainingRegister, rules: TrainingSection) -> None:
        frame = register.counted.frame
        frame = frame[(frame["Attendance"] == "Attended") & frame["Session on"].notna()]
        self._waived = waivers(register.counted)
        self._valid: dict[str, list[tuple[date, date]]] = {}
        for person, session in zip(folded(frame["Person ID"]), frame["Session on"], strict=True):
            first = session.date()
            self._valid.setdefault(person, []).append((first, days.add_months(first, rules.refresh_months)))

    def trained(self, person: str, day: date) -> bool:
        """Whether somebody, by Person ID as compared, was trained on a day."""
        attended = any(first <= day <= last for first, last in self._valid.get(person, ()))
        return attended or any(waiver.holds(day) for waiver in self._waived.get(person, ()))
