"""Faults of incidents (INC), several of them on one row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.rules.planted.register import TOMORROW

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    reported = register.incidents[98]["Reported on"]
    assert isinstance(reported, date)
    put(schema.INCIDENTS, 100, {"Occurred on": reported + timedelta(days=1)}, "Occurred on:INC104")
    put(schema.INCIDENTS, 300, {"Closed by": None, "Outcome": " "}, "Closed by:INC122", "Outcome:INC122")
    put(
        schema.INCIDENTS,
        1700,
        {"Occurred on": TOMORROW, "Closed on": None},
        *("Occurred on:INC104", "Occurred on:INC105", "Closed on:INC122"),
    )
    again = register.incidents[10]["Incident ref"]
    for update in register.updates:
        if update["Incident ref"] == register.incidents[1498]["Incident ref"]:
            update["Incident ref"] = again
    put(schema.INCIDENTS, 1500, {"Incident ref": again}, "Incident ref:INC101")
