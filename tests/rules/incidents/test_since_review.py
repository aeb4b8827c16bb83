"""INC130 to INC132, UPD213: what is told of records by what the last review saw."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.coverage.seen import SeenByReviews, sight
from olsxl.register.older import OlderWorkbook
from olsxl.rules import apply, find, rule_context
from tests.registers import LAST_REVIEW, TODAY, closed, incident, incident_register, no_update, ref, review, update
from tests.rules.checking import only, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.findings import Finding
    from olsxl.register.registers import IncidentRegister
    from olsxl.workbook import AppendRow

KEY = "5f0c"
CONFIG = parse("")
WEEK = timedelta(days=7)
OWNERS = ("P-001", "P-002", "P-003", "P-004")


def read(rows: Sequence[AppendRow]) -> IncidentRegister:
    return reading.incident_register(incident_register(*rows), "incident-register.xlsx", CONFIG)


def saw(*reviews: Sequence[AppendRow]) -> SeenByReviews:
    """What reviews saw, the last of them at LAST_REVIEW."""
    seen = SeenByReviews(KEY)
    for number, rows in enumerate(reversed(reviews)):
        day = LAST_REVIEW - (len(reviews) - 1 - number) * WEEK
        seen = seen.recording(sight(read(rows), KEY), f"{day:%G-W%V}", day)
    return seen


def told(code: str, seen: SeenByReviews, *rows: AppendRow) -> list[Finding]:
    return apply(rule_context(read(rows), None, TODAY, CONFIG, seen=seen), [find(code)])


def records(*numbers: int) -> list[AppendRow]:
    return [incident(number) for number in numbers]


def test_a_record_that_the_last_review_saw_and_that_is_gone_is_told_by_the_reference_that_updates_name() -> None:
    finding = only(told("INC130", saw(records(1, 2, 3)), *records(1, 3), no_update(2)))
    assert (finding.severity, finding.cell) == ("error", None)
    assert finding.message == f"A record that the review 2026-W46 saw is gone: {ref(2)}"
    assert "Type Correction, Incident ref blank, Review 2026-W46" in finding.fix


def test_one_that_nothing_names_is_counted_and_those_of_older_reviews_are_told_apart() -> None:
    seen = saw(records(1, 2, 3, 4), records(1, 2, 3, 4, 5))
    first, last = told("INC130", seen, *records(1, 2), review(refs_covered=f"{ref(1)}, {ref(5)}"))
    assert first.message == f"A record that the review 2026-W45 saw is gone: {ref(5)}"
    assert last.message == "2 records that the review 2026-W46 saw are gone: 2 that no update and no review names"


def test_it_goes_on_being_told_until_it_is_back_or_a_correction_about_a_review_names_it() -> None:
    seen = saw(records(1, 2), records(1, 2, 3))
    said = update(incident_ref=None, type="Correction", review="2026-W46", update=f"Doubled: {ref(3)}, not {ref(2)}")
    assert len(told("INC130", seen, *records(1, 2))) == 1
    assert told("INC130", seen, *records(1, 2, 3)) == []
    assert told("INC130", seen, *records(1, 2), said) == []


def test_a_record_that_was_given_another_reference_is_not_gone_nor_are_those_of_another_register() -> None:
    seen = saw([incident(1), incident(2, summary="A dare")])
    assert told("INC130", seen, incident(1), incident(9, safeguarding_ref="SG-0002", summary="A dare")) == []
    again = seen.recording(
        sight(read([incident(1), incident(9, safeguarding_ref="SG-0002", summary="A dare")]), KEY),
        "2026-W47",
        TODAY,
    )
    assert told("INC130", again, incident(1), incident(9, safeguarding_ref="SG-0002", summary="A bet")) == []
    assert told("INC130", saw(records(1, 2, 3)), *records(7, 8, 9)) == []
    assert told("INC130", SeenByReviews(KEY), *records(1)) == []


def test_a_changed_cell_of_a_closed_record_is_told_at_that_cell() -> None:
    seen = saw([closed(1), closed(2), incident(3)])
    now = [closed(1, outcome="Phone returned"), closed(2), incident(3, summary="Another game")]
    finding = only(told("INC131", seen, *now))
    assert (finding.severity, finding.ref, finding.where) == ("warning", ref(1), "Incidents!AN2")
    assert finding.message == (
        "'Outcome' of this record, which was closed, is another than at the review 2026-W46, and no row of Type "
        "Reopened or Correction says why"
    )


@pytest.mark.parametrize("kind", ["Reopened", "Correction"])
def test_a_row_that_says_why_since_the_review_excuses_it_and_an_earlier_one_does_not(kind: str) -> None:
    seen = saw([closed(1)])
    opened = incident(1)
    assert told("INC131", seen, opened, update(1, TODAY, type=kind)) == []
    finding = only(told("INC131", seen, opened, update(1, LAST_REVIEW - WEEK, type=kind)))
    assert finding.where == "Incidents!AK2"
    assert finding.message.startswith("This record was closed at the review 2026-W46 and is open again")


def test_what_is_filled_in_or_typed_otherwise_with_the_same_meaning_is_no_change() -> None:
    seen = saw([closed(1, outcome=None, ofsted_notification="not  notifiable ")])
    assert told("INC131", seen, closed(1, outcome="Phone returned")) == []


def test_a_column_that_was_sorted_alone_is_told_at_its_heading_and_at_no_record() -> None:
    then = [closed(number, owner=owner) for number, owner in enumerate(OWNERS, 1)]
    now = [closed(number, owner=owner) for number, owner in enumerate(reversed(OWNERS), 1)]
    finding = only(told("INC132", saw(then), *now))
    assert (finding.severity, finding.where) == ("error", "Incidents!AJ1")
    assert finding.message.startswith("'Owner' stands in another order than at the review 2026-W46")
    assert told("INC131", saw(then), *now) == []
    edited = [*now[:3], closed(4, owner="P-009"), closed(5, owner="P-001"), closed(6, owner="P-002")]
    then += [closed(5, owner="P-002"), closed(6, owner="P-001")]
    assert where(told("INC132", saw(then), *edited), "INC132") == ["Incidents!AJ1"]


def test_rows_that_were_sorted_whole_and_a_few_that_changed_hands_are_no_partial_sort() -> None:
    then = [incident(number, owner=owner) for number, owner in enumerate(OWNERS, 1)]
    assert told("INC132", saw(then), *reversed(then)) == []
    swapped = [incident(number, owner=owner) for number, owner in enumerate(("P-002", "P-001", *OWNERS[2:]), 1)]
    assert told("INC132", saw(then), *swapped) == []


def test_days_that_all_go_on_by_a_week_are_no_partial_sort() -> None:
    weeks = [TODAY - number * WEEK for number in range(12)]
    then = [incident(number, assessed_on=day) for number, day in enumerate(weeks, 1)]
    now = [incident(number, assessed_on=day + WEEK) for number, day in enumerate(weeks, 1)]
    assert told("INC132", saw(then), *now) == []


def test_references_that_were_sorted_alone_are_told_too() -> None:
    numbers = range(1, 5)
    then = [incident(number, summary=f"Event {number}") for number in numbers]
    now = [incident(5 - number, safeguarding_ref=f"SG-{number:04}", summary=f"Event {number}") for number in numbers]
    assert "1 more column stand in another order" in only(told("INC132", saw(then), *now)).message


def test_a_day_of_this_week_that_the_last_review_saw_already_is_no_update_that_was_missed() -> None:
    planned = incident(1, immediate_action=f"{TODAY:%d/%m/%Y} SW visits")
    assert told("UPD213", saw([planned]), planned, review()) == []
    assert len(told("UPD213", saw([incident(1)]), planned, review())) == 1


def test_it_is_told_where_what_the_last_review_saw_was_lost() -> None:
    made = review(content_hash="0a1b")
    finding = only(told("WBK020", SeenByReviews(KEY), incident(), made))
    assert (finding.severity, finding.cell) == ("warning", None)
    assert finding.message.startswith("What the review 2026-W46 saw is not known here")
    assert told("WBK020", saw([incident()]), incident(), made) == []
    assert told("WBK020", SeenByReviews(KEY), incident(), review()) == []


def test_a_record_that_was_moved_to_an_older_workbook_is_not_gone() -> None:
    older = (
        OlderWorkbook("Log 2025.xlsx", read(records(2))),
        OlderWorkbook("Log 2024.xlsx", trouble="It is not there."),
    )
    context = rule_context(read(records(1)), None, TODAY, CONFIG, seen=saw(records(1, 2)), older=older)
    assert apply(context, [find("INC130")]) == []
    assert [each.message for each in apply(context, [find("WBK021")])] == [
        "Log 2024.xlsx, an older workbook, is counted nowhere: It is not there"
    ]
