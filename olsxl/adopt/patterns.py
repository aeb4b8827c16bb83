"""The example of a reference that olsxl.toml gives, from those that stand in a column."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from olsxl.register.patterns import pattern
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 0.6


def example(references: Sequence[str]) -> str | None:
    """A reference of the column's whose pattern most of them fit; None where they have none in common."""
    texts = [" ".join(text.split()) for text in references]
    shapes = Counter(re.sub(r"\d+", "0", fold(text)) for text in texts if re.search(r"\d", text))
    for shape, _ in shapes.most_common(3):
        alikes = [text for text in texts if re.sub(r"\d+", "0", fold(text)) == shape]
        chosen = min(alikes, key=lambda text: (len(text), text))
        if sum(pattern(chosen).fits(text) for text in texts) >= _MOST * len(texts):
            return chosen
    return None
