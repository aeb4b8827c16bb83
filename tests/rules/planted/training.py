"""People who are not trained, or soon not (TRN)."""

from __future__ import annotations

from datetime import timedelta
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
    for row, session in enumerate(register.training, 2):
        last = session.get("Session on") == TODAY - timedelta(days=110)
        if session.get("Person ID") == "P-029" and last:
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=400)})
        if session.get("Person ID") == "P-039" and last:
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=330)})
        if session.get("Person ID") in ("P-019", "P-020"):
            put(schema.TRAINING, row, {}, "Person ID:TRN405")
    put(schema.PEOPLE, 10, {"Started on": TODAY - timedelta(days=1115)}, "Person ID:TRN404")
    put(schema.TRAINING, 85, {"Session on": TOMORROW}, "Session on:TRN406")
    put(schema.TRAINING, 146, {"Session on": TODAY - timedelta(days=770)}, "Session on:TRN407")
    put(schema.TRAINING, 87, {"Attendance": "Waived", "Note": "until 01/02/2027"}, "Note:TRN408")
    put(schema.TRAINING, 30, {"Session on": TODAY - timedelta(days=1111)}, "Session on:TRN409")
