from __future__ import annotations

from datetime import date

import pytest

from olsxl.review.week import Window, monday, mondays, review_id


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 22), "2026-W47"),
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_a_review_is_named_by_the_iso_week_of_its_day(day: date, expected: str) -> None:
    assert review_id(day) == expected


@pytest.mark.parametrize("typed", ["2026-W07", "2026-w7", " 2026 W7 ", "2026W07"])
def test_an_id_is_understood_as_a_person_may_type_it(typed: str) -> None:
    assert monday(typed) == date(2026, 2, 9)


@pytest.mark.parametrize("typed", ["", "week 7", "2026-W54", "2026-W00", "W7"])
def test_what_is_no_id_is_no_week(typed: str) -> None:
    assert monday(typed) is None


def test_the_window_begins_after_the_day_of_the_previous_review() -> None:
    assert Window.after(date(2026, 11, 12), date(2026, 11, 19)) == Window(date(2026, 11, 13), date(2026, 11, 19))


def test_a_first_review_looks_at_the_seven_days_up_to_its_own() -> None:
    assert Window.after(None, date(2026, 11, 19)) == Window(date(2026, 11, 13), date(2026, 11, 19))


def test_the_weeks_between_two_days_leave_out_the_last() -> None:
    assert list(mondays(date(2026, 11, 5), date(2026, 11, 19))) == [date(2026, 11, 2), date(2026, 11, 9)]
