"""People who stand twice, left before they came, or share a house with somebody who is trained (PPL)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks.registers import TODAY

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    started = TODAY - timedelta(days=1110)
    register.people.append({"Person ID": "p-005", "Full name": "Person Again", "Started on": started})
    put(schema.PEOPLE, len(register.people) + 1, {}, "Person ID:PPL501")
    left = {"Person ID": "P-093", "Full name": "Person Gone", "Started on": started}
    register.people.append(left | {"Left on": started - timedelta(days=1)})
    put(schema.PEOPLE, len(register.people) + 1, {}, "Left on:PPL502")
    for row in (29, 30, 31):
        put(schema.PEOPLE, row, {"Household": "H-01", "Category": "Foster carer"})
    put(schema.PEOPLE, 30, {}, "Person ID:PPL503")
