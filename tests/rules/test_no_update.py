"""UPD206, UPD207: a No Update beside an update, and No Update for weeks."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import LAST_REVIEW, TODAY, closed, grid, incident, no_update, plain, review, update
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

DAY = timedelta(days=1)
WEEK = 7 * DAY
OLD: dict[str, object] = {"occurred_on": None, "reported_on": TODAY - 85 * DAY, "recorded_on": TODAY - 85 * DAY}
REVIEWS = [review(LAST_REVIEW - back * WEEK) for back in range(6, -1, -1)]
TYPED = {"by": "P-001", "review": None}


def test_a_no_update_that_somebody_typed_beside_an_update_of_the_same_review_is_told_at_its_text() -> None:
    finding = only(check(incident(), no_update(1, LAST_REVIEW - DAY, **TYPED), update()))
    assert (finding.code, finding.where, finding.severity) == ("UPD206", "Updates!D2", "warning")
    assert finding.message == "'Update' is No Update, but the record has an update for the same review"


def test_one_that_stands_for_the_next_review_is_told_before_it() -> None:
    assert where(check(incident(), update(1, TODAY), no_update(1, TODAY - DAY, **TYPED)), "UPD206") == ["Updates!D3"]


def test_an_update_typed_after_the_review_had_marked_the_record_is_late_and_no_contradiction() -> None:
    assert check(incident(), no_update(), update(1, LAST_REVIEW - DAY)) == []
    assert check(incident(), no_update(by="P-001"), update(1, LAST_REVIEW - DAY)) == []


def test_an_update_that_says_that_it_was_entered_after_the_review_is_late() -> None:
    entered = datetime.combine(LAST_REVIEW + DAY, time(9))
    marked = no_update(1, LAST_REVIEW, **TYPED)
    assert check(incident(), marked, update(1, LAST_REVIEW - DAY, entered_at=entered)) == []
    at_once = update(1, LAST_REVIEW - DAY, entered_at=datetime.combine(LAST_REVIEW, time(9)))
    assert where(check(incident(), marked, at_once), "UPD206") == ["Updates!D2"]


@pytest.mark.parametrize(
    "other",
    [
        update(1, LAST_REVIEW + DAY),
        update(1, LAST_REVIEW - 8 * DAY),
        update(2),
        update(1, type="Correction", update="The No Update was wrong: the school rang on 11/11/2026"),
        update(1, type="No Update", update="No Update"),
    ],
    ids=["of the next review", "of the one before", "of another record", "a correction", "another No Update"],
)
def test_what_does_not_count_for_the_same_review_contradicts_nothing(other: AppendRow) -> None:
    rows = incident(1, **OLD), incident(2), no_update(1, LAST_REVIEW, **TYPED), other
    assert check(*rows, review(LAST_REVIEW - WEEK), review()) == []


def test_what_was_before_the_first_review_contradicts_nothing() -> None:
    day = LAST_REVIEW - 7 * DAY
    assert check(incident(**OLD), no_update(1, day, **TYPED), update(1, day)) == []


# UPD207


def weeks(count: int, **changes: object) -> list[AppendRow]:
    """So many No Update rows in the weeks up to the last review."""
    return [no_update(1, LAST_REVIEW - back * WEEK, **changes) for back in range(count - 1, -1, -1)]


def test_four_no_updates_in_a_row_of_an_open_record_are_told_at_the_last() -> None:
    finding = only(check(incident(**OLD), *weeks(4), *REVIEWS))
    assert (finding.code, finding.where, finding.severity) == ("UPD207", "Updates!D5", "warning")
    assert finding.message == "The record is open, and has had 4 No Update in a row"
    assert check(incident(**OLD), *weeks(3), *REVIEWS) == []


def test_the_last_is_the_latest_by_its_day_wherever_it_stands() -> None:
    assert where(check(incident(**OLD), *reversed(weeks(5)), *REVIEWS), "UPD207") == ["Updates!D2"]


@pytest.mark.parametrize("back", [0, 1, 3])
def test_an_update_between_or_after_them_ends_the_row(back: int) -> None:
    assert check(incident(**OLD), *weeks(4), update(1, LAST_REVIEW - back * WEEK + DAY), *REVIEWS) == []


def test_an_update_before_them_does_not() -> None:
    early = update(1, LAST_REVIEW - 4 * WEEK)
    assert where(check(incident(**OLD), early, *weeks(4), *REVIEWS), "UPD207") == ["Updates!D6"]


def test_two_of_one_day_count_once() -> None:
    assert check(incident(**OLD), *weeks(3), no_update(1, LAST_REVIEW, **TYPED), *REVIEWS) == []


def test_a_closed_record_is_not_told_of() -> None:
    assert check(closed(**OLD, closed_on=TODAY), *weeks(6), *REVIEWS) == []


def test_an_update_in_the_records_own_row_ends_the_row() -> None:
    settings = '[register]\nnotes = "Assessment"'
    noted = incident(**OLD, assessment=f"{TODAY - DAY:%d/%m/%Y}: rang the school")
    assert where(check(noted, *weeks(5), *REVIEWS, settings=settings), "UPD207") == []


def test_without_reviews_or_a_status_that_can_be_read_nothing_is_made_up() -> None:
    headings = [heading for heading in schema.UPDATES.headings if heading not in ("Type", "Review", "Entered at")]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, incident(**OLD)),
        "Updates": grid(schema.UPDATES, *weeks(2), update(), headings=headings),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    assert told(check(incidents=plain(sheets))) == []
