"""Which records were open on a past day, as far as the register tells (docs/contract.md, "Open on a past day").

A record is open from the day on which it was recorded (else reported), but not between a closing (Closed on, or a
Closure row) and a Reopened row. A register tells only so much of its past: what is typed later and dated back makes a
record neither surely open then nor surely closed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from olsxl.review.plan import closed_records

if TYPE_CHECKING:
    from datetime import date, datetime

    import numpy as np
    from pandas import Series

    from olsxl.register.registers import IncidentRegister
    from olsxl.review.week import Window

    Numbers = np.ndarray[Any, Any]

_BITS = 20
_EPOCH = 1 << (_BITS - 1)
_NEVER, _ALWAYS = (1 << _BITS) - 1, 0
"""Days are counted from long before any register; these two are no days."""


class OpenHistory:
    """The records of Incidents, the first row of each reference, with their closings and reopenings."""

    def __init__(self, register: IncidentRegister, since: date | None) -> None:
        incidents, entries = register.incidents, register.entries
        first = incidents.is_first_of_key
        self._since = since
        self._frame = incidents.frame[first]
        self.keys: list[str] = incidents.keys[first].tolist()
        self.rows: dict[str, int] = dict(zip(self.keys, map(int, self._frame.index), strict=True))
        self._codes = {key: code for code, key in enumerate(self.keys)}
        closures, reopenings = (entries[entries["type"] == kind] for kind in ("Closure", "Reopened"))
        closings = (incidents.keys[first], self._frame["Closed on"]), (closures["key"], closures["day"])
        self._closings = EventIndex([self._known_from(*each) for each in closings])
        self._reopenings = EventIndex([self._known_from(reopenings["key"], reopenings["day"])])

    def closed_before(self, keys: Series[str], days: Series[datetime]) -> Series[bool]:
        """Whether each record was closed before a day of its own, and not reopened up to it."""
        import pandas as pd

        found = pd.Series(data=False, index=keys.index, dtype=bool)
        asked = keys.isin(self._codes) & days.notna()
        codes, on = self._known_from(keys[asked], days[asked])
        closed = self._closings.last(codes, on - 1)
        found[asked] = (closed > _ALWAYS) & (self._reopenings.last(codes, on) < closed)
        return found

    def surely_open(self, day: date, *, recorded: bool = False) -> set[str]:
        """The records that were there before a day, and open on it.

        With `recorded` alone those whose day of recording is known: a report may be typed in days after it came.
        """
        codes, on = self._at(day)
        closed, reopened = self._closings.last(codes, on), self._reopenings.last(codes, on)
        again, end = self._reopenings.following(codes, on), self._closings.following(codes, on)
        closed_unseen = (again < _NEVER) & (end > again)
        known = self._recorded if recorded else self._known_since
        return self._keys_of((known < on) & (reopened >= closed) & ~closed_unseen & ~self._uncertain)

    def surely_closed(self, window: Window) -> set[str]:
        """The records that were closed before a window and through it, or recorded after it."""
        codes, last = self._at(window.last)
        closed = self._closings.last(codes, _number(window.first) - 1 + 0 * codes)
        through = (closed > _ALWAYS) & (self._reopenings.last(codes, last) < closed)
        return self._keys_of(through | (self._known_since > last))

    def new_in(self, window: Window) -> set[str]:
        """The records that were reported or recorded in a window."""
        import pandas as pd

        ends = pd.Timestamp(window.first), pd.Timestamp(window.last)
        frame = self._frame
        return self._keys_of((frame["Reported on"].between(*ends) | frame["Recorded on"].between(*ends)).to_numpy())

    @cached_property
    def _recorded(self) -> Numbers:
        return _numbers(self._frame["Recorded on"], _NEVER)

    @cached_property
    def _known_since(self) -> Numbers:
        return _numbers(self._frame["Recorded on"].fillna(self._frame["Reported on"]), _NEVER)

    @cached_property
    def _uncertain(self) -> Numbers:
        """The records that are closed on no known day, or reported before `[register] since`."""
        import pandas as pd

        codes, on = self._at(None)
        closed, reopened = self._closings.last(codes, on), self._reopenings.last(codes, on)
        uncertain: Numbers = closed_records(self._frame).to_numpy() & ((closed == _ALWAYS) | (reopened > closed))
        if self._since:
            uncertain |= (self._frame["Reported on"] < pd.Timestamp(self._since)).to_numpy()
        return uncertain

    def _at(self, day: date | None) -> tuple[Numbers, Numbers]:
        import numpy as np

        codes = np.arange(len(self.keys), dtype=np.int64)
        return codes, np.full(len(codes), _number(day) if day else _NEVER - 1, dtype=np.int64)

    def _keys_of(self, mask: Numbers) -> set[str]:
        return {self.keys[code] for code in mask.nonzero()[0]}

    def _known_from(self, keys: Series[str], days: Series[datetime]) -> tuple[Numbers, Numbers]:
        """Rows of records that there are, with a day: number of the record, number of the day."""
        import numpy as np

        kept = (keys.isin(self._codes) & days.notna()).to_numpy()
        codes = np.fromiter((self._codes[key] for key in keys[kept]), dtype=np.int64, count=int(kept.sum()))
        return codes, _numbers(days[kept], _ALWAYS)


class EventIndex:
    """Days of records, packed with the record's number so that one search finds the last before a day."""

    def __init__(self, parts: list[tuple[Numbers, Numbers]]) -> None:
        import numpy as np

        self._packed = np.sort(np.concatenate([codes << _BITS | days for codes, days in parts]))

    def last(self, codes: Numbers, days: Numbers) -> Numbers:
        """The last day of each record up to a day of its own; `_ALWAYS` where there is none."""
        import numpy as np

        packed = np.concatenate([[-1], self._packed])
        found = packed[np.searchsorted(self._packed, codes << _BITS | days, "right")]
        return np.where(found >> _BITS == codes, found & _NEVER, _ALWAYS)

    def following(self, codes: Numbers, days: Numbers) -> Numbers:
        """The first day of each record after a day of its own; `_NEVER` where there is none."""
        import numpy as np

        packed = np.concatenate([self._packed, [-1]])
        found = packed[np.searchsorted(self._packed, codes << _BITS | days, "right")]
        return np.where(found >> _BITS == codes, found & _NEVER, _NEVER)


def _number(day: date) -> int:
    return (day - type(day)(1970, 1, 1)).days + _EPOCH


def _numbers(days: Series[datetime], otherwise: int) -> Numbers:
    import numpy as np

    numbers = days.to_numpy().astype("datetime64[D]").astype(np.int64) + _EPOCH
    return np.where(days.isna().to_numpy(), otherwise, numbers)
