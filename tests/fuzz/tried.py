"""Many inputs tried side by side, and a report of what became of them."""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def tried(one: Callable[[int], tuple[str, str]], argv: list[str], default: int = 100_000) -> int:
    """Try so many inputs by their numbers, and print what became of them; returns the exit status."""
    count, seed = (int(argv[0]) if argv else default), (int(argv[1]) if argv[1:] else 0)
    with ProcessPoolExecutor() as executor:
        found = list(executor.map(one, range(seed, seed + count), chunksize=min(50, count // 50 + 1)))
    states = Counter(state for state, _ in found)
    refusals = Counter(why for state, why in found if state == "refused")
    report = [
        *[why for state, why in found if state == "damaged"][:20],
        *(f"refused {number}: {why}" for why, number in refusals.most_common()),
        f"{count} inputs: {states['kept']} kept, {states['refused']} refused, {states['damaged']} damaged",
    ]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if states["damaged"] else 0
