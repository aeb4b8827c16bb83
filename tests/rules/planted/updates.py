"""Faults of updates (UPD), all that one row can have among them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.rules.planted.register import TOMORROW

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted


def plant(register: Planted) -> None:
    put = register.put
    put(schema.UPDATES, 17, {"Incident ref": "OLS-2020-1"}, "Incident ref:UPD201")
    put(schema.UPDATES, 19, {"Date": None}, "Date:UPD202")
    put(schema.UPDATES, 5000, {"Date": date(2020, 1, 1), "By": None}, "Date:UPD203", "By:UPD204")
    put(schema.UPDATES, 5002, {"Update": "no update"}, "Update:UPD205")
    put(schema.UPDATES, 5004, {"Type": "Progress", "Date": TOMORROW}, "Update:UPD205", "Date:UPD203")
    put(
        schema.UPDATES,
        9001,
        {"Incident ref": "Jo", "Date": TOMORROW, "Update": "none", "By": "  "},
        *("Incident ref:UPD201", "Date:UPD203", "Update:UPD205", "By:UPD204"),
    )
