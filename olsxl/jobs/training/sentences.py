"""What logging attendance came to, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.jobs.training.log import LogResult


def finished_text(result: LogResult) -> Iterator[str]:
    """What became of a sheet that had waited."""
    made = result.plan
    sheet = f"The sign-in sheet {result.sheet.name} of {days.show(made.session.day)}"
    if result.busy:
        yield f"{sheet} still waits. {result.busy}"
    else:
        rows = len(made.people)
        yield f"{sheet}, which had found the register in use, was logged: {rows} row{'' if rows == 1 else 's'} added."
        if not made.is_whole:
            yield f'Not all of it was: see what is not certain with: olsxl training log "{result.sheet}"'
