"""What was not read, in sentences: on a terminal by its cells, elsewhere by our names of the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.wording import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.register.coverage.coverage import Unread
    from olsxl.report.summary import UnreadRows

_SHOWN = 6
"""So many places are named in one line."""


def unread_text(unread: Sequence[Unread]) -> str:
    """`NOT EVERYTHING WAS READ: 3 rows, from Contacts!A1`, for the manager's own screen; blank where all was."""
    if not unread:
        return ""
    rows = counted(sum(span.rows for span in unread), "row")
    places = joined([f"{span.sheet}!{span.first}" for span in unread], _SHOWN)
    return f"NOT EVERYTHING WAS READ: {rows}, from {places} (why, and what to do: olsxl check)"


def told_first(unread: Sequence[Unread], text: str) -> str:
    """A text for a terminal, behind what was not read."""
    return "\n".join(filter(None, (unread_text(unread), text)))


def unread_sentence(rows: int) -> Iterator[str]:
    """The same in numbers alone, for everybody."""
    if rows:
        was = "was" if rows == 1 else "were"
        yield f"Not everything was read: {counted(rows, 'row')} of the registers {was} not understood."


def unread_places(unread: Sequence[UnreadRows], most: int | None) -> Iterator[str]:
    """Where, for those who may see cells."""
    if unread:
        yield f"What was not read begins at {joined([span.where for span in unread], most)}."
