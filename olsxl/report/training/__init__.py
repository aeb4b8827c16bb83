"""Training as people read it: its facts in the weekly summary, and the faces of `olsxl training due`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.training.text import as_text, uncounted_text
from olsxl.report.training.values import as_csv
from olsxl.training.due import active, trained

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from olsxl.register.coverage.coverage import Unread
    from olsxl.training.due import Due


def as_json(due: Due, unread: Sequence[Unread] = ()) -> dict[str, object]:
    """The shape of `training due --format json`."""
    return {
        "today": due.today.isoformat(),
        "trained": len(trained(due.statuses)),
        "of": len(active(due.statuses)),
        "people": [
            {
                "person": status.person,
                "status": status.code,
                "last": _iso(status.last),
                "next_due": _iso(status.due),
                "days": status.days,
            }
            for status in due.statuses
        ],
        "unread": [span.as_json() for span in unread],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


__all__ = ["as_csv", "as_json", "as_text", "uncounted_text"]
