"""What adopting a register came to, as a program reads it (docs/contract.md, "JSON")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.config import FILE_NAME
from olsxl.jobs.home import Home
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.jobs.adopt.adoption import Adopted, Trial
    from olsxl.jobs.review.make import ReviewResult


def adopted_json(result: Adopted, today: date, now: datetime) -> dict[str, object]:
    """An adopted register, with the figures that a review of that day would come to."""
    planned = review(Home.open(result.settings.parent), today, now, RunOptions(first=True, dry_run=True))
    return _shape("adopted", result, planned, result.settings)


def tried_json(trial: Trial, register: Path) -> dict[str, object]:
    """A register of which a copy was adopted; the settings would stand beside it."""
    return _shape("tried", trial.adopted, trial.review, register.absolute().with_name(FILE_NAME))


def refused_json() -> dict[str, object]:
    """A register that was not taken on: nothing is known of its records."""
    figures = dict.fromkeys(("open", "updated", "no_update"))
    return {"status": "refused", **figures, "doubts": [], "settings": None, "unread": []}


def _shape(status: str, result: Adopted, planned: ReviewResult, settings: Path) -> dict[str, object]:
    figures: dict[str, Sequence[str]] = {
        "open": planned.open,
        "updated": planned.updated,
        "no_update": planned.no_update,
    }
    return {
        "status": status,
        **{name: len(refs) for name, refs in figures.items()},
        "doubts": [doubt.as_json() for doubt in result.doubts],
        "settings": str(settings),
        "unread": [span.as_json() for span in planned.unread],
    }
