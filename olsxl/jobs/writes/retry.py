"""How long a job tries to write to a register that a person may have open."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHANGED_TRIES = 5
_PAUSE = timedelta(seconds=5)


class RetryPolicy:
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
