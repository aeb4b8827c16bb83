from __future__ import annotations

import hashlib
from datetime import date

from olsxl.review.content_hash import CoveredRow, content_hash

DAY = date(2026, 11, 19)


def test_the_hash_is_that_of_the_lines_that_the_contract_writes_down() -> None:
    lines = (
        "olsxl-review-1\t2026-W47\t2026-11-19\n"
        "OLS-2026-0001\tupdated\n"
        "OLS-2026-0002\tno-update\n"
        "OLS-2026-0001\t2026-11-18\tProgress\tSpoke to the school\tP-001\n"
        "OLS-2026-0002\t2026-11-19\tNo Update\tNo Update\tolsxl (automatic)"
    )
    rows = [
        CoveredRow("OLS-2026-0002", DAY, "No Update", "No Update", "olsxl (automatic)"),
        CoveredRow("OLS-2026-0001", date(2026, 11, 18), "Progress", "  Spoke to\r\n the\u00a0school ", "P-001"),
    ]
    records = [("OLS-2026-0002", False), ("OLS-2026-0001", True)]
    assert content_hash("2026-W47", DAY, records, rows) == hashlib.sha256(lines.encode()).hexdigest()


def test_rows_of_one_record_and_day_go_by_their_text() -> None:
    first = CoveredRow("A1", DAY, "Progress", "a call", "P-001")
    second = CoveredRow("A1", DAY, "Action", "b call", "P-001")
    assert content_hash("2026-W47", DAY, [], [first, second]) == content_hash("2026-W47", DAY, [], [second, first])


def test_rows_alike_but_for_type_or_author_give_one_hash_in_whatever_order_they_stand() -> None:
    rows = [CoveredRow("A1", DAY, kind, "a call", by) for kind in ("Progress", "Action") for by in ("P-002", "P-001")]
    assert content_hash("2026-W47", DAY, [], rows) == content_hash("2026-W47", DAY, [], rows[::-1])
