"""The computer's clock against what olsxl wrote: one that stands before it would date every row wrongly."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from olsxl.errors import OlsxlError
from olsxl.register import days
from olsxl.register.schema import AUTOMATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from olsxl.jobs.writes.ledger import Write
    from olsxl.register.table import RegisterTable

_ALLOWED: Final = timedelta(days=1)
"""How far the clock may stand before what was written: a computer that travelled is none that is wrong."""


class ClockBehind(OlsxlError):
    """The clock stands more than a day before the newest thing that olsxl wrote (WBK018)."""

    kind = "the computer's clock is wrong"

    def __init__(self, clock: date, written: date) -> None:
        super().__init__(
            f"By this computer's clock it is {days.show(clock)}, but the newest that olsxl wrote into the register "
            f"bears {days.show(written)}. Nothing was written. Set the clock right, and run the same command again. "
            "Where the clock is right and was ahead before, take the rows of that later day out of the register."
        )


def is_behind(clock: date, written: date | None) -> bool:
    """Whether the day of the clock lies more than a day before something that olsxl wrote."""
    return written is not None and written - clock > _ALLOWED


def newest_written(tables: Iterable[RegisterTable]) -> date | None:
    """The day of the newest thing that olsxl wrote and that stands in the register; None where there is nothing."""
    return max(_written(tables), default=None)


def _written(tables: Iterable[RegisterTable]) -> Iterator[date]:
    """The latest day of the reviews with a content hash, and of the updates that bear olsxl as their author."""
    for table in tables:
        frame = table.frame
        if table.schema.name == "Reviews":
            stamps = frame["Reviewed on"][frame["Content hash"] != ""]
        elif table.schema.name == "Updates":
            stamps = frame["Entered at"][frame["By"] == AUTOMATIC]
        else:
            continue
        if stamps.notna().any():
            yield stamps.max().date()


def is_ahead(write: Write, clock: date) -> bool:
    """Whether a write bears a day that the clock has not come to: it was made by a clock that was ahead."""
    stamps = (row[heading] for rows in write.rows.values() for row in rows for heading in _STAMPS if heading in row)
    made = [stamp.date() if isinstance(stamp, datetime) else stamp for stamp in stamps if isinstance(stamp, date)]
    return is_behind(clock, max(made, default=None))


_STAMPS: Final = ("Reviewed on", "Entered at")
