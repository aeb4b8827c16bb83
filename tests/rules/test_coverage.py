"""REV306, REV307: reviews that do not cover what was open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import LAST_REVIEW, TODAY, closed, grid, incident, no_update, plain, ref, review, update
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

DAY = timedelta(days=1)
WEEK = 7 * DAY
EARLY = TODAY - 30 * DAY
OLD = {"occurred_on": None, "reported_on": EARLY, "recorded_on": EARLY}
BEFORE = review(LAST_REVIEW - WEEK)


def made(refs: str | None = None, day: date = LAST_REVIEW, **changes: object) -> AppendRow:
    """A review that olsxl made, covering these records."""
    return review(day, content_hash="0a1b", refs_covered=refs, **changes)


def test_an_open_record_without_a_row_in_a_review_that_olsxl_made_is_told_at_the_review() -> None:
    finding = only(check(incident(**OLD), BEFORE, made(ref(1))))
    assert (finding.code, finding.where, finding.severity) == ("REV306", "Reviews!A3", "error")
    assert finding.message == (
        "The sheet 'Updates' has no row from 06/11/2026 to 12/11/2026 for what this review found open: OLS-2026-0001"
    )


@pytest.mark.parametrize("row", [no_update(), update(1, LAST_REVIEW - 6 * DAY)], ids=["marked", "updated"])
def test_a_record_with_a_row_in_the_window_is_in_order(row: AppendRow) -> None:
    assert check(incident(**OLD), row, BEFORE, made(ref(1))) == []


def test_a_row_before_or_after_the_window_does_not_count() -> None:
    rows = update(1, LAST_REVIEW - WEEK), update(1, TODAY)
    assert where(check(incident(**OLD), *rows, BEFORE, made(ref(1))), "REV306") == ["Reviews!A3"]


def test_a_late_entry_for_the_window_before_counts() -> None:
    rows = no_update(1, LAST_REVIEW - WEEK), update(1, LAST_REVIEW - WEEK)
    assert check(incident(**OLD), *rows, BEFORE, made(ref(1))) == []


@pytest.mark.parametrize("new", [{"reported_on": LAST_REVIEW, "recorded_on": TODAY}, {"recorded_on": LAST_REVIEW}])
def test_a_record_that_was_new_in_the_window_needs_no_row(new: dict[str, object]) -> None:
    assert where(check(incident(**(OLD | new)), BEFORE, made(ref(1))), "REV306") == []


def test_a_review_that_somebody_else_made_is_not_held_to_rows() -> None:
    assert check(incident(**OLD), BEFORE, review(refs_covered=ref(1))) == []


def test_where_the_review_does_not_say_what_it_covered_the_records_do() -> None:
    assert where(check(incident(**OLD), BEFORE, made()), "REV306") == ["Reviews!A3"]
    assert check(closed(**OLD, closed_on=EARLY + DAY), BEFORE, made()) == []


def test_a_record_of_which_it_is_not_known_whether_it_was_there_is_not_told() -> None:
    for_sure = incident(**(OLD | {"recorded_on": None}))
    assert check(for_sure, BEFORE, made()) == []
    reopened = incident(**OLD), update(1, TODAY, type="Reopened")
    assert check(*reopened, BEFORE, made()) == []
    assert check(closed(**OLD, closed_on=None), BEFORE, made())[0].code == "INC122"


def test_a_closing_that_was_typed_late_and_dated_back_is_in_order() -> None:
    assert check(closed(**OLD, closed_on=LAST_REVIEW - 3 * DAY), no_update(), BEFORE, made(ref(1))) == []
    assert check(closed(**OLD, closed_on=LAST_REVIEW - 20 * DAY), no_update(), BEFORE, made(ref(1))) == []


def test_several_records_are_named_and_many_counted() -> None:
    rows = [incident(number, **OLD) for number in range(1, 8)]
    message = only(check(*rows, BEFORE, made(", ".join(ref(number) for number in range(1, 8))))).message
    assert message.endswith("OLS-2026-0001, OLS-2026-0002, OLS-2026-0003, OLS-2026-0004, OLS-2026-0005 and 2 more")


def test_updates_in_the_records_own_row_count() -> None:
    settings = '[register]\nnotes = "Assessment"'
    noted = incident(**OLD, assessment=f"{LAST_REVIEW:%d/%m/%Y}: rang the school")
    assert where(check(noted, BEFORE, made(ref(1)), settings=settings), "REV306") == []


def test_reviews_before_the_register_was_adopted_are_not_held_to_it() -> None:
    assert (
        where(check(incident(**OLD), BEFORE, made(ref(9)), settings="[register]\nsince = 2026-11-13"), "REV307") == []
    )


# REV307


def test_a_review_that_lacks_an_open_record_is_told_at_what_it_covered() -> None:
    finding = only(check(incident(1, **OLD), incident(2, **OLD), no_update(1), BEFORE, made(ref(1))))
    assert (finding.code, finding.where, finding.severity) == ("REV307", "Reviews!I3", "error")
    assert (
        finding.message == "'Refs covered' is not what was open on 12/11/2026: it lacks OLS-2026-0002, open on that day"
    )


def test_a_review_by_hand_that_names_a_closed_record_is_told() -> None:
    rows = incident(1, **OLD), closed(2, **OLD, closed_on=EARLY + DAY)
    finding = only(check(*rows, BEFORE, review(refs_covered=f"{ref(1)}; {ref(2)}")))
    assert (finding.code, "it names OLS-2026-0002, not open then" in finding.message) == ("REV307", True)


def test_a_review_that_names_what_the_register_does_not_have_is_told() -> None:
    rows = [incident(number, **OLD) for number in (1, 2, 3)]
    refs = ", ".join(ref(number) for number in (1, 2, 3, 9))
    finding = only(check(*rows, BEFORE, review(refs_covered=refs)))
    assert finding.message.endswith("it names 1 that the register does not have")


@pytest.mark.parametrize("text", [f"{ref(1)}, {ref(2)}", f"{ref(2).lower()};{ref(1)}", f"{ref(1)}\n{ref(2)}", None])
def test_a_review_that_names_all_that_was_open_is_in_order(text: str | None) -> None:
    assert check(incident(1, **OLD), incident(2, **OLD), BEFORE, review(refs_covered=text)) == []


@pytest.mark.parametrize("text", ["all that were open", "OLS-2026-0001 to OLS-2026-0004", "12", "see the sheet"])
def test_what_is_no_list_of_references_is_not_held_against_the_records(text: str) -> None:
    assert check(incident(1, **OLD), incident(2, **OLD), BEFORE, review(refs_covered=text)) == []


def test_of_a_sealed_review_nothing_is_told_whatever_is_typed_later() -> None:
    sealed = made(ref(1), seal="9f")
    assert check(incident(1, **OLD), incident(2, **OLD), no_update(1), BEFORE, sealed) == []


@pytest.mark.parametrize(
    "other",
    [
        closed(2, **OLD, closed_on=LAST_REVIEW),
        closed(2, **OLD, closed_on=LAST_REVIEW - 9 * DAY),
        incident(2, **(OLD | {"recorded_on": LAST_REVIEW})),
        incident(2, **(OLD | {"recorded_on": TODAY})),
        incident(2, **(OLD | {"recorded_on": None})),
        incident(1, **OLD),
    ],
    ids=["closed that day", "closed before", "recorded that day", "recorded later", "typed who knows when", "repeated"],
)
def test_what_may_not_have_been_open_then_need_not_be_covered(other: AppendRow) -> None:
    assert where(check(incident(1, **OLD), other, no_update(1), BEFORE, made(ref(1))), "REV307") == []


def test_history_need_not_be_covered() -> None:
    old = incident(2, occurred_on=None, reported_on=date(2025, 1, 1), recorded_on=None, status=None)
    settings = "[register]\nsince = 2026-09-01"
    assert where(check(incident(1, **OLD), old, no_update(1), BEFORE, made(ref(1)), settings=settings), "REV307") == []


def test_a_record_that_was_reopened_need_be_covered_only_while_it_was_open() -> None:
    again = update(2, TODAY - DAY, type="Reopened"), update(2, EARLY, type="Closure")
    assert where(check(incident(1, **OLD), incident(2, **OLD), *again, BEFORE, made(ref(1))), "REV307") == []
    early = update(2, EARLY + DAY, type="Reopened"), update(2, EARLY, type="Closure")
    assert where(check(incident(1, **OLD), incident(2, **OLD), *early, BEFORE, made(ref(1))), "REV307") == [
        "Reviews!I3"
    ]


def test_columns_that_are_missing_switch_these_rules_off() -> None:
    headings = [heading for heading in schema.REVIEWS.headings if heading not in ("Content hash", "Refs covered")]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, incident(**OLD)),
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, BEFORE, made("OLS-2026-0009"), headings=headings),
    }
    assert told(check(incidents=plain(sheets))) == []


def test_a_review_on_the_very_day_of_since_is_held_to_what_was_open() -> None:
    rows = incident(**(OLD | {"reported_on": LAST_REVIEW, "recorded_on": LAST_REVIEW})), BEFORE, made(ref(9))
    assert where(check(*rows, settings=f"[register]\nsince = {LAST_REVIEW:%Y-%m-%d}"), "REV307") == ["Reviews!I3"]
