"""The demo: a small home with fictional registers, dated relative to today. Everybody and every place is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from olsxl.config import Config
from olsxl.demo.home import lay_out
from olsxl.jobs.home import Home
from olsxl.jobs.review.weekly import review

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from olsxl.jobs.review.make import ReviewResult


def demo(folder: Path, now: datetime) -> tuple[Home, ReviewResult]:
    """Lay out the demo's home where it is not there yet, then make the real weekly review of it.

    `now` is the true, aware time; the day of the review is its day in England. Raises OlsxlError.
    """
    lay_out(folder, now.astimezone(ZoneInfo(Config().home.timezone)).date())
    home = Home.open(folder)
    return home, review(home, home.local(now).date(), now)
