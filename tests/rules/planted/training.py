"""People who are not trained, or soon not, or were late, and attendance that cannot be relied on (TRN)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks.registers import TODAY
from tests.rules.planted.register import TOMORROW

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    put(schema.PEOPLE, 20, {"Person ID": "P-991"}, "Person ID:TRN401")
    put(schema.PEOPLE, 21, {"Person ID": "P-992", "Started on": TODAY}, "Person ID:TRN401")
    put(schema.PEOPLE, 30, {}, "Person ID:TRN402")
    put(schema.PEOPLE, 40, {}, "Person ID:TRN403")
    put(schema.TRAINING, rows(register, 29)[-1], {"Session on": TODAY - timedelta(days=400)})
    put(schema.TRAINING, rows(register, 39)[-1], {"Session on": TODAY - timedelta(days=330)})
    put(schema.PEOPLE, 10, {"Started on": day(register, 9) - timedelta(days=15)}, "Person ID:TRN404")
    for row in rows(register, 19) + rows(register, 20):
        put(schema.TRAINING, row, {}, "Person ID:TRN405")
    put(schema.TRAINING, rows(register, 24)[1], {"Session on": TOMORROW}, "Session on:TRN406")
    put(schema.TRAINING, rows(register, 25)[1], {"Session on": day(register, 25)}, "Session on:TRN407")
    put(schema.TRAINING, rows(register, 26)[1], {"Attendance": "Waived", "Note": "until 01/02/2027"}, "Note:TRN408")
    early = day(register, 35) - timedelta(days=30)
    put(schema.TRAINING, rows(register, 35)[0], {"Session on": early}, "Session on:TRN409")


def rows(register: Planted, person: int) -> list[int]:
    """The Excel rows of one person's sessions, oldest first."""
    sessions = enumerate(register.training, 2)
    return [row for row, session in sessions if session.get("Person ID") == f"P-{person:03}"]


def day(register: Planted, person: int) -> date:
    """The day of the first session."""
    first = register.training[rows(register, person)[0] - 2]["Session on"]
    assert isinstance(first, date)
    return first
