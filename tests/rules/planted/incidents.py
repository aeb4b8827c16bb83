"""Faults of incidents (INC), several of them on one row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks.registers import TODAY
from tests.rules.planted.register import TOMORROW

if TYPE_CHECKING:
    from tests.rules.planted.register import Planted

FIRST_OPEN = 1902
"""The first row of the 100 open records."""


def plant(register: Planted) -> None:
    _references(register)
    _days(register)
    _reporters(register)
    _kinds_and_texts(register)
    _decisions(register)
    _tracking(register)


def _references(register: Planted) -> None:
    put = register.put
    again = register.incidents[10]["Incident ref"]
    for update in register.updates:
        if update["Incident ref"] == register.incidents[1498]["Incident ref"]:
            update["Incident ref"] = again
    put(schema.INCIDENTS, 1500, {"Incident ref": again}, "Incident ref:INC101")
    register.faults.add(("INC103", "Incidents"))  # the record after the one of row 1500 is over
    register.rename(1950, "OLS-26-7")
    put(schema.INCIDENTS, 1950, {}, "Incident ref:INC102")
    put(schema.INCIDENTS, 1951, {}, "Incident ref:INC103")


def _days(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 100, {"Occurred on": reported(register, 100) + timedelta(days=1)}, "Occurred on:INC104")
    put(
        schema.INCIDENTS,
        1700,
        {"Occurred on": TOMORROW, "Closed on": None},
        *("Occurred on:INC104", "Occurred on:INC105", "Closed on:INC122"),
    )
    put(schema.INCIDENTS, 120, {"Recorded on": reported(register, 120) + timedelta(days=2)})
    put(schema.INCIDENTS, 1960, {"Recorded on": reported(register, 1960) + timedelta(days=2)}, "Recorded on:INC106")
    register.faults.add(("INC106", "Incidents"))
    put(schema.INCIDENTS, 130, {"Closed on": reported(register, 130) - timedelta(days=1)}, "Closed on:INC123")
    register.faults.add(("UPD210", "Updates!B644"))  # its update is now after the closing
    put(schema.INCIDENTS, 131, {"Closed on": TOMORROW}, "Closed on:INC123")
    put(schema.INCIDENTS, 1961, {"Closed on": TODAY}, "Closed on:INC124")


def _reporters(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 141, {"Reported by": None, "Reporter type": "Onsite staff"}, "Reported by:INC107")
    put(schema.INCIDENTS, 142, {"Reported by": "P-990", "Reporter type": "Volunteer"}, "Reported by:INC107")
    register.people.append({"Person ID": "P-998", "Full name": "Person Late", "Started on": TODAY})
    put(schema.PEOPLE, len(register.people) + 1, {}, "Person ID:TRN401")
    put(schema.INCIDENTS, 143, {"Reported by": "person  LATE", "Reporter type": "Volunteer"}, "Reported by:INC108")
    newest = {"Reported by": "P-998", "Reporter type": "Onsite staff"}
    put(schema.INCIDENTS, 1962, newest, "Reported by:INC108", "Reported by:INC109")
    put(schema.PEOPLE, 14, {"Base": "Offsite"})
    for row, record in enumerate(register.incidents, 2):
        if record["Reporter type"] == "Offsite carer":
            put(schema.INCIDENTS, row, {"Reporter type": "Onsite staff"})
    register.faults |= {("INC109", "Incidents"), ("INC129", "Incidents")}


def _kinds_and_texts(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 150, {"Event type": None, "Child refs": "Sam"}, "Event type:INC110", "Child refs:INC113")
    mixed = {"Event type": "Inappropriate relationship", "Sub-type": "Gambling", "Child refs": " ; "}
    put(schema.INCIDENTS, 151, mixed, "Risk area:INC111", "Sub-type:INC112", "Child refs:INC113")
    texts = {"Summary": "Rang 07700 900123 about sexting", "Outcome": "Moved to ZE9 9ZZ", "Assessment": "revenge porn"}
    put(
        schema.INCIDENTS,
        152,
        texts,
        *("Summary:INC114", "Summary:INC115", "Outcome:INC114", "Assessment:INC115"),
    )
    written = {"Type": "Progress", "Update": "Wrote to sam@home.example about it", "By": "P-001"}
    put(schema.UPDATES, 2000, written, "Update:INC114")


def _decisions(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 160, {"Imagery involved": "Yes", "Law enforcement": None})
    put(schema.INCIDENTS, 160, {}, "Law enforcement:INC116", "Law enforcement:INC118")
    notes = {"Technical controls note": None, "Ofsted note": "no harm", "Training and education note": "12/11/2026"}
    put(schema.INCIDENTS, 161, notes, *(f"{note}:INC117" for note in notes))
    waiting = {"Technical controls": "Under consideration", "Ofsted notification": None, "Safeguarding ref": " "}
    codes = "Technical controls:INC118", "Ofsted notification:INC126", "Safeguarding ref:INC121"
    put(schema.INCIDENTS, 162, waiting, *codes)
    put(schema.INCIDENTS, 1963, waiting, *codes[1:])
    legitimate = {"Via legitimate service": "Yes", "Imagery involved": "Yes", "Ofcom complaint": "To be raised"}
    put(schema.INCIDENTS, 163, legitimate, "Ofcom complaint:INC119")
    put(schema.INCIDENTS, 164, {"Ofcom complaint": "Raised", "Ofcom raised on": None}, "Ofcom raised on:INC120")


def _tracking(register: Planted) -> None:
    put = register.put
    put(schema.INCIDENTS, 300, {"Closed by": None, "Outcome": " "}, "Closed by:INC122", "Outcome:INC122")
    long = {"Status": "Open", "Closed on": None, "Owner": None, "Record held": "Physical"}
    long |= {"Assessed on": None, "Outcome": None, "Placing authority told": None}
    put(schema.INCIDENTS, 170, long, "Owner:INC125", "Record held:INC127", "Reported on:INC128")


def reported(register: Planted, row: int) -> date:
    """The day on which a record was reported."""
    day = register.incidents[row - 2]["Reported on"]
    assert isinstance(day, date)
    return day
