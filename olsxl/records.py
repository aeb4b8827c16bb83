"""What olsxl keeps for itself as JSON: a record that was damaged is no record, and never a fault."""

from __future__ import annotations

import json
from typing import Any


def parse(text: str | bytes) -> dict[str, Any]:
    """Read one record. Raises ValueError where it is none, so deeply nested that it cannot be ours, or no Unicode."""
    text = text.decode() if isinstance(text, bytes) else text
    try:
        record = json.loads(text)
        if "\\ud" in text.lower():  # half a pair of these is no letter, and is written nowhere
            json.dumps(record, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not a record")
    return record


def text(value: object) -> str:
    """A value of a record that is a text. Raises TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
