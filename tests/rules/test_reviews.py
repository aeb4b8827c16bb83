"""REV: weeks without a review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from olsxl.register import schema
from tests.registers import LAST_REVIEW, TODAY, closed, grid, incident, incident_register, plain, review
from tests.rules.checking import check, only, told, where

WEEK = timedelta(days=7)


def thursday(weeks_ago: int) -> date:
    return TODAY - weeks_ago * WEEK


def test_a_register_that_is_reviewed_every_week_has_no_finding() -> None:
    assert check(incident(), *(review(thursday(back)) for back in range(5, 0, -1))) == []


def test_a_missed_week_is_told_at_the_review_that_followed() -> None:
    finding = only(check(incident(), review(thursday(3)), review(thursday(1))))
    assert (finding.code, finding.where, finding.severity) == ("REV301", "Reviews!A3", "error")
    assert finding.message == "The week 2026-W45 (from 02/11/2026) has no review"
    assert finding.fix == "Explain it in the 'Comment' of 2026-W46"


def test_each_missed_week_is_told() -> None:
    findings = check(incident(), review(thursday(4)), review(thursday(1)))
    assert told(findings) == [("REV301", "Reviews!A3", "error"), ("REV301", "Reviews!A3", "error")]
    assert ["2026-W44" in findings[0].message, "2026-W45" in findings[1].message] == [True, True]


def test_a_missed_week_that_was_explained_stays_a_warning_for_ever_and_quotes_the_comment() -> None:
    rows = [review(thursday(120)), review(thursday(118), comment="The manager was ill")]
    finding = check(incident(), *rows, *(review(thursday(back)) for back in range(117, 0, -1)))
    assert told(finding) == [("REV301", "Reviews!A3", "warning")]
    assert "\u201cThe manager was ill\u201d" in finding[0].message


def test_what_olsxl_itself_writes_into_a_comment_explains_nothing() -> None:
    own = "Made by olsxl on 13/11/2026 for 12/11/2026."
    assert told(check(incident(), review(thursday(3)), review(thursday(1), comment=own))) == [
        ("REV301", "Reviews!A3", "error")
    ]


def test_last_week_without_a_review_is_told_without_a_cell() -> None:
    findings = check(incident(), review(thursday(2)))
    assert told(findings) == [("REV301", "Reviews", "error"), ("REV302", "Reviews", "error")]
    assert findings[0].fix == "Explain it in the 'Comment' of the next review"


def test_this_week_is_not_missed_before_it_is_over() -> None:
    sunday = LAST_REVIEW + timedelta(days=10)
    assert where(check(incident(), review(), today=sunday), "REV301") == []
    assert where(check(incident(), review(), today=sunday + timedelta(days=1)), "REV301") == ["Reviews"]


def test_more_than_seven_days_with_no_week_missed_are_a_warning() -> None:
    monday = thursday(2) - timedelta(days=3)
    finding = only(check(incident(), review(monday), review(thursday(1))))
    assert (finding.code, finding.where, finding.severity) == ("REV301", "Reviews!A3", "warning")
    assert finding.message == "10 days lie between the reviews 2026-W45 and 2026-W46"


def test_exactly_seven_days_are_in_order() -> None:
    assert check(incident(), review(thursday(2)), review(thursday(1))) == []


def test_a_week_that_was_missed_is_not_told_a_second_time_as_a_long_gap() -> None:
    assert len(check(incident(), review(thursday(3)), review(thursday(1)))) == 1


def test_a_review_in_the_week_after_new_year_follows_that_before_it() -> None:
    rows = [review(date(2026, 12, 31)), review(date(2027, 1, 7))]
    assert check(incident(), *rows, today=date(2027, 1, 14)) == []


def test_a_review_counts_for_the_week_of_its_id_where_its_day_is_in_the_next() -> None:
    late = review(thursday(2), reviewed_on=thursday(2) + timedelta(days=4))
    findings = check(incident(), review(thursday(3)), late, review(thursday(1)))
    assert told(findings) == [("REV301", "Reviews!A3", "warning")]
    assert "11 days lie between" in findings[0].message


def test_a_mistyped_year_does_not_start_hundreds_of_missed_weeks() -> None:
    mistyped = review(thursday(2), reviewed_on=date(2016, 11, 5))
    findings = check(incident(), review(thursday(3)), mistyped, review(thursday(1)))
    assert told(findings) == [("REV301", "Reviews!A2", "warning"), ("REV301", "Reviews!A4", "warning")]


def test_an_open_register_without_a_review_for_more_than_seven_days_is_overdue() -> None:
    assert check(incident(), review(), today=LAST_REVIEW + WEEK) == []
    finding = only(check(incident(), review(), today=LAST_REVIEW + timedelta(days=8)))
    assert (finding.code, finding.sheet, finding.cell, finding.severity) == ("REV302", "Reviews", None, "error")
    assert finding.message == "The last review was on 12/11/2026, 8 days ago"


@pytest.mark.parametrize(("age", "is_overdue"), [(7, False), (8, True)])
def test_a_register_never_reviewed_is_overdue_seven_days_after_its_first_record(age: int, is_overdue: bool) -> None:
    day = TODAY - timedelta(days=age)
    first = incident(occurred_on=None, reported_on=day, recorded_on=None)
    later = incident(2, occurred_on=None, reported_on=TODAY, recorded_on=TODAY)
    findings = check(incidents=incident_register(later, first))
    assert told(findings) == ([("REV302", "Reviews", "error")] if is_overdue else [])


def test_a_register_never_reviewed_counts_from_the_day_of_recording() -> None:
    first = incident(occurred_on=None, reported_on=TODAY - 2 * WEEK, recorded_on=TODAY)
    assert where(check(incidents=incident_register(first)), "REV302") == []


def test_an_empty_register_owes_no_review() -> None:
    assert check(incidents=incident_register()) == []


def test_history_owes_no_review() -> None:
    old = closed(1, reported_on=date(2025, 1, 1), recorded_on=date(2025, 1, 1), occurred_on=None)
    assert check(incidents=incident_register(old), settings="[register]\nsince = 2026-09-01") == []


def test_the_review_that_is_being_made_is_not_overdue() -> None:
    findings = check(incident(), review(thursday(2)), reviewing="2026-W47")
    assert where(findings, "REV302") == []
    assert where(findings, "REV301") == ["Reviews"]


def test_a_review_of_a_day_that_has_not_come_does_not_hide_that_one_is_overdue() -> None:
    findings = check(incident(), review(thursday(2)), review(TODAY + timedelta(days=30)))
    assert where(findings, "REV302") == ["Reviews"]


def test_messages_quote_the_headings_as_they_stand() -> None:
    rows = grid(schema.REVIEWS, review(thursday(3)), review(thursday(1)))
    rows[0] = ["Remarks" if heading == "Comment" else heading for heading in rows[0]]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, incident()),
        "Updates": grid(schema.UPDATES),
        "Weekly": rows,
    }
    settings = '[sheets]\nreviews = "Weekly"\n[columns.reviews]\nComment = "Remarks"'
    finding = only(check(incidents=plain(sheets), settings=settings))
    assert finding.where == "Weekly!A3"
    assert finding.fix == "Explain it in the 'Remarks' of 2026-W46"
