"""The content hash of a review: what the attestation covers (docs/contract.md, "The content hash")."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

VERSION = "olsxl-review-1"


class CoveredRow(NamedTuple):
    """A row of Updates that a review counted or wrote, with its texts as they stand in the workbook."""

    ref: str
    day: date
    type: str
    update: str
    by: str


def content_hash(review: str, day: date, records: Iterable[tuple[str, bool]], rows: Iterable[CoveredRow]) -> str:
    """SHA-256 in lower-case hex over the review, its open records (reference, updated or not), its rows of Updates."""
    lines = [_line(VERSION, review, day.isoformat())]
    lines += [_line(ref, "updated" if updated else "no-update") for ref, updated in sorted(records)]
    ordered = sorted(rows, key=lambda row: (row.ref, row.day, _trimmed(row.update), row.type, row.by))
    lines += [_line(row.ref, row.day.isoformat(), row.type, row.update, row.by) for row in ordered]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _line(*fields: str) -> str:
    return "\t".join(_trimmed(field) for field in fields)


def _trimmed(text: str) -> str:
    return " ".join(text.split())
