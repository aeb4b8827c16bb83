"""What was said of a review that is gone, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days

if TYPE_CHECKING:
    from olsxl.jobs.correct import Corrected
    from olsxl.jobs.home import Home


def corrected_text(result: Corrected, home: Home) -> str:
    """What was written, and what follows from it."""
    gone, name = result.gone, home.incidents.name
    if result.dry_run:
        said = f"{gone.review}: a dry run. Nothing was written. One row of Type Correction would be added to {name}."
    else:
        said = f"{gone.review}: one row of Type Correction was added to {name}, by {result.row['By']}."
    if gone.row is None:
        rows = "The row is" if len(gone.refs) == 1 else "The rows are"
        left = f"  {rows} not put back: {', '.join(gone.refs)}"
    else:
        left = (
            f"  The review of {days.show(gone.day)} stays deleted ({gone.figures}). Its week is a gap with your "
            "reason, unless a review of this very week is made again: olsxl review"
        )
    return f"{said}\n{left}"
