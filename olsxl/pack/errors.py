"""Why no pack is made, one class each. In every one of these cases nothing has been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError
from olsxl.register import days

if TYPE_CHECKING:
    from datetime import date


class PackRefused(OlsxlError):
    """A pack that is not made: why, and what to do."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(f"No pack was made: {why}. {fix}.")


class PeriodReversed(PackRefused):
    """The period ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            f"the period would begin on {days.show(first)} and end before that, on {days.show(last)}",
            "Give the earlier day with --from and the later one with --to",
        )


class PeriodInFuture(PackRefused):
    """The period ends after today, so that the pack would claim to cover days that have not been."""

    def __init__(self, last: date, today: date) -> None:
        super().__init__(
            f"its period would end on {days.show(last)}, and today is {days.show(today)}",
            f"Give with --to {today.isoformat()} or an earlier day, or leave --to out",
        )


class PackNotClean(PackRefused):
    """The finished workbook failed a check: its name, and where (`Register!R14`, or a part of the file)."""

    def __init__(self, check: str, where: str) -> None:
        super().__init__(
            f'the finished workbook failed the check "{check}" at {where}',
            "When in doubt it is not sent: see what your register holds there, and report this as a fault of olsxl",
        )
