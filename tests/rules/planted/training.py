"""People who are not trained, or soon not (TRN)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks.registers import TODAY

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    put(schema.PEOPLE, 20, {"Person ID": "P-991"}, "Person ID:TRN401")
    put(schema.PEOPLE, 21, {"Person ID": "P-992", "Started on": TODAY}, "Person ID:TRN401")
    put(schema.PEOPLE, 30, {}, "Person ID:TRN402")
    put(schema.PEOPLE, 40, {}, "Person ID:TRN403")
    for row, session in enumerate(register.training, 2):
        if session.get("Person ID") == "P-029":
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=400)})
        if session.get("Person ID") == "P-039":
            put(schema.TRAINING, row, {"Session on": TODAY - timedelta(days=330)})
