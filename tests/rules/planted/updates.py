"""Faults of updates (UPD), all that one row can have among them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
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
    register.faults.add(("UPD209", "Updates"))  # of row 5000, whose record is closed
    register.faults |= {("UPD210", f"Updates!B{row}") for row in (7493, 7496)}  # of the record of INC101
    day = register.updates[3000]["Date"]
    put(schema.UPDATES, 3003, {"Date": day, "By": "P-001", "Review": None}, "Update:UPD206")
    none = {"Type": schema.NO_UPDATE, "Update": schema.NO_UPDATE, "By": schema.AUTOMATIC}
    put(schema.UPDATES, 9752, none)
    put(schema.UPDATES, 9755, none)
    put(schema.UPDATES, 9756, {}, "Update:UPD207")
    put(schema.UPDATES, 4001, {"Type": "Correction", "Update": "see above"}, "Update:UPD208")
    put(schema.UPDATES, 9602, {"Entered at": later(register.updates[9600]["Date"], 9)}, "Date:UPD209")
    put(schema.UPDATES, 4502, {"Date": later(register.incidents[900]["Closed on"], 1)}, "Date:UPD210")


def later(day: object, days: int) -> datetime:
    assert isinstance(day, date)
    return datetime.combine(day, time()) + timedelta(days=days)
