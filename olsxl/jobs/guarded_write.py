"""Writing to a register that a person may have open: tried again for the home's wait, planned anew after a change."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from olsxl import workbook
from olsxl.jobs.home import register_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from olsxl.jobs.home import Home

_CHANGED_TRIES = 5
_PAUSE = timedelta(seconds=5)

_Result = TypeVar("_Result")


class Patience:
    """How long a busy register is tried again, and how often one that changes under the hand.

    `pause` waits so many seconds; `tell` shows a sentence to whoever watches.
    """

    def __init__(self, wait: timedelta, pause: Callable[[float], None], tell: Callable[[str], None]) -> None:
        self._left = wait
        self._pause = pause
        self._tell = tell
        self._told = False
        self._changes = 0

    def allows_change(self) -> bool:
        """Whether to plan anew after a change; False after a few of them."""
        self._changes += 1
        return self._changes < _CHANGED_TRIES

    def waits(self, busy: str) -> bool:
        """Wait a little; False where the wait is over."""
        if self._left <= timedelta():
            return False
        if not self._told:
            self._tell(f"{busy} Trying again for {self._left.total_seconds():.0f} s.")
            self._told = True
        self._pause(_PAUSE.total_seconds())
        self._left -= _PAUSE
        return True


def until_written(attempt: Callable[[], _Result], patience: Patience) -> _Result:
    """Read, plan and write by `attempt`, again where the register is busy or was changed meanwhile.

    Raises workbook.WorkbookBusy or WorkbookChanged where patience is at its end, and what `attempt` raises.
    """
    while True:
        try:
            return attempt()
        except workbook.WorkbookChanged:
            if not patience.allows_change():
                raise
        except workbook.WorkbookBusy as busy:
            if not patience.waits(str(busy)):
                raise


def replace(home: Home, snapshot: workbook.Snapshot, data: bytes) -> None:
    """Put a register of the home in the place of the one that was read, with a backup; encrypted where that was.

    Raises what workbook.replace raises; the register is then as it was.
    """
    workbook.replace(
        snapshot.path,
        snapshot.sha256,
        data,
        backups=home.state.backups,
        password=register_password() if snapshot.encrypted else None,
        system=workbook.System(lock_dir=home.state.locks),
    )
