"""The days that a pack covers, and which rows of the registers lie in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.pack.errors import PeriodInFuture, PeriodReversed
from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from olsxl.register.table import RegisterTable


class Period(NamedTuple):
    """Some days, both ends included, seen from `today`."""

    first: date
    last: date
    today: date

    @classmethod
    def of(cls, first: date, last: date, today: date) -> Period:
        """The days from one to another. Raises PeriodReversed, PeriodInFuture."""
        if first > last:
            raise PeriodReversed(first, last)
        if last > today:
            raise PeriodInFuture(last, today)
        return cls(first, last, today)

    def __str__(self) -> str:
        return f"{days.show(self.first)} to {days.show(self.last)}"

    def rows(self, table: RegisterTable, heading: str) -> list[int]:
        """The rows of a table whose day is in the period, by that day, then as they stand."""
        import pandas as pd

        moments = table.frame[heading]
        inside = moments[moments.between(pd.Timestamp(self.first), pd.Timestamp(self.last))]
        return [int(row) for row in inside.sort_values(kind="stable").index]

    def months(self) -> Iterator[tuple[int, int]]:
        """Year and month of each month that the period touches, in order."""
        month = self.first.year * 12 + self.first.month - 1
        while month <= self.last.year * 12 + self.last.month - 1:
            yield month // 12, month % 12 + 1
            month += 1


def undated(table: RegisterTable, heading: str) -> list[str]:
    """The cells of a column that hold no day that can be read, in rows with data."""
    missing = table.frame.index[table.frame[heading].isna()]
    return [table.our_place(int(row), heading) for row in missing]
