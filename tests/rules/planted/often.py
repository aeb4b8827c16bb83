"""A fault or two in one row of fifty, as in a register that nobody has ever checked."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from olsxl.register import schema
from tests.benchmarks.registers import Raw

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tests.rules.planted.register import Planted

EVERY = 50

Fault = tuple["Mapping[str, object]", tuple[str, ...]]

_UPDATES: tuple[Fault, ...] = (
    ({"By": None}, ("By:UPD204",)),
    ({"Body told": "Mum"}, ("Body told:WBK007",)),
    ({"By": "  ", "Body told": "police "}, ("By:UPD204", "Body told:WBK008")),
    ({"Update": "The boy's sexting was talked over"}, ("Update:INC115",)),
    ({"Body told": Raw(' t="e"><v>#REF!</v>')}, ("Body told:WBK005",)),
    ({"Update": "Rang 07700 900123", "Body told": "Polise"}, ("Update:INC114", "Body told:WBK007")),
)
_INCIDENTS: tuple[Fault, ...] = (
    ({"Risk level": "low "}, ("Risk level:WBK008",)),
    ({"Child refs": "Sam"}, ("Child refs:INC113",)),
    ({"Summary": "Seen by sam@example.org", "Outcome": None}, ("Summary:INC114", "Outcome:INC122")),
    ({"Event type": None, "Record held": "Paper"}, ("Event type:INC110", "Record held:WBK007")),
    ({"Safeguarding ref": None}, ("Safeguarding ref:INC121",)),
)


def plant(register: Planted) -> int:
    """Put a fault into one row of fifty of Updates and of the closed Incidents; returns how many rows are bad.

    A day typed as text stands in every other one of the updates as well: it is read, and told.
    """
    real = [row for row, update in enumerate(register.updates, 2) if update["Type"] != schema.NO_UPDATE]
    bad = real[:: EVERY * len(real) // len(register.updates)]
    for number, (row, (changes, codes)) in enumerate(zip(bad, cycle(_UPDATES), strict=False)):
        register.put(schema.UPDATES, row, changes, *codes)
        if number % 2:
            day: date = register.updates[row - 2]["Date"]  # type: ignore[assignment]  # a row holds objects
            register.put(schema.UPDATES, row, {"Date": f"{day:%d.%m.%Y}"}, "Date:WBK006")
    closed = range(2, 1_900, EVERY)
    for row, (changes, codes) in zip(closed, cycle(_INCIDENTS), strict=False):
        register.put(schema.INCIDENTS, row, changes, *codes)
    return len(bad) + len(closed)
