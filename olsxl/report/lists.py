"""Lists that are cut short, with the number of what is left and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.report.wording import clean

if TYPE_CHECKING:
    from collections.abc import Sequence


def rest_of(total: int, shown: int | None, place: str) -> str:
    """`and 37 more, see sheet Incidents`, or nothing where all are shown."""
    return f"and {total - shown} more, see {place}" if shown is not None and total > shown else ""


def cut(items: Sequence[str], most: int | None, count: int = 0) -> tuple[tuple[str, ...], str]:
    """The items that are listed, and in words how many are not."""
    shown = tuple(clean(item) for item in items[:most])
    left = max(count, len(items)) - len(shown)
    return shown, f"and {left} more" if shown and left else ""


def joined(parts: Sequence[str], most: int | None) -> str:
    """`a, b and 3 more`."""
    shown, rest = cut(parts, most)
    return f"{', '.join(shown)} {rest}".rstrip()
