from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.config import parse
from olsxl.register.reading import incident_register
from olsxl.review.content_hash import CoveredRow, content_hash
from olsxl.review.plan import plan
from tests.registers import LAST_REVIEW, TODAY, closed, incident, no_update, plain, ref, review, update
from tests.review.planning import planned

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

DAY = timedelta(days=1)


def test_an_open_record_without_an_update_gets_one_exact_row() -> None:
    plan = planned(incident(), review())
    assert plan.update_rows == (
        {
            "Incident ref": ref(1),
            "Date": TODAY,
            "Type": "No Update",
            "Update": "No Update",
            "By": "olsxl (automatic)",
            "Review": "2026-W47",
            "Entered at": datetime(2026, 11, 19, 16),
        },
    )


@pytest.mark.parametrize("day", [LAST_REVIEW + DAY, TODAY])
def test_an_update_in_the_window_is_enough(day: date) -> None:
    plan = planned(incident(), review(), update(day=day))
    assert (plan.updated, plan.update_rows) == ((ref(1),), ())


@pytest.mark.parametrize("day", [LAST_REVIEW, TODAY + DAY])
def test_an_update_outside_the_window_does_not_count(day: date) -> None:
    assert planned(incident(), review(), update(day=day)).no_update == (ref(1),)


def test_no_row_is_added_when_the_manager_wrote_one_this_week() -> None:
    plan = planned(incident(), review(), no_update(day=TODAY - DAY, by="P-001", review=None))
    assert (plan.no_update, plan.update_rows) == ((ref(1),), ())


def test_a_no_update_of_the_managers_own_words_stands_whatever_its_capitals() -> None:
    typed = update(day=TODAY, type=None, update=" no update")
    assert planned(incident(), review(), typed).update_rows == ()


@pytest.mark.parametrize("record", [incident(reported_on=TODAY - DAY), incident(recorded_on=TODAY - DAY)])
def test_a_record_that_is_new_in_the_window_counts_as_updated(record: AppendRow) -> None:
    assert planned(record, review()).updated == (ref(1),)


@pytest.mark.parametrize("status", ["Open", "Open - awaiting external", "open ", "Opne", "Resolved?", None])
def test_a_record_is_open_unless_its_status_is_a_closed_one(status: str | None) -> None:
    assert planned(incident(status=status), review()).no_update == (ref(1),)


@pytest.mark.parametrize("status", ["Closed", "closed", " CLOSED "])
def test_a_closed_record_is_left_alone(status: str) -> None:
    assert planned(closed(status=status), review()).records == ()


def test_a_late_entry_counts_for_this_review_and_is_shown() -> None:
    late = update(day=LAST_REVIEW - DAY)
    plan = planned(incident(reported_on=date(2026, 9, 1), recorded_on=date(2026, 9, 1)), no_update(), review(), late)
    assert [(record.updated, record.late) for record in plan.records] == [(True, True)]


def test_an_update_that_stood_at_the_review_before_counts_only_once() -> None:
    old = date(2026, 9, 1)
    plan = planned(incident(reported_on=old, recorded_on=old), review(), update(day=LAST_REVIEW - DAY))
    assert plan.no_update == (ref(1),)


def test_a_late_entry_does_not_count_a_second_time() -> None:
    old, before = date(2026, 9, 1), LAST_REVIEW - timedelta(days=7)
    rows = [no_update(day=before), review(day=before), update(day=before - DAY), review(), no_update()]
    assert planned(incident(reported_on=old, recorded_on=old), *rows).no_update == (ref(1),)


def test_the_first_row_of_a_repeated_reference_counts() -> None:
    plan = planned(incident(), closed(), incident(status="Open"), review())
    assert [(record.ref, record.row) for record in plan.records] == [(ref(1), 2)]


def test_a_reference_is_the_same_in_small_letters() -> None:
    assert planned(incident(), review(), update(day=TODAY, incident_ref=ref(1).lower())).updated == (ref(1),)


def test_old_settled_records_are_history_and_old_open_ones_are_not() -> None:
    old = {"reported_on": date(2025, 1, 2), "recorded_on": date(2025, 1, 2)}
    rows = [incident(1, status=None, **old), closed(2, **old), incident(3, **old), review()]
    plan = planned(*rows, since=date(2026, 1, 1))
    assert (plan.no_update, plan.history) == ((ref(3),), 2)


def test_a_review_made_later_leaves_out_what_was_recorded_after_its_day() -> None:
    later = incident(2, reported_on=TODAY + DAY, recorded_on=TODAY + DAY)
    assert planned(incident(1), later, review(), entered=TODAY + 2 * DAY).no_update == (ref(1),)


def test_a_record_with_an_impossible_date_is_reviewed_all_the_same() -> None:
    mistyped = incident(reported_on=date(2062, 11, 1), recorded_on=date(2062, 11, 1))
    assert planned(mistyped, review()).no_update == (ref(1),)


def test_the_row_of_reviews_has_the_figures_and_leaves_the_signature_blank() -> None:
    rows = [incident(1), incident(2, reported_on=TODAY, recorded_on=TODAY), closed(3, closed_on=TODAY), review()]
    row = planned(*rows).review_row(errors=3)
    assert {heading: row[heading] for heading in row if heading != "Content hash"} == {
        "Review": "2026-W47",
        "Reviewed on": TODAY,
        "Period from": LAST_REVIEW + DAY,
        "Open": 2,
        "Updated": 1,
        "No Update": 1,
        "Opened": 1,
        "Closed": 1,
        "Refs covered": f"{ref(1)}, {ref(2)}",
        "Errors": 3,
    }


def test_a_review_made_on_another_day_says_so_in_its_comment() -> None:
    row = planned(incident(), review(), entered=TODAY + DAY).review_row(errors=0)
    assert row["Comment"] == "Made by olsxl on 20/11/2026 for 19/11/2026."


def test_references_too_long_for_a_cell_are_left_out_of_the_row() -> None:
    rows = [incident(number) for number in range(1, 2300)]
    assert "Refs covered" not in planned(*rows, review()).review_row(errors=0)


def test_the_content_hash_covers_what_was_counted_and_what_is_written() -> None:
    counted = update(2, day=TODAY, update="Rang  the school\n again", type="progress")
    plan = planned(incident(1), incident(2), closed(3), review(), counted, update(3, day=TODAY), update(2))
    rows = [
        CoveredRow(ref(1), TODAY, "No Update", "No Update", "olsxl (automatic)"),
        CoveredRow(ref(2), TODAY, "progress", "Rang the school again", "P-001"),
    ]
    assert plan.content_hash == content_hash("2026-W47", TODAY, [(ref(1), False), (ref(2), True)], rows)


def test_a_register_without_an_open_record_is_reviewed_too() -> None:
    plan = planned(closed(), review())
    assert (plan.update_rows, plan.review_row(errors=0)["Open"]) == ((), 0)


def test_an_empty_register_is_reviewed_too() -> None:
    plan = planned()
    assert (plan.records, plan.window.first) == ((), TODAY - timedelta(days=6))


OLD = {"reported_on": date(2026, 9, 1), "recorded_on": date(2026, 9, 1)}


def test_what_was_recorded_on_the_very_day_on_which_a_queued_review_is_made_is_left_out() -> None:
    later = incident(2, reported_on=TODAY + DAY, recorded_on=TODAY + DAY)
    assert planned(incident(1), later, review(), entered=TODAY + DAY).no_update == (ref(1),)
    assert planned(incident(1), later, review()).no_update == (ref(1), ref(2))


def test_the_window_before_reaches_back_to_the_review_before_the_last() -> None:
    rows = [review(LAST_REVIEW - 14 * DAY), no_update(), update(day=LAST_REVIEW - 10 * DAY), review()]
    assert [record.late for record in planned(incident(**OLD), *rows).records] == [True]


def test_of_more_than_two_reviews_before_only_the_last_two_bound_the_window_before() -> None:
    rows = [review(LAST_REVIEW - 14 * DAY), review(LAST_REVIEW - 7 * DAY), no_update(), review()]
    long_ago = update(day=LAST_REVIEW - 10 * DAY)
    assert planned(incident(**OLD), *rows, long_ago).no_update == (ref(1),)
    first_day = update(day=LAST_REVIEW - 6 * DAY)
    assert [record.late for record in planned(incident(**OLD), *rows, first_day).records] == [True]


def test_a_no_update_of_a_persons_own_makes_no_late_entry() -> None:
    own, told = no_update(by="P-001", review=None), update(day=LAST_REVIEW - DAY)
    assert planned(incident(**OLD), own, review(), told).no_update == (ref(1),)
    named = no_update(by="P-001")
    assert [record.late for record in planned(incident(**OLD), named, review(), told).records] == [True]


def test_an_update_of_this_week_beside_a_late_one_is_not_shown_as_late() -> None:
    rows = [no_update(), review(), update(day=LAST_REVIEW - DAY), update(day=TODAY)]
    (record,) = planned(incident(**OLD), *rows).records
    assert (record.updated, record.late) == (True, False)


def test_a_record_of_the_day_of_since_is_no_history() -> None:
    since = date(2026, 1, 1)
    assert planned(closed(reported_on=since), closed(2, reported_on=since - DAY), since=since).history == 1


def test_the_review_of_this_week_itself_is_none_before_it() -> None:
    assert planned(incident(), review(), review(TODAY)).window.first == LAST_REVIEW + DAY


def test_a_record_is_closed_in_the_window_of_its_closed_on() -> None:
    rows = [closed(n, closed_on=day) for n, day in enumerate((LAST_REVIEW, LAST_REVIEW + DAY, TODAY, TODAY + DAY), 1)]
    assert planned(review(), *rows).closed == 2


def test_a_record_without_a_closed_on_is_closed_since_the_review_that_covered_it() -> None:
    rows = [closed(1, closed_on=None), closed(2, closed_on=None), incident(3)]
    assert planned(review(refs_covered=f"{ref(1)}, {ref(3)}"), *rows).closed == 1


KEPT = ("Incident ref", "Reported on", "Status")
RECORDS = [(ref(1), date(2026, 11, 2), "Closed"), (ref(2), date(2026, 11, 3), "Open")]
REVIEWS = ("Review", "Reviewed on", "Open", "Refs covered")


def closed_without_days(*reviews: tuple[object, ...]) -> int | str | None:
    """What the row of Reviews says was closed, in a register that keeps no Closed on."""
    sheets: dict[str, list[tuple[object, ...]]] = {"Incidents": [KEPT, *RECORDS], "Reviews": [REVIEWS, *reviews]}
    register = incident_register(plain(sheets), "log.xlsx", parse(""))
    return plan(register, TODAY, datetime(2026, 11, 19, 16)).review_row(0)["Closed"]  # type: ignore[return-value]


def test_where_no_closing_day_is_kept_the_review_before_tells_what_was_closed_since() -> None:
    assert closed_without_days(("2026-W46", LAST_REVIEW, 2, f"{ref(1)}, {ref(2)}")) == 1
    assert closed_without_days(("2026-W46", LAST_REVIEW, 1, ref(2))) == 0
    assert closed_without_days(("2026-W46", LAST_REVIEW, 0, None)) == 0


@pytest.mark.parametrize("reviews", [[], [("2026-W46", LAST_REVIEW, 2, None)], [("2026-W46", LAST_REVIEW, 2, "both")]])
def test_where_nothing_tells_what_was_closed_the_figure_is_not_kept_and_never_0(
    reviews: list[tuple[object, ...]],
) -> None:
    assert closed_without_days(*reviews) == "not kept in this register"
