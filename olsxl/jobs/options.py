"""How a job is run, whoever asks for it: the command line, the schedule, the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class RunOptions(NamedTuple):
    """How a job is run: `dry_run` writes and sends nothing, `first` allows a large first review.

    `resend` queues the mail of a review again, on purpose. `first_words` are wanted by a terminal alone.

    `pause` waits so many seconds; `tell` shows a sentence to whoever watches. `left_alone` says whether a job that
    waited may write to a register now: the schedule leaves one alone that was saved just now.
    """

    first: bool = False
    dry_run: bool = False
    pause: Callable[[float], None] = lambda _: None
    tell: Callable[[str], None] = lambda _: None
    left_alone: Callable[[Path], bool] = lambda _: True
    resend: bool = False
    first_words: bool = False
