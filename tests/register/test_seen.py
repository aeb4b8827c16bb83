from __future__ import annotations

import pytest

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.register.coverage.seen import SeenByReviews, Sight, sight
from tests.registers import LAST_REVIEW, TODAY, grid, incident, plain

CONFIG = parse("")


def stands(*rows: list[object]) -> Sight:
    """The records of a register with a column of its own, `Box`."""
    head = [*schema.INCIDENTS.headings, "Box"]
    register = plain({"Incidents": [head, *rows], "Updates": grid(schema.UPDATES), "Reviews": grid(schema.REVIEWS)})
    return sight(reading.incident_register(register, "register.xlsx", CONFIG), "5f0c")


def record(number: int = 1, box: object = "", **changes: object) -> list[object]:
    return [*grid(schema.INCIDENTS, incident(number, **changes))[1], box]


def changed(then: Sight, now: Sight) -> set[str]:
    """The headings of cells that are others now."""
    headings = dict(now.columns[0])
    before, after = ({(k, *cell) for k, r in each.records.items() for cell in r.cells.items()} for each in (then, now))
    return {headings[heading][1] for _, heading, _ in before ^ after}


@pytest.mark.parametrize(
    ("row", "headings"),
    [
        (record(box="4"), set()),
        (record(box=4), set()),
        (record(box="Box 4"), {"Box"}),
        (record(box="4", status="Closed"), {"Status"}),
        (record(box="4", status="OPEN "), set()),
        (record(box="4", summary="A  tablet was used\nafter the agreed hour"), set()),
        (record(box="4", occurred_on=None), {"Occurred on"}),
    ],
)
def test_a_cell_is_another_where_what_it_says_is_another(row: list[object], headings: set[str]) -> None:
    assert changed(stands(record(box="4")), stands(row)) == headings


def test_moved_columns_and_rows_change_no_cell() -> None:
    rows = [record(1), record(2)]
    assert changed(stands(*rows), stands(*reversed(rows))) == set()


def test_one_secret_says_nothing_of_another() -> None:
    register = plain({"Incidents": grid(schema.INCIDENTS, incident()), "Updates": [], "Reviews": []})
    read = reading.incident_register(register, "register.xlsx", CONFIG)
    one, other = sight(read, "5f0c"), sight(read, "c05f")
    assert not {*one.records} & {*other.records}
    kept = {cell for each in (one, other) for record in each.records.values() for cell in record.cells.values()}
    assert len(kept) == 2 * len({*next(iter(one.records.values())).cells.values()})


def test_each_review_keeps_its_number_of_records_and_of_each_record_where_it_is_another() -> None:
    first = stands(record(1), record(2), record(3))
    second = stands(record(1), record(2, status="Closed"), record(4))
    seen = SeenByReviews("5f0c").recording(first, "2026-W46", LAST_REVIEW).recording(second, "2026-W47", TODAY)
    assert (seen.review, seen.day, seen.counted) == ("2026-W47", TODAY, {"2026-W46": 3, "2026-W47": 3})
    told = [[review for review, _ in rows] for rows in seen.rows.values()]
    assert told == [["2026-W46"], ["2026-W46", "2026-W47"], ["2026-W46", "2026-W47"], ["2026-W47"]]
    assert [bool(rows[-1][1]) for rows in seen.rows.values()] == [True, True, False, True]


def test_of_another_register_nothing_is_kept() -> None:
    seen = SeenByReviews("5f0c").recording(stands(record(1), record(2)), "2026-W46", LAST_REVIEW)
    other = seen.recording(stands(record(8), record(9)), "2026-W47", TODAY)
    assert (len(other.rows), other.counted) == (2, {"2026-W47": 2})
