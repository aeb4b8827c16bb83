"""UPD208 to UPD210: corrections, late entries, and updates after the end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from olsxl.register import schema
from olsxl.register.schema import AUTOMATIC
from tests.registers import LAST_REVIEW, TODAY, closed, grid, incident, no_update, plain, review, update
from tests.rules.checking import check, only, told, where

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "text",
    ["Correction", "see above", "corrected it now", "Changed after the call", None, "I have now put this right again"],
)
def test_a_correction_that_does_not_say_what_and_why_is_told_at_its_text(text: str | None) -> None:
    finding = only(check(incident(), update(type="Correction", update=text)))
    assert (finding.code, finding.where, finding.severity) == ("UPD208", "Updates!D2", "error")


@pytest.mark.parametrize(
    "text",
    [
        "Reported on was 12/11/2026 and should be 11/11/2026: misread the form",
        "Owner: P-003 instead of P-002, who is on leave",
        "The note above is of another child, and I have moved it to the right record",
        "Risk level from Low to High after the meeting",
        "\u201cschool\u201d, not \u201ccollege\u201d; heard wrongly",
        "Platform corrected after asking the carer",
        "The last entry was mine, signed by mistake with the initials of the night worker",
    ],
)
def test_a_correction_that_says_what_and_why_is_in_order(text: str) -> None:
    assert check(incident(), update(type="Correction", update=text)) == []


def test_other_types_need_not_say_what_they_correct() -> None:
    assert check(incident(), update(update="Corrected")) == []


# UPD209


def entered(day: date, after: int) -> datetime:
    return datetime.combine(day, time(9)) + timedelta(days=after)


def test_an_update_entered_more_than_a_week_after_its_day_is_told_at_its_date() -> None:
    finding = only(check(incident(), update(1, LAST_REVIEW - DAY, entered_at=entered(LAST_REVIEW - DAY, 8))))
    assert (finding.code, finding.where, finding.severity) == ("UPD209", "Updates!B2", "warning")
    assert "8 days before 'Entered at'" in finding.message


@pytest.mark.parametrize("after", [0, 7])
def test_an_update_entered_within_a_week_is_in_order(after: int) -> None:
    assert check(incident(), update(1, LAST_REVIEW, entered_at=entered(LAST_REVIEW, after))) == []


def test_a_row_that_olsxl_wrote_is_exempt() -> None:
    assert check(incident(), no_update(1, LAST_REVIEW - 2 * DAY, entered_at=entered(LAST_REVIEW - 2 * DAY, 9))) == []


def test_on_closed_records_late_entries_are_told_in_one_line() -> None:
    rows = [update(1, LAST_REVIEW - DAY, entered_at=entered(LAST_REVIEW - DAY, 8 + more)) for more in (0, 1)]
    finding = only(check(closed(), *rows))
    assert (finding.code, finding.cell) == ("UPD209", None)
    assert finding.message.startswith("2 records that are over")


# UPD210


def test_an_update_after_the_record_was_closed_is_told_at_its_date() -> None:
    finding = only(check(closed(), update(1, LAST_REVIEW + DAY)))
    assert (finding.code, finding.where, finding.severity) == ("UPD210", "Updates!B2", "warning")
    assert finding.message == "'Date' is 13/11/2026, after the record was closed, and none reopened it"


def test_an_update_of_the_day_of_closing_or_before_is_in_order() -> None:
    assert check(closed(), update(), update(1, LAST_REVIEW - DAY), update(type="Closure")) == []


@pytest.mark.parametrize("later", [0, 1, 2])
def test_a_reopened_row_before_it_lets_the_update_stand(later: int) -> None:
    again = update(1, LAST_REVIEW + later * DAY, type="Reopened")
    told_after = check(closed(), again, update(1, LAST_REVIEW + DAY))
    assert where(told_after, "UPD210") == (["Updates!B3"] if later == 2 else [])


def test_a_record_closed_again_is_held_to_the_last_closing() -> None:
    rows = update(1, LAST_REVIEW - DAY, type="Closure"), update(1, LAST_REVIEW, type="Reopened")
    findings = check(closed(closed_on=LAST_REVIEW + 2 * DAY), *rows, update(1, LAST_REVIEW + DAY), update(1, TODAY))
    assert where(findings, "UPD210") == ["Updates!B5"]


def test_an_update_after_a_closure_row_of_an_open_record_is_told() -> None:
    rows = update(1, LAST_REVIEW, type="Closure"), update(1, LAST_REVIEW + DAY)
    assert where(check(incident(), *rows), "UPD210") == ["Updates!B3"]


@pytest.mark.parametrize(
    "row",
    [
        no_update(1, LAST_REVIEW + DAY),
        no_update(1, LAST_REVIEW + DAY, by="P-001", review=None),
        update(1, LAST_REVIEW + DAY, by=AUTOMATIC),
        update(1, LAST_REVIEW + DAY, type="Closure"),
        update(1, LAST_REVIEW + DAY, type="Correction", update="Outcome was wrong: see the letter of 10/11/2026"),
    ],
    ids=["the review's", "a typed one", "automatic", "the closure itself", "a correction"],
)
def test_what_a_closing_dated_back_leaves_behind_is_in_order(row: object) -> None:
    assert check(closed(), row) == []  # type: ignore[arg-type]


def test_columns_that_are_missing_switch_these_rules_off() -> None:
    headings = [heading for heading in schema.UPDATES.headings if heading not in ("Type", "Entered at")]
    rows = update(1, TODAY, type="Correction", update="x", entered_at=TODAY + 9 * DAY)
    sheets = {
        "Incidents": grid(schema.INCIDENTS, closed()),
        "Updates": grid(schema.UPDATES, rows, headings=headings),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    assert told(check(incidents=plain(sheets))) == []
